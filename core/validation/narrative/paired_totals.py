"""Totals that must be equal: of income and of spending side by side, and the same total in two tables of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.figure_slips import is_one_slip
from core.validation.narrative.sheets import MONEY_UNITS, Column, Figure, Labelled, Sheet

_GRAND_TOTAL = re.compile(r"^(?:收入|支出)?总计$")
_FEWEST_DIGITS = 5
_MOST_TOTALS = 200
# Totals of rounded rows may differ in their last digits.
_ROUNDING = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two totals and the tables in which they stand."""

    one: Labelled
    other: Labelled
    sheets: tuple[Sheet, Sheet]
    agrees: bool


@dataclass(frozen=True, slots=True)
class _Total:
    entry: Labelled
    sheet: Sheet
    scale: Decimal

    @property
    def amount(self) -> Decimal:
        return self.entry.figure.value * self.scale


def opposite_totals(sheet: Sheet) -> Iterator[Pair]:
    """Yield 总计 of the income and of the spending of a table in which they stand side by side."""
    sides = list(dict.fromkeys(column.side for column in sheet.columns))
    if len(sides) != len(("income", "spending")):
        return
    left, right = ([column for column in sheet.columns if column.side == side] for side in sides)
    for one, other in _opposite_columns(left, right):
        totals = [_grand_total(column) for column in (one, other)]
        if totals[0] is not None and totals[1] is not None:
            agrees = totals[0].figure.interval.meets(totals[1].figure.interval)
            yield Pair(totals[0], totals[1], (sheet, sheet), agrees)


def _opposite_columns(left: Sequence[Column], right: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield the columns of the same name; one of income stands for all of the spending."""
    if len(left) == 1:
        yield left[0], right[0]
        return
    for column in left:
        alike = [other for other in right if column.path and other.path and other.path[-1] == column.path[-1]]
        if len(alike) == 1:
            yield column, alike[0]


def _grand_total(column: Column) -> Labelled | None:
    found = [entry for entry in column.known if _GRAND_TOTAL.match(entry.label)]
    return found[0] if len(found) == 1 else None


def repeated_totals(sheets: Sequence[Sheet], sound: frozenset[str]) -> Iterator[Pair]:
    """Yield the totals that stand once and are one slip away from one in another table.

    `sound` are the cells whose figures add up; where both do, they are two things.
    """
    totals = [total for sheet in sheets for total in _totals(sheet)][:_MOST_TOTALS]
    times = Counter(total.amount for total in totals)
    for odd in totals:
        if times[odd.amount] > 1 or odd.entry.figure.cell.address in sound:
            continue
        near = [other for other in totals if other.sheet is not odd.sheet and _is_a_slip_away(odd, other)]
        if near and len({other.amount for other in near}) == 1:
            yield Pair(odd.entry, near[0].entry, (odd.sheet, near[0].sheet), agrees=False)


def _totals(sheet: Sheet) -> Iterator[_Total]:
    for column in sheet.columns:
        unit = column.unit or sheet.grid.unit
        if unit and unit not in MONEY_UNITS:
            continue
        for entry in column.known:
            if entry.is_total and not entry.figure.unit and len(_digits(entry.figure).strip("0")) >= _FEWEST_DIGITS:
                yield _Total(entry, sheet, MONEY_UNITS.get(unit, Decimal(1)))


def _is_a_slip_away(odd: _Total, other: _Total) -> bool:
    one, two = odd.entry.figure, other.entry.figure
    if odd.scale != other.scale or one.decimals != two.decimals or odd.amount == other.amount:
        return False
    if abs(one.value - two.value) <= Decimal(_ROUNDING).scaleb(-one.decimals):
        return False
    return is_one_slip(_digits(one), _digits(two))


def _digits(figure: Figure) -> str:
    return str(int(abs(figure.value).scaleb(figure.decimals)))
