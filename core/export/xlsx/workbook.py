"""Sheets as an openpyxl workbook: contents, looks, sizes and how each sheet is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from core.export.xlsx.sheet import Content, Formula, Sheet, SheetCell, coordinate
from core.export.xlsx.styles import BODY_SIZE, EDGES, FILL, SONG, Style, drawn_edges
from core.export.xlsx.text import escaped_marks, within_limit

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FOOTER = "第 &P 页 共 &N 页"
_FOOTER_SIZE = 10
_WATERMARK_SIZE = 14
_FIGURE_WIDTH = 8  # pixels of a figure of the body font, the unit of column widths
# Inches: 18 mm at the sides, 20 mm above and below, 10 mm to the footer.
_MARGINS = {"left": 0.71, "right": 0.71, "top": 0.79, "bottom": 0.79, "header": 0.39, "footer": 0.39}
_A4 = 9
_GB2312 = 134  # tells a machine without the font that a Chinese one is to stand in
# The calculation engine of present Excel. Without it Excel calculates everything anew when it opens the file, and asks
# whether to save it when it is closed.
_ENGINE = 191029


def make_workbook(
    sheets: Sequence[Sheet], title: str, author: str, watermark: str, on_sheet: Callable[[int], None]
) -> Workbook:
    """Return the workbook; values beside formulas are not in it, since openpyxl stores none.

    `watermark` stands above each page. `on_sheet` is called with the number of each sheet, from 0, before it is filled.
    """
    from openpyxl import Workbook
    from openpyxl.utils.indexed_list import IndexedList
    from openpyxl.workbook.properties import CalcProperties

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # Column widths are counted in figures of the font of the style that all others build on; openpyxl has no other
    # way to choose it.
    body = _font(SONG, BODY_SIZE, bold=False)
    workbook._fonts = IndexedList([body])  # type: ignore[attr-defined]
    workbook._named_styles["Normal"].font = body  # type: ignore[attr-defined]
    workbook.calculation = CalcProperties(calcId=_ENGINE, fullCalcOnLoad=False)
    workbook.properties.title = title
    workbook.properties.creator = author
    workbook.properties.lastModifiedBy = author
    for number, sheet in enumerate(sheets):
        on_sheet(number)
        worksheet = workbook.create_sheet(sheet.name)
        _fill_sheet(worksheet, sheet)
        header = worksheet.oddHeader
        if watermark and header is not None:
            # & begins one of Excel's own codes.
            header.right.text = watermark.replace("&", "&&")
            header.right.size = _WATERMARK_SIZE
    return workbook


def _fill_sheet(worksheet: Worksheet, sheet: Sheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    for cell in sheet.cells:
        _fill_cell(worksheet, cell)
    for number, pixels in enumerate(sheet.widths, start=1):
        worksheet.column_dimensions[coordinate(1, number)[:-1]].width = pixels / _FIGURE_WIDTH
    for number, height in enumerate(sheet.heights, start=1):
        worksheet.row_dimensions[number].height = height
    worksheet.sheet_view.showGridLines = False
    if sheet.head:
        worksheet.freeze_panes = coordinate(sheet.head[1] + 1, 1)
        worksheet.print_title_rows = f"{sheet.head[0]}:{sheet.head[1]}"
    worksheet.print_area = f"A1:{coordinate(len(sheet.heights), len(sheet.widths))}"
    worksheet.print_options.horizontalCentered = True
    for side, inches in _MARGINS.items():
        setattr(worksheet.page_margins, side, inches)
    setup = worksheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, int(sheet.is_one_page)
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = worksheet.oddFooter
    if sheet.numbered and footer is not None:
        footer.center.text = _FOOTER
        footer.center.size = _FOOTER_SIZE


def _fill_cell(worksheet: Worksheet, cell: SheetCell) -> None:
    last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
    if (last_row, last_column) != (cell.row, cell.column):
        worksheet.merge_cells(start_row=cell.row, start_column=cell.column, end_row=last_row, end_column=last_column)
    _write(worksheet.cell(cell.row, cell.column), cell.content)
    for row in range(cell.row, last_row + 1):
        for column in range(cell.column, last_column + 1):
            # Covered cells are styled as well: the borders of a merged cell are those of its parts.
            _dress(worksheet.cell(row, column), cell.style)


def _write(cell: Cell | MergedCell, content: Content) -> None:
    match content:
        case None:
            return
        case Formula(text, _):
            cell.value = f"={text}"
        case str():
            cell.value = escaped_marks(within_limit(content))
            # Whatever it begins with, it is text and no formula.
            cell.data_type = "s"
        case _:
            cell.value = content


def _dress(cell: Cell | MergedCell, style: Style) -> None:
    cell.font = _font(style.font, style.size, bold=style.bold)
    cell.border = _border(drawn_edges(style.border))
    cell.alignment = _alignment(style)
    cell.number_format = style.number_format
    if style.filled:
        cell.fill = _filling()
    if style.quoted:
        cell.quotePrefix = True


@cache
def _font(name: str, size: int, *, bold: bool) -> Font:
    from openpyxl.styles import Font

    return Font(name=name, size=size, bold=bold, family=3, charset=_GB2312)


@cache
def _filling() -> PatternFill:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=FILL)


@cache
def _border(edges: tuple[str, ...]) -> Border:
    from openpyxl.styles import Border, Side

    left, right, top, bottom = (Side("thin") if edge in edges else Side() for edge in EDGES)
    return Border(left=left, right=right, top=top, bottom=bottom)


@cache
def _alignment(style: Style) -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(
        horizontal=style.align,
        vertical=style.vertical,
        indent=style.indent,
        wrap_text=style.wraps,
        shrink_to_fit=style.shrinks,
    )
