"""F8 goes on from where the reader is, in reading order, and comes round at the ends."""

from __future__ import annotations

import pytest

from core.model.finding import Finding, Place, Severity, Verdict
from gui.stepping import next_finding

ORDER = {"first": 0, "second": 1, "third": 2}.__getitem__


def finding(where: str, start: int = 0, rule: str = "XXX-001") -> Finding:
    place = Place(where, "9", "", start, start + 1)
    return Finding(rule, Severity.ERROR, Verdict.CONTRADICTED, "甲", "乙", "", "", (place,))


EARLY, MIDDLE, LATE = finding("first", 5), finding("second", 3), finding("third", 8)
GRAVEST_FIRST = (LATE, EARLY, MIDDLE)


@pytest.mark.parametrize(
    ("at", "forward", "back"),
    [
        (("first", 0), EARLY, LATE),
        (("first", 6), MIDDLE, EARLY),
        (("second", 3), MIDDLE, EARLY),
        (("third", 9), EARLY, LATE),
    ],
)
def test_the_nearest_on_either_side(at: tuple[str, int], forward: Finding, back: Finding) -> None:
    assert next_finding(GRAVEST_FIRST, ORDER, at, None, 1) == forward
    assert next_finding(GRAVEST_FIRST, ORDER, at, None, -1) == back


def test_it_goes_on_from_the_current_one_while_the_reader_is_there() -> None:
    assert next_finding(GRAVEST_FIRST, ORDER, ("second", 3), MIDDLE, 1) == LATE
    assert next_finding(GRAVEST_FIRST, ORDER, ("second", 3), MIDDLE, -1) == EARLY
    assert next_finding(GRAVEST_FIRST, ORDER, ("first", 0), MIDDLE, 1) == EARLY


def test_two_findings_at_one_place_are_both_reached() -> None:
    twin = finding("second", 3, "XXX-002")
    listed = (MIDDLE, twin, LATE)
    assert next_finding(listed, ORDER, ("second", 3), MIDDLE, 1) == twin
    assert next_finding(listed, ORDER, ("second", 3), twin, 1) == LATE


def test_from_nowhere_it_goes_on_from_the_current_one_or_begins() -> None:
    assert next_finding(GRAVEST_FIRST, ORDER, None, EARLY, 1) == MIDDLE
    assert next_finding(GRAVEST_FIRST, ORDER, None, None, 1) == EARLY
    assert next_finding(GRAVEST_FIRST, ORDER, None, None, -1) == LATE
    assert next_finding((), ORDER, ("first", 0), None, 1) is None
