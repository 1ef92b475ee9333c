"""Numbers as the intervals that their rounding leaves open: 51.7% is any ratio in [51.65%, 51.75%]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.validation.narrative.mentions import Mention

# A hedge widens: 约 200 may be 190 or 210; 超过, 近 and 余 hold the number to about a tenth, too.
_TEN_THOUSAND = Decimal(10000)
_FEW = Decimal(100)
_HEDGED = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a number may really be, from `low` to `high`, both allowed: half-up and truncation are both met."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Tell whether some true value fits both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """Return what the sum may be."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Return what the difference may be."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """Return what the quotient may be, for positive divisors; `None` where the divisor may be nought."""
        if other.low <= 0 or self.high < 0:
            return None
        # What is written as 0.00 is no less than nothing.
        return Interval(max(self.low, Decimal(0)) / other.high, self.high / other.low)


def interval_of(mention: Mention) -> Interval:
    """Return what a mention may really be, in whole units.

    Counts without decimals are exact, and so are a few 万元: sums of that size are not rounded to whole 万元.
    """
    value = mention.amount
    if mention.hedge:
        return Interval(value - abs(value) * _HEDGED, value + abs(value) * _HEDGED)
    few = mention.unit == "元" and mention.scale == _TEN_THOUSAND and mention.value < _FEW
    exact = not mention.decimals and (mention.scale == 1 or few)
    if exact:
        return Interval(value, value)
    half = _half_a_step(mention.scale, mention.decimals)
    return Interval(value - half, value + half)


# There are a dozen of them, asked for thousands of times.
@lru_cache(maxsize=256)
def _half_a_step(scale: Decimal, decimals: int) -> Decimal:
    return scale * Decimal(1).scaleb(-decimals) / 2


def sum_of(intervals: Iterable[Interval]) -> Interval:
    """Return what a sum may be."""
    known = tuple(intervals)
    return Interval(sum((item.low for item in known), Decimal(0)), sum((item.high for item in known), Decimal(0)))
