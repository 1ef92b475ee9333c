"""Slips of the pen: what a number would be with one digit mistyped, two changed about, the point or the unit amiss.

A claim that its numbers do not bear out may have been misread. Where one slip in one of them would bear it out to the
last digit, it was read aright and the slip is there: chance comes that close about once in a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention
from core.validation.narrative.roles import RATES

_DIGITS = "0123456789"
_TEN = Decimal(10)
_TEN_THOUSAND = Decimal(10000)
_FINEST = 10
MOST_DECIMALS = 6
_NINE = 9
_TURNED = 2


def mended(mention: Mention) -> Iterator[Interval]:
    """Yield what a mention would say without one slip, in whole units, told as closely as it is."""
    around = interval_of(mention)
    half = (around.high - around.low) / 2
    for digits in _slipped(str(abs(mention.value).scaleb(mention.decimals).to_integral_value())):
        amount = Decimal(digits).scaleb(-mention.decimals) * mention.scale
        yield Interval(amount - half, amount + half)
    # A point that moves takes the rounding with it: 4.876 for 48.76.
    for factor in (_TEN, _TEN_THOUSAND) if mention.unit not in RATES else (_TEN,):
        yield Interval(around.low * factor, around.high * factor)
        yield Interval(around.low / factor, around.high / factor)


def _slipped(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in _DIGITS:
            if other != digit and not (other == "0" and not place and len(digits) > 1):
                yield f"{digits[:place]}{other}{digits[place + 1 :]}"
        if place and digits[place - 1] != digit:
            yield f"{digits[: place - 1]}{digit}{digits[place - 1]}{digits[place + 1 :]}"


@dataclass(frozen=True, slots=True)
class Written:
    """A number's digits as written, and its amount without its sign and its last place in whole parts of a unit.

    For numbers of at most `MOST_DECIMALS`.
    """

    digits: str
    decimals: int
    amount: int
    grain: int

    @classmethod
    def of(cls, mention: Mention) -> Written:
        """Return a mention's digits, amount and last place."""
        digits = "".join(sign for sign in mention.text if sign.isdigit())
        grain = int(mention.scale.scaleb(_FINEST - mention.decimals))
        return cls(digits, mention.decimals, int(digits) * grain, grain)

    def is_one_slip_from(self, other: Written) -> bool:
        """Tell whether one slip of the pen in either number makes it the other, which may be rounded or cut off."""
        larger, smaller = max(self.amount, other.amount), min(self.amount, other.amount)
        near = max(self.grain, other.grain)
        if abs(smaller * 10 - larger) < near or abs(smaller * 10**4 - larger) < near:
            return True
        if self.grain == other.grain:
            return _differ_by_a_slip(self.digits, other.digits)
        if larger > (smaller + near) * 10 and smaller >= near:
            return False  # no digit but a nought before all others makes so much
        return self._slips_to(other.amount, near) or other._slips_to(self.amount, near)

    def _slips_to(self, amount: int, near: int) -> bool:
        """Tell whether one slip in a digit makes another amount, as closely as `near` shows it."""
        needed = amount - self.amount
        place = self.grain * 10 ** len(self.digits)
        before = 0
        for number, sign in enumerate(self.digits):
            place //= 10
            if place * 10 <= near:
                break
            digit = int(sign)
            changed = (2 * needed + place) // (2 * place)
            # No number begins with a nought but 0.5.
            least = 1 if not number and len(self.digits) - self.decimals > 1 else 0
            if changed and least <= digit + changed <= _NINE and abs(needed - changed * place) < near:
                return True
            if number and before != digit and abs(needed - (digit - before) * place * _NINE) < near:
                return True
            before = digit
        return False


def _differ_by_a_slip(first: str, second: str) -> bool:
    if len(first) != len(second):
        return False
    places = [place for place, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(places) == _TURNED:
        before, after = places
        return after == before + 1 and first[before] == second[after] and first[after] == second[before]
    return len(places) == 1
