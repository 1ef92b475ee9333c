"""Tables read without a standard: which cells hold figures, what each row is called, which rows are totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.model.amount import parse_decimal
from core.model.manuscript import Grid, GridCell
from core.validation.narrative.intervals import Interval

_TOTAL = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:本年)?(?:收入|支出|收支)?(?:合计|总计|共计|小计|总分)$")
_TOP_LEVEL = re.compile(r"^[一二三四五六七八九十]+、")
_OF_WHICH = re.compile(r"^(?:其中|[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|\d{1,2}[.．、])")
_CODE = re.compile(r"^(?:\d{3}|\d{5}|\d{7})$")
_NO_SUM = re.compile(r"率|占|比|%|％|均|单价|排名|序号|编码|代码|增减|得分率|年份")
_FEWEST_PARTS = 2
_MOST_CHILDREN = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds a number."""

    cell: GridCell
    value: Decimal
    decimals: int

    @property
    def interval(self) -> Interval:
        """What the number may be before it was rounded; whole numbers are exact."""
        half = Decimal(1).scaleb(-self.decimals) / 2 if self.decimals else Decimal(0)
        return Interval(self.value - half, self.value + half)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with its row's name (`label`) and its row's code in the classification of accounts, where it has one."""

    label: str
    code: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Total:
    """A total of a column and the readings of what it adds up, the most likely first."""

    total: Labelled
    header: str
    readings: tuple[tuple[Labelled, ...], ...]

    def agrees(self) -> bool:
        """Tell whether some reading adds up to the total."""
        return any(_adds_up(self.total, parts) for parts in self.readings)


def figure_in(cell: GridCell) -> Figure | None:
    """Return the number of a cell; `None` where it is blank or says anything else."""
    plain = "".join(cell.text.split())
    if not plain or not any(sign.isdigit() for sign in plain):
        return None
    try:
        value = parse_decimal(plain)
    except ValueError:
        return None
    return None if value is None else Figure(cell, value, len(plain.partition(".")[2]))


def totals_of(grid: Grid) -> Iterator[Total]:
    """Yield the totals of every column of a table with what they may be the totals of."""
    width = len(grid.rows[0]) if grid.rows else 0
    kinds = [_is_words(grid, column) for column in range(width)]
    for column in range(width):
        labels = [other for other in range(column) if kinds[other]]
        if kinds[column] or not labels:
            continue
        header, entries = _entries(grid, column, labels)
        if entries and not _NO_SUM.search(header):
            yield from _totals(header, entries)


def _is_words(grid: Grid, column: int) -> bool:
    words = sum(bool(row[column].text) and figure_in(row[column]) is None for row in grid.rows)
    figures = sum(figure_in(row[column]) is not None for row in grid.rows)
    codes = sum(bool(_CODE.match(row[column].text)) for row in grid.rows)
    return words >= figures or codes > words


def _entries(grid: Grid, column: int, labels: Sequence[int]) -> tuple[str, list[Labelled]]:
    header: list[str] = []
    found: list[Labelled] = []
    for row in grid.rows:
        figure = figure_in(row[column])
        names = [row[label].text for label in labels if row[label].text]
        codes = [name for name in names if _CODE.match(name)]
        words = [name for name in names if not _CODE.match(name)]
        if figure is not None and names:
            # The nearest column of words to the left names the figure; a total may stand in any of them.
            total = next((name for name in words if _TOTAL.match("".join(name.split()))), "")
            label = total if total and _nearest(row, labels) in {"", total} else _nearest(row, labels)
            found.append(Labelled("".join(label.split()), codes[0] if codes else "", figure))
        elif not found and row[column].text:
            header.append(row[column].text)
    return "".join(header), found


def _nearest(row: Sequence[GridCell], labels: Sequence[int]) -> str:
    nearest = max(labels)
    block = [label for label in labels if all(other in labels for other in range(label, nearest + 1))]
    return next((row[label].text for label in reversed(block) if row[label].text), "")


def _totals(header: str, entries: Sequence[Labelled]) -> Iterator[Total]:
    begin = 0
    for number, entry in enumerate(entries):
        if not _TOTAL.match(entry.label):
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
        if _TOTAL.match(entry.label):
            return entries[:number]
    return entries


def _readings(parts: Sequence[Labelled]) -> Iterator[tuple[Labelled, ...]]:
    shortest = min((len(part.code) for part in parts if part.code), default=0)
    if shortest:
        yield tuple(part for part in parts if len(part.code) == shortest)
    top = tuple(part for part in parts if _TOP_LEVEL.match(part.label))
    if top and len(top) < len(parts):
        yield top
        yield tuple(part for part in parts if _TOP_LEVEL.match(part.label) or _TOTAL.match(part.label))
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
        if _adds_up(parent, below[-count:]):
            return count
    return 0


def _adds_up(total: Labelled, parts: Sequence[Labelled]) -> bool:
    low = sum((part.figure.interval.low for part in parts), Decimal(0))
    high = sum((part.figure.interval.high for part in parts), Decimal(0))
    return Interval(low, high).meets(total.figure.interval)
