"""Totals that are equal: 总计 of income and of spending side by side, and one total in two tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.figure_slips import is_one_slip
from core.validation.narrative.row_names import is_total
from core.validation.narrative.sheets import MONEY_UNITS, Column, Figure, Labelled, Sheet

_GRAND_TOTAL = re.compile(r"^(?:收入|支出)?总计$")
_TWO_SIDES = 2
_FLOWS = ("收入", "支出")
_FEWEST_DIGITS = 5
_MOST_TOTALS = 200
# Totals of rounded rows differ in their last digits.
_ROUNDING = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two totals that are equal, and the tables in which they stand."""

    one: Labelled
    other: Labelled
    sheets: tuple[Sheet, Sheet]

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
            yield Pair(totals[0], totals[1], (sheet, sheet))


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


@dataclass(frozen=True, slots=True)
class _Total:
    entry: Labelled
    sheet: Sheet
    scale: Decimal
    flows: frozenset[str]

    @property
    def amount(self) -> Decimal:
        """The total in yuan, or in the unit of its table."""
        return self.entry.figure.value * self.scale


def repeated_totals(sheets: Sequence[Sheet], sound: frozenset[str]) -> Iterator[Pair]:
    """Yield the totals that stand once, are borne out by nothing, and are a slip away from one in another table.

    `sound` are the cells that take part in a sum that holds.
    """
    totals = [total for sheet in sheets for total in _totals(sheet)][:_MOST_TOTALS]
    times = Counter(total.amount for total in totals)
    told: set[Decimal] = set()
    for odd in totals:
        if times[odd.amount] > 1 or odd.entry.figure.cell.address in sound:
            continue
        near = [other for other in totals if other.sheet is not odd.sheet and _is_a_slip_away(odd, other)]
        if len({other.amount for other in near}) == 1 and near[0].amount not in told:
            told.add(odd.amount)
            yield Pair(odd.entry, near[0].entry, (odd.sheet, near[0].sheet))


def _totals(sheet: Sheet) -> Iterator[_Total]:
    for column in sheet.columns:
        unit = column.unit or sheet.grid.unit
        if unit and unit not in MONEY_UNITS:
            continue
        for entry in column.known:
            if entry.is_total and not entry.figure.unit and len(_digits(entry.figure).strip("0")) >= _FEWEST_DIGITS:
                flows = _flows_in(entry.label + column.header) or _flows_in(sheet.grid.title)
                yield _Total(entry, sheet, MONEY_UNITS.get(unit, Decimal(1)), flows)


def _flows_in(words: str) -> frozenset[str]:
    return frozenset(flow for flow in _FLOWS if flow in words)


def _is_a_slip_away(odd: _Total, other: _Total) -> bool:
    one, two = odd.entry.figure, other.entry.figure
    if odd.scale != other.scale or one.decimals != two.decimals:
        return False
    if odd.flows and other.flows and not odd.flows & other.flows:
        return False
    if abs(one.value - two.value) <= Decimal(_ROUNDING).scaleb(-one.decimals):
        return False
    return is_one_slip(_digits(one), _digits(two))


def _digits(figure: Figure) -> str:
    return str(int(abs(figure.value).scaleb(figure.decimals)))
