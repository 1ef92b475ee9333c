"""A table's rows on a grid: which places each cell covers, and how high the rows become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.document.blocks import TableCell
from core.export.xlsx.styles import BODY_SIZE
from core.export.xlsx.text import clean, line_count

_PADDING = 8  # pixels, left and right together
_BLANK = TableCell("")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, its place on the grid, counted from 0, and how many rows and columns it covers."""

    cell: TableCell
    row: int
    column: int
    rows: int
    columns: int


def place_cells(rows: Sequence[Sequence[TableCell]], columns: int) -> list[GridCell]:
    """Return the cells of a table with their places, reading order; places that no cell covers get a blank one."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, content in enumerate(rows):
        cells = iter(content)
        for column in range(columns):
            if (row, column) in taken:
                continue
            cell = next(cells, _BLANK)
            right = column + 1
            # A cell ends where the table ends, or where one from the row above reaches down.
            while right < min(column + cell.columns, columns) and (row, right) not in taken:
                right += 1
            below = min(row + cell.rows, len(rows))
            taken.update((r, c) for r in range(row, below) for c in range(column, right))
            placed.append(GridCell(cell, row, column, below - row, right - column))
    return placed


def row_heights(cells: Sequence[GridCell], count: int, widths: Sequence[int], lowest: int) -> list[int]:
    """Return the height of each row in points, none below `lowest`."""
    heights = [lowest] * count
    # What spans rows comes last: it only needs what the rows do not have already.
    for placed in sorted(cells, key=lambda placed: placed.rows):
        room = sum(widths[placed.column : placed.column + placed.columns])
        # Figures are never broken.
        text = placed.cell.text if placed.cell.kind == "text" else ""
        needed = text_height(text, room, indent=placed.cell.indent)
        last = placed.row + placed.rows
        heights[last - 1] += max(needed - sum(heights[placed.row : last]), 0)
    return heights


def text_height(text: str, width: int, *, size: int = BODY_SIZE, indent: int = 0) -> int:
    """Return the height in points that a text takes in a cell of `width` pixels; the indent counts characters."""
    # A pixel is 3/4 point, a character `size` points wide; Excel indents by rather more than a character.
    half_ems = (width - _PADDING) * 3 // (2 * size) - 3 * indent
    return line_count(clean(text), half_ems) * _line_pitch(size) + 2 * size // 3


def _line_pitch(size: int) -> int:
    """Return the height of a line in points, enough for the fonts that may stand in for the named ones."""
    return -(-size * 7 // 5)
