"""A PDF as a manuscript: the lines of its pages joined into paragraphs, its ruled tables as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns
from typing import Any

from core.errors import AppError
from core.intake.allowance import IF_LARGER, LARGEST_FILE, Allowance
from core.intake.captions import UNIT_LINE, caption_above
from core.intake.file_bytes import UNHARMED, read_bytes
from core.intake.paragraphs import join_lines
from core.intake.pdf_lines import TextLine, lines_of, paragraph_lines
from core.intake.pdf_page import Page, read_page
from core.intake.pdf_running_heads import without_running_heads
from core.intake.pdf_tables import PageTable, find_tables
from core.intake.pdf_unread import Content, PageContent, content_of, unread_words
from core.model.manuscript import Grid, GridCell, Manuscript, Passage

MOST_PAGES = 2_000
_SAME_COLUMN = 300
_MOST_HEADER_ROWS = 4
_CONTINUED = re.compile(r".{0,20}[（(]?续(?:表|上表|前表)?\d{0,2}[）)]?")
# An entry in a table of contents, with its dots and the number of its page.
_CONTENTS_ENTRY = re.compile(r".+?(?:[.．…·‥⋯]\s?){4,}\s*\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as lines and tables; `number` counts from 1."""

    number: int
    page: Page
    lines: list[TextLine]
    tables: list[PageTable]


def read_pdf_manuscript(path: Path) -> Manuscript:
    """Return a PDF as a manuscript.

    Addresses are `page/<p>/line/<n>`, `page/<p>/table/<n>` and `page/<p>/table/<n>/<row>/<column>`. Raises `AppError`
    with the code not_found, is_folder, unreadable, too_large, encrypted or no_text.
    """
    return pdf_manuscript(read_bytes(path, LARGEST_FILE, IF_LARGER), path.name)


def pdf_manuscript(data: bytes, name: str, clock: Callable[[], int] = monotonic_ns) -> Manuscript:
    """Return the bytes of a PDF as a manuscript. `clock` counts nanoseconds. Raises as `read_pdf_manuscript` does."""
    sheets = _sheets(data, name, clock)
    lines_of_pages = without_running_heads([(sheet.page.height, sheet.lines) for sheet in sheets])
    writer = _Writer()
    contents: list[PageContent] = []
    for sheet, lines in zip(sheets, lines_of_pages, strict=True):
        content = content_of(sheet.number, sheet.page, _text_of(sheet, lines))
        contents.append(content)
        if content.content is not Content.GARBLED:
            writer.read(sheet, [line for line in lines if not _CONTENTS_ENTRY.fullmatch(line.text)])
    blocks = writer.finished()
    if not blocks:
        raise _nothing_read(name, {content.content for content in contents})
    return Manuscript(name, blocks, unread_words(contents))


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


class _Writer:
    """Puts the pages together: paragraphs and tables go on over them."""

    def __init__(self) -> None:
        self._blocks: list[Passage | Grid] = []
        self._lines: list[tuple[TextLine, str, str]] = []
        self._open: _OpenTable | None = None

    def read(self, sheet: _Sheet, lines: Sequence[TextLine]) -> None:
        """Take in the next page: what stands on it, from top to bottom."""
        rest = list(enumerate(lines, start=1))
        for number, table in enumerate(sheet.tables, start=1):
            above = [line for line in rest if line[1].base <= table.bottom]
            rest = rest[len(above) :]
            rows = _rows(table, f"page/{sheet.number}/table/{number}")
            texts = [line.text for _, line in above]
            if self._open is not None and self._open.goes_on_in(sheet.number, table, texts):
                self._open.add(sheet.number, rows)
                continue
            self._take(sheet.number, above)
            self._write_lines()
            self._write_table()
            self._open = _OpenTable(sheet.number, number, table.columns, rows, *caption_above(self._blocks))
        self._take(sheet.number, rest)

    def finished(self) -> tuple[Passage | Grid, ...]:
        """Return the whole text."""
        self._write_table()
        self._write_lines()
        return tuple(self._blocks)

    def _take(self, page: int, lines: Sequence[tuple[int, TextLine]]) -> None:
        if lines:
            self._write_table()
        for number, line in lines:
            self._lines.append((line, f"page/{page}/line/{number}", f"第 {page} 页"))

    def _write_table(self) -> None:
        if self._open is not None:
            self._blocks.append(self._open.grid())
            self._open = None

    def _write_lines(self) -> None:
        whole = paragraph_lines([line for line, _, _ in self._lines])
        for fragment in join_lines([line for _, line in whole]):
            _, address, label = self._lines[fragment.line]
            self._blocks.append(Passage(address, fragment.text, label))
        self._lines = []


@dataclass
class _OpenTable:
    """A table that may go on on the next page."""

    page: int
    number: int
    columns: tuple[int, ...]
    rows: list[tuple[GridCell, ...]]
    title: str
    unit: str
    last_page: int = 0

    def goes_on_in(self, page: int, table: PageTable, above: Sequence[str]) -> bool:
        """Tell whether a table on a page, below the lines `above`, is more of this one."""
        return (
            page == (self.last_page or self.page) + 1
            and len(self.columns) == len(table.columns)
            and all(abs(one - other) <= _SAME_COLUMN for one, other in zip(self.columns, table.columns, strict=True))
            and all(text == self.title or UNIT_LINE.match(text) or _CONTINUED.fullmatch(text) for text in above)
        )

    def add(self, page: int, rows: list[tuple[GridCell, ...]]) -> None:
        """Add the rows on the next page, without the heading that is repeated there."""
        self.last_page = page
        repeated = 0
        while repeated < min(len(rows), len(self.rows), _MOST_HEADER_ROWS) and _texts(rows[repeated]) == _texts(
            self.rows[repeated]
        ):
            repeated += 1
        self.rows += rows[repeated:]

    def grid(self) -> Grid:
        """Return the whole table."""
        pages = f"{self.page} 至 {self.last_page}" if self.last_page else str(self.page)
        address = f"page/{self.page}/table/{self.number}"
        return Grid(address, self.title, self.unit, tuple(self.rows), f"第 {pages} 页的表")


def _rows(table: PageTable, address: str) -> list[tuple[GridCell, ...]]:
    return [
        tuple(GridCell(f"{address}/{row}/{column}", text) for column, text in enumerate(texts, start=1))
        for row, texts in enumerate(table.rows, start=1)
    ]


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in row]


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
