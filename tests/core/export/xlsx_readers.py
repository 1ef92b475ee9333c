"""Workbooks as the tests of the Excel exporter read them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_STORED = re.compile(r"(</f>)<v>[^<]*</v>")


def opened(content: bytes, *, values: bool = False) -> Workbook:
    """Open a workbook; with `values`, formulas give the values that are stored beside them."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def sheet_named(workbook: Workbook, name: str) -> Worksheet:
    sheet = workbook[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_at(sheet: Worksheet, where: str) -> Any:
    """A cell, also one within a merged range."""
    return sheet[where]


def part(content: bytes, name: str) -> str:
    """The text of a part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def part_of_sheet(content: bytes, name: str) -> str:
    """The part that holds a sheet."""
    number = opened(content).sheetnames.index(name) + 1
    return part(content, f"xl/worksheets/sheet{number}.xml")


def cell_xml(content: bytes, sheet: str, where: str) -> str:
    """What the file says of a cell."""
    found = re.search(rf'<c r="{where}"[^>]*?(?:/>|>.*?</c>)', part_of_sheet(content, sheet))
    assert found, where
    return found[0]


def without_stored_values(content: bytes) -> bytes:
    """The workbook with formulas only, so that whoever shows a value must have calculated it."""
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stripped, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, _STORED.sub(r"\1", archive.read(name).decode("utf-8")))
    return stripped.getvalue()


def formula_cells(content: bytes) -> Iterator[tuple[str, str, object]]:
    """Every formula: its sheet, its cell, and the value that is stored beside it."""
    formulas, stored = opened(content), opened(content, values=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, stored[sheet.title][cell.coordinate].value


def footer(sheet: Worksheet) -> str | None:
    """What stands in the middle below each page."""
    assert sheet.oddFooter is not None
    return sheet.oddFooter.center.text


def dump(content: bytes) -> str:
    """Everything that a reader sees of a workbook, as lines of text; of merged cells the first."""
    workbook, stored = opened(content), opened(content, values=True)
    lines = [f"{key}: {getattr(workbook.properties, key)}" for key in ("title", "creator", "created", "modified")]
    for sheet in workbook.worksheets:
        setup = sheet.page_setup
        lines += [
            "",
            f"== {sheet.title}",
            f"A{setup.paperSize} {setup.orientation}, {setup.fitToWidth} × {setup.fitToHeight}, "
            f"{sheet.print_area}, {sheet.print_title_rows}, {sheet.freeze_panes}, {footer(sheet)}",
            "widths " + " ".join(f"{key}={value.width:g}" for key, value in sheet.column_dimensions.items()),
            "heights " + " ".join(f"{key}={value.height:g}" for key, value in sheet.row_dimensions.items()),
            "merged " + " ".join(sorted(map(str, sheet.merged_cells.ranges))),
        ]
        for row in sheet.iter_rows():
            lines += [
                _described(cell, stored[sheet.title][cell.coordinate].value) for cell in row if isinstance(cell, Cell)
            ]
    return "\n".join(lines) + "\n"


def _described(cell: Cell, stored: object) -> str:
    value = f"{cell.value} → {stored!r}" if cell.data_type == "f" else repr(cell.value)
    alignment, edges = cell.alignment, cell.border
    look = [
        f"{cell.font.name} {cell.font.sz:g}" + (" bold" if cell.font.b else ""),
        cell.number_format,
        f"{alignment.horizontal}/{alignment.vertical}",
        *[f"indent {alignment.indent:g}"] * (alignment.indent > 0),
        *["wrap"] * bool(alignment.wrap_text),
        *["shrink"] * bool(alignment.shrink_to_fit),
        *["fill"] * (cell.fill.fill_type == "solid"),
        "borders "
        + ("".join(name[0] for name in ("left", "right", "top", "bottom") if getattr(edges, name).style) or "none"),
    ]
    return f"{cell.coordinate} {value} | {', '.join(look)}"
