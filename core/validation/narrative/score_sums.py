"""What the points of a table add up to: totals, 小计, groups with points of their own, points in a group's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.validation.narrative.score_layout import Role
from core.validation.narrative.score_tables import (
    Kind,
    Points,
    Row,
    ScoreTable,
    Series,
    is_of_which,
    name_key,
    subtotal_of,
)

_HUNDRED = Decimal(100)
_EXECUTION = re.compile(r"执行率|预算执行|资金执行|资金总额|支出进度")
_EXECUTION_POINTS = {Decimal(10), Decimal(20)}
# A group's points stand in its first row, or are repeated, where one of them may be amiss.
_MOST_DIFFERENT = 2


class Source(StrEnum):
    """What says that points are a sum. A total or 小计 says so itself, of the others the table must show it."""

    TOTAL = "total"
    SUBTOTAL = "subtotal"
    GROUP_ROW = "group_row"
    GROUP_COLUMN = "group_column"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PointSum:
    """Points that are the sum of others: `readings` are what they may add up, the most likely first.

    `name` is what the points belong to; `agrees` tells whether some reading adds up to them.
    """

    source: Source
    series: Series
    name: str
    whole: Points
    readings: tuple[tuple[Points, ...], ...]
    agrees: bool

    @property
    def parts(self) -> tuple[Points, ...]:
        """The reading that comes nearest."""
        return min(self.readings, key=lambda parts: abs(sum_of_points(parts) - self.whole.value))


def sum_of_points(parts: Iterable[Points]) -> Decimal:
    """Return what points add up to."""
    return sum((part.value for part in parts), Decimal(0))


def add_up(whole: Points, parts: Sequence[Points]) -> bool:
    """Tell whether points add up to others but for what was rounded away."""
    slack = sum((part.slack for part in parts), Decimal(0))
    if slack or any(part.decimals > whole.decimals for part in parts):
        slack += Decimal(1).scaleb(-whole.decimals) / 2
    return abs(sum_of_points(parts) - whole.value) <= slack


def point_sums(table: ScoreTable, before: Sequence[Row]) -> tuple[PointSum, ...]:
    """Return the sums of a table; `before` are the rows of a table right above that has no total of its own.

    Sums that nothing but the table's order suggests are left out where the table does not keep them.
    """
    found = [item for series in table.columns for item in _sums(table, series, before)]
    found += _group_columns(table)
    kept = Counter(item.source for item in found if item.agrees)
    broken = Counter(item.source for item in found if not item.agrees)
    said = {Source.TOTAL, Source.SUBTOTAL}
    return tuple(
        item for item in found if item.agrees or item.source in said or kept[item.source] >= broken[item.source]
    )


def _sums(table: ScoreTable, series: Series, before: Sequence[Row]) -> Iterator[PointSum]:
    yield from _totals(table, series, before)
    for number, row in enumerate(table.rows):
        whole = row.points.get(series)
        if row.kind is Kind.SUBTOTAL and whole is not None:
            scopes = _scopes(table.rows, number)
            readings = [_values(scope, series) for scope in scopes]
            name = row.name if len(row.name) > len("小计") or row.depth < 2 else f"{row.path[row.depth - 2]}小计"
            yield from _sum(Source.SUBTOTAL, series, name, whole, readings, fewest=1)
        if row.kind is Kind.GROUP and whole is not None:
            below = _below(table.rows, number)
            direct = [item for item in below if item.depth == row.depth + 1]
            readings = [_values(items_of(below), series), _values(direct, series)]
            yield from _sum(Source.GROUP_ROW, series, row.name, whole, readings, fewest=1)
    if series[0] is Role.POINTS:
        for level, rows in runs_of(table):
            named = next((row.named[level] for row in rows if level in row.named), None)
            if named is not None:
                own = [row.points[series] for row in rows if row.kind is Kind.GROUP and series in row.points][:1]
                readings = [_values(items_of(rows), series), tuple(own)]
                yield from _sum(Source.NAME, series, rows[0].path[level], named, readings, fewest=1)


def _totals(table: ScoreTable, series: Series, before: Sequence[Row]) -> Iterator[PointSum]:
    begin = 0
    earlier: list[Points] = []
    for number, row in enumerate(table.rows):
        if row.kind is not Kind.TOTAL:
            continue
        above = table.rows[begin:number]
        own = items_of(above) or items_of(table.rows[:number]) or _until_total(table.rows[number + 1 :])
        whole = row.points.get(series)
        if whole is not None:
            plain = [item for item in own if not is_of_which(item)]
            readings = [
                _values(plain, series),
                _values(own, series),
                _values([*items_of(before), *plain], series),
                _values(items_of(table.rows[:number]), series),
                _with_groups(above, series, Kind.SUBTOTAL),
                _with_groups(above, series, Kind.GROUP),
                # Totals of groups that are called 合计, too.
                (*earlier, *_values(items_of(above), series)),
            ]
            if series[0] is Role.SCORE and _is_weighted(whole, plain, series):
                readings = [(whole,)]
            if not before and _lacks_execution(table, row, plain, series):
                continue
            # What is not filled in cannot be added.
            partial = any(series not in item.points and (Role.POINTS, 0) in item.points for item in own)
            for item in _sum(Source.TOTAL, series, row.name, whole, readings):
                if item.agrees or not partial:
                    yield item
            earlier.append(whole)
        begin = number + 1


def _lacks_execution(table: ScoreTable, total: Row, items: Sequence[Row], series: Series) -> bool:
    """Tell whether a total counts the points of 预算执行率, too, which the form gives beside the money elsewhere."""
    if any(_EXECUTION.search("".join(row.path)) for row in table.rows):
        return False
    worth = total.of(Role.POINTS)
    if worth is None or worth.value != _HUNDRED:
        return False
    outside = worth.value - sum_of_points(_values(items, (Role.POINTS, 0)))
    stated = total.points[series].value - sum_of_points(_values(items, series))
    return outside in _EXECUTION_POINTS and 0 <= stated <= outside


def _is_weighted(whole: Points, items: Sequence[Row], series: Series) -> bool:
    """Tell whether a total weighs its scores: each is of 100, and the points are weights in per cent."""
    total = Decimal(0)
    for item in items:
        weight, score = item.of(Role.POINTS), item.points.get(series)
        if weight is None or score is None:
            return False
        total += weight.value * score.value / _HUNDRED
    return abs(total - whole.value) <= Decimal(1).scaleb(-whole.decimals)


def _sum(
    source: Source,
    series: Series,
    name: str,
    whole: Points,
    readings: Sequence[tuple[Points, ...]],
    *,
    fewest: int = 2,
) -> Iterator[PointSum]:
    known = tuple(dict.fromkeys(parts for parts in readings if len(parts) >= fewest or whole in parts))
    if known:
        yield PointSum(source, series, name, whole, known, any(add_up(whole, parts) for parts in known))


def _values(rows: Sequence[Row], series: Series) -> tuple[Points, ...]:
    return tuple(row.points[series] for row in rows if series in row.points)


def items_of(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are neither groups nor totals."""
    return [row for row in rows if row.kind is Kind.ITEM]


def _until_total(rows: Sequence[Row]) -> list[Row]:
    end = next((number for number, row in enumerate(rows) if row.kind is Kind.TOTAL), len(rows))
    return items_of(rows[:end])


def _with_groups(rows: Sequence[Row], series: Series, kind: Kind) -> tuple[Points, ...]:
    """Return the points of the groups of rows, and those of the rows outside them."""
    inside: set[int] = set()
    for number, row in enumerate(rows):
        if row.kind is kind:
            members = _below(rows, number) if kind is Kind.GROUP else _scopes(rows, number)[0]
            inside.update(member.number for member in members)
    outside = [row for row in rows if row.number not in inside and row.kind in {kind, Kind.ITEM}]
    return _values(outside, series)


def _below(rows: Sequence[Row], number: int) -> list[Row]:
    """Return the rows that belong to a group's own row."""
    group = rows[number]
    end = number + 1
    while (
        end < len(rows)
        and rows[end].kind not in {Kind.TOTAL, Kind.SUBTOTAL}
        and rows[end].path[: group.depth] == group.path[: group.depth]
    ):
        end += 1
    return list(rows[number + 1 : end])


def _scopes(rows: Sequence[Row], number: int) -> list[list[Row]]:
    """Return the rows that a 小计 may add up: those of the name before it, else those since the 小计 before it."""
    row = rows[number]
    level = row.depth - 1
    begin = number
    while begin and not (rows[begin - 1].kind in {Kind.TOTAL, Kind.SUBTOTAL} and rows[begin - 1].depth <= row.depth):
        begin -= 1
    items = items_of(rows[begin:number])
    if not items:
        return [[]]
    if level:
        return [[item for item in items if item.path[:level] == row.path[:level]] or items]
    key = name_key(subtotal_of(row.path[0]))
    named = [item for item in items if key and name_key(item.path[0]) == key]
    last = [item for item in items if item.path[0] == items[-1].path[0]]
    return [named, items] if named else [items, last]


def runs_of(table: ScoreTable) -> Iterator[tuple[int, list[Row]]]:
    """Yield the rows that share a name with its level, level by level; a name that comes back is another group."""
    for level in range(max((len(row.path) for row in table.rows), default=0)):
        run: list[Row] = []
        for row in table.rows:
            if row.kind in {Kind.TOTAL, Kind.SUBTOTAL} or len(row.path) <= level or not row.path[level]:
                continue
            if run and row.path[: level + 1] != run[-1].path[: level + 1]:
                yield level, run
                run = []
            run.append(row)
        if run:
            yield level, run


def _group_columns(table: ScoreTable) -> Iterator[PointSum]:
    """Yield the sums of columns that give points to a group: 一级指标 | 分值 | 二级指标 | 分值 | 得分."""
    runs = list(runs_of(table))
    stated = {key: list(_stated(runs, *key)) for key in dict.fromkeys(key for row in table.rows for key in row.above)}
    for (series, level), groups in stated.items():
        inner = [held for (other, below), held in stated.items() if other == series and below > level]
        for rows, whole in groups:
            first, last = rows[0].number, rows[-1].number
            readings = [_values(items_of(rows), series)]
            readings += [tuple(part for own, part in held if first <= own[0].number <= last) for held in inner]
            yield from _sum(Source.GROUP_COLUMN, series, rows[0].path[level], whole, readings, fewest=1)
        for row in table.totals:
            total = row.above.get((series, level))
            if total is not None:
                # Of a group with two different numbers one will do: it is told of as the group's own fault.
                of_groups = {rows[0].number: part for rows, part in reversed(groups)}
                yield from _sum(Source.TOTAL, series, row.name, total, [tuple(of_groups.values())])


def _stated(runs: Sequence[tuple[int, list[Row]]], series: Series, level: int) -> Iterator[tuple[list[Row], Points]]:
    """Yield the groups of a level with the points that the column gives each, in its first row or in all of them."""
    for run_level, rows in runs:
        values = [row.above[series, level] for row in rows if (series, level) in row.above]
        different = {value.value: value for value in reversed(values)}
        if run_level == level and len(different) <= _MOST_DIFFERENT:
            yield from ((rows, value) for value in different.values())
