"""Slips of the pen in cells of tables: a digit mistyped, left out or too many, two changed about, the point moved.

Rows that do not add up may never have been meant to. Where one slip in one of them makes them add up to the last
digit, they were; chance comes that close once in a thousand times, where the figures have digits enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Figure, Labelled

_FEWEST_GRAINS = 1000
# What many rounded figures leave open is no longer explained by a slip.
_WIDEST_GAP = 60
_TURNED = 2


def slip_in_a_sum(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether one slip in a total or in one of its parts explains that they do not add up."""
    low = sum((part.figure.interval.low for part in parts), Decimal(0))
    high = sum((part.figure.interval.high for part in parts), Decimal(0))
    gap = Interval(low, high).minus(total.figure.interval)
    if _is_slip(total.figure, gap.low, gap.high):
        return True
    return any(_is_slip(part.figure, -gap.high, -gap.low) for part in parts)


def is_sharp(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether figures have digits enough that they cannot well add up by chance."""
    known = [item.figure.value for item in (total, *parts) if item.figure.value]
    if not known:
        return False
    # Round figures add up easily: what counts is the last place that most of them need.
    places = sorted(map(_last_place, known))
    return max(map(abs, known)) >= Decimal(_FEWEST_GRAINS).scaleb(places[(len(places) - 1) // 2])


def _last_place(value: Decimal) -> int:
    """Return the place of a figure's last digit that is not nought: -2 for 3.25, 2 for 1,200."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _is_slip(figure: Figure, low: Decimal, high: Decimal) -> bool:
    """Tell whether a figure may be a slip for one that is between `low` and `high` more."""
    value = abs(figure.value)
    least, most = (value + low, value + high) if figure.value >= 0 else (value - high, value - low)
    if value and (least <= value * 10 <= most or least <= value / 10 <= most):
        return True
    first = int(least.scaleb(figure.decimals).to_integral_value(ROUND_CEILING))
    last = int(most.scaleb(figure.decimals).to_integral_value(ROUND_FLOOR))
    if last <= 0 or last - first > _WIDEST_GAP:
        return False
    digits = str(int(value.scaleb(figure.decimals)))
    return any(is_one_slip(digits, str(meant)) for meant in range(max(first, 0), last + 1))


def is_one_slip(written: str, meant: str) -> bool:
    """Tell whether digits differ by one slip: one is another, too many or too few, or two have changed places."""
    if len(written) == len(meant):
        places = [place for place, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
        if len(places) == _TURNED:
            before, after = places
            return after == before + 1 and written[before] == meant[after] and written[after] == meant[before]
        return len(places) == 1
    longer, shorter = sorted((written, meant), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    place = next((place for place, digit in enumerate(shorter) if longer[place] != digit), len(shorter))
    return longer[place + 1 :] == shorter[place:]
