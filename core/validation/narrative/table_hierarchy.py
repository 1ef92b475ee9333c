"""Rows of a table that sum up rows below them: by codes, marks and indents, after 其中, or as most columns show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.validation.narrative.figure_slips import is_sharp
from core.validation.narrative.standing_sums import standing_sums
from core.validation.narrative.table_sides import Side
from core.validation.narrative.table_sums import Reading, Sum, Trust, adds_up
from core.validation.narrative.table_trees import OF_WHICH, is_marked

_ORDINAL = re.compile(r"^第[一二三四五六七八九十]")
_MOST_PARTS = 10
_MOST_OF_WHICH = 16
_MOST_OPEN = 4
_MOST_WHOLES = 2
_MOST_ROWS = 40
_FEWEST_PARTS = 2
_FEW = 4


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The rows that sum up others.

    `parts` are the rows that are part of another row; `open` those that may be, as what follows 其中 at any length.
    """

    sums: tuple[Sum, ...]
    parts: frozenset[int]
    open: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows that are listed as parts, after 其中 or as 第一 第二 第三; `wholes` are what they may be parts of.

    `closed` is set where indents say which rows belong to it.
    """

    rows: Reading
    wholes: tuple[int, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class _Votes:
    """How many lines say that rows add up to another, and how many deny it; figures with few digits weigh less."""

    weight: int
    agree: int
    deny: int


def hierarchy_of(side: Side) -> Hierarchy:
    """Return the rows that are sums of other rows."""
    coded = _coded(side)
    marked = [*_marked(side), *_units(side)]
    parts = {row for row, parent in enumerate(side.parents) if parent is not None and _is_part(side, row, parent)}
    for total in marked:
        for rows in total.guesses:
            if _votes(side, total.whole, rows).agree:
                parts.update(rows)
    sums = [*coded, *marked]
    unclear: set[int] = set()
    for run in _runs(side):
        resolved = _resolved(side, run)
        if resolved is None:
            unclear.update(run.rows)
            sums += _unresolved(run)
        else:
            parts.update(resolved.readings[0])
            sums.append(resolved)
    learnt = list(_learnt(side, frozenset(parts | unclear)))
    parts.update(row for total in learnt for row in total.readings[0])
    known = {total.whole for total in (*sums, *learnt)}
    standing = (total for total in standing_sums([name.label for name in side.names]) if total.whole not in known)
    return Hierarchy((*sums, *learnt, *standing), frozenset(parts), frozenset(unclear))


def _is_part(side: Side, row: int, parent: int) -> bool:
    """Tell whether a row's figures are in those of the row above it: a heading without figures holds none."""
    return _shows_its_level(side, row) and any(line[parent] is not None for line in side.lines)


def _shows_its_level(side: Side, row: int) -> bool:
    """Tell whether a row says itself that it is below another one; a name after a marked one need not be."""
    name = side.names[row]
    return bool(name.code) or is_marked(name.label) or bool(OF_WHICH.match(name.label)) or _is_indented(side, row)


def _is_indented(side: Side, row: int) -> bool:
    parent = side.parents[row]
    return parent is not None and side.names[row].indent > side.names[parent].indent


def _children(side: Side) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, parent in enumerate(side.parents):
        if parent is not None:
            found.setdefault(parent, []).append(row)
    return found


def _coded(side: Side) -> list[Sum]:
    """Return the sums of 类 款 项. A table that lists only the larger 项 keeps no such sums.

    The last of them may go on on another page, where no total says that the table ends there.
    """
    families = [
        (whole, tuple(rows))
        for whole, rows in _children(side).items()
        if side.names[whole].code and all(side.names[row].code for row in rows)
    ]
    cut = _ancestors_of_the_last(side)
    votes = [_votes(side, whole, rows) for whole, rows in families if whole not in cut]
    agree, deny = sum(vote.agree for vote in votes), sum(vote.deny for vote in votes)
    if agree <= deny and agree + deny > _FEW:
        return []
    trust = Trust.SURE if agree > deny else Trust.OPEN
    return [Sum(whole, (rows,), Trust.OPEN if whole in cut else trust) for whole, rows in families]


def _ancestors_of_the_last(side: Side) -> frozenset[int]:
    """Return the rows that may have more parts than the table shows."""
    row: int | None = max((number for number, name in enumerate(side.names) if name.label), default=None)
    found = set()
    while row is not None and (parent := side.parents[row]) is not None:
        found.add(parent)
        row = parent
    return frozenset(found)


def _marked(side: Side) -> list[Sum]:
    """Return the sums of rows below a marked one: 一、 of （一）, 1. of （1）; rows without marks may be others."""
    found = []
    for whole, children in _children(side).items():
        rows = tuple(row for row in children if not OF_WHICH.match(side.names[row].label))
        if side.names[whole].code or len(rows) < _FEWEST_PARTS:
            continue
        if all(_shows_its_level(side, row) for row in rows):
            found.append(Sum(whole, (rows,)))
        elif not any(is_marked(side.names[row].label) for row in rows):
            found.append(Sum(whole, (), guesses=(rows,)))
    return found


def _units(side: Side) -> Iterator[Sum]:
    """Yield the sums of rows without codes over the coded rows below them, as of the units of a department."""
    for row, name in enumerate(side.names):
        if not name.label or name.code or name.is_total:
            continue
        end = row + 1
        while end < len(side.names) and side.names[end].code:
            end += 1
        rows = tuple(below for below in range(row + 1, end) if side.parents[below] is None)
        if rows:
            yield Sum(row, (), guesses=(rows,))


def _runs(side: Side) -> Iterator[_Run]:
    before: _Run | None = None
    for start, name in enumerate(side.names):
        ordinal = _begins_ordinals(side, start)
        if not (OF_WHICH.match(name.label) or ordinal):
            continue
        end = min(start + 2 * _MOST_OF_WHICH, len(side.names))
        closed = tuple(row for row in range(start, end) if side.parents[row] == side.parents[start])
        rows = _natural_rows(side, start)
        is_closed = side.parents[start] is not None and len(closed) >= _FEWEST_PARTS and closed[0] == start
        above = side.parents[start]
        wholes = [above if above is not None else start - 1]
        if before is not None and before.rows[-1] + 1 == start:
            wholes += before.wholes[:_MOST_WHOLES]
        if ordinal:
            wholes.append(next((row for row, first in enumerate(side.names) if first.label), start))
        run = _Run(
            closed if is_closed else rows,
            tuple(whole for whole in dict.fromkeys(wholes) if 0 <= whole < start),
            is_closed,
        )
        yield run
        before = run


def _begins_ordinals(side: Side, row: int) -> bool:
    labels = [name.label for name in side.names[row : row + 2]]
    return len(labels) > 1 and labels[0].startswith("第一") and labels[1].startswith("第二")


def _natural_rows(side: Side, start: int) -> Reading:
    """Return the rows that may be listed with one, as far as the next that begins something else."""
    end = start + 1
    ordinal = _ORDINAL.match(side.names[start].label)
    while end < min(len(side.names), start + _MOST_OF_WHICH):
        name = side.names[end]
        if not name.label or name.is_total or name.code or is_marked(name.label) or OF_WHICH.match(name.label):
            break
        if ordinal and not _ORDINAL.match(name.label):
            break
        end += 1
    return tuple(range(start, end))


def _resolved(side: Side, run: _Run) -> Sum | None:
    """Return the sum that most lines keep."""
    lengths = [len(run.rows)] if run.closed else range(_FEWEST_PARTS, len(run.rows) + 1)
    best: tuple[int, Sum] | None = None
    for whole in run.wholes:
        for length in lengths:
            rows = run.rows[:length]
            votes = _votes(side, whole, rows)
            score = votes.weight - votes.deny
            if votes.weight >= _FEWEST_PARTS and votes.agree >= votes.deny and (best is None or score > best[0]):
                best = score, Sum(whole, (rows,))
    return best[1] if best else None


def _unresolved(run: _Run) -> list[Sum]:
    if len(run.rows) < _FEWEST_PARTS:
        return []
    lengths = {len(run.rows)} if run.closed else {len(run.rows), *range(_FEWEST_PARTS, min(_MOST_OPEN, len(run.rows)))}
    readings = tuple(run.rows[:length] for length in sorted(lengths, reverse=True))
    return [Sum(whole, readings) for whole in run.wholes]


def _learnt(side: Side, taken: frozenset[int]) -> Iterator[Sum]:
    """Yield the sums of rows without codes and marks that several columns show."""
    last = -1
    for row, name in enumerate(side.names):
        if row in taken or row <= last or not name.label or name.code or name.is_total:
            continue
        end = row + 1
        while end < len(side.names) and end <= row + _MOST_ROWS and _is_plain(side, end, taken):
            end += 1
        for count in dict.fromkeys((*range(_FEWEST_PARTS, min(_MOST_PARTS, end - row - 1) + 1), end - row - 1)):
            rows = tuple(range(row + 1, row + 1 + count))
            votes = _votes(side, row, rows) if count >= _FEWEST_PARTS else None
            if votes is not None and votes.agree > max(1, votes.deny) and votes.weight > _FEWEST_PARTS:
                last = rows[-1]
                yield Sum(row, (rows,))
                break


def _is_plain(side: Side, row: int, taken: frozenset[int]) -> bool:
    name = side.names[row]
    return bool(name.label) and not (name.code or name.is_total or row in taken or is_marked(name.label))


def _votes(side: Side, whole: int, rows: Sequence[int]) -> _Votes:
    """Count the lines for and against; the same figures twice say no more than once."""
    seen: set[tuple[object, ...]] = set()
    weight = agree = deny = 0
    for line in side.lines:
        total = line[whole]
        parts = [part for row in rows if (part := line[row]) is not None]
        if total is None or sum(bool(part.figure.value) for part in parts) < min(_FEWEST_PARTS, len(rows)):
            continue
        key = (total.figure.value, *(part.figure.value for part in parts))
        if key in seen:
            continue
        seen.add(key)
        if adds_up(total, parts):
            agree += 1
            weight += 2 if is_sharp(total, parts) else 1
        else:
            deny += 1
    return _Votes(weight, agree, deny)
