"""The pages of a PDF put together: lines into paragraphs, lines in columns into tables, both on over the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.intake.captions import UNIT_LINE, caption_above
from core.intake.paragraphs import join_lines
from core.intake.pdf_aligned_tables import CONTINUED, AlignedTable, find_aligned_tables
from core.intake.pdf_lines import TextLine, measures_of, paragraph_lines
from core.intake.pdf_tables import PageTable
from core.model.manuscript import Grid, GridCell, Passage

_SAME_COLUMN = 300
_MOST_HEADER_ROWS = 4
_LONGEST_REST = 12
_DIGIT = re.compile(r"\d")
_STOPS = tuple("。；：！？;:!?")


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of page `number` that stand in no ruled table, and these tables."""

    number: int
    lines: Sequence[TextLine]
    tables: Sequence[PageTable]


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF; `unclear` are the pages on which there are tables whose columns could not be told."""

    blocks: tuple[Passage | Grid, ...]
    unclear: tuple[int, ...]


def assembled(pages: Sequence[PageText]) -> PdfText:
    """Return the text of pages in order.

    Addresses are `line/<page>.<n>`, and for tables with lines `table/<page>.<n>`, for those without
    `line/<page>.<n>/table`; their cells have `/<row>/<column>` behind that. The page is no part of its own: numbers of
    points and the like go on over it.
    """
    assembly = _Assembly(measures_of(line for page in pages for line in page.lines))
    for page in pages:
        assembly.read(page)
    return assembly.finished()


class _Assembly:
    """Puts the pages together: paragraphs and tables go on over them."""

    def __init__(self, measures: Mapping[int, tuple[int, int]]) -> None:
        self._measures = measures
        self._blocks: list[Passage | Grid] = []
        self._lines: list[tuple[int, int, TextLine]] = []
        self._open: _OpenTable | None = None
        self._unclear: set[int] = set()

    def read(self, sheet: PageText) -> None:
        """Take in the next page: what stands on it, from top to bottom."""
        rest = list(enumerate(sheet.lines, start=1))
        for number, table in enumerate(sheet.tables, start=1):
            above = [line for line in rest if line[1].base <= table.bottom]
            rest = rest[len(above) :]
            rows = _rows(table, f"table/{sheet.number}.{number}")
            texts = [line.text for _, line in above]
            if self._open is not None and self._open.goes_on_in(sheet.number, table, texts):
                self._open.add(sheet.number, rows)
                continue
            self._take(sheet.number, above)
            self._write_lines()
            self._write_table()
            self._open = _OpenTable(sheet.number, number, table.columns, rows, *caption_above(self._blocks))
        self._take(sheet.number, rest)

    def finished(self) -> PdfText:
        """Return the whole text."""
        self._write_table()
        self._write_lines()
        return PdfText(tuple(self._blocks), tuple(sorted(self._unclear)))

    def _take(self, page: int, lines: Sequence[tuple[int, TextLine]]) -> None:
        if lines:
            self._write_table()
        self._lines += ((page, number, line) for number, line in lines)

    def _write_table(self) -> None:
        if self._open is not None:
            self._blocks.append(self._open.grid())
            self._open = None

    def _write_lines(self) -> None:
        done = 0
        for table in find_aligned_tables([(page, line) for page, _, line in self._lines]):
            if not table.rows:
                self._unclear.update(page for page, _, _ in self._lines[table.first : table.end])
                continue
            self._write_paragraphs(self._lines[done : table.first])
            self._write_aligned(table)
            done = table.end
        self._write_paragraphs(self._lines[done:])
        self._lines = []

    def _write_paragraphs(self, lines: Sequence[tuple[int, int, TextLine]]) -> None:
        whole = paragraph_lines([line for _, _, line in lines], self._measures)
        for fragment in join_lines([line for _, line in whole]):
            page, number, _ = lines[fragment.line]
            self._blocks.append(Passage(f"line/{page}.{number}", fragment.text, f"第 {page} 页"))

    def _write_aligned(self, table: AlignedTable) -> None:
        page, number, _ = self._lines[table.first]
        last_page, _, _ = self._lines[table.end - 1]
        title, unit = caption_above(self._blocks)
        address = f"line/{page}.{number}/table"
        rows = tuple(_cells_of(texts, f"{address}/{row}") for row, texts in enumerate(table.rows, start=1))
        self._blocks.append(Grid(address, title, unit, rows, _label(page, last_page)))


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
            and all(text == self.title or UNIT_LINE.match(text) or CONTINUED.fullmatch(text) for text in above)
        )

    def add(self, page: int, rows: list[tuple[GridCell, ...]]) -> None:
        """Add the rows on the next page, without the heading that is repeated there."""
        self.last_page = page
        repeated = 0
        while repeated < min(len(rows), len(self.rows), _MOST_HEADER_ROWS) and _texts(rows[repeated]) == _texts(
            self.rows[repeated]
        ):
            repeated += 1
        rest = rows[repeated:]
        if rest and repeated and _is_rest_of_row(rest[0], self.rows[-1]):
            self.rows[-1] = tuple(
                replace(cell, text=cell.text + more.text) for cell, more in zip(self.rows[-1], rest.pop(0), strict=True)
            )
        self.rows += rest

    def grid(self) -> Grid:
        """Return the whole table."""
        address = f"table/{self.page}.{self.number}"
        return Grid(address, self.title, self.unit, tuple(self.rows), _label(self.page, self.last_page or self.page))


def _rows(table: PageTable, address: str) -> list[tuple[GridCell, ...]]:
    return [_cells_of(texts, f"{address}/{row}") for row, texts in enumerate(table.rows, start=1)]


def _cells_of(texts: Sequence[str], address: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(f"{address}/{column}", text) for column, text in enumerate(texts, start=1))


def _is_rest_of_row(row: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    """Tell whether a row at the top of a page only ends words that a row at the foot of the page before began.

    One whose first cell is filled may as well be the name of a group.
    """
    filled = [(cell.text, whole.text) for cell, whole in zip(row, above, strict=True) if cell.text]
    return (
        not row[0].text
        and bool(filled)
        and all(
            whole and len(text) <= _LONGEST_REST and not _DIGIT.search(text) and not whole.endswith(_STOPS)
            for text, whole in filled
        )
    )


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in row]


def _label(first: int, last: int) -> str:
    return f"第 {first} 至 {last} 页的表" if last > first else f"第 {first} 页的表"
