"""Numbers that are said to add up to another: whether they do, whether one slip of the pen would make them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import cast

from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention
from core.validation.narrative.slips import mended

_NOUGHT = Decimal(0)
_SLIPS_A_DIGIT = 10
# Numbers that have nothing to do with each other differ by about this factor's logarithm.
_SPREAD = Decimal("4.6")
_FARTHEST = Decimal(10)
# How often chance may bear a reading out before it says nothing, as an expected number; each is to be earned by words.
SURELY = Decimal("Infinity")
ONCE = Decimal(1)
SOMETIMES = Decimal("0.11")
RARELY = Decimal("0.04")
HARDLY = Decimal("0.01")
NEVER = Decimal(0)
# What chance may do in all the readings of one claim together, where no words vouch for any of them.
ALL_TOGETHER = Decimal("0.1")


@dataclass(frozen=True)
class Addition:
    """“The parts, less those taken off, are the whole.”"""

    whole: Mention
    parts: tuple[Mention, ...]
    less: tuple[Mention, ...] = ()

    @property
    def members(self) -> tuple[Mention, ...]:
        """All numbers, the whole last."""
        return (*self.parts, *self.less, self.whole)

    @cached_property
    def _told(self) -> dict[int, Mention]:
        """The numbers as closely as they are told: 30 万元 among others with decimals is 30.00 万元."""
        finest = max((item.decimals for item in self.parts if item.scale == self.whole.scale), default=0)
        if not self.whole.decimals or not finest:
            return {item.start: item for item in self.members}
        step = Decimal(1).scaleb(-finest)
        return {
            item.start: item
            if item.decimals or item.scale != self.whole.scale
            else replace(item, value=item.value.quantize(step), decimals=finest)
            for item in self.members
        }

    @cached_property
    def _intervals(self) -> dict[int, Interval]:
        told = self._told
        known = {
            item.start: interval_of(item)
            if told[item.start].decimals == item.decimals
            else Interval(item.amount, item.amount)
            for item in self.members
        }
        around = known[self.whole.start]
        if around.low != around.high and all(step_of(item) < step_of(self.whole) for item in self.parts):
            # What was cut off rather than rounded.
            known[self.whole.start] = Interval(around.low, around.high + (around.high - around.low) / 2)
        return known

    @cached_property
    def total(self) -> Interval:
        """What the parts come to."""
        kept = [self._intervals[item.start] for item in self.parts]
        off = [self._intervals[item.start] for item in self.less]
        low = sum((item.low for item in kept), _NOUGHT) - sum((item.high for item in off), _NOUGHT)
        high = sum((item.high for item in kept), _NOUGHT) - sum((item.low for item in off), _NOUGHT)
        return Interval(low, high)

    @property
    def agrees(self) -> bool:
        """Whether the numbers as written bear it out."""
        return self.total.meets(self._intervals[self.whole.start])

    @property
    def is_of_one_size(self) -> bool:
        """Whether whole and parts differ by no more than a changed digit could make them."""
        total, whole = self.total.high, self.whole.amount
        return total > 0 and whole > 0 and max(total, whole) <= _FARTHEST * min(total, whole)

    @property
    def chance(self) -> Decimal:
        """How often numbers that have nothing to do with each other would be one slip away from adding up.

        Round numbers come close to each other more often: 860 is nearer to 300 and 520 than it looks.
        """
        width = sum((item.high - item.low for item in self._intervals.values()), _NOUGHT)
        size = abs(self.whole.amount) or Decimal(1)
        slips = sum(_SLIPS_A_DIGIT * len(item.text) for item in self.members if item.value)
        return slips * max(width, self._grain) / size / _SPREAD

    @property
    def _grain(self) -> Decimal:
        """The largest power of ten that all the numbers are made of."""
        grains = (
            Decimal(1).scaleb(cast("int", item.amount.normalize().as_tuple().exponent))
            for item in self.members
            if item.value
        )
        return min(grains, default=Decimal(1))

    def is_one_slip_away(self, proven: Collection[int] = ()) -> bool:
        """Tell whether a slip in one number would explain it; those that begin at `proven` are known to be right."""
        total, whole = self.total, self._intervals[self.whole.start]
        for item in self.members:
            if item.start in proven or item.hedge or not item.value:
                continue
            own = self._intervals[item.start]
            if item is self.whole:
                needed = total
            elif item in self.less:
                needed = Interval(total.low + own.high - whole.high, total.high + own.low - whole.low)
            else:
                needed = Interval(whole.low - total.high + own.high, whole.high - total.low + own.low)
            # What would have to be nought is no slip: it is no part at all.
            if needed.low > 0 and any(other.meets(needed) for other in mended(self._told[item.start])):
                return True
        return False


def step_of(mention: Mention) -> Decimal:
    """Return the least that a number, as closely as it is told, could differ by."""
    return mention.scale * Decimal(1).scaleb(-mention.decimals)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One way to read what is said to add up; chance may bear it out as often as `limit` before it says nothing.

    A `certain` one is false where it does not add up, whatever slip would explain it.
    """

    addition: Addition
    limit: Decimal = SURELY
    certain: bool = False


def judge(readings: Iterable[Claimed], proven: Collection[int] = ()) -> tuple[Addition, bool] | None:
    """Return what the ways to read one claim say, the most likely first, and whether it agrees; `None` for nothing."""
    known = list(readings)
    for reading in known:
        if reading.addition.agrees:
            return reading.addition, True
    broken = contradiction(known, proven)
    return None if broken is None else (broken, False)


def contradiction(
    readings: Iterable[Claimed], proven: Collection[int] = (), altogether: Decimal = ALL_TOGETHER
) -> Addition | None:
    """Return the first way to read a claim that must be wrong; `altogether` is what chance may do in all of them."""
    left = altogether
    for reading in readings:
        addition = reading.addition
        if addition.agrees:
            continue
        if reading.certain and addition.is_of_one_size:
            return addition
        chance = addition.chance
        if chance > (reading.limit if reading.limit >= altogether else min(reading.limit, left)):
            continue
        left -= min(chance, left)
        if addition.is_one_slip_away(proven):
            return addition
    return None
