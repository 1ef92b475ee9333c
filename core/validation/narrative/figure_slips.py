"""Slips of the pen in the cells of a table: a digit mistyped, left out or too many, two turned, the point moved.

Rows that do not add up may never have been meant to. Where one slip in one of them makes them add up to the last
digit, they were; chance comes that close once in a thousand times, where the figures have digits enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Labelled

_DIGITS = "0123456789"
_FEWEST_GRAINS = 1000


def slip_in_a_sum(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether one slip in a total or in one of its parts explains that they do not add up."""
    low = sum((part.figure.interval.low for part in parts), Decimal(0))
    high = sum((part.figure.interval.high for part in parts), Decimal(0))
    gap = Interval(low, high).minus(total.figure.interval)
    if _slips_into(total, Interval(total.figure.value + gap.low, total.figure.value + gap.high)):
        return True
    return any(_slips_into(part, Interval(part.figure.value - gap.high, part.figure.value - gap.low)) for part in parts)


def is_sharp(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether figures have digits enough that they cannot well add up by chance."""
    known = [item.figure.value for item in (total, *parts) if item.figure.value]
    if not known:
        return False
    # Round figures add up easily: what counts is the last place that most of them need.
    places = sorted(map(_last_place, known))
    return max(map(abs, known)) >= places[(len(places) - 1) // 2] * _FEWEST_GRAINS


def _last_place(value: Decimal) -> Decimal:
    """Return the unit of a figure's last digit that is not nought: 0.01 of 3.25, 100 of 1,200."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


def _slips_into(item: Labelled, wanted: Interval) -> bool:
    value = item.figure.value
    if value < 0:
        wanted, value = Interval(-wanted.high, -wanted.low), -value
    slipped = _slipped(value, item.figure.decimals) if wanted.high > 0 else ()
    return any(wanted.low <= amount <= wanted.high for amount in slipped)


def _slipped(value: Decimal, decimals: int) -> Iterator[Decimal]:
    yield value * 10
    yield value / 10
    for digits in _misspelt(str(value.scaleb(decimals).to_integral_value())):
        yield Decimal(digits).scaleb(-decimals)


def _misspelt(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        before, after = digits[:place], digits[place + 1 :]
        for other in _DIGITS:
            if other != digit:
                yield f"{before}{other}{after}"
            yield f"{before}{other}{digits[place:]}"
        if len(digits) > 1:
            yield before + after
        if place and digits[place - 1] != digit:
            yield f"{digits[: place - 1]}{digit}{digits[place - 1]}{after}"
