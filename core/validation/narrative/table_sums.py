"""Sums of a table and whether its lines keep them: down the rows in every column, across the columns in every row.

A sum may be read in several ways: which rows make a total is for the reader to see. It holds where any reading does.
It is broken where none does and it is sure all the same: the other lines of the table keep one of the readings, the
codes leave no choice, or one slip of the pen in one of its figures explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from core.validation.narrative.figure_slips import is_sharp, slip_in_a_sum
from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Labelled

Line = Sequence[Labelled | None]
Reading = tuple[int, ...]

_PROOF = 2


class Trust(Enum):
    """How much a table says for a sum before its figures do.

    Codes leave no choice (SURE); names say what a whole is made of (NAMED); rows on one level leave little (PLAIN).
    """

    OPEN = "open"
    PLAIN = "plain"
    NAMED = "named"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class Sum:
    """A place of every line that sums up others, and the readings of which these are, the likeliest first.

    `guesses` are readings that say nothing unless other lines keep them. The first `covered` readings hold nothing but
    parts, though perhaps not all of them.
    """

    whole: int
    readings: tuple[Reading, ...]
    trust: Trust = Trust.OPEN
    covered: int = 0
    guesses: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sum is in one line: its figures by the reading that holds, or that should have held.

    `places` are where the parts stand in the line.
    """

    line: int
    whole: Labelled
    parts: tuple[Labelled, ...]
    places: Reading
    agrees: bool

    @property
    def gap(self) -> Decimal:
        """How much the parts are more than the whole."""
        return sum((part.figure.value for part in self.parts), Decimal(0)) - self.whole.figure.value


@dataclass(frozen=True, slots=True)
class _Support:
    agree: int
    deny: int
    proofs: int


@dataclass(frozen=True, slots=True)
class _Test:
    parts: tuple[Labelled, ...]
    places: Reading
    agrees: bool
    telling: bool


def judged(total: Sum, lines: Sequence[Line], rescue: Callable[[Line], bool] | None = None) -> list[Judged]:
    """Return what a sum is in the lines in which something can be said of it.

    `rescue` may find that a line adds up in a way of its own.
    """
    readings = (*total.readings, *total.guesses)
    tests = [[_test(total.whole, reading, line) for line in lines] for reading in readings]
    found: list[Judged] = []
    for number, line in enumerate(lines):
        whole = line[total.whole]
        own = [of_reading[number] for of_reading in tests]
        if whole is None or not any(own):
            continue
        right = next((test for test in own if test is not None and test.agrees), None)
        if right is not None:
            found.append(Judged(number, whole, right.parts, right.places, agrees=True))
            continue
        wrong = _broken(total, tests, number, whole)
        if wrong is not None and not (rescue is not None and rescue(line)):
            found.append(Judged(number, whole, wrong.parts, wrong.places, agrees=False))
    return found


def adds_up(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether figures add up to another within their rounding."""
    low = sum((part.figure.interval.low for part in parts), Decimal(0))
    high = sum((part.figure.interval.high for part in parts), Decimal(0))
    return Interval(low, high).meets(total.figure.interval)


def _test(whole: int, reading: Reading, line: Line) -> _Test | None:
    total = line[whole]
    places = tuple(place for place in reading if line[place] is not None)
    parts = tuple(part for place in places if (part := line[place]) is not None)
    if total is None or not parts:
        return None
    filled = sum(bool(part.figure.value) for part in parts)
    telling = filled > 1 or (filled == 1 and len(reading) == 1)
    return _Test(parts, places, adds_up(total, parts), telling)


def _broken(total: Sum, tests: Sequence[Sequence[_Test | None]], line: int, whole: Labelled) -> _Test | None:
    """Return how a line should have added up, where that is sure."""
    own = [(of_reading[line], _support(of_reading)) for of_reading in tests]
    backed = [(test, support) for test, support in own if test is not None]
    best, support = min(backed, key=lambda pair: (-pair[1].proofs, pair[1].deny))
    if _is_sure(total, best, support, whole):
        return best
    slipped = (test for test, _ in own[: len(total.readings)] if test is not None and _is_one_slip(whole, test.parts))
    exceeded = (test for test, _ in own[: total.covered] if test is not None and _exceeds(test.parts, whole))
    return next(slipped, None) or next(exceeded, None)


def _support(of_reading: Sequence[_Test | None]) -> _Support:
    tests = [test for test in of_reading if test is not None]
    return _Support(
        agree=sum(test.agrees and test.telling for test in tests),
        deny=sum(not test.agrees for test in tests),
        # Small and round figures add up by chance.
        proofs=sum(
            (_PROOF if is_sharp(test.parts[0], test.parts) else 1) for test in tests if test.agrees and test.telling
        ),
    )


def _is_sure(total: Sum, test: _Test, support: _Support, whole: Labelled) -> bool:
    """Tell whether the other lines, or the words of the table, show that a reading was meant."""
    if total.trust is Trust.SURE:
        return True
    is_average = _is_average(whole, test.parts)
    if slip_in_a_sum(whole, test.parts) and (support.agree or (total.trust is not Trust.OPEN and support.deny <= 1)):
        # Averages of small figures are a slip away from sums now and then.
        return not is_average or total.trust is Trust.NAMED or is_sharp(whole, test.parts) or support.agree > 1
    return support.proofs >= _PROOF * support.deny and not is_average


def _exceeds(parts: Sequence[Labelled], whole: Labelled) -> bool:
    """Tell whether a part alone is more than the whole, which no reading can explain where nothing is negative."""
    values = [part.figure.value for part in parts]
    return whole.figure.value > 0 and min(values) >= 0 and max(values) > whole.figure.value


def _is_one_slip(whole: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether one slip explains the difference, and a row that is no part of the total does not."""
    gap = sum((part.figure.value for part in parts), Decimal(0)) - whole.figure.value
    if any(abs(gap) == abs(part.figure.value) for part in parts):
        return False
    return is_sharp(whole, parts) and slip_in_a_sum(whole, parts)


def _is_average(whole: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether a total lies among its parts, as averages do, and rates that nobody adds up."""
    values = [part.figure.value for part in parts]
    return len(values) > 1 and min(values) < whole.figure.value < max(values)
