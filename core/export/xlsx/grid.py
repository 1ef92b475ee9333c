"""A table's rows on a grid: which places each cell covers, and how high the rows become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from core.document.blocks import TableCell
from core.export.xlsx.sheet import HIGHEST_ROW
from core.export.xlsx.styles import BODY_SIZE
from core.export.xlsx.text import clean, line_ends

_PADDING = 8  # pixels, left and right together
_BLANK = TableCell("")
_SENTENCE_ENDS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, its place on the grid, counted from 0, and how many rows and columns it covers.

    `piece` counts the cells that one long text is spread over, one below the other.
    """

    cell: TableCell
    row: int
    column: int
    rows: int
    columns: int
    piece: int = 0

    def width(self, widths: Sequence[int]) -> int:
        """Return the pixels that the cell takes of columns of these widths."""
        return sum(widths[self.column : self.column + self.columns])


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


def continue_high_rows(cells: Sequence[GridCell], count: int, widths: Sequence[int]) -> tuple[list[GridCell], int]:
    """Continue texts that are too high for a row in further rows of their own; return the cells and the row count."""
    pieces = {
        (placed.row, placed.column): text_pieces(placed.cell.text, placed.width(widths), indent=placed.cell.indent)
        for placed in cells
        if placed.cell.kind == "text" and placed.rows == 1
    }
    needed = [1] * count
    for (row, _), texts in pieces.items():
        needed[row] = max(needed[row], len(texts))
    starts = [0, *accumulate(needed)]
    continued = []
    for placed in cells:
        first = starts[placed.row]
        texts = pieces.get((placed.row, placed.column), [placed.cell.text])
        if placed.rows > 1:
            continued.append(replace(placed, row=first, rows=starts[placed.row + placed.rows] - first))
            continue
        # Words that follow from other cells are worked out in one.
        live = placed.cell.live if len(texts) == 1 else None
        continued.append(replace(placed, row=first, cell=replace(placed.cell, text=texts[0], live=live)))
        for below in range(1, needed[placed.row]):
            cell = TableCell("", align=placed.cell.align, indent=placed.cell.indent, bold=placed.cell.bold)
            if below < len(texts):
                cell = replace(cell, text=texts[below], address=placed.cell.address, input=placed.cell.input)
            continued.append(replace(placed, row=first + below, cell=cell, piece=below))
    return continued, starts[-1]


def row_heights(cells: Sequence[GridCell], count: int, widths: Sequence[int], lowest: int) -> list[int]:
    """Return the height of each row in points, none below `lowest`."""
    heights = [lowest] * count
    # What spans rows comes last: it only needs what the rows do not have already.
    for placed in sorted(cells, key=lambda placed: placed.rows):
        # Figures are never broken.
        text = placed.cell.text if placed.cell.kind == "text" else ""
        covered = range(placed.row, placed.row + placed.rows)
        lacking = text_height(text, placed.width(widths), indent=placed.cell.indent) - sum(heights[r] for r in covered)
        for row in covered:
            heights[row] = min(heights[row] + max(-(-lacking // placed.rows), 0), HIGHEST_ROW)
    return heights


def text_height(text: str, width: int, *, size: int = BODY_SIZE, indent: int = 0) -> int:
    """Return the height in points that a text takes in a cell of `width` pixels; the indent counts characters."""
    lines = sum(1 for _ in line_ends(clean(text), _measure(width, size, indent)))
    return min(lines * _pitch(size) + _gap(size), HIGHEST_ROW)


def text_pieces(text: str, width: int, *, size: int = BODY_SIZE, indent: int = 0) -> list[str]:
    """Cut a text into pieces that a row can hold, at the end of a sentence where there is one; at least one piece.

    Put together again they are the text, without control characters.
    """
    rest = clean(text)
    pieces: list[str] = []
    most = (HIGHEST_ROW - _gap(size)) // _pitch(size)
    while True:
        end = next(
            (end for count, end in enumerate(line_ends(rest, _measure(width, size, indent)), 1) if count == most), 0
        )
        if end in {0, len(rest)}:
            return [*pieces, rest]
        sentence = max(rest.rfind(mark, end // 2, end) for mark in _SENTENCE_ENDS) + 1
        pieces.append(rest[: sentence or end])
        rest = rest[sentence or end :]


def _measure(width: int, size: int, indent: int) -> int:
    # A pixel is 3/4 point, a character `size` points wide; Excel indents by rather more than a character.
    return (width - _PADDING) * 3 // (2 * size) - 3 * indent


def _pitch(size: int) -> int:
    """Return the height of a line in points, enough for the fonts that may stand in for the named ones."""
    return -(-size * 7 // 5)


def _gap(size: int) -> int:
    """Return the space above and below a text together, in points."""
    return 2 * size // 3
