"""What stands over a table of money in a text: its title, its unit, and its heading row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.intake.cells import Cells, column_at, cut_bracket, row_key
from core.intake.lines import Line
from core.intake.titles import key_of
from core.model.standard import Column, Row, Standard, Table

_UNIT = re.compile(r"[（(]?(?:金额)?单位[:：](?:人民币)?(.{1,6}?)[)）]?")
SCALES = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
LONGEST_HEADING = 80
_LONGEST_ADDITION = 12
_CLAUSE = re.compile("[，。；,;]")


@dataclass
class Layout:
    """What the heading row says: which column stands where, and in what unit. `width` counts all its cells.

    `scales` are the units that columns bear themselves, `scale` is that of the table where one is stated.
    """

    table: Table
    columns: dict[int, Column]
    scales: dict[int, Decimal]
    width: int
    scale: Decimal | None = None

    @property
    def first(self) -> int:
        """The position of the first cell of figures."""
        return min(self.columns)

    @property
    def figures(self) -> int:
        """How many cells of figures a row has."""
        return self.width - self.first

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The table's rows by what a row's title may be."""
        return {key: row for row in self.table.rows for key in (row_key(row.short), row_key(row.title))}

    def scale_at(self, position: int) -> Decimal:
        """Return what one unit of a column is in yuan."""
        return self.scales.get(position) or self.scale or self.table.scale


def read_heading(cells: Cells, standard: Standard) -> Layout | None:
    """Return the layout that a heading row states; `None` when the row names fewer than two columns of a table."""
    best: Layout | None = None
    for table in standard.tables:
        columns = column_at(cells.texts, {key_of(column.title): column for column in table.columns})
        if len(columns) < min(2, len(table.columns)) or (best is not None and len(columns) <= len(best.columns)):
            continue
        # Without a title over the row titles every figure stands one place further right.
        shift = 1 if 0 in columns else 0
        units = {position + shift: cut_bracket(cells.texts[position])[1] for position in columns}
        best = Layout(
            table,
            {position + shift: column for position, column in columns.items()},
            {position: SCALES[unit] for position, unit in units.items() if unit in SCALES},
            len(cells.texts) + shift,
        )
    return best


def read_unit(text: str) -> str | None:
    """Return the unit that a line or remark states (单位：万元), known or not; `None` when it states none."""
    squeezed = "".join(text.split())
    match = _UNIT.fullmatch(squeezed)
    if match:
        return match[1]
    return squeezed if squeezed in SCALES else None


def is_title_of(line: Line, table: Table) -> bool:
    """Tell whether a line is a table's title, a unit in brackets behind it or not."""
    if len(line.text) > LONGEST_HEADING:
        return False
    return key_of(table.title) in (key_of(line.text), key_of(cut_bracket(line.text)[0]))


def is_variant_of_title(line: Line, table: Table) -> bool:
    """Tell whether a line is a table's title with a few words before it: a year, the number of an annex."""
    key, title = key_of(line.text), key_of(table.title)
    return key.endswith(title) and len(key) <= len(title) + _LONGEST_ADDITION and not _CLAUSE.search(line.text)
