"""How the columns of a table follow from each other, learnt from its own rows, and the rows that do not follow.

Nobody says that a column is 决算数 by 预算数: the rows that agree do. A row that alone breaks what the others keep is
a fault; a table whose rows keep nothing is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, permutations

from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Column, Labelled, Sheet

_HUNDRED = Decimal(100)
_RATE = re.compile(r"率|进度|比[例重]?|占|%|％|幅|增长|完成|程度")
_DIFFERENCE = re.compile(r"增减|差|结余|余额|扣|失|变动|增加|减少|[±]|未")
_SUM = re.compile(r"合计|小计|总|计$|调整|可用|全年")
_NAME_OF_RATE = re.compile(r"(?P<name>[一-鿿]{2})率")
_FEWEST_OPERANDS = 2
_MOST_COLUMNS = 16
_SAMPLE = 40
_LONGEST_SUM = 6


class Operation(StrEnum):
    """How a column follows from others: its result is the last figure in the words of the finding."""

    RATE = "rate"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    SUM = "sum"
    SHARE = "share"
    PRODUCT = "product"


# Nobody adds up rates: a row of them keeps none of these.
_OF_AMOUNTS = frozenset({Operation.SUM, Operation.DIFFERENCE, Operation.PRODUCT})


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row where a column does not follow as it does in the rows that `agreeing` counts.

    `operands` are the figures that it should follow from, `expected` is what would follow.
    """

    operation: Operation
    header: str
    result: Labelled
    operands: tuple[Labelled, ...]
    expected: Decimal
    agreeing: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the columns of a table keep: the misfits, and the addresses of all figures that took part."""

    misfits: tuple[Misfit, ...]
    used: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Formula:
    """`wholes` has, for shares, the row of the whole of every row."""

    operation: Operation
    target: Column
    operands: tuple[Column, ...]
    wholes: tuple[int, ...] = ()


def learn_formulas(sheet: Sheet) -> Learnt:
    """Return the rows of a table that break what its other rows keep."""
    misfits: list[Misfit] = []
    used: set[str] = set()
    columns = list(sheet.columns[:_MOST_COLUMNS])
    percents = {column.number for column in columns if _is_percent(column)}
    for target in columns:
        # Nobody divides per cents by per cents: rates are of amounts.
        others = [
            other
            for other in columns
            if other is not target and other.side == target.side and other.number not in percents
        ]
        formulas = (formula for formula in _formulas(target, others) if not _is_turned_round(formula))
        kept = [found for formula in formulas if (found := _kept(formula)) is not None]
        right = {row for _, rows, _ in kept for row in rows}
        broken: dict[int, Misfit] = {}
        for formula, rows, wrong in kept:
            used.update(_addresses(formula, (*rows, *wrong)))
            for row in wrong:
                if row not in right and row not in broken:
                    broken[row] = _misfit(formula, row, len(rows))
        misfits += broken.values()
    return Learnt(tuple(misfits), frozenset(used))


def _formulas(target: Column, others: Sequence[Column]) -> Iterator[_Formula]:
    for top, bottom in permutations(others, 2):
        yield _Formula(Operation.RATE, target, (top, bottom))
        yield _Formula(Operation.DIFFERENCE, target, (top, bottom))
        yield _Formula(Operation.GROWTH, target, (top, bottom))
    for left, right in combinations(others, 2):
        yield _Formula(Operation.PRODUCT, target, (left, right))
    for count in range(2, min(_LONGEST_SUM, len(others)) + 1):
        for begin in range(len(others) - count + 1):
            yield _Formula(Operation.SUM, target, tuple(others[begin : begin + count]))
    for other in others:
        wholes = _wholes(target, other)
        if wholes:
            yield _Formula(Operation.SHARE, target, (other,), wholes)


def _is_percent(column: Column) -> bool:
    return column.unit == "%" or any(entry.figure.unit == "%" for entry in column.known)


def _is_turned_round(formula: _Formula) -> bool:
    """Tell whether a formula is another one solved for what is given: 预算 from 决算 and 执行率."""
    hint = _HINTS[formula.operation]
    return not hint.search(formula.target.header) and any(hint.search(other.header) for other in formula.operands)


def _kept(formula: _Formula) -> tuple[_Formula, list[int], list[int]] | None:
    """Return a formula with the rows that keep it and those that break it, where the table does keep it."""
    rows = range(len(formula.target.entries))
    judged = _judge(formula, rows[:_SAMPLE])
    if judged is None:
        return None
    if len(rows) > _SAMPLE:
        judged = _judge(formula, rows)
    return (formula, *judged) if judged else None


_HINTS = {
    Operation.RATE: _RATE,
    Operation.GROWTH: _RATE,
    Operation.SHARE: _RATE,
    Operation.DIFFERENCE: _DIFFERENCE,
    Operation.SUM: _SUM,
    Operation.PRODUCT: re.compile("金额|合计|小计|总"),
}


# How many rows must say something where the header speaks for a formula: few figures multiply to another by chance.
_HINTED_ROWS = {operation: 2 if operation is Operation.PRODUCT else 1 for operation in Operation}


def _judge(formula: _Formula, rows: range) -> tuple[list[int], list[int]] | None:
    right: list[int] = []
    wrong: list[int] = []
    telling = 0
    hinted = bool(_HINTS[formula.operation].search(formula.target.header))
    fewest, most_wrong = (_HINTED_ROWS[formula.operation], 1) if hinted else (3, 1)
    for row in rows:
        figures = _figures(formula, row)
        if figures is None:
            continue
        result, operands = figures
        expected = _expected(formula.operation, operands)
        if expected is None:
            continue
        if expected.meets(result.figure.interval):
            right.append(row)
            telling += _is_telling(formula, operands, result)
        else:
            wrong.append(row)
            if len(wrong) > max(most_wrong, (len(right) + len(wrong)) // 2):
                return None
    allowed = max(most_wrong, telling // 4)
    return (right, wrong) if telling >= fewest and len(wrong) <= allowed and telling >= len(wrong) else None


def _figures(formula: _Formula, row: int) -> tuple[Labelled, tuple[Labelled, ...]] | None:
    result = formula.target.entries[row]
    if result is not None and result.is_rate and formula.operation in _OF_AMOUNTS:
        return None
    operands = [column.entries[row] for column in formula.operands]
    if formula.operation is Operation.SHARE:
        operands.append(formula.operands[0].entries[formula.wholes[row]])
    if formula.operation is Operation.SUM:
        known = [item for item in operands if item is not None]
        return (result, tuple(known)) if result and known else None
    if result is None or any(item is None for item in operands):
        return None
    return result, tuple(item for item in operands if item is not None)


def _wholes(shares: Column, column: Column) -> tuple[int, ...]:
    """Return for each row the one that it is a share of: the next below that is a whole, else the nearest above.

    A whole is a total, or what the column of shares calls 100; nothing is returned where there is none.
    """
    rows = range(len(column.entries))
    wholes = [row for row in rows if _is_whole(shares.entries[row], column.entries[row])]
    if not wholes:
        return ()
    below = [min(bisect_left(wholes, row), len(wholes) - 1) for row in rows]
    return tuple(wholes[place] for place in below)


def _is_whole(share: Labelled | None, entry: Labelled | None) -> bool:
    return entry is not None and (entry.is_total or (share is not None and share.figure.value == _HUNDRED))


def _expected(operation: Operation, operands: Sequence[Labelled]) -> Interval | None:
    first = operands[0].figure.interval
    if operation is Operation.SUM:
        low = sum((item.figure.interval.low for item in operands), Decimal(0))
        return Interval(low, sum((item.figure.interval.high for item in operands), Decimal(0)))
    second = operands[1].figure.interval
    if operation is Operation.DIFFERENCE:
        return first.minus(second)
    if operation is Operation.PRODUCT:
        return Interval(first.low * second.low, first.high * second.high) if first.low >= 0 <= second.low else None
    if second.low <= 0:
        return None
    top = first.minus(second) if operation is Operation.GROWTH else first
    if operation is Operation.GROWTH:
        # first/second - 1 keeps the divisor's rounding from being counted twice.
        low, high = first.low / second.high - 1, first.high / second.low - 1
    elif top.low < 0:
        return None
    else:
        low, high = top.low / second.high, top.high / second.low
    return Interval(low * _HUNDRED, high * _HUNDRED)


def _is_telling(formula: _Formula, operands: Sequence[Labelled], result: Labelled) -> bool:
    """Tell whether a row that agrees says anything: 0 = 0 - 0 and 100% of the same agree in every table."""
    values = [item.figure.value for item in operands]
    alike = len({*values}) < len(values) and not _is_named_after(formula)
    return bool(result.figure.value) and not alike and sum(map(bool, values)) >= _FEWEST_OPERANDS


def _is_named_after(formula: _Formula) -> bool:
    """Tell whether a rate bears the name of the column that it divides: 到位率 of 到位数."""
    named = _NAME_OF_RATE.search(formula.target.header)
    return formula.operation is Operation.RATE and named is not None and named["name"] in formula.operands[0].header


def _misfit(formula: _Formula, row: int, agreeing: int) -> Misfit:
    figures = _figures(formula, row)
    assert figures is not None
    result, operands = figures
    values = [item.figure.value for item in operands]
    return Misfit(
        formula.operation, formula.target.header, result, operands, _WORK[formula.operation](values), agreeing
    )


_WORK: dict[Operation, Callable[[Sequence[Decimal]], Decimal]] = {
    Operation.RATE: lambda values: values[0] / values[1] * _HUNDRED,
    Operation.SHARE: lambda values: values[0] / values[1] * _HUNDRED,
    Operation.GROWTH: lambda values: (values[0] / values[1] - 1) * _HUNDRED,
    Operation.DIFFERENCE: lambda values: values[0] - values[1],
    Operation.SUM: lambda values: sum(values, Decimal(0)),
    Operation.PRODUCT: lambda values: values[0] * values[1],
}


def _addresses(formula: _Formula, rows: Sequence[int]) -> Iterator[str]:
    for row in rows:
        figures = _figures(formula, row)
        if figures is not None:
            yield figures[0].figure.cell.address
            yield from (item.figure.cell.address for item in figures[1])
