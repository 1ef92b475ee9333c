"""Writes a document as a Word file: cover, body, annexes; the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.document.blocks import Document, Heading, Paragraph, Table
from core.export.atomic import atomic_target
from core.export.docx.closing import closing_blocks
from core.export.docx.copy_base import base_part
from core.export.docx.cover import TITLE_SIZE, cover_blocks
from core.export.docx.elements import Element, w
from core.export.docx.marking import Marks
from core.export.docx.numbering import Numbers
from core.export.docx.package import WordPackage, settings
from core.export.docx.page import MEASURE, Kind, Running, footer, section
from core.export.docx.paragraphs import body_paragraph, heading, title
from core.export.docx.styles import font_table, style_sheet
from core.export.docx.tables import annex_blocks, table_blocks
from core.export.docx.text import clean_line
from core.export.docx.watermark import watermark_header
from core.progress import Progress, SilentProgress


def write_docx(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write a document to a Word file, whole or not at all.

    Raises `AppError` when the file cannot be written, and `CancelledError` when the user cancels.
    """
    with atomic_target(target) as path:
        path.write_bytes(docx_bytes(document, progress=progress))


def docx_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """Return a document as the content of a Word file."""
    sink = progress or SilentProgress()
    steps = len(document.body) + len(document.annexes) + 1
    numbers, body = Numbers(), w("body")
    package = WordPackage(w("document", body))
    sections = _Sections(body, _running(package, document.watermark))
    for done, (kind, blocks) in enumerate(_blocks(document, numbers)):
        sink.report(min(done, steps - 1), steps, "正在写 Word 文稿…")
        sections.add(kind, blocks)
    sections.close()
    sink.report(steps - 1, steps, "正在合成 Word 文件…")
    package.add("styles", style_sheet())
    package.add("numbering", numbers.definitions())
    package.add("settings", settings())
    package.add("fontTable", font_table())
    if document.source is not None:
        package.add_data(base_part(document, document.source, body))
    package.describe(clean_line(document.title), clean_line(document.author), document.made_on)
    content = package.packed()
    sink.report(steps, steps, "Word 已写好")
    return content


def _running(package: WordPackage, watermark: str) -> Running:
    names = ("header1", "header2") if watermark else ()
    return Running(
        odd_footer=package.add("footer1", footer(is_even=False), "footer"),
        even_footer=package.add("footer2", footer(is_even=True), "footer"),
        headers=tuple(package.add(name, watermark_header(watermark), "header") for name in names),
    )


def _blocks(document: Document, numbers: Numbers) -> Iterator[tuple[Kind, list[Element]]]:
    """Yield what a document is made of, each piece with the kind of page that it stands on."""
    marks = Marks()
    if document.cover is not None:
        yield "cover", cover_blocks(document.cover, marks)
    elif document.title:
        yield "portrait", [title(document.title, "Title", TITLE_SIZE, MEASURE)]
    ending = closing_blocks([table.title for table in document.annexes], document.signature)
    for block in document.body:
        match block:
            case Heading():
                yield "portrait", [heading(block, numbers, marks)]
            case Paragraph():
                is_kept = bool(ending) and block is document.body[-1]
                yield "portrait", [body_paragraph(block, numbers, marks, keeps_next=is_kept)]
            case Table():
                yield table_blocks(block, marks)
    if document.body:
        yield "portrait", ending
    for count, table in enumerate(document.annexes, start=1):
        label = f"附件{count}" if len(document.annexes) > 1 else "附件"
        yield annex_blocks(table, label, marks)


class _Sections:
    """Puts pieces into a body, with a section for each run of pages of one kind."""

    def __init__(self, body: Element, running: Running) -> None:
        self._body = body
        self._running = running
        self._kind: Kind | None = None
        self._has_numbers = False

    def add(self, kind: Kind, blocks: list[Element]) -> None:
        """Add a piece that stands on a page of a kind."""
        if not blocks:
            return
        if self._kind not in {None, kind}:
            # A section's properties stand in its last paragraph.
            self._body[-1][0].append(self._properties())
        self._kind = kind
        self._body.extend(blocks)

    def close(self) -> None:
        """Add the properties of the last section."""
        self._body.append(self._properties())

    def _properties(self) -> Element:
        kind = self._kind or "portrait"
        is_first = kind != "cover" and not self._has_numbers
        self._has_numbers = self._has_numbers or is_first
        return section(kind, self._running, begins_numbers=is_first)
