"""How a claim may be read, and what the readings say together: borne out, contradicted, or nothing to hold it against.

A claim that some reading bears out agrees. One that none bears out is contradicted where a reading is certain, or
where one slip of the pen in one number would make a likely reading right and chance alone hardly would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention
from core.validation.narrative.slips import mended

Holds = Callable[[Sequence[Interval]], bool]

_HUNDRED_PERCENT = Decimal(1)
# What chance may do in all the readings of one claim together, as an expected number of false alarms.
_BUDGET = Decimal("0.2")
_SLIPS_A_DIGIT = 10
_LOOSE = 5
_SHARPEST = Decimal("0.0001")
# Numbers that have nothing to do with each other differ by about this factor's logarithm.
_SPREAD = Decimal("4.6")


class Way(StrEnum):
    """How the members of a reading give what is stated.

    One by another (PLAIN), by the whole of another share, by their sum; the change by what was before it, which is
    what is now without it (RISEN) or with it (FALLEN); the difference from what was before by that (GROWN, SHRUNK).
    """

    PLAIN = "plain"
    RISEN = "risen"
    FALLEN = "fallen"
    GROWN = "grown"
    SHRUNK = "shrunk"
    SAME_WHOLE = "same_whole"
    OF_SUM = "of_sum"


@dataclass(frozen=True, slots=True)
class Reading:
    """Numbers that a claim may speak of, the number that states it last; `holds` judges their intervals.

    `certain` readings leave no doubt; of `trusted` ones a slip says enough, however often chance would do as much;
    `weak` ones may bear a claim out but never contradict it; `far` ones are weak, of numbers from elsewhere, and bear
    out only what no certain reading denies: among many numbers some pair always fits. `looseness` is the part of the
    result that the rounding leaves open, where it is not that of the most rounded number.
    """

    members: tuple[Mention, ...]
    holds: Holds
    certain: bool = False
    weak: bool = False
    trusted: bool = False
    far: bool = False
    looseness: Decimal | None = None
    way: Way = Way.PLAIN


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a claim agrees, and the reading that says so."""

    agrees: bool
    reading: Reading


def judge(readings: Iterable[Reading]) -> Judgement | None:
    """Return what the readings of one claim say, the most likely first; `None` when they cannot say anything."""
    agreeing: list[Reading] = []
    others: list[Reading] = []
    for reading in readings:
        (agreeing if holds_as_told(reading) else others).append(reading)
    denied = next((reading for reading in others if reading.certain), None)
    if denied is not None and all(reading.far for reading in agreeing):
        return Judgement(False, denied)
    sharp = next((reading for reading in agreeing if not _is_loose(reading)), None)
    if sharp is not None:
        return Judgement(True, sharp)
    left = _BUDGET
    for reading in others:
        if reading.weak or reading.far:
            continue
        chance = _chance(reading)
        if (reading.trusted and not agreeing) or chance <= left:
            left -= min(chance, left)
            if is_one_slip_away(reading):
                return Judgement(False, reading)
    return Judgement(True, agreeing[0]) if agreeing else None


def holds_as_told(reading: Reading) -> bool:
    """Tell whether the numbers as written bear a reading out."""
    return reading.holds([interval_of(member) for member in reading.members])


def _is_loose(reading: Reading) -> bool:
    """Tell whether a number is rounded so much more than the one that states the claim that agreeing means little."""
    *others, stated = reading.members
    return any(_looseness(other) > _LOOSE * max(_looseness(stated), _SHARPEST) for other in others)


def is_one_slip_away(reading: Reading) -> bool:
    """Tell whether a slip in one of the numbers would make the reading right."""
    return any(slip_explains(reading, place) for place in range(len(reading.members)))


def slip_explains(reading: Reading, place: int) -> bool:
    """Tell whether a slip in the member at a place would make the reading right."""
    member = reading.members[place]
    if member.hedge:
        return False
    known = [interval_of(other) for other in reading.members]
    return any(reading.holds([*known[:place], other, *known[place + 1 :]]) for other in mended(member))


def _chance(reading: Reading) -> Decimal:
    """Return how often numbers that have nothing to do with each other would be one slip away from agreeing."""
    loosest = reading.looseness
    if loosest is None:
        loosest = max(_looseness(member) for member in reading.members)
    slips = sum(_SLIPS_A_DIGIT * len(member.text) for member in reading.members)
    return slips * loosest / _SPREAD


def _looseness(member: Mention) -> Decimal:
    """Return how wide the interval of a number is, by its size; a hedged number may be nearly anything."""
    around = interval_of(member)
    middle = abs(around.high + around.low) / 2
    return (around.high - around.low) / middle if middle else _HUNDRED_PERCENT


def quotient(
    top: Mention,
    bottom: Mention,
    stated: Mention,
    *,
    certain: bool = False,
    weak: bool = False,
    trusted: bool = False,
    far: bool = False,
    more: Mention | None = None,
) -> Reading:
    """Return the reading “stated is top by bottom”; `more` is counted with top."""

    def holds(known: Sequence[Interval]) -> bool:
        found = (known[0] if more is None else known[0].plus(interval_of(more))).over(known[1])
        return found is not None and found.meets(known[2])

    return Reading((top, bottom, stated), holds, certain, weak, trusted, far)


def average(top: Mention, bottom: Mention, stated: Mention, *, certain: bool = False, weak: bool = False) -> Reading:
    """Return the reading “stated is the mean of top among bottom”, a whole number being rounded like any other."""
    step = stated.scale * Decimal(1).scaleb(-stated.decimals)
    rounding = Interval(-step / 2, step / 2)

    def holds(known: Sequence[Interval]) -> bool:
        found = known[0].over(known[1])
        rounded = known[2] if known[2].low < known[2].high else known[2].plus(rounding)
        return found is not None and found.meets(rounded)

    looseness = max(_looseness(top), step / stated.amount if stated.amount else _HUNDRED_PERCENT)
    return Reading((top, bottom, stated), holds, certain, weak, looseness=looseness)


def same_whole(part: Mention, stated: Mention, other_part: Mention, other_share: Mention) -> Reading:
    """Return the reading “both shares are of one whole”, which bears a share out but never breaks it."""

    def holds(known: Sequence[Interval]) -> bool:
        found, other = known[0].over(known[3]), known[1].over(known[2])
        return found is not None and other is not None and found.meets(other)

    return Reading((part, other_part, other_share, stated), holds, weak=True, way=Way.SAME_WHOLE)


def share_of_sum(part: Mention, others: Sequence[Mention], stated: Mention, *, certain: bool = False) -> Reading:
    """Return the reading “stated is part by the sum of it and the others”."""

    def holds(known: Sequence[Interval]) -> bool:
        whole = known[0]
        for other in known[1:-1]:
            whole = whole.plus(other)
        found = known[0].over(whole)
        return found is not None and found.meets(known[-1])

    looseness = max(_looseness(part), _looseness(stated))
    return Reading((part, *others, stated), holds, certain, looseness=looseness, way=Way.OF_SUM)


def complement(top: Mention, bottom: Mention, stated: Mention) -> Reading:
    """Return the reading “stated is the part of bottom that is not top”, which bears a rate out but never breaks it."""

    def holds(known: Sequence[Interval]) -> bool:
        found = known[1].minus(known[0]).over(known[1])
        return found is not None and found.meets(known[2])

    return Reading((top, bottom, stated), holds, weak=True)


def change_in_rate(
    now: Mention,
    change: Mention,
    stated: Mention,
    *,
    rising: bool,
    certain: bool = False,
    weak: bool = False,
    far: bool = False,
) -> Reading:
    """Return the reading “stated is the change by what was before it”; some authors divide by what is now."""

    def holds(known: Sequence[Interval]) -> bool:
        this, shift, rate = known
        before = this.minus(shift) if rising else this.plus(shift)
        found = shift.over(before)
        return found is not None and found.meets(rate)

    return Reading((now, change, stated), holds, certain, weak, far=far, way=Way.RISEN if rising else Way.FALLEN)


def growth(now: Mention, before: Mention, stated: Mention, *, rising: bool, certain: bool = False) -> Reading:
    """Return the reading “now is before, raised or lowered by the rate stated”."""

    def holds(known: Sequence[Interval]) -> bool:
        this, base, rate = known
        if base.low <= 0 or this.low < 0:
            return False
        low, high = this.low / base.high - 1, this.high / base.low - 1
        found = Interval(low, high) if rising else Interval(-high, -low)
        return found.meets(rate)

    around = interval_of(stated)
    loosest = max(_looseness(now), _looseness(before), around.high - around.low)
    return Reading((now, before, stated), holds, certain, looseness=loosest, way=Way.GROWN if rising else Way.SHRUNK)


def difference(now: Mention, before: Mention, change: Mention, *, rising: bool, certain: bool = False) -> Reading:
    """Return the reading “now is before and the change stated”."""

    def holds(known: Sequence[Interval]) -> bool:
        this, base, shift = known
        found = this.minus(base) if rising else base.minus(this)
        return found.meets(shift)

    return Reading((now, before, change), holds, certain)


def addition(whole: Mention, parts: Sequence[Mention], *, weak: bool = False, trusted: bool = False) -> Reading:
    """Return the reading “the parts add up to the whole”."""

    def holds(known: Sequence[Interval]) -> bool:
        low = sum((item.low for item in known[:-1]), Decimal(0))
        return Interval(low, sum((item.high for item in known[:-1]), Decimal(0))).meets(known[-1])

    around = interval_of(whole)
    step = max(around.high - around.low, whole.scale * Decimal(1).scaleb(-whole.decimals))
    looseness = step / whole.amount if whole.amount else _HUNDRED_PERCENT
    return Reading((*parts, whole), holds, weak=weak, trusted=trusted, looseness=looseness)
