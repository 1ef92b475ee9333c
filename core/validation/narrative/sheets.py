"""Tables read without a standard: which cells hold figures, what their rows and columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from core.model.amount import parse_decimal
from core.model.manuscript import Grid, GridCell
from core.validation.narrative.intervals import Interval

# What the units of tables of money are in yuan.
MONEY_UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10**4), "亿元": Decimal(10**8)}

TOTAL = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:本年)?(?:收入|支出|收支)?(?:合计|总计|共计|小计|总分)$")
_CODE = re.compile(r"^(?:\d{3}|\d{5}|\d{7})$")
_ORDINALS = re.compile(r"序号|行次|栏次|编码|代码|编号")
UNIT_COLUMN = re.compile(r"^(?:计量|计价)?单位$")
VALUE = re.compile(r"^[≥≤＞＜><=＝]*\s*\d|^[—\-–/]+$")
_COLUMN_NUMBERS = re.compile(r"^(?:栏\s*次|行\s*次|甲|乙)$")
UNIT_IN_HEADER = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（）()]{1,4})[）)]")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_MOST_HEADER_ROWS = 5
# A table of a header and one row has as many names as figures.
_ONE_ROW = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds a number; `unit` is % where the cell says so itself."""

    cell: GridCell
    value: Decimal
    decimals: int
    unit: str = ""

    @property
    def interval(self) -> Interval:
        """What the number may be before it was rounded; whole numbers are exact."""
        half = Decimal(1).scaleb(-self.decimals) / 2 if self.decimals else Decimal(0)
        return Interval(self.value - half, self.value + half)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with its row's name (`label`) and, where the row has them, its code in the classification of accounts
    and the unit that a column of units states.
    """

    label: str
    code: str
    figure: Figure
    unit: str = ""

    @property
    def is_total(self) -> bool:
        """Whether the row is called a total."""
        return bool(TOTAL.match(self.label))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. `entries` has one place for every row below the header; `side` tells the halves of a table
    apart that stand side by side, each with names of its own.
    """

    number: int
    header: str
    unit: str
    side: int
    entries: tuple[Labelled | None, ...]

    @property
    def known(self) -> list[Labelled]:
        """The figures that there are, from top to bottom."""
        return [entry for entry in self.entries if entry is not None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as the checks read it: its columns of figures from left to right.

    `headers` are the names of all its columns, those of words too; its rows begin at number `first`.
    """

    grid: Grid
    columns: tuple[Column, ...]
    headers: tuple[str, ...] = ()
    first: int = 0


def figure_in(cell: GridCell) -> Figure | None:
    """Return the number of a cell; `None` where it is blank or says anything else."""
    plain = "".join(cell.text.split())
    unit = "%" if plain.endswith(("%", "％")) else ""
    plain = plain.rstrip("%％")
    if not plain or not any(sign.isdigit() for sign in plain):
        return None
    try:
        value = parse_decimal(plain)
    except ValueError:
        return None
    return None if value is None else Figure(cell, value, len(plain.replace("．", ".").partition(".")[2]), unit)


def read_sheet(grid: Grid) -> Sheet:
    """Return a table's columns of figures with their names."""
    figures = [[figure_in(cell) for cell in row] for row in grid.rows]
    width = len(grid.rows[0]) if grid.rows else 0
    words = [_is_words(grid, figures, column) for column in range(width)]
    first = _first_row(grid, figures, words)
    headers = _headers(grid, first)
    units = next((column for column in range(width) if UNIT_COLUMN.match(headers[column])), None)
    columns = []
    for column in range(width):
        labels = [other for other in range(column) if words[other]]
        if words[column] or not labels or _ORDINALS.search(headers[column]):
            continue
        entries = tuple(
            _labelled(row, labels, units, figures[number][column])
            for number, row in enumerate(grid.rows[first:], first)
        )
        found = UNIT_IN_HEADER.search(headers[column])
        percent = any(sign in headers[column] for sign in "%％")
        unit = "%" if percent else found["unit"] if found else ""
        columns.append(Column(column, headers[column], unit, max(labels), entries))
    return Sheet(grid, tuple(columns), tuple(headers), first)


def _is_words(grid: Grid, figures: Sequence[Sequence[Figure | None]], column: int) -> bool:
    words = numbers = codes = 0
    for row, read in zip(grid.rows, figures, strict=True):
        numbers += read[column] is not None
        words += bool(row[column].text) and read[column] is None
        codes += bool(_CODE.match(row[column].text))
    if len(grid.rows) == _ONE_ROW and numbers:
        words = 0
    coded = codes == numbers and (not column or any(_ORDINALS.search(row[column].text) for row in grid.rows))
    return words >= numbers or (coded and codes > words)


def _first_row(grid: Grid, figures: Sequence[Sequence[Figure | None]], words: Sequence[bool]) -> int:
    """Return the number of the first row below the header: years and numbers of columns are header, too."""
    for number, read in enumerate(figures):
        found = [figure for column, figure in enumerate(read) if figure is not None and not words[column]]
        texts = [cell.text.strip() for cell in grid.rows[number] if cell.text.strip()]
        if not found or all(_YEAR.match(figure.cell.text.strip()) for figure in found):
            continue
        values = [figure.value for figure in found]
        counted = len(values) > 1 and all(after - before == 1 for before, after in pairwise(values))
        if (
            number < _MOST_HEADER_ROWS
            and counted
            and (len(found) == len(texts) or (texts and _COLUMN_NUMBERS.match(texts[0])))
        ):
            continue
        return number
    return len(figures)


def _headers(grid: Grid, first: int) -> list[str]:
    """Return the name of every column, the rows of the header joined; a name spans the blank cells to its right."""
    width = len(grid.rows[0]) if grid.rows else 0
    joined = [""] * width
    for number, row in enumerate(grid.rows[:first]):
        texts = ["".join(cell.text.split()) for cell in row]
        below = grid.rows[number + 1 : first]
        current = ""
        for column, text in enumerate(texts):
            current = text or (current if any(other[column].text for other in below) else "")
            if not any(sign.isdigit() for sign in text) or not text.isdigit() or _YEAR.match(text):
                joined[column] += current
    return joined


def _labelled(
    row: Sequence[GridCell], labels: Sequence[int], units: int | None, figure: Figure | None
) -> Labelled | None:
    names = [row[label].text for label in labels if row[label].text]
    if figure is None or not names:
        return None
    codes = [name for name in names if _CODE.match(name)]
    # The nearest column of words to the left names the figure; a total may stand in any of them.
    total = next((name for name in names if TOTAL.match("".join(name.split()))), "")
    nearest = _nearest(row, [label for label in labels if label != units])
    label = total if total and nearest in {"", total} else nearest
    unit = row[units].text if units is not None else ""
    return Labelled("".join(label.split()), codes[0] if codes else "", figure, unit)


def _nearest(row: Sequence[GridCell], labels: Sequence[int]) -> str:
    """Return the name in the block of columns of words that stands nearest: what looks like a value names nothing."""
    nearest = max(labels, default=-1)
    block = [label for label in labels if all(other in labels for other in range(label, nearest + 1))]
    texts = [row[label].text for label in reversed(block) if row[label].text]
    return next((text for text in texts if not VALUE.match(text)), texts[0] if texts else "")
