"""Slips of the pen: what a number would be with one digit mistyped, two changed about, the point or the unit amiss.

A claim that its numbers do not bear out may have been misread. Where one slip in one of them would bear it out to the
last digit, it was read aright and the slip is there: chance comes that close about once in a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention
from core.validation.narrative.roles import RATES

_DIGITS = "0123456789"
_TEN = Decimal(10)
_TEN_THOUSAND = Decimal(10000)


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
