"""Tables as sheets: title, unit, head, figures with live formulas, notes, all within borders as official forms are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.document.blocks import Table, TableCell
from core.export.xlsx.formulas import Place, formula
from core.export.xlsx.grid import continue_high_rows, place_cells, row_heights, text_height, text_pieces
from core.export.xlsx.sheet import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, Content, Formula, Sheet, SheetCell
from core.export.xlsx.styles import BODY_SIZE, HEI, TITLE_SONG, Style, amount_format, percent_format
from core.export.xlsx.text import clean, half_ems, looks_like_formula

_TITLE_SIZE = 18  # 小二
_LOWEST_HEAD = 30
_LOWEST_ROW = 26
_CHARACTER = BODY_SIZE * 4 // 3  # pixels

_TITLE = Style(font=TITLE_SONG, size=_TITLE_SIZE, align="center", wraps=True)
_PLAIN = Style(wraps=True)
_HEAD = Style(font=HEI, border="box", filled=True, wraps=True)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table with the place of every cell, before the formulas that point to these places are written.

    `lines` are the texts above and below the grid, `cells` what the grid holds and where.
    """

    name: str
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    head: tuple[int, int] | None
    landscape: bool
    lines: tuple[SheetCell, ...]
    cells: tuple[tuple[TableCell, SheetCell], ...]

    def places(self) -> Iterator[tuple[str, Place]]:
        """Yield the address and the place of every figure."""
        for figure, cell in self.cells:
            if figure.address and figure.kind != "text":
                yield figure.address, Place(self.name, cell.row, cell.column)

    def sheet(self, places: Mapping[str, Place]) -> Sheet:
        """Return the sheet, its formulas over the places of all figures of the workbook."""
        cells = (replace(cell, content=_content(content, places, self.name)) for content, cell in self.cells)
        return Sheet(
            name=self.name,
            widths=self.widths,
            heights=self.heights,
            cells=tuple(sorted((*self.lines, *cells), key=lambda cell: (cell.row, cell.column))),
            head=self.head,
            landscape=self.landscape,
        )


def lay_out(table: Table, name: str, author: str) -> TableLayout:
    """Place a table on a sheet called `name`; `author` is the unit that hands it in."""
    # A share of the width is one character at least: where A4 does not take that upright, it is turned.
    landscape = sum(table.widths) * _CHARACTER > PORTRAIT_WIDTH
    page = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH
    widths = tuple(page * share // sum(table.widths) for share in table.widths)
    heights: list[int] = []
    lines = _line(heights, table.title, _TITLE, widths)
    lines += _unit_line(heights, table.unit, f"填报单位：{author}" if author else "", widths)
    first = len(heights) + 1
    cells = _grid(heights, table.head, widths, _LOWEST_HEAD, is_head=True)
    last = len(heights)
    cells += _grid(heights, table.body, widths, _LOWEST_ROW, is_head=False)
    for note in table.notes:
        lines += _line(heights, note, _PLAIN, widths)
    head = (first, last) if last >= first else None
    return TableLayout(name, widths, tuple(heights), head, landscape, tuple(lines), tuple(cells))


def _line(heights: list[int], text: str, style: Style, widths: tuple[int, ...]) -> list[SheetCell]:
    """Add a line of text over the whole width, in as many rows as it needs."""
    cells = []
    for piece in text_pieces(text, sum(widths), size=style.size):
        heights.append(text_height(piece, sum(widths), size=style.size))
        cells.append(_text_cell(len(heights), 1, piece, style, columns=len(widths)))
    return cells


def _unit_line(heights: list[int], unit: str, author: str, widths: tuple[int, ...]) -> list[SheetCell]:
    """Add the line above a table: who hands it in on the left, the unit on the right."""
    if not unit and not author:
        return []
    right = len(widths) if unit else 0
    if unit and author and len(widths) > 1:
        # The unit gets the fewest columns that it fits into, the name all others.
        needed = (half_ems(unit) + 1) * _CHARACTER // 2
        right = next((count for count in range(1, len(widths)) if sum(widths[-count:]) >= needed), len(widths) - 1)
    left = len(widths) - right
    heights.append(max(text_height(author, sum(widths[:left])), text_height(unit, sum(widths[left:]))))
    cells = [_text_cell(len(heights), 1, author, _PLAIN, columns=left)] if left else []
    if right:
        cells.append(_text_cell(len(heights), left + 1, unit, replace(_PLAIN, align="right"), columns=right))
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
        return replace(_HEAD, align=cell.align, quoted=looks_like_formula(clean(cell.text)))
    style = Style(border="box", bold=cell.bold, align=cell.align)
    if cell.kind == "text":
        # Excel's step of indentation is about a character and a half.
        indent = -(-cell.indent * 2 // 3)
        return replace(style, indent=indent, wraps=True, quoted=looks_like_formula(clean(cell.text)))
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


def _content(cell: TableCell, places: Mapping[str, Place], sheet: str) -> Content:
    if cell.kind == "text":
        return clean(cell.text) or None
    live = formula(cell.expression, places, sheet) if cell.expression is not None else None
    if live is not None:
        return Formula(live, cell.value)
    return cell.value if cell.value is not None else clean(cell.text) or None
