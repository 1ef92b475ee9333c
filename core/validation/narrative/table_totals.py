"""Totals of tables: which rows are called totals, and what each may be the total of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.intervals import Interval
from core.validation.narrative.sheets import Labelled, Sheet

_TOP_LEVEL = re.compile(r"^[一二三四五六七八九十]+、")
_OF_WHICH = re.compile(r"^(?:其中|[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|\d{1,2}[.．、])")
# Columns whose figures nobody adds up.
NO_SUM = re.compile(r"率|占|比|%|％|均|单价|排名|序号|编码|代码|增减|得分率|年份|进度|指标值|完成值|目标值|实际值")
_FEWEST_PARTS = 2
_MOST_CHILDREN = 40


@dataclass(frozen=True, slots=True)
class Total:
    """A total of a column and the readings of what it adds up, the most likely first."""

    total: Labelled
    header: str
    readings: tuple[tuple[Labelled, ...], ...]

    def agrees(self) -> bool:
        """Tell whether some reading adds up to the total."""
        return any(adds_up(self.total, parts) for parts in self.readings)


def totals_of(sheet: Sheet) -> Iterator[Total]:
    """Yield the totals of every column of a table with what they may be the totals of."""
    for column in sheet.columns:
        entries = column.known
        if not NO_SUM.search(column.header) and not any(entry.figure.unit for entry in entries):
            yield from _totals(column.header, entries)


def _totals(header: str, entries: Sequence[Labelled]) -> Iterator[Total]:
    begin = 0
    for number, entry in enumerate(entries):
        if not entry.is_total:
            continue
        before = entries[begin:number]
        # A total that heads its column stands above its parts.
        parts = before or _until_total(entries[number + 1 :])
        readings = [reading for reading in _readings(parts) if _is_enough(reading)]
        if before:
            readings += [reading for reading in _readings(entries[:number]) if _is_enough(reading)]
        if readings:
            yield Total(entry, header, tuple(readings))
        # What follows a total may be added to it: 本年收入合计, 年初结转和结余, 总计.
        begin = number


def _is_enough(reading: tuple[Labelled, ...]) -> bool:
    """Tell whether a reading can be what a total adds up: two rows, or the only 类 that there is."""
    return len(reading) >= _FEWEST_PARTS or (len(reading) == 1 and bool(reading[0].code))


def _until_total(entries: Sequence[Labelled]) -> Sequence[Labelled]:
    for number, entry in enumerate(entries):
        if entry.is_total:
            return entries[:number]
    return entries


def _readings(parts: Sequence[Labelled]) -> Iterator[tuple[Labelled, ...]]:
    shortest = min((len(part.code) for part in parts if part.code), default=0)
    if shortest:
        yield tuple(part for part in parts if len(part.code) == shortest)
    top = tuple(part for part in parts if _TOP_LEVEL.match(part.label))
    if top and len(top) < len(parts):
        yield top
        yield tuple(part for part in parts if _TOP_LEVEL.match(part.label) or part.is_total)
    plain = tuple(part for part in parts if not _OF_WHICH.match(part.label))
    if plain and len(plain) < len(parts):
        yield plain
    subtotals = tuple(part for part in parts if part.label.endswith("小计"))
    if subtotals:
        yield subtotals
        yield tuple(part for part in parts if not part.label.endswith("小计"))
    yield _without_children(parts)
    yield tuple(parts)


def _without_children(parts: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the rows without those that the row right above them adds up: they are its own parts.

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
    for count in range(_FEWEST_PARTS, min(_MOST_CHILDREN, len(below)) + 1):
        if adds_up(parent, below[-count:]):
            return count
    return 0


def adds_up(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Tell whether figures add up to another within their rounding."""
    low = sum((part.figure.interval.low for part in parts), Decimal(0))
    high = sum((part.figure.interval.high for part in parts), Decimal(0))
    return Interval(low, high).meets(total.figure.interval)
