"""Slips of the pen: what a number would be with one digit mistyped, two changed about, the point or the unit amiss.

A claim that its numbers do not bear out may have been misread. Where one slip in one of them would bear it out to the
last digit, it was read aright and the slip is there: chance comes that close about once in a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention

_DIGITS = "0123456789"
_TEN_THOUSAND = Decimal(10000)


def mended(mention: Mention) -> Iterator[Interval]:
    """Yield what a mention would say without one slip, in whole units."""
    yield from mended_number(mention.value, mention.decimals, interval_of(mention), mention.scale)
    if mention.unit not in {"%", "‰", "个百分点"}:
        whole = interval_of(mention)
        yield Interval(whole.low * _TEN_THOUSAND, whole.high * _TEN_THOUSAND)
        yield Interval(whole.low / _TEN_THOUSAND, whole.high / _TEN_THOUSAND)


def mended_number(value: Decimal, decimals: int, around: Interval, scale: Decimal = Decimal(1)) -> Iterator[Interval]:
    """Yield what a number of so many decimals would be without one slip; `around` says how closely it is told."""
    half = (around.high - around.low) / 2
    for digits in _slipped(str(abs(value).scaleb(decimals).to_integral_value())):
        amount = Decimal(digits).scaleb(-decimals) * scale
        yield Interval(amount - half, amount + half)
    for moved in (value * 10, value / 10):
        yield Interval(moved * scale - half, moved * scale + half)


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether two numbers as written differ by one digit, by two neighbours changed about, or by the point."""
    left, right = one.replace(",", ""), other.replace(",", "")
    if left == right:
        return False
    if "." in left + right and left.replace(".", "") == right.replace(".", ""):
        return True
    if len(left) != len(right) or left.find(".") != right.find("."):
        return False
    differing = [place for place in range(len(left)) if left[place] != right[place]]
    if len(differing) == 1:
        return True
    bare, turned = left.replace(".", ""), right.replace(".", "")
    places = [place for place in range(len(bare)) if bare[place] != turned[place]]
    return (
        len(places) == 2
        and places[1] - places[0] == 1
        and bare[places[0]] == turned[places[1]]
        and bare[places[1]] == turned[places[0]]
    )


def _slipped(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in _DIGITS:
            if other != digit and not (other == "0" and not place and len(digits) > 1):
                yield f"{digits[:place]}{other}{digits[place + 1 :]}"
        if place and digits[place - 1] != digit:
            yield f"{digits[: place - 1]}{digit}{digits[place - 1]}{digits[place + 1 :]}"
