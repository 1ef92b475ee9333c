"""Tables in a PDF without lines between their columns, put together from lines that stand in columns.

A table is only made of what is clearly one; everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from core.intake.pdf_columns import (
    ONE_TABLE,
    Block,
    Column,
    Piece,
    Row,
    find_blocks,
    fits,
    gap,
    pieces_of,
    width_of_character,
)
from core.intake.pdf_lines import TextLine, joined

CONTINUED = re.compile(r".{0,20}[（(]?续(?:表|上表|前表)?\d{0,2}[）)]?")
_BROKEN_FIGURE = re.compile(r"[.,．，]\d+|[\d.,]*\d[.,．，]")
_MOST_HEADINGS = 6
# In tenths of the width of a character: rows too near to each other to be lines, or near enough for one cell; how far
# the last row of a page is from the first of the next; how far titles may begin to the left of their column; what a
# full line may leave free, and how wide a column is in which lines are full.
_NEAR, _ONE_CELL, _NEXT_PAGE = 9, 22, 30
_BEFORE_COLUMN = 50
_CLEARLY_WIDER = 12
_SPARE, _WIDE = 13, 50


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table in the lines `first` to `end`. It has no rows where it is not clear what stands in which column."""

    first: int
    end: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Cells:
    """A row of a table that is being put together: the lines in each of its cells."""

    base: int
    lines: dict[int, list[TextLine]] = field(default_factory=dict)
    has_figures: bool = False

    def take(self, row: Row, columns: Sequence[Column]) -> None:
        for piece in row.pieces:
            self.lines.setdefault(_place(piece, columns), []).append(piece.line)
        self.base = row.base
        self.has_figures = self.has_figures or row.has_figures


def find_aligned_tables(lines: Sequence[tuple[int, TextLine]]) -> Iterator[AlignedTable]:
    """Yield the tables without lines among a text's lines, each of these with the number of its page."""
    width = width_of_character([line for _, line in lines])
    cut = [Row(index, line.base, tuple(pieces_of(line.letters, width))) for index, (_, line) in enumerate(lines)]
    pages = [page for page, _ in lines]
    rows = _one_below_another(list(_without_repeated_headings(cut, pages)), pages, width)
    start = 0
    for block in find_blocks(rows, width):
        first = _first_heading(rows, start, block, width)
        columns = block.columns
        spacing = _spacing(rows[first : block.end])
        top = _end_of_heading(rows, first, block.begin, spacing)
        end = block.end
        while end < len(rows) and _goes_on(rows[end], rows[end - 1], columns, width, spacing):
            end += 1
        heading = _heading(rows[first:top], columns)
        body = _body(rows[top:end], columns, width, spacing)
        start = end
        if block.is_torn or heading is None or body is None:
            yield AlignedTable(rows[block.begin].index, rows[block.end - 1].index + 1, ())
            continue
        places = range(len(columns))
        texts = tuple(tuple(joined(row.lines.get(place, ())) for place in places) for row in (heading, *body))
        yield AlignedTable(rows[first].index, rows[end - 1].index + 1, texts)


def _without_repeated_headings(rows: Sequence[Row], pages: Sequence[int]) -> Iterator[Row]:
    """Yield rows without those that, at the top of a page, repeat the heading of the table that goes on there."""
    seen: dict[str, int] = {}
    repeats = -1
    for number, row in enumerate(rows):
        is_top = number > 0 and pages[number] != pages[number - 1]
        if is_top:
            repeats = seen.get(row.text, -1) if len(row.pieces) > 1 else -1
        if is_top and CONTINUED.fullmatch(row.text):
            continue
        if repeats >= 0 and not row.has_figures and rows[repeats].text == row.text:
            repeats += 1
            continue
        repeats = -1
        seen[row.text] = number
        yield row


def _one_below_another(rows: Sequence[Row], pages: Sequence[int], width: int) -> list[Row]:
    """Return rows as if their pages were one: the first row of a page stands a little below the last one before."""
    found: list[Row] = []
    offset = 0
    for before, row in pairwise((None, *rows)):
        assert row is not None
        if before is not None and pages[before.index] != pages[row.index]:
            offset = found[-1].base + _NEXT_PAGE * width // 10 - row.base
        found.append(replace(row, base=row.base + offset))
    return found


# -- the heading -------------------------------------------------------------------------------------------------------


def _first_heading(rows: Sequence[Row], start: int, block: Block, width: int) -> int:
    """Return the first of the heading rows above a table, which have no figures and stand above its columns.

    The first of them has several titles; below it a title may go on alone.
    """
    first = block.begin
    # Titles stand at the left of their columns, where figures stand at the right.
    left, right = block.columns[0].left - _BEFORE_COLUMN * width // 10, block.columns[-1].right + 2 * width
    for index in range(block.begin - 1, max(start, block.begin - _MOST_HEADINGS) - 1, -1):
        row = rows[index]
        if (
            row.has_figures
            or not row.may_be_of_table
            or gap(row, rows[index + 1]) > ONE_TABLE * width
            or row.pieces[0].left < left
            or row.pieces[-1].right > right
        ):
            break
        if len(row.pieces) > 1:
            first = index
    return first


def _end_of_heading(rows: Sequence[Row], first: int, begin: int, spacing: int) -> int:
    """Return the first row below a heading that is not part of it: a name alone may begin the table."""
    end = begin
    while end > first + 1 and len(rows[end - 1].pieces) == 1 and gap(rows[end - 2], rows[end - 1]) > spacing:
        end -= 1
    return end


def _heading(rows: Sequence[Row], columns: Sequence[Column]) -> _Cells | None:
    """Return the heading as one row: what stands above a column is its title, also where it stands above several.

    `None` where it is not clear which title stands above which column, or some column has none.
    """
    if not rows:
        return None
    # Where one row has as many titles as there are columns, it tells how wide they are.
    full = next((row for row in rows if len(row.pieces) == len(columns)), None)
    reach = list(columns)
    if full:
        reach = [column.with_piece(piece) for column, piece in zip(columns, full.pieces, strict=True)]
    cells = _Cells(rows[-1].base)
    for row in rows:
        for number, piece in enumerate(row.pieces):
            met = [number] if row is full else [place for place, column in enumerate(reach) if column.meets(piece)]
            if not met:
                return None
            for place in met:
                cells.lines.setdefault(place, []).append(piece.line)
    return cells if len(cells.lines) == len(columns) else None


# -- the rows below it -------------------------------------------------------------------------------------------------


def _spacing(rows: Sequence[Row]) -> int:
    """Return how far apart the lines of one cell are at most, where rows are clearly farther apart; 0 where none is."""
    gaps = sorted(gap(one, other) for one, other in pairwise(rows))
    wider = [(after * 10 // before, before) for before, after in pairwise(gaps) if before > 0]
    ratio, widest = max(wider, default=(0, 0))
    return widest if ratio >= _CLEARLY_WIDER else 0


def _body(rows: Sequence[Row], columns: Sequence[Column], width: int, spacing: int) -> list[_Cells] | None:
    """Return the rows of the table; `None` where a figure is broken over two lines, or two stand in one cell."""
    cells: list[_Cells] = []
    for row in rows:
        if any(_BROKEN_FIGURE.fullmatch(piece.line.text) for piece in row.pieces):
            return None
        if not cells or not _belongs_to(cells[-1], row, columns, width, spacing):
            cells.append(_Cells(row.base))
        elif cells[-1].has_figures and row.has_figures:
            return None
        cells[-1].take(row, columns)
    return cells


def _belongs_to(before: _Cells, row: Row, columns: Sequence[Column], width: int, spacing: int) -> bool:
    """Tell whether a line belongs to the row of the table above it.

    Its words go on there, or stand around its figures, which are at the height of any of its lines.
    """
    apart = (row.base - before.base) * 10
    if apart < _NEAR * width or spacing:
        return apart <= max(spacing, _NEAR * width)
    places = {_place(piece, columns) for piece in row.pieces}
    if row.has_figures or not places <= before.lines.keys() or apart > _ONE_CELL * width:
        return False
    return all(_is_full(before.lines[place][-1], columns[place], width) for place in places)


def _goes_on(row: Row, above: Row, columns: Sequence[Column], width: int, spacing: int) -> bool:
    """Tell whether a row below the last figures still belongs to their row."""
    before = _Cells(above.base)
    before.take(above, columns)
    return not row.has_figures and fits(row, columns) and _belongs_to(before, row, columns, width, spacing)


def _is_full(line: TextLine, column: Column, width: int) -> bool:
    spare, wide = (column.right - line.right) * 10, (column.right - column.left) * 10
    return spare < _SPARE * width and wide >= _WIDE * width


def _place(piece: Piece, columns: Sequence[Column]) -> int:
    """Return the number of the column that a piece stands in, or nearest to."""
    middle = (piece.left + piece.right) // 2
    return min(
        range(len(columns)),
        key=lambda number: (
            not columns[number].meets(piece),
            abs((columns[number].left + columns[number].right) // 2 - middle),
        ),
    )
