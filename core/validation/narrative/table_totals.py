"""Totals of tables: which rows are called totals, and what each may be the total of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Labelled
from core.validation.narrative.table_hierarchy import Hierarchy
from core.validation.narrative.table_sides import Side
from core.validation.narrative.table_sums import Line, Reading, Sum, Trust, adds_up
from core.validation.narrative.table_trees import OF_WHICH, is_marked, rank_of

_SUBTOTAL = "小计"
_FEWEST_PARTS = 2
_MOST_CHILDREN = 40
_MOST_TOTALS = 12
_MOST_BEGINNINGS = 20


@dataclass(frozen=True, slots=True)
class Total:
    """A row that is called a total; `scopes` are the rows that it may sum up, which lie before or after it."""

    sum: Sum
    scopes: tuple[Reading, ...]

    def adds_up_somehow(self, line: Line) -> bool:
        """Tell whether the total of a line follows when rows are left out that the row above them sums up."""
        total = line[self.sum.whole]
        if total is None:
            return False
        for scope in self.scopes:
            parts = [part for row in scope if (part := line[row]) is not None]
            kept = _without_children(parts)
            if len(kept) >= _FEWEST_PARTS and adds_up(total, kept):
                return True
        return False


def totals_of(side: Side, hierarchy: Hierarchy) -> Iterator[Total]:
    """Yield the totals among the rows with what they may be the totals of."""
    begin = 0
    many = sum(name.is_total for name in side.names) > _MOST_TOTALS
    for row, name in enumerate(side.names):
        if not name.is_total:
            continue
        near = many and name.label.endswith(_SUBTOTAL)
        scopes = [scope for scope in _scopes(side, begin, row, near=near) if scope]
        readings = dict.fromkeys(
            reading for scope in scopes for reading in _readings(side, hierarchy, scope) if _is_enough(side, reading)
        )
        if readings:
            trust = Trust.PLAIN if _is_plain(side, hierarchy, scopes[0]) else Trust.OPEN
            covered = int(all(side.names[part].code for part in next(iter(readings))))
            guesses = tuple(_beginnings(scopes[0]) if scopes[0][0] > row else ())
            yield Total(Sum(row, tuple(readings), trust, covered, guesses), tuple(scopes))
        # What follows a total may be added to it: 本年收入合计, 年初结转和结余, 总计.
        begin = row


def _is_plain(side: Side, hierarchy: Hierarchy, scope: Reading) -> bool:
    """Tell whether rows stand on one level, so that hardly anything but all of them can be meant."""
    names = [side.names[row] for row in scope]
    ranks = {rank_of(name.label) for name in names if not name.is_total}
    return len(ranks) == 1 and not any(
        name.code or row in hierarchy.parts or row in hierarchy.open for row, name in zip(scope, names, strict=True)
    )


def _scopes(side: Side, begin: int, row: int, *, near: bool) -> Iterator[Reading]:
    """Yield the rows that a total may sum up; `near` leaves out all but those next to it."""
    names = side.names
    end = next((number for number in range(row + 1, len(names)) if names[number].is_total), len(names))
    before = tuple(number for number in range(begin, row) if names[number].label)
    yield tuple(number for number in range(row + 1, end) if side.parents[number] == row)
    yield before
    if begin and not near:
        yield tuple(number for number in range(row) if names[number].label)
    # A total may stand above its parts; where rows stand above it, only the next ones can be.
    yield tuple(number for number in range(row + 1, end) if names[number].label)
    if not before and not near:
        yield tuple(number for number in range(row + 1, len(names)) if names[number].label)


def _readings(side: Side, hierarchy: Hierarchy, scope: Reading) -> Iterator[Reading]:
    """Yield what a total may sum up of some rows, the likeliest first."""
    names = side.names

    def without(rows: frozenset[int]) -> list[int]:
        # A row is a part of another only where that one is among these.
        return [row for row in scope if row not in rows]

    coded = [row for row in scope if names[row].code and row not in hierarchy.parts]
    if coded:
        yield tuple(coded)
        yield tuple(row for row in scope if row not in hierarchy.parts and (names[row].code or names[row].is_total))
    for rows in (hierarchy.parts, hierarchy.parts | hierarchy.open):
        top = without(rows)
        yield tuple(row for row in top if not names[row].is_total)
        yield tuple(top)
    marked = [row for row in scope if is_marked(names[row].label)]
    yield tuple(row for row in marked if row not in hierarchy.parts)
    yield tuple(row for row in scope if not OF_WHICH.match(names[row].label) and not is_marked(names[row].label))
    subtotals = tuple(row for row in scope if names[row].label.endswith(_SUBTOTAL))
    if subtotals:
        yield subtotals
        yield tuple(row for row in scope if row not in subtotals)
    yield scope


def _beginnings(scope: Reading) -> Iterator[Reading]:
    """Yield the first rows below a total that heads them: others may follow that it does not sum up."""
    for count in range(_FEWEST_PARTS, min(len(scope), _MOST_BEGINNINGS)):
        yield scope[:count]


def _is_enough(side: Side, reading: Reading) -> bool:
    """Tell whether a reading can be what a total adds up: two rows, or the only 类 that there is."""
    return len(reading) >= _FEWEST_PARTS or (len(reading) == 1 and bool(side.names[reading[0]].code))


def _without_children(parts: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the figures without those that the one right above them adds up: they are its own parts.

    From the last row up, so that children of children are gone before their parent is looked at.
    """
    below: list[Labelled] = []  # the rows kept so far, the nearest last
    for parent in reversed(parts):
        count = _children_among(parent, below)
        del below[len(below) - count :]
        below.append(parent)
    return tuple(reversed(below))


def _children_among(parent: Labelled, below: Sequence[Labelled]) -> int:
    if not parent.figure.value:
        return 0
    low = high = Decimal(0)
    for count, child in enumerate(reversed(below[-_MOST_CHILDREN:]), start=1):
        low, high = low + child.figure.interval.low, high + child.figure.interval.high
        if count >= _FEWEST_PARTS and Interval(low, high).meets(parent.figure.interval):
            return count
    return 0
