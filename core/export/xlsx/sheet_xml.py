"""A sheet as the part of the workbook that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal

from core.export.xlsx.sheet import Content, Formula, Sheet, SheetCell, coordinate
from core.export.xlsx.styles import Stylesheet
from core.export.xlsx.text import as_stored_xml, as_xml, within_limit

_FOOTER = "&C&10第 &P 页 共 &N 页"
_FIGURE_WIDTH = 8  # pixels of a figure of the body font, the unit of column widths
# Inches: 18 mm at the sides, 20 mm above and below, 10 mm to the footer.
_MARGINS = '<pageMargins left="0.71" right="0.71" top="0.79" bottom="0.79" header="0.39" footer="0.39"/>'
_A4 = 9
# More digits than a spreadsheet's figure can hold only come from divisions that do not end.
_HELD = Context(prec=17)


class SharedStrings:
    """The texts of a workbook, each stored once, in the order in which they are first used."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        """Return the number that cells name a text by."""
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        """Return the part that holds all texts asked for so far."""
        texts = "".join(f'<si><t xml:space="preserve">{as_stored_xml(text)}</t></si>' for text in self._numbers)
        return (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' count="{self._uses}" uniqueCount="{len(self._numbers)}">{texts}</sst>'
        )


def sheet_xml(sheet: Sheet, stylesheet: Stylesheet, strings: SharedStrings, *, selected: bool) -> str:
    """Return a sheet's part; its styles and texts are added to those of the workbook."""
    return "".join(
        (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{coordinate(len(sheet.heights), len(sheet.widths))}"/>',
            _view(sheet, selected=selected),
            '<sheetFormatPr defaultRowHeight="14.25"/>',
            f"<cols>{''.join(_columns(sheet))}</cols>",
            f"<sheetData>{''.join(_rows(sheet, stylesheet, strings))}</sheetData>",
            _merged(sheet),
            '<printOptions horizontalCentered="1"/>',
            _MARGINS,
            f'<pageSetup paperSize="{_A4}" orientation="{"landscape" if sheet.landscape else "portrait"}"'
            f' fitToWidth="1" fitToHeight="{int(sheet.is_one_page)}"/>',
            f"<headerFooter><oddFooter>{as_xml(_FOOTER)}</oddFooter></headerFooter>" if sheet.numbered else "",
            _ignored_errors(sheet),
            "</worksheet>",
        )
    )


def decimal_text(value: Decimal) -> str:
    """Return a figure as it is stored: its own decimal digits, never those of a binary fraction."""
    return f"{_HELD.plus(value) or Decimal(0):f}"


def _area(cell: SheetCell) -> str:
    first = coordinate(cell.row, cell.column)
    last = coordinate(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
    return first if last == first else f"{first}:{last}"


def _merged(sheet: Sheet) -> str:
    areas = [f'<mergeCell ref="{_area(cell)}"/>' for cell in sheet.cells if cell.rows * cell.columns > 1]
    return f'<mergeCells count="{len(areas)}">{"".join(areas)}</mergeCells>' if areas else ""


def _view(sheet: Sheet, *, selected: bool) -> str:
    tab = ' tabSelected="1"' if selected else ""
    opening = f'<sheetViews><sheetView showGridLines="0"{tab} workbookViewId="0"'
    if sheet.head is None:
        return f"{opening}/></sheetViews>"
    below = sheet.head[1] + 1
    first = coordinate(below, 1)
    return (
        f'{opening}><pane ySplit="{below - 1}" topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/></sheetView></sheetViews>'
    )


def _columns(sheet: Sheet) -> Iterator[str]:
    for number, pixels in enumerate(sheet.widths, start=1):
        width = decimal_text(Decimal(pixels) / _FIGURE_WIDTH)
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'


def _rows(sheet: Sheet, stylesheet: Stylesheet, strings: SharedStrings) -> Iterator[str]:
    contents: list[dict[int, str]] = [{} for _ in sheet.heights]
    for cell in sheet.cells:
        number = stylesheet.number(cell.style)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                where = coordinate(row, column)
                # Covered cells are styled as well: the borders of a merged cell are those of its parts.
                content = cell.content if (row, column) == (cell.row, cell.column) else None
                contents[row - 1][column] = _cell(where, content, number, strings)
    for index, (height, cells) in enumerate(zip(sheet.heights, contents, strict=True), start=1):
        inner = "".join(cells[column] for column in sorted(cells))
        yield f'<row r="{index}" ht="{height}" customHeight="1">{inner}</row>'


def _cell(where: str, content: Content, style: int, strings: SharedStrings) -> str:
    opening = f'<c r="{where}" s="{style}"'
    match content:
        case None:
            return f"{opening}/>"
        case str():
            return f'{opening} t="s"><v>{strings.number(within_limit(content))}</v></c>'
        case Decimal():
            return f"{opening}><v>{decimal_text(content)}</v></c>"
        case Formula(text, value):
            kind, stored = (' t="str"', "") if value is None else ("", decimal_text(value))
            return f"{opening}{kind}><f>{as_xml(text)}</f><v>{stored}</v></c>"


def _ignored_errors(sheet: Sheet) -> str:
    """Keep Excel from marking cells with green corners: ordinal numbers as text, sums beside other figures."""
    texts = [_area(cell) for cell in sheet.cells if isinstance(cell.content, str) and cell.content.isdecimal()]
    sums = [_area(cell) for cell in sheet.cells if isinstance(cell.content, Formula)]
    marks = (("numberStoredAsText", texts), ("formulaRange", sums))
    errors = "".join(f'<ignoredError sqref="{" ".join(areas)}" {name}="1"/>' for name, areas in marks if areas)
    return f"<ignoredErrors>{errors}</ignoredErrors>" if errors else ""
