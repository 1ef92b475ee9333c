"""Writes a document's cover, if any, and tables as an Excel workbook; the same document gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

from core.document.blocks import Document
from core.export.atomic import atomic_target
from core.export.xlsx.cover import cover_sheet
from core.export.xlsx.formulas import Place
from core.export.xlsx.names import sheet_names
from core.export.xlsx.stored_values import completed
from core.export.xlsx.tables import lay_out
from core.export.xlsx.text import clean
from core.export.xlsx.workbook import make_workbook
from core.progress import Progress, SilentProgress

_COVER = "封面"


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
    every_name = sheet_names([*(_COVER for _ in covers), *(table.name for table in tables)])
    names = every_name[len(covers) :]
    layouts = [lay_out(table, name, document.author) for table, name in zip(tables, names, strict=True)]
    places: dict[str, Place] = {}
    for layout in layouts:
        for address, place in layout.places():
            places.setdefault(address, place)
    sheets = [*map(cover_sheet, covers, every_name), *(layout.sheet(places) for layout in layouts)]
    steps = len(sheets) + 1

    def on_sheet(number: int) -> None:
        sink.report(number, steps, f"正在写“{sheets[number].name}”…")

    workbook = make_workbook(sheets, clean(document.title), clean(document.author), clean(document.watermark), on_sheet)
    sink.report(steps - 1, steps, "正在合成工作簿…")
    buffer = io.BytesIO()
    workbook.save(buffer)
    content = completed(buffer.getvalue(), sheets, document.made_on)
    sink.report(steps, steps, "Excel 已写好")
    return content
