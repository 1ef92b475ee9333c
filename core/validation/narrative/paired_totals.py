"""总计 of income and of spending, which stand side by side in one table and are equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.validation.narrative.row_names import is_total
from core.validation.narrative.sheets import Column, Labelled, Sheet

_GRAND_TOTAL = re.compile(r"^(?:收入|支出)?总计$")
_TWO_SIDES = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """The total of income and that of spending."""

    one: Labelled
    other: Labelled

    @property
    def agrees(self) -> bool:
        """Whether they are equal."""
        return self.one.figure.interval.meets(self.other.figure.interval)


def opposite_totals(sheet: Sheet) -> Iterator[Pair]:
    """Yield 总计 of the income with 总计 of the spending of a table in which they stand side by side."""
    sides = list(dict.fromkeys(column.side for column in sheet.columns))
    if len(sides) != _TWO_SIDES:
        return
    left, right = ([column for column in sheet.columns if column.side == side] for side in sides)
    for one, other in _opposite_columns(left, right):
        totals = [_grand_total(column) for column in (one, other)]
        if totals[0] is not None and totals[1] is not None:
            yield Pair(totals[0], totals[1])


def _opposite_columns(left: Sequence[Column], right: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield the columns of the same name; one of income stands for all of the spending."""
    sums = [column for column in right if column.path and is_total(column.path[-1])] or list(right)
    if len(left) == 1:
        if len(sums) == 1:
            yield left[0], sums[0]
        return
    for column in left:
        alike = [other for other in right if column.path and other.path and other.path[-1] == column.path[-1]]
        if len(alike) == 1:
            yield column, alike[0]


def _grand_total(column: Column) -> Labelled | None:
    found = [entry for entry in column.known if _GRAND_TOTAL.match(entry.label)]
    return found[0] if len(found) == 1 else None
