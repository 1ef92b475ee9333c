"""Tables read without a standard: which cells hold figures, what their rows and columns are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.model.amount import parse_decimal
from core.model.manuscript import Grid, GridCell
from core.validation.narrative.intervals import Interval
from core.validation.narrative.row_names import TOTAL, RowName, code_in_name, codes_of, nearest_name
from core.validation.narrative.sheet_headers import repeats_header, texts_of
from core.validation.narrative.sheet_layout import Block, layout_of

# What the units of tables of money are in yuan.
MONEY_UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
UNIT_IN_HEADER = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（）()]{1,4})[）)]$")
# The points that a rate has earned are no rate.
_POINTS = re.compile(r"分|权重")
_NO_SIDE = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds a number; `unit` is % where the cell says so itself.

    `interval` is what the number may be before it was rounded; whole numbers are exact.
    """

    cell: GridCell
    value: Decimal
    decimals: int
    unit: str = ""
    interval: Interval = field(init=False, compare=False)

    def __post_init__(self) -> None:
        half = Decimal(1).scaleb(-self.decimals) / 2 if self.decimals else Decimal(0)
        object.__setattr__(self, "interval", Interval(self.value - half, self.value + half))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with its row's name (`label`) and, where the row has them, its code in the classification of accounts
    and the unit that a column of units states. In a table whose rows have no names it is called as its column.

    `is_total` tells whether the row is called a total of any kind, `is_rate` whether it is a rate by its row.
    """

    label: str
    code: str
    figure: Figure
    unit: str = ""
    is_total: bool = False
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. `entries` has one place for every row below the header; `side` tells the halves of a table
    apart that stand side by side, each with names of its own. `path` has the names in the rows of the header.
    """

    number: int
    header: str
    unit: str
    side: int
    entries: tuple[Labelled | None, ...]
    path: tuple[str, ...] = ()

    @property
    def known(self) -> list[Labelled]:
        """The figures that there are, from top to bottom."""
        return [entry for entry in self.entries if entry is not None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as the checks read it: its columns of figures from left to right.

    `headers` are the names of all its columns, those of words too; its rows begin at number `first`. `names` has, for
    each side, the names of all rows below the header, with or without figures.
    """

    grid: Grid
    columns: tuple[Column, ...]
    headers: tuple[str, ...] = ()
    first: int = 0
    names: Mapping[int, tuple[RowName, ...]] = field(default_factory=dict)


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
    texts = texts_of(grid)
    layout = layout_of(texts, [[figure is not None for figure in row] for row in figures])
    first, below = layout.first, texts[layout.first :]
    repeated = [repeats_header(row, texts[:first]) for row in below]
    names = {
        block.side if block else _NO_SIDE: _names(block, below, repeated, grid.rows[first:])
        for block in dict.fromkeys(layout.figures.values())
    }
    columns = []
    for column, block in layout.figures.items():
        path = layout.paths[column]
        header = "".join(path)
        side = block.side if block else _NO_SIDE
        entries: list[Labelled | None] = []
        for number, name in enumerate(names[side]):
            figure = figures[first + number][column]
            label = name.label if block else header
            unit = below[number][layout.unit_column] if layout.unit_column is not None else ""
            known = figure is not None and label and not repeated[number]
            entries.append(
                Labelled(label, name.code, figure, unit, name.is_total, name.is_rate and not _POINTS.search(header))
                if known and figure
                else None
            )
        found = next((match for name in reversed(path) if (match := UNIT_IN_HEADER.search(name))), None)
        percent = any(sign in header for sign in "%％")
        unit = "%" if percent else found["unit"] if found else ""
        columns.append(Column(column, header, unit, side, tuple(entries), path))
    return Sheet(grid, tuple(columns), tuple("".join(path) for path in layout.paths), first, names)


def _names(
    block: Block | None,
    below: Sequence[Sequence[str]],
    repeated: Sequence[bool],
    cells: Sequence[Sequence[GridCell]],
) -> tuple[RowName, ...]:
    if block is None:
        return tuple(RowName("") for _ in below)
    codes = codes_of(below, block.codes)
    found = []
    for number, row in enumerate(below):
        own = [row[column] for column in block.names]
        label = nearest_name(own) or nearest_name([row[column] for column in block.codes])
        # A total may stand in any column of words, also in one that names the other half of the table.
        places = own if label else row[: block.side + 1]
        label = next((text for text in places if TOTAL.match(text)), "") or label
        indent = max((cells[number][column].indent for column in block.names), default=0)
        code, label = (codes[number], label) if codes[number] else code_in_name(label)
        found.append(RowName("", "") if repeated[number] else RowName(label, code, indent))
    return tuple(found)
