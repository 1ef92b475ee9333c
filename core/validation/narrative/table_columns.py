"""Columns that sum up others by what their header says: 合计 of all, 小计 within a group, groups named above them.

Where the same few names stand under every group (预算数, 决算数), each of them is a table of its own, whose columns are
the groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.validation.narrative.row_names import is_total
from core.validation.narrative.sheets import Column, Sheet
from core.validation.narrative.standing_sums import is_three_public
from core.validation.narrative.table_sides import is_added_up
from core.validation.narrative.table_sums import Line, Reading, Sum, Trust
from core.validation.narrative.table_trees import OF_WHICH

_Path = tuple[str, ...]
_FEWEST_GROUPS = 3
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Across:
    """Sums across the columns of a table; its lines are its rows, or its rows once for every name under the groups."""

    sums: tuple[Sum, ...]
    lines: tuple[Line, ...]
    headers: tuple[str, ...]


def across(sheet: Sheet) -> Iterator[Across]:
    """Yield the sums across the columns of each half of a table."""
    for side in dict.fromkeys(column.side for column in sheet.columns):
        columns = [column for column in sheet.columns if column.side == side and is_added_up(column)]
        groups = _groups(columns)
        if not groups:
            yield from _sums([column.path for column in columns], [columns])
            continue
        names = list(dict.fromkeys(column.path[-1] for column in columns))
        yield from _sums(list(groups), [[group[name] for group in groups.values()] for name in names])


def _groups(columns: Sequence[Column]) -> dict[_Path, dict[str, Column]]:
    """Return the columns by group and name, where the same names stand under every group."""
    groups: dict[_Path, dict[str, Column]] = {}
    for column in columns:
        if len(column.path) < 2 or is_total(column.path[-1]):
            return {}
        groups.setdefault(column.path[:-1], {})[column.path[-1]] = column
    sets = {frozenset(group) for group in groups.values()}
    alike = len(sets) == 1 and len(columns) == sum(map(len, groups.values()))
    return groups if alike and len(groups) >= _FEWEST_GROUPS and len(*sets) > 1 else {}


def _sums(paths: Sequence[_Path], tables: Sequence[Sequence[Column]]) -> Iterator[Across]:
    common = _common(paths)
    sums = tuple(_sums_of(paths))
    if sums:
        rows = [row for table in tables for row in zip(*(column.entries for column in table), strict=True)]
        lines = [row for row in rows if not any(entry is not None and entry.is_rate for entry in row)]
        yield Across(sums, tuple(lines), tuple("".join(path[common:]) for path in paths))


def _sums_of(paths: Sequence[_Path]) -> Iterator[Sum]:
    for place, path in enumerate(paths):
        level = next((level for level, name in enumerate(path) if is_total(name)), None)
        if level is None:
            of_which = _following(paths, place)
            if len(of_which) >= _FEWEST_PARTS:
                yield Sum(place, (of_which,))
            continue
        group = [other for other, names in enumerate(paths) if names[:level] == path[:level] and other != place]
        after = [other for other in group if other > place]
        before = [other for other in group if other < place]
        readings = dict.fromkeys(
            reading
            for columns in (group, _until_total(paths, after, level), before)
            for reading in (_top(paths, columns, level), _leaves(paths, columns))
            if len(reading) >= _FEWEST_PARTS
        )
        if readings:
            # What stands below one name in the header with its 小计 is all of it.
            is_named = level > _common(paths) or is_three_public(
                ["".join(paths[other]) for other in next(iter(readings))]
            )
            yield Sum(place, tuple(readings), Trust.NAMED if is_named else Trust.OPEN)


def _common(paths: Sequence[_Path]) -> int:
    """Return how many names at the top all columns share: they tell none of them apart."""
    shared = 0
    while paths and all(len(path) > shared + 1 and path[shared] == paths[0][shared] for path in paths):
        shared += 1
    return shared


def _following(paths: Sequence[_Path], place: int) -> Reading:
    """Return the columns after one that begin with 其中."""
    end = place + 1
    while end < len(paths) and paths[end] and OF_WHICH.match(paths[end][-1]):
        end += 1
    return tuple(range(place + 1, end))


def _until_total(paths: Sequence[_Path], columns: Sequence[int], level: int) -> list[int]:
    found: list[int] = []
    for column in columns:
        if len(paths[column]) > level and is_total(paths[column][level]):
            break
        found.append(column)
    return found


def _top(paths: Sequence[_Path], columns: Sequence[int], level: int) -> Reading:
    """Return the columns without those that a 小计 of their own group sums up, and without 其中."""
    totals = {
        paths[column][: deep + 1]
        for column in columns
        for deep, name in enumerate(paths[column][level + 1 :], level)
        if is_total(name)
    }
    return tuple(
        column
        for column in columns
        if not OF_WHICH.match(paths[column][-1] if paths[column] else "")
        and (_has_total(paths[column], level) or not any(paths[column][: len(group)] == group for group in totals))
    )


def _has_total(path: _Path, level: int) -> bool:
    return any(is_total(name) for name in path[level + 1 :])


def _leaves(paths: Sequence[_Path], columns: Sequence[int]) -> Reading:
    return tuple(column for column in columns if not any(is_total(name) for name in paths[column]))
