"""Writes a document as PDF: cover, body, annexes; the same document gives the same bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from core.document.blocks import Document, Heading, Paragraph
from core.export.atomic import atomic_target
from core.export.pdf.charts import TITLE, charts_strips
from core.export.pdf.closing import closing_strips
from core.export.pdf.cover import cover_drawing, title_strips
from core.export.pdf.fonts import Role, font_name, typeset_in
from core.export.pdf.listening import listening
from core.export.pdf.pages import PAGE_HEIGHT, PAGE_WIDTH, UPRIGHT, Landing, Pages, Strip
from core.export.pdf.paragraphs import heading_strips, paragraph_strips
from core.export.pdf.tables import annex_strips, table_strips
from core.progress import Progress, SilentProgress

_CREATOR = "自评"
# reportlab's fonts keep their place in their file while a subset is made of them: one document at a time.
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True)
class SetPdf:
    """The content of a PDF file, and where the addresses of the document came to stand in it, in reading order."""

    content: bytes
    landings: tuple[Landing, ...]


def write_pdf(
    document: Document,
    target: Path,
    *,
    progress: Progress | None = None,
    own_fonts: Mapping[Role, Path] = MappingProxyType({}),
) -> None:
    """Write a document to a PDF file, whole or not at all.

    `own_fonts` are files of the machine's own, used in front of the bundled fonts. Raises `AppError` when the file
    cannot be written, and `CancelledError` when the user cancels.
    """
    with atomic_target(target) as path:
        path.write_bytes(set_pdf(document, progress=progress, own_fonts=own_fonts).content)


def pdf_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """Return a document as the content of a PDF file."""
    return set_pdf(document, progress=progress).content


def set_pdf(
    document: Document,
    *,
    progress: Progress | None = None,
    own_fonts: Mapping[Role, Path] = MappingProxyType({}),
) -> SetPdf:
    """Return a document as the content of a PDF file, with the places of its addresses."""
    from reportlab.pdfgen.canvas import Canvas

    from core.export.pdf.archival import make_archival, plain_streams

    sink = progress or SilentProgress()
    steps = len(document.body) + len(document.annexes) + bool(document.charts) + 1
    now = (0, "正在排版…")

    def look() -> None:
        sink.report(now[0], steps, now[1])

    with _WRITING, plain_streams(), typeset_in(own_fonts), listening(look):
        canvas = Canvas(
            "",
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=True,
            pageCompression=1,
            # reportlab begins each page with this font: its own would not be embedded.
            initialFontName=font_name("body"),  # type: ignore[arg-type]  # the stub is wrong
            lang="zh-CN",
        )
        make_archival(canvas, title=document.title, author=document.author, creator=_CREATOR, made_on=document.made_on)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        pages = Pages(canvas, document.watermark)
        strips: list[Strip] = []
        if document.cover is None:
            strips += title_strips(document.title)
        else:
            pages.cover(cover_drawing(document.cover), "封面")
        for done, block in enumerate(_blocks(document)):
            now = (done, now[1])
            look()
            strips += block
            if done == len(document.body) - 1:
                strips = _closed(strips, document)
        pages.fill(strips)
        pages.close()
        now = (steps - 1, "正在嵌入字体…")
        look()
        content = bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]
        sink.report(steps, steps, "PDF 已排好")
    return SetPdf(content, pages.landings)


def _closed(body: list[Strip], document: Document) -> list[Strip]:
    """Add what ends the body; it does not stand on a page without text."""
    titles = [table.title for table in document.annexes] + [TITLE] * bool(document.charts)
    closing = closing_strips(titles, document.signature)
    kept = 2 if closing and body[-1].shape is UPRIGHT else 0
    rest = len(body) - kept
    return [*body[:rest], *(replace(strip, keeps_next=True) for strip in body[rest:]), *closing]


def _blocks(document: Document) -> Iterator[list[Strip]]:
    for block in document.body:
        if isinstance(block, Heading):
            yield heading_strips(block)
        elif isinstance(block, Paragraph):
            yield paragraph_strips(block)
        else:
            yield table_strips(block)
    annexes = len(document.annexes) + bool(document.charts)
    for count, table in enumerate(document.annexes, start=1):
        yield annex_strips(table, f"附件{count}" if annexes > 1 else "附件")
    if document.charts:
        yield charts_strips(document.charts, f"附件{annexes}" if annexes > 1 else "附件")
