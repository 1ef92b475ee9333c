"""Tables as sheets: title, unit, head, figures with live formulas, notes, all within borders as official forms are."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Table, TableCell
from core.export.xlsx.grid import continue_high_rows, place_cells, row_heights, text_height, text_pieces
from core.export.xlsx.layout import Layout
from core.export.xlsx.sheet import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, SheetCell
from core.export.xlsx.styles import BODY_SIZE, HEI, TITLE_SONG, Style, amount_format, percent_format
from core.export.xlsx.text import clean, half_ems, looks_like_formula

_TITLE_SIZE = 18  # 小二
_LOWEST_HEAD = 30
_LOWEST_ROW = 26
_CHARACTER = BODY_SIZE * 4 // 3  # pixels

_TITLE = Style(font=TITLE_SONG, size=_TITLE_SIZE, align="center", wraps=True)
_PLAIN = Style(wraps=True)
_HEAD = Style(font=HEI, border="box", filled=True, wraps=True)


def lay_out(table: Table, name: str, author: TableCell) -> Layout:
    """Place a table on a sheet called `name`; `author` says which unit hands it in."""
    # A share of the width is one character at least: where A4 does not take that upright, it is turned.
    landscape = sum(table.widths) * _CHARACTER > PORTRAIT_WIDTH
    page = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH
    widths = tuple(page * share // sum(table.widths) for share in table.widths)
    heights: list[int] = []
    lines = _line(heights, table.title, _TITLE, widths)
    cells = _unit_line(heights, table.unit, author, widths)
    first = len(heights) + 1
    cells += _grid(heights, table.head, widths, _LOWEST_HEAD, is_head=True)
    last = len(heights)
    cells += _grid(heights, table.body, widths, _LOWEST_ROW, is_head=False)
    for note in table.notes:
        lines += _line(heights, note, _PLAIN, widths)
    head = (first, last) if last >= first else None
    return Layout(name, widths, tuple(heights), tuple(lines), tuple(cells), head, landscape)


def _line(heights: list[int], text: str, style: Style, widths: tuple[int, ...]) -> list[SheetCell]:
    """Add a line of text over the whole width, in as many rows as it needs."""
    cells = []
    for piece in text_pieces(text, sum(widths), size=style.size):
        heights.append(text_height(piece, sum(widths), size=style.size))
        cells.append(_text_cell(len(heights), 1, piece, style, columns=len(widths)))
    return cells


def _unit_line(
    heights: list[int], unit: str, author: TableCell, widths: tuple[int, ...]
) -> list[tuple[TableCell, SheetCell]]:
    """Add the line above a table: who hands it in on the left, the unit on the right."""
    if not unit and not author.text:
        return []
    right = len(widths) if unit else 0
    if unit and author.text and len(widths) > 1:
        # The unit gets the fewest columns that it fits into, the name all others.
        needed = (half_ems(unit) + 1) * _CHARACTER // 2
        right = next((count for count in range(1, len(widths)) if sum(widths[-count:]) >= needed), len(widths) - 1)
    left = len(widths) - right
    heights.append(max(text_height(author.text, sum(widths[:left])), text_height(unit, sum(widths[left:]))))
    row = len(heights)
    cells = [(author, _text_cell(row, 1, author.text, _PLAIN, columns=left))] if left else []
    if right:
        looks = replace(_PLAIN, align="right")
        cells.append((TableCell(unit), _text_cell(row, left + 1, unit, looks, columns=right)))
    return cells


def _grid(
    heights: list[int], rows: tuple[tuple[TableCell, ...], ...], widths: tuple[int, ...], lowest: int, *, is_head: bool
) -> list[tuple[TableCell, SheetCell]]:
    """Add the rows of a table."""
    first = len(heights) + 1
    placed_cells, count = continue_high_rows(place_cells(rows, len(widths)), len(rows), widths)
    heights += row_heights(placed_cells, count, widths, lowest)
    return [
        (
            placed.cell,
            SheetCell(
                row=first + placed.row,
                column=1 + placed.column,
                content=None,
                style=_style(placed.cell, is_head=is_head),
                rows=placed.rows,
                columns=placed.columns,
            ),
        )
        for placed in placed_cells
    ]


def _text_cell(row: int, column: int, text: str, style: Style, *, columns: int) -> SheetCell:
    cleaned = clean(text)
    quoted = replace(style, quoted=looks_like_formula(cleaned))
    return SheetCell(row, column, cleaned or None, quoted, columns=columns)


def _style(cell: TableCell, *, is_head: bool) -> Style:
    if is_head:
        return replace(_HEAD, align=cell.align, quoted=_is_quoted(cell))
    style = Style(border="box", bold=cell.bold, align=cell.align, is_input=cell.input is not None)
    if cell.kind == "text":
        # Excel's step of indentation is about a character and a half.
        indent = -(-cell.indent * 2 // 3)
        return replace(style, indent=indent, wraps=True, quoted=_is_quoted(cell))
    # Figures keep off the border on their right.
    style = replace(style, indent=1 if cell.align == "right" else 0, shrinks=True)
    match cell.kind:
        case "amount":
            return replace(style, number_format=amount_format(cell.decimals))
        case "percent":
            return replace(style, number_format=percent_format(cell.decimals))
        case "score":
            # Excel's general format shows 8 and 7.5 as they are.
            return style


def _is_quoted(cell: TableCell) -> bool:
    return looks_like_formula(clean(cell.text))
