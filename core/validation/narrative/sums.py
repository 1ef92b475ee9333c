"""Wholes and their parts in prose: 收入 A 万元，其中：B 万元、C 万元；A、B 两项合计 C；a list of numbered paragraphs.

Parts told of a whole need not be all there are, so a gap alone is no fault. It is one where a single slip of the pen
closes it and chance hardly would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, addition, judge
from core.validation.narrative.roles import RATES, Role, Told, is_alike, told_as
from core.validation.narrative.windows import OWN, PARAGRAPH, mentions_in, own_start

_CUE_AFTER = re.compile(r"[^。；\d]{0,16}?(?:其中|分别[为是有]?|包括|包含|分为|按[^，。；\d]{2,10}[，,:：]|[:：])")
_CUE_BEFORE = re.compile(
    r"(?:合计|共计|总计|合起来|两[项者类]|[三四五六]项|加起来|总共|以上|累计|[共计])[^，。；\d]{0,8}$"
)
_STOP = re.compile(rf"[。！？\n{PARAGRAPH}{OWN}]")
_UNIT_SIGNS = "十百千万亿元人名位个项辆台件次户家期场条批宗笔份座处所套"
_LABEL_START = re.compile(r"[^，。；：:、,;（）()和及]*$")
_PARTS = frozenset({Role.PLAIN, Role.BUDGET})
_MOST_PARTS = 14
_FEWEST_PARTS = 2
_SMALL = 1000
_FEWEST_DIGITS = 3
_MOST_WHOLES = 12
_COARSE = Decimal("0.0005")


@dataclass(frozen=True, slots=True)
class SumClaim:
    """A whole and the parts told of it; `agrees` says whether they add up to it. Positions are the window's."""

    whole: Mention
    parts: tuple[Mention, ...]
    agrees: bool


def read_sums(window: str) -> tuple[SumClaim, ...]:
    """Return the wholes of a window's own paragraph whose parts add up, or would but for one slip."""
    own = own_start(window)
    told = [told_as(window, item) for item in mentions_in(window) if item.start >= own]
    found: list[SumClaim] = []
    for number, item in enumerate(told):
        if item.role in _PARTS and item.mention.unit not in RATES and not item.mention.hedge:
            judged = judge(_readings(window, told, number))
            if judged is not None:
                parts = judged.reading.members[:-1]
                found.append(SumClaim(item.mention, parts, judged.agrees))
    return _without_shadows(found)


def read_list_sums(window: str) -> tuple[SumClaim, ...]:
    """Return what the numbered paragraphs of a list add up to among the numbers of the paragraphs before it.

    The window's own paragraph is the whole list, its points parted by line breaks.
    """
    own = own_start(window)
    told = [told_as(window, item) for item in mentions_in(window)]
    wholes = [item for item in told if item.mention.start < own and item.role in _PARTS][-_MOST_WHOLES:]
    stops = [found.end() for found in _STOP.finditer(window, 0, own - 1)]
    last = (stops[-1] if stops else 0) if window[:own].rstrip(OWN).endswith(("：", ":")) else own
    points: list[list[Told]] = [[]]
    position = own
    for cut in (*re.finditer("\n", window[own:]), None):
        end = own + cut.start() if cut else len(window)
        points.append([item for item in told if position <= item.mention.start < end])
        position = end
    found: list[SumClaim] = []
    for series in _series(points[1:]):
        readings = [
            addition(item.mention, series, trusted=item.mention.start >= last)
            for item in reversed(wholes)
            if is_alike(item.mention, series[0]) and item.mention.amount and not item.mention.hedge
        ]
        judged = judge(reading for reading in readings if reading.trusted or (reading.looseness or 1) < _COARSE)
        if judged is not None:
            found.append(SumClaim(judged.reading.members[-1], judged.reading.members[:-1], judged.agrees))
    return tuple(found)


def _series(points: Sequence[Sequence[Told]]) -> Iterator[tuple[Mention, ...]]:
    """Yield the first, second … amounts of every point of a list, where every point has one."""
    amounts = [
        [item.mention for item in point if item.role in _PARTS and item.mention.unit not in RATES] for point in points
    ]
    for place in range(min((len(point) for point in amounts), default=0)):
        series = tuple(point[place] for point in amounts)
        if len(series) >= _FEWEST_PARTS and all(is_alike(item, series[0]) and not item.hedge for item in series):
            yield series


def _readings(window: str, told: Sequence[Told], number: int) -> Iterator[Reading]:
    item = told[number]
    whole = item.mention
    after = _run(told[number + 1 :], whole)
    before = _run(tuple(reversed(told[:number])), whole)
    led = bool(_CUE_AFTER.match(window, whole.end))
    for count in range(_FEWEST_PARTS, len(after) + 1):
        parts = after[:count]
        ended = _ends_list(window, parts[-1].mention)
        yield _addition(window, item, parts, trusted=led and ended, likely=ended)
    # The parts of a part stand between it and the next part; they are passed over.
    for nested in _without_nested(after):
        yield _addition(window, item, nested, likely=led)
    closing = bool(_CUE_BEFORE.search(window, max(0, whole.start - 14), whole.start))
    for count in range(_FEWEST_PARTS, len(before) + 1):
        yield _addition(window, item, before[:count], likely=closing and count <= _FEWEST_PARTS + 1)


def _addition(
    window: str, whole: Told, parts: Sequence[Told], *, trusted: bool = False, likely: bool = False
) -> Reading:
    """Return a sum; one that only the order of words suggests counts where its figures are exact and of one kind."""
    mentions = [item.mention for item in parts]
    trusted = trusted and _is_telling(whole.mention, mentions)
    reading = addition(whole.mention, mentions, trusted=trusted)
    fits = trusted or (
        likely
        and (reading.looseness or Decimal(0)) <= _COARSE
        and sum(bool(item.value) for item in mentions) >= _FEWEST_PARTS
        and all(item.role is whole.role for item in parts)
        and not _STOP.search(window, *sorted((whole.mention.end, parts[-1].mention.start)))
    )
    repeated = any(item.amount == whole.mention.amount for item in mentions)
    return replace(reading, weak=not fits or repeated or not whole.mention.unit)


def _is_telling(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Tell whether a whole is told closely enough for its parts to be all of it: round wholes have others."""
    told = len(abs(whole.value).normalize().as_tuple().digits)
    close = told >= _FEWEST_DIGITS or (whole.scale == 1 and whole.amount < _SMALL)
    return close and whole.amount != max(part.amount for part in parts)


def _run(told: Sequence[Told], whole: Mention) -> list[Told]:
    alike = [item for item in told if item.role in _PARTS and is_alike(item.mention, whole)]
    cut = next((number for number, item in enumerate(alike) if item.mention.hedge), len(alike))
    return alike[: min(cut, _MOST_PARTS)]


def _without_nested(parts: Sequence[Told]) -> Iterator[list[Told]]:
    for number, part in enumerate(parts):
        for count in range(_FEWEST_PARTS, min(6, len(parts) - number)):
            nested = parts[number + 1 : number + 1 + count]
            if sum((item.mention.amount for item in nested), Decimal(0)) == part.mention.amount:
                kept = [*parts[: number + 1], *parts[number + 1 + count :]]
                for end in range(max(_FEWEST_PARTS, number + 1), len(kept) + 1):
                    yield kept[:end]


def _ends_list(window: str, part: Mention) -> bool:
    """Tell whether a list ends with this part: its sentence or its half of the sentence does."""
    position = part.end
    while position < len(window) and window[position] in _UNIT_SIGNS + " ":
        position += 1
    return position >= len(window) or window[position] in "。；;"


def _without_shadows(claims: Sequence[SumClaim]) -> tuple[SumClaim, ...]:
    """Return the claims without contradictions about numbers that another sum bears out."""
    proven = {item.start for claim in claims if claim.agrees for item in claim.parts}
    return tuple(claim for claim in claims if claim.agrees or not all(item.start in proven for item in claim.parts))
