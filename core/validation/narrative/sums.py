"""Wholes and their parts in one sentence: 收入 A 万元，其中：B 万元、C 万元.

Parts told after 其中 need not be all there are, so a gap alone is no fault. It is one where a single slip of the pen
closes it: a digit, two digits changed about, the point, the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.intervals import Interval, interval_of, sum_of
from core.validation.narrative.mentions import Mention, read_mentions

_SENTENCE = re.compile(r"[^。！？\n]+")
_OF_WHICH = re.compile(r"(?:元|人|个|项|辆|台|名|件|次|户|家|期)?[^，。；：:\d]{0,4}[，,；;（(。]?\s*其中[：:,，]?")
# A number after these is a change, a rate's base or another year's, and no part.
_NO_PART = re.compile(
    r"(?:增加|增长|减少|下降|压减|上升|降低|[比较与][^，。；\d]{0,12}|预算[^，。；\d]{0,6}|上年[^，。；\d]{0,6}|每[^，。；\d]{0,4}|人均)\s*$"
)
_FEWEST_PARTS = 2
_FEWEST_DIGITS = 4
_MOST_PARTS = 20
_SLIPS_OF_A_PART = (Decimal(9), Decimal("-0.9"), Decimal(9999), Decimal("-0.9999"))


@dataclass(frozen=True, slots=True)
class SumClaim:
    """A whole and the parts told of it; `agrees` says whether they, or the first of them, add up to it."""

    whole: Mention
    parts: tuple[Mention, ...]
    agrees: bool


def read_sums(text: str) -> tuple[SumClaim, ...]:
    """Return the wholes of a paragraph whose parts add up, or would but for one slip."""
    mentions = read_mentions(text) if "其中" in text else ()
    found: list[SumClaim] = []
    for sentence in _SENTENCE.finditer(text) if mentions else ():
        inside = [item for item in mentions if sentence.start() <= item.start < sentence.end()]
        found += _sums(text, inside)
    return tuple(found)


def _sums(text: str, mentions: Sequence[Mention]) -> Iterator[SumClaim]:
    for number, whole in enumerate(mentions):
        rest = mentions[number + 1 :]
        if whole.hedge or whole.unit in {"%", "‰", "个百分点"} or not _leads_to_parts(text, whole):
            continue
        parts = tuple(item for item in rest if item.unit == whole.unit and not _is_no_part(text, item))[:_MOST_PARTS]
        if len(parts) < _FEWEST_PARTS or any(part.hedge for part in parts):
            continue
        for count in range(_FEWEST_PARTS, len(parts) + 1):
            if sum_of(interval_of(part) for part in parts[:count]).meets(interval_of(whole)):
                yield SumClaim(whole, parts[:count], True)
                break
        else:
            if _is_exact(whole) and _is_one_slip(whole, parts):
                yield SumClaim(whole, parts, False)


def _leads_to_parts(text: str, whole: Mention) -> bool:
    return bool(_OF_WHICH.match(text, whole.end + len(_scale_of(text, whole))))


def _scale_of(text: str, mention: Mention) -> str:
    found = re.compile(r"\s*[十百千万亿]{0,2}").match(text, mention.end)
    return found.group() if found else ""


def _is_no_part(text: str, mention: Mention) -> bool:
    return bool(_NO_PART.search(text, max(0, mention.start - 24), mention.start))


def _is_exact(whole: Mention) -> bool:
    """Tell whether a number is told so closely that a round gap to it can be no chance."""
    return len(whole.value.normalize().as_tuple().digits) >= _FEWEST_DIGITS


def _is_one_slip(whole: Mention, parts: Sequence[Mention]) -> bool:
    gap = whole.amount - sum((part.amount for part in parts), Decimal(0))
    if not gap:
        return False
    if gap < 0 and abs(gap) > whole.amount and len(parts) > _FEWEST_PARTS:
        return False  # the parts overlap: parts of parts are among them
    digits = abs(gap).normalize().as_tuple().digits
    one_digit = len(digits) == 1
    changed_about = len(digits) <= 2 and int("".join(map(str, digits))) % 9 == 0
    return (
        one_digit or changed_about or any(_near(gap, slip * part.amount) for slip in _SLIPS_OF_A_PART for part in parts)
    )


def _near(gap: Decimal, wanted: Decimal) -> bool:
    slack = abs(wanted) / 10**4
    return Interval(wanted - slack, wanted + slack).meets(Interval(gap, gap))
