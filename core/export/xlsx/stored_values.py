"""What openpyxl's files lack: values beside formulas, figures digit for digit, and the same bytes every time.

Without stored values a mail preview or Excel's protected view shows blanks; figures are written as their own decimal
digits, never those of a binary fraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from typing import Any

from core.export.xlsx.sheet import Formula, Sheet, SheetCell, coordinate
from core.export.xlsx.styles import AS_TEXT
from core.export.xlsx.text import escaped_marks, within_limit
from core.export.zip_parts import repacked

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TERMS = "http://purl.org/dc/terms/"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# More digits than a spreadsheet's figure can hold only come from divisions that do not end.
_HELD = Context(prec=17)


def completed(content: bytes, sheets: Sequence[Sheet], made_on: str) -> bytes:
    """Return a workbook that openpyxl wrote with everything in place; `made_on` is an ISO date or empty."""
    by_part = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=1)}

    def finished(name: str, part: bytes) -> bytes:
        if name in by_part:
            return _with_values(part, by_part[name])
        return _with_date(part, made_on) if name == "docProps/core.xml" else part

    return repacked(content, finished)


def decimal_text(value: Decimal) -> str:
    """Return a figure as it is stored: its own decimal digits."""
    return f"{_HELD.plus(value) or Decimal(0):f}"


def _with_values(text: bytes, sheet: Sheet) -> bytes:
    from lxml import etree

    root = etree.fromstring(text)
    contents = {coordinate(cell.row, cell.column): cell.content for cell in sheet.cells}
    for cell in root.iter(f"{{{_MAIN}}}c"):
        match contents.get(cell.get("r", "")):
            case Decimal() as figure:
                _store(cell, decimal_text(figure))
            case Formula(_, None):
                cell.set("t", "str")
                _store(cell, "")
            case Formula(_, Decimal() as figure):
                _store(cell, decimal_text(figure))
            case Formula(_, str() as words):
                cell.set("t", "str")
                _store(cell, escaped_marks(within_limit(words)))
            case _:
                pass
    marks = _unmarked(sheet)
    if len(marks):
        root.append(marks)
    return _serialized(root)


def _serialized(root: Any) -> bytes:
    from lxml import etree

    return _DECLARATION + bytes(etree.tostring(root, encoding="utf-8"))


def _store(cell: Any, text: str) -> None:
    value = cell.find(f"{{{_MAIN}}}v")
    if value is None:
        value = cell.makeelement(f"{{{_MAIN}}}v")
        cell.append(value)
    value.text = text


def _unmarked(sheet: Sheet) -> Any:
    """Keep Excel from marking cells with green corners: ordinal numbers as text, sums beside other figures."""
    from lxml import etree

    texts = [_area(cell) for cell in sheet.cells if _may_hold_digits(cell)]
    sums = [_area(cell) for cell in sheet.cells if isinstance(cell.content, Formula)]
    errors = etree.Element(f"{{{_MAIN}}}ignoredErrors", nsmap={None: _MAIN})
    for name, areas in (("numberStoredAsText", texts), ("formulaRange", sums)):
        if areas:
            etree.SubElement(errors, f"{{{_MAIN}}}ignoredError", {"sqref": " ".join(areas), name: "1"})
    return errors


def _may_hold_digits(cell: SheetCell) -> bool:
    return cell.style.number_format == AS_TEXT or (isinstance(cell.content, str) and cell.content.isdecimal())


def _area(cell: SheetCell) -> str:
    first = coordinate(cell.row, cell.column)
    last = coordinate(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
    return first if last == first else f"{first}:{last}"


def _with_date(text: bytes, made_on: str) -> bytes:
    """Put the report's own date in place of the moment of writing; none where the report states no real date."""
    try:
        made = f"{date.fromisoformat(made_on).isoformat()}T00:00:00Z"
    except ValueError:
        made = ""
    from lxml import etree

    root = etree.fromstring(text)
    for name in ("created", "modified"):
        for moment in root.findall(f"{{{_TERMS}}}{name}"):
            if made:
                moment.text = made
            else:
                root.remove(moment)
    return _serialized(root)
