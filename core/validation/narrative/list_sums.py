"""What the numbered paragraphs of a list add up to among the numbers of the paragraphs before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.validation.narrative.additions import HARDLY, SURELY, Addition, Claimed, judge
from core.validation.narrative.mentions import Mention
from core.validation.narrative.roles import RATES, Role, Told, is_alike, told_as
from core.validation.narrative.sum_claims import SumClaim
from core.validation.narrative.windows import OWN, PARAGRAPH, mentions_in, own_start

_STOP = re.compile(rf"[。！？\n{PARAGRAPH}{OWN}]")
_PARTS = frozenset({Role.PLAIN, Role.BUDGET})
_MOST_WHOLES = 12
_FEWEST_PARTS = 2


def read_list_sums(window: str) -> tuple[SumClaim, ...]:
    """Return what the numbered paragraphs of a list add up to among the numbers of the paragraphs before it.

    The window's own paragraph is the whole list, its points parted by line breaks.
    """
    own = own_start(window)
    told = [told_as(window, item) for item in mentions_in(window)]
    before = [item for item in told if item.mention.start < own and item.role in _PARTS]
    wholes = [item.mention for item in before[-_MOST_WHOLES:] if item.mention.amount and not item.mention.hedge]
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
        if _is_told_again(series, [item.mention for item in before]):
            continue
        judged = judge(
            Claimed(Addition(whole, series), SURELY if whole.start >= last else HARDLY)
            for whole in reversed(wholes)
            if is_alike(whole, series[0])
        )
        if judged is not None:
            addition, agrees = judged
            found.append(SumClaim(addition.whole, addition.parts, agrees))
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


def _is_told_again(series: Sequence[Mention], before: Sequence[Mention]) -> bool:
    """Tell whether the text before the list has all its numbers, so that its points say again what was said there."""
    known = {item.amount for item in before}
    return all(item.amount in known for item in series)
