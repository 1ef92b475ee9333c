"""A PDF as a manuscript: the lines of its pages joined into paragraphs, its ruled tables as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from time import monotonic_ns
from typing import Any

from core.errors import AppError
from core.intake.allowance import Allowance
from core.intake.file_bytes import UNHARMED
from core.intake.pdf_assembly import PageText, assembled
from core.intake.pdf_lines import TextLine, lines_of
from core.intake.pdf_page import Page, read_page
from core.intake.pdf_running_heads import without_running_heads
from core.intake.pdf_tables import PageTable, find_tables
from core.intake.pdf_unread import Content, PageContent, content_of, unread_words
from core.model.manuscript import Manuscript

MOST_PAGES = 2_000
# An entry in a table of contents, with its dots and the number of its page.
_CONTENTS_ENTRY = re.compile(r".+?(?:[.．…·‥⋯]\s?){4,}\s*\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as lines and tables; `number` counts from 1."""

    number: int
    page: Page
    lines: list[TextLine]
    tables: list[PageTable]


def pdf_manuscript(data: bytes, name: str, clock: Callable[[], int] = monotonic_ns) -> Manuscript:
    """Return the bytes of a PDF as a manuscript, with the addresses of `assembled`. `clock` counts nanoseconds.

    Raises `AppError` with the code unreadable, too_large, encrypted or no_text.
    """
    sheets = _sheets(data, name, clock)
    lines_of_pages = without_running_heads([(sheet.page.height, sheet.lines) for sheet in sheets])
    contents: list[PageContent] = []
    readable: list[PageText] = []
    for sheet, lines in zip(sheets, lines_of_pages, strict=True):
        content = content_of(sheet.number, sheet.page, _text_of(sheet, lines))
        contents.append(content)
        if content.content is not Content.GARBLED:
            kept = [line for line in lines if not _CONTENTS_ENTRY.fullmatch(line.text)]
            readable.append(PageText(sheet.number, kept, sheet.tables))
    text = assembled(readable)
    if not text.blocks:
        raise _nothing_read(name, {content.content for content in contents})
    return Manuscript(name, text.blocks, unread_words(contents, text.unclear))


def _text_of(sheet: _Sheet, lines: Sequence[TextLine]) -> str:
    in_tables = (text for table in sheet.tables for row in table.rows for text in row)
    return "".join([*in_tables, *(line.text for line in lines)])


def _sheets(data: bytes, name: str, clock: Callable[[], int]) -> list[_Sheet]:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    allowance = Allowance(name, clock)
    found: list[_Sheet] = []
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}:
            raise _encrypted(name) from error
        raise _damaged(name) from error
    with document:
        count = len(document)
        if count > MOST_PAGES:
            raise allowance.refusal(f"有 {count:,} 页")
        for index in range(count):
            page = _page(document, index, name)
            allowance.take(characters=len(page.letters))
            tables, letters = find_tables(page)
            found.append(_Sheet(index + 1, page, lines_of(letters, page.width), tables))
            allowance.take(pieces=sum(len(table.rows) * len(table.columns) for table in tables))
    return found


def _page(document: Any, index: int, name: str) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
        try:
            return read_page(page)
        finally:
            page.close()
    except PdfiumError as error:
        raise _damaged(name, f"的第 {index + 1} 页") from error


def _encrypted(name: str) -> AppError:
    message = f"“{name}”加了密码，读不了。{UNHARMED}请用密码打开它，另存为没有密码的 PDF，或选择报告的 Word 文档。"
    return AppError("encrypted", message)


def _damaged(name: str, part: str = "") -> AppError:
    message = (
        f"“{name}”{part}已损坏或不完整，读不出来。{UNHARMED}请重新导出或重新下载这个 PDF，或选择报告的 Word 文档。"
    )
    return AppError("unreadable", message)


def _nothing_read(name: str, contents: Collection[Content]) -> AppError:
    advice = "请选择报告的 Word 文档，或由 Word、WPS 直接导出的 PDF"
    if Content.GARBLED in contents:
        what = "的字只有字形，没有文字编码，读出来是乱码"
    elif Content.PICTURE in contents:
        what = "的页面都是图片（多半是扫描件），没有可以读取的文字"
        advice += "；都没有的话，请先用文字识别软件转成文字"
    else:
        what = "的页面上没有文字"
    return AppError("no_text", f"“{name}”{what}。{UNHARMED}{advice}。")
