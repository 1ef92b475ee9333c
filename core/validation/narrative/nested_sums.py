"""Sums within sums of a single column, where no other column shows which rows belong to which.

A whole with the parts that follow it counts once in the total. Where the total and all other rows show what a whole
must be, a slip in it or in one of its parts is told; and so it is where its sister rows keep their sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.validation.narrative.figure_slips import slip_in_a_sum
from core.validation.narrative.sheets import Labelled
from core.validation.narrative.table_sums import Judged, Line, Reading, Sum, adds_up

_FEWEST_PARTS = 2
_MOST_PARTS = 40
_MOST_ROWS = 60
# Of fewer steps, a total is met by chance now and then.
_FEWEST_GRAINS = 1000

_Row = tuple[int, Labelled]


def beside_sisters(families: Sequence[Sum], told: Sequence[Judged], lines: Sequence[Line]) -> Iterator[Judged]:
    """Yield the sums that one slip breaks, in lines in which another sum of the same kind holds."""
    known = {(one.line, id(one.whole)) for one in told}
    kept = Counter(one.line for one in told if one.agrees and len(one.parts) >= _FEWEST_PARTS)
    for total in families:
        for number, line in enumerate(lines):
            whole = line[total.whole]
            if whole is None or not kept[number] or (number, id(whole)) in known:
                continue
            for reading in (*total.readings, *total.guesses):
                rows = _rows(line, reading)
                if _is_slip(whole, [part for _, part in rows]):
                    yield _judged(number, whole, rows, agrees=False)
                    break


def under_total(number: int, whole: int, line: Line, scope: Reading) -> Judged | None:
    """Return what a total shows of the rows of its scope in one line: that they add up, or which sum among them fails.

    `None` where it shows nothing.
    """
    total = line[whole]
    rows = _rows(line, scope)
    if total is None or len(rows) > _MOST_ROWS:
        return None
    top, families = _parsed(rows)
    parts = [part for _, part in top]
    if len(parts) >= _FEWEST_PARTS and adds_up(total, parts):
        return _judged(number, total, top, agrees=True)
    if abs(total.figure.value.scaleb(total.figure.decimals)) < _FEWEST_GRAINS:
        return None
    for start, (_, parent) in enumerate(top):
        for end in range(start + 1 + _FEWEST_PARTS, min(len(top), start + 1 + _MOST_PARTS) + 1):
            children = top[start + 1 : end]
            outside = [part for _, part in (*top[:start], *top[end:])]
            own = [part for _, part in children]
            # Either the parent is what the total leaves for it, or its parts are.
            is_left = adds_up(total, [parent, *outside]) or adds_up(total, [*own, *outside])
            if is_left and slip_in_a_sum(parent, own):
                return _judged(number, parent, children, agrees=False)
    if families and len(parts) >= _FEWEST_PARTS and _is_slip(total, parts):
        return _judged(number, total, top, agrees=False)
    return None


def _parsed(rows: Sequence[_Row]) -> tuple[list[_Row], int]:
    """Return the rows that no row above them adds up, and how many sums were found; from the last row up."""
    below: list[_Row] = []
    families = 0
    for row in reversed(rows):
        count = _children_among(row[1], below)
        families += bool(count)
        del below[len(below) - count :]
        below.append(row)
    return below[::-1], families


def _children_among(parent: Labelled, below: Sequence[_Row]) -> int:
    if not parent.figure.value:
        return 0
    for count in range(_FEWEST_PARTS, min(_MOST_PARTS, len(below)) + 1):
        if adds_up(parent, [part for _, part in below[-count:]]):
            return count
    return 0


def _is_slip(whole: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether one slip explains the difference, and a row that is no part does not."""
    gap = abs(sum((part.figure.value for part in parts), Decimal(0)) - whole.figure.value)
    if len(parts) < _FEWEST_PARTS or any(gap == abs(part.figure.value) for part in parts):
        return False
    return slip_in_a_sum(whole, parts)


def _rows(line: Line, places: Reading) -> list[_Row]:
    return [(place, item) for place in places if (item := line[place]) is not None]


def _judged(number: int, whole: Labelled, rows: Sequence[_Row], *, agrees: bool) -> Judged:
    return Judged(number, whole, tuple(part for _, part in rows), tuple(place for place, _ in rows), agrees)
