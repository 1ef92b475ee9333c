"""Sheets as an openpyxl workbook: contents, looks, sizes and how each sheet is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from core.export.xlsx.sheet import Content, Formula, Sheet, SheetCell, coordinate
from core.export.xlsx.styles import ALERT_FILL, BODY_SIZE, EDGES, FILL, INPUT_FILL, SONG, Style, drawn_edges
from core.export.xlsx.text import escaped_marks, shortened, within_limit
from core.export.xlsx.validation import validations

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FOOTER = "第 &P 页 共 &N 页"
_FOOTER_SIZE = 10
_HEADER_SIZE = 9
_WATERMARK_SIZE = 14
_LONGEST_HEADER = 80  # Excel allows 255 for all parts together
_FIGURE_WIDTH = 8  # pixels of a figure of the body font, the unit of column widths
# Inches: 18 mm at the sides, 20 mm above and below, 10 mm to the footer.
_MARGINS = {"left": 0.71, "right": 0.71, "top": 0.79, "bottom": 0.79, "header": 0.39, "footer": 0.39}
_A4 = 9
_GB2312 = 134  # tells a machine without the font that a Chinese one is to stand in
# The calculation engine of present Excel. Without it Excel calculates everything anew when it opens the file, and asks
# whether to save it when it is closed.
_ENGINE = 191029


def make_workbook(
    sheets: Sequence[Sheet],
    names: Mapping[str, str],
    title: str,
    author: str,
    on_sheet: Callable[[int], None],
) -> Workbook:
    """Return the workbook; values beside formulas are not in it, since openpyxl stores none.

    `names` are names of cells with what they refer to. `on_sheet` is called with the number of each sheet, from 0,
    before it is filled.
    """
    from openpyxl import Workbook
    from openpyxl.utils.indexed_list import IndexedList
    from openpyxl.workbook.defined_name import DefinedName
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
    looks: dict[Style, StyleArray] = {}
    for number, sheet in enumerate(sheets):
        on_sheet(number)
        _fill_sheet(workbook.create_sheet(sheet.name), sheet, looks)
    for name, referred in names.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=referred)
    return workbook


def _fill_sheet(worksheet: Worksheet, sheet: Sheet, looks: dict[Style, StyleArray]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    for cell in sheet.cells:
        _fill_cell(worksheet, cell, looks)
    for number, pixels in enumerate(sheet.widths, start=1):
        worksheet.column_dimensions[coordinate(1, number)[:-1]].width = pixels / _FIGURE_WIDTH
    for number, height in enumerate(sheet.heights, start=1):
        worksheet.row_dimensions[number].height = height
    worksheet.sheet_view.showGridLines = False
    if sheet.head:
        worksheet.freeze_panes = coordinate(sheet.head[1] + 1, 1)
        if not sheet.hidden:
            worksheet.print_title_rows = f"{sheet.head[0]}:{sheet.head[1]}"
    if not sheet.hidden:
        # LibreOffice prints hidden sheets, too, unless there is nothing to print on them.
        worksheet.print_area = f"A1:{coordinate(len(sheet.heights), len(sheet.widths))}"
    worksheet.print_options.horizontalCentered = True
    for side, inches in _MARGINS.items():
        setattr(worksheet.page_margins, side, inches)
    setup = worksheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, int(sheet.is_one_page)
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = worksheet.oddHeader, worksheet.oddFooter
    if header is not None and sheet.running_title:
        header.left.text = _in_header(sheet.running_title)
        header.left.size = _HEADER_SIZE
    if header is not None and sheet.watermark:
        header.right.text = _in_header(sheet.watermark)
        header.right.size = _WATERMARK_SIZE
    if sheet.numbered and footer is not None:
        footer.center.text = _FOOTER
        footer.center.size = _FOOTER_SIZE
    for rule in validations(sheet):
        worksheet.add_data_validation(rule)
    _colour_alerts(worksheet, sheet)
    if sheet.is_protected:
        _protect(worksheet)
    if sheet.hidden:
        worksheet.sheet_state = "hidden"


def _in_header(text: str) -> str:
    # A line break would push the header into the table, and & begins one of Excel's own codes.
    return shortened(" ".join(text.split()), _LONGEST_HEADER).replace("&", "&&")


def _colour_alerts(worksheet: Worksheet, sheet: Sheet) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    for alert in sheet.alerts:
        look = DifferentialStyle(fill=PatternFill("solid", bgColor=ALERT_FILL))
        worksheet.conditional_formatting.add(alert.cells, Rule("expression", formula=[alert.condition], dxf=look))


def _protect(worksheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; rows and columns may still be made wider and higher."""
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False


def _fill_cell(worksheet: Worksheet, cell: SheetCell, looks: dict[Style, StyleArray]) -> None:
    last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
    if (last_row, last_column) != (cell.row, cell.column):
        worksheet.merge_cells(start_row=cell.row, start_column=cell.column, end_row=last_row, end_column=last_column)
    _write(worksheet.cell(cell.row, cell.column), cell.content)
    for row in range(cell.row, last_row + 1):
        for column in range(cell.column, last_column + 1):
            # Covered cells are styled as well: the borders of a merged cell are those of its parts.
            dressed: Any = worksheet.cell(row, column)
            # openpyxl takes long to find out that a look is known already.
            if cell.style in looks:
                dressed._style = copy(looks[cell.style])
            else:
                _dress(dressed, cell.style)
                looks[cell.style] = copy(dressed._style)


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
        cell.fill = _filling(FILL)
    if style.is_input:
        cell.fill = _filling(INPUT_FILL)
        cell.protection = _unlocked()
    if style.quoted:
        cell.quotePrefix = True


@cache
def _font(name: str, size: int, *, bold: bool) -> Font:
    from openpyxl.styles import Font

    return Font(name=name, size=size, bold=bold, family=3, charset=_GB2312)


@cache
def _filling(colour: str) -> PatternFill:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


@cache
def _unlocked() -> Protection:
    from openpyxl.styles import Protection

    return Protection(locked=False)


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
