"""Sums of a table and whether its lines keep them: down the rows in every column, across the columns in every row.

A sum may be read in several ways: which rows make a total is for the reader to see. It holds where any reading does.
It is broken where none does and it is sure all the same: the other lines of the table keep one of the readings, the
codes leave no choice, or one slip of the pen in one of its figures explains it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property

from core.validation.narrative.figure_slips import is_sharp, slip_in_a_sum
from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Labelled

Line = Sequence[Labelled | None]
Reading = tuple[int, ...]

_PROOF = 2
_FEW_DENIALS = 2


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
class _Test:
    parts: tuple[Labelled, ...]
    places: Reading
    agrees: bool
    telling: bool
    is_average: bool


@dataclass(frozen=True, slots=True)
class _Support:
    agree: int
    deny: int
    fail: int
    proofs: int

    @property
    def is_spotless(self) -> bool:
        """Whether no line fails but one, and at most one that is an average."""
        return self.deny <= 1 and self.fail <= _FEW_DENIALS

    @property
    def refutes(self) -> bool:
        """Whether too many lines fail for a slip in one of them."""
        return self.deny > max(_FEW_DENIALS, self.agree)


@dataclass(frozen=True)
class _ReadingTests:
    """A reading and what it is in every line."""

    reading: Reading
    tests: Sequence[_Test | None]

    @cached_property
    def support(self) -> _Support:
        """How many lines keep the reading and how many do not."""
        tests = [test for test in self.tests if test is not None]
        right = [test for test in tests if test.agrees and test.telling]
        return _Support(
            agree=len(right),
            # Averages beside a sum are no sums, and say nothing of it.
            deny=sum(not test.agrees and not test.is_average for test in tests),
            fail=sum(not test.agrees for test in tests),
            # Small and round figures add up by chance.
            proofs=sum(_PROOF if is_sharp(test.parts[0], test.parts) else 1 for test in right),
        )


def judged(total: Sum, lines: Sequence[Line], rescue: Callable[[Line], bool] | None = None) -> list[Judged]:
    """Return what a sum is in the lines in which something can be said of it.

    `rescue` may find that a line adds up in a way of its own.
    """
    readings = [
        _ReadingTests(reading, [_test(total.whole, reading, line) for line in lines])
        for reading in (*total.readings, *total.guesses)
    ]
    found: list[Judged] = []
    unexplained: list[Judged] = []
    for number, line in enumerate(lines):
        whole = line[total.whole]
        own = [reading.tests[number] for reading in readings]
        if whole is None or not any(own):
            continue
        right = next((test for test in own if test is not None and test.agrees), None)
        if right is not None:
            found.append(Judged(number, whole, right.parts, right.places, agrees=True))
            continue
        told = _told(total, readings, number, whole)
        if told is not None and not (rescue is not None and rescue(line)):
            test, is_explained = told
            result = Judged(number, whole, test.parts, test.places, agrees=False)
            (found if is_explained else unexplained).append(result)
    # Where lines fail by the same amount, a row is missing on purpose, or stands on another page.
    gaps = Counter(result.gap for result in unexplained)
    found += (result for result in unexplained if gaps[result.gap] == 1)
    return sorted(found, key=lambda result: result.line)


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
    return _Test(parts, places, adds_up(total, parts), telling, _is_average(total, parts))


def _told(total: Sum, readings: Sequence[_ReadingTests], line: int, whole: Labelled) -> tuple[_Test, bool] | None:
    """Return how a line should have added up, where that is sure, and whether what is wrong with it is explained."""
    known = [(test, reading.support) for reading in readings if (test := reading.tests[line]) is not None]
    test, support = min(known, key=lambda pair: (-pair[1].proofs, pair[1].deny))
    if total.trust is Trust.SURE:
        return test, True
    if slip_in_a_sum(whole, test.parts) and (support.agree or (total.trust is not Trust.OPEN and support.is_spotless)):
        # Averages of small figures are a slip away from sums now and then.
        is_sum = not test.is_average or total.trust is Trust.NAMED or is_sharp(whole, test.parts) or support.agree > 1
        return (test, True) if is_sum else None
    if support.proofs >= max(1, _PROOF * support.deny) and not test.is_average:
        return test, False
    for reading in readings[: len(total.readings)]:
        other = reading.tests[line]
        if other is not None and not reading.support.refutes and _is_one_slip(whole, other.parts):
            return other, True
    for reading in readings[: total.covered]:
        other = reading.tests[line]
        if other is not None and _exceeds(other.parts, whole):
            return other, True
    return None


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
