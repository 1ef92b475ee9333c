"""Writes a document's cover, if any, and tables as an Excel workbook; the same document gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

from core.document.blocks import Document, TableCell
from core.document.live_words import Joined, Shown
from core.export.atomic import atomic_target
from core.export.xlsx import cell_map
from core.export.xlsx.cover import cover_layout
from core.export.xlsx.formulas import reference_to
from core.export.xlsx.names import cell_name, sheet_names
from core.export.xlsx.stored_values import completed
from core.export.xlsx.tables import lay_out
from core.export.xlsx.text import clean, half_ems
from core.export.xlsx.workbook import make_workbook
from core.model import address
from core.progress import Progress, SilentProgress

_COVER = "封面"
_AUTHOR = "填报单位："
_LONGEST_LIVE_AUTHOR = 120  # half ems


def write_xlsx(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write a document's cover and tables to an Excel file, whole or not at all.

    Raises `AppError` when the file cannot be written, and `CancelledError` when the user cancels.
    """
    with atomic_target(target) as path:
        path.write_bytes(xlsx_bytes(document, progress=progress))


def xlsx_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """Return a document's cover and tables as the content of an Excel file."""
    sink = progress or SilentProgress()
    tables = document.tables()
    covers = [] if document.cover is None else [document.cover]
    maps = [] if document.form is None else [cell_map.NAME]
    every_name = sheet_names([*(_COVER for _ in covers), *(table.name for table in tables), *maps])
    author = _author(document)
    layouts = [
        *(cover_layout(cover, name) for cover, name in zip(covers, every_name, strict=False)),
        *(lay_out(table, name, author) for table, name in zip(tables, every_name[len(covers) :], strict=False)),
    ]
    anchors = list({anchor.address: anchor for layout in reversed(layouts) for anchor in layout.anchors()}.values())
    places = {anchor.address: anchor.place for anchor in anchors}
    running_title = _running_title(document)
    sheets = [layout.sheet(places, running_title, clean(document.watermark)) for layout in layouts]
    if document.form is not None:
        sheets.append(cell_map.cell_map(document.form, anchors, every_name[-1]))
    steps = len(sheets) + 1

    def on_sheet(number: int) -> None:
        sink.report(number, steps, f"正在写“{sheets[number].name}”…")

    names = {cell_name(anchor.address): reference_to(anchor.place) for anchor in anchors}
    workbook = make_workbook(sheets, names, clean(document.title), clean(document.author), on_sheet)
    sink.report(steps - 1, steps, "正在合成工作簿…")
    buffer = io.BytesIO()
    workbook.save(buffer)
    content = completed(buffer.getvalue(), sheets, document.made_on)
    sink.report(steps, steps, "Excel 已写好")
    return content


def _author(document: Document) -> TableCell:
    """Return the words that say which unit hands in a table; they follow the cover where that is to be filled in."""
    if document.form is None:
        return TableCell(f"{_AUTHOR}{document.author}" if document.author else "")
    unit = address.cover_field("reporting_unit")
    # A cell that is worked out from others cannot take more than one row.
    live = Joined((_AUTHOR, Shown(unit))) if half_ems(document.author) <= _LONGEST_LIVE_AUTHOR else None
    return TableCell(f"{_AUTHOR}{document.author}", live=live)


def _running_title(document: Document) -> str:
    """Return what stands above each page; a page's head cannot follow the cover, so a title without a unit is none."""
    return "" if document.form is not None and not document.author else clean(document.title)
