"""A Word file (*.docx) as a manuscript: paragraphs and tables in order, tracked changes taken as accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic_ns
from typing import Any

from core.errors import AppError
from core.intake.allowance import Allowance
from core.intake.captions import caption_above
from core.intake.cells import grid_cell
from core.intake.docx_numbers import AutomaticNumbers
from core.intake.docx_package import WordParts, number_of, open_word
from core.intake.docx_text import TextGatherer
from core.intake.file_bytes import UNHARMED
from core.intake.lines import Line, cut_lines
from core.intake.office_package import child, children, local_name, value_of
from core.intake.paragraphs import join_lines
from core.intake.ruled_lines import are_table, cut_rows, is_ruled, most_cells
from core.model.manuscript import Grid, Manuscript, Passage

# Word's own limit; a file may claim any number.
_MOST_COLUMNS = 63
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_PICTURES = frozenset({"drawing", "pict", "object"})
# A paragraph's own mark of a note, and the lines that part notes from the text.
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def docx_manuscript(data: bytes, name: str, clock: Callable[[], int] = monotonic_ns) -> Manuscript:
    """Return the bytes of a Word file as a manuscript. `clock` counts nanoseconds.

    Addresses are `paragraph/<n>`, `table/<n>` and `table/<n>/<row>/<column>`. Raises `AppError` with the code
    unreadable, too_large, encrypted, no_text or empty_file.
    """
    allowance = Allowance(name, clock)
    parts = open_word(data, name)
    reader = _Reader(parts, allowance)
    reader.read(child(parts.document, "body"))
    reader.finish()
    if not reader.blocks:
        if any(local_name(element) in _PICTURES for element in parts.document.iter()):
            raise AppError(
                "no_text",
                f"“{name}”里只有图片，没有可以读取的文字。{UNHARMED}请选择报告的原稿，或先用文字识别软件转成文字。",
            )
        raise AppError("empty_file", f"“{name}”里没有文字。请选择别的文件。")
    return Manuscript(name, tuple(reader.blocks), reader.unread)


class _Reader:
    """Walks through a document once; the counters make the addresses."""

    def __init__(self, parts: WordParts, allowance: Allowance) -> None:
        self.blocks: list[Passage | Grid] = []
        self._numbers = AutomaticNumbers(parts.numbering, parts.styles)
        self._texts = TextGatherer(parts.document, parts.styles)
        self._notes = {
            (kind, value_of(note, "id")): note
            for kind, part in (("footnote", parts.footnotes), ("endnote", parts.endnotes))
            for note in (() if part is None else children(part, kind))
            if value_of(note, "type") not in _NO_NOTES
        }
        self._allowance = allowance
        self._paragraphs = 0
        self._tables = 0
        self._carried: list[str] = []
        self._ruled: list[Line] = []
        self._waiting: list[tuple[str, str]] = []
        # What a table's title may stand in: no text box and no note.
        self._above: list[Passage | Grid] = []
        self._is_aside = False

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read, in sentences."""
        found = []
        if self._texts.pictures:
            found.append(f"文中有 {self._texts.pictures} 幅大图，图里的字没有校核。")
        if self._texts.objects:
            found.append(f"文中嵌有 {self._texts.objects} 个其他程序的对象（如 Excel 表格），里面的内容没有校核。")
        return tuple(found)

    def read(self, parent: Any) -> None:
        """Read everything that stands in a body, a text box, a note or a cell."""
        for element in _blocks_in(parent):
            if local_name(element) == "p":
                self._read_paragraph(element)
            else:
                self._write_ruled()
                self._read_table(element)
        self._write_ruled()

    def finish(self) -> None:
        """Write what a paragraph at the very end, whose mark was deleted, still holds."""
        self._write_passages(cut_lines("".join(self._carried)).lines)

    def _read_paragraph(self, element: Any) -> None:
        text, boxes = self._text(element)
        self._carried.append(text)
        if _runs_on(element):
            text = ""
        else:
            text, self._carried = "".join(self._carried), []
        lines = cut_lines(text).lines
        if lines and all(map(is_ruled, lines)):
            for line in lines:
                self._paragraphs += 1
                self._ruled.append(replace(line, number=self._paragraphs))
        elif lines:
            self._write_ruled()
            self._write_passages(lines)
        if boxes or self._waiting:
            self._write_ruled()
        self._read_aside(boxes)
        self._read_notes()

    def _write_passages(self, lines: Sequence[Line]) -> None:
        for fragment in join_lines(lines):
            self._paragraphs += 1
            self._write(Passage(f"paragraph/{self._paragraphs}", fragment.text, f"第 {self._paragraphs} 段"))

    def _write_ruled(self) -> None:
        """Write the paragraphs with tabs that were read last: rows of a table, or text after all."""
        lines, self._ruled = self._ruled, []
        if not lines:
            return
        if not are_table(lines):
            self._paragraphs = lines[0].number - 1
            self._write_passages(lines)
            return
        self._allowance.take(pieces=most_cells(lines))
        self._tables += 1
        title, unit = caption_above(self._above)
        self._write(_grid(self._tables, title, unit, cut_rows(lines)))

    def _read_notes(self) -> None:
        """Read the notes to what was read last; each of them once."""
        waiting, self._waiting = self._waiting, []
        notes = [self._notes.pop(key, None) for key in waiting]
        self._read_aside([note for note in notes if note is not None])

    def _read_aside(self, elements: Sequence[Any]) -> None:
        outer, self._is_aside = self._is_aside, True
        for element in elements:
            self.read(element)
        self._is_aside = outer

    def _write(self, block: Passage | Grid) -> None:
        self.blocks.append(block)
        if not self._is_aside:
            self._above.append(block)

    def _text(self, paragraph: Any, *, bare_number: bool = False) -> tuple[str, list[Any]]:
        """Return a paragraph's text with its number, and the text boxes that hang on it.

        A table of contents is left out: it is made of the headings. `bare_number` keeps a number without a text.
        """
        found = self._texts.gather(paragraph)
        if self._numbers.style_name(paragraph).startswith("toc "):
            return "", []
        number = "" if _runs_on(paragraph) else self._numbers.next(paragraph)
        text = found.text
        self._waiting += found.notes
        self._allowance.take(characters=len(text), pieces=1)
        if number and text.strip():
            text = text.lstrip()
            # “1.” before “5 万元” would be another figure.
            number += " " if number[-1:].isalnum() or (number[-1] == "." and text[0].isdigit()) else ""
        return number + text if text.strip() or bare_number else "", found.boxes

    def _read_table(self, table: Any) -> None:
        rows = [row for row in _within(table, "tr") if child(row, "trPr", "del") is None]
        cells = [list(_within(row, "tc")) for row in rows]
        # A single cell is a frame around text.
        if len(cells) == 1 and len(cells[0]) == 1:
            self.read(cells[0][0])
            return
        inner: list[Any] = []
        texts = [self._row(row, of_row, inner) for row, of_row in zip(rows, cells, strict=True)]
        width = max(map(len, texts), default=0)
        self._allowance.take(pieces=width * len(texts) - sum(map(len, texts)))
        if any(text for row in texts for text in row):
            self._tables += 1
            title, unit = caption_above(self._above)
            self._write(_grid(self._tables, title, unit, texts))
        self._read_notes()
        for found in inner:
            self._read_table(found)

    def _row(self, row: Any, cells: list[Any], inner: list[Any]) -> list[str]:
        """Return a row's texts with their indents, one for each column.

        Tables and text boxes within it are added to `inner`.
        """
        texts = [""] * min(number_of(child(row, "trPr", "gridBefore")), _MOST_COLUMNS)
        for cell in cells:
            below = child(cell, "tcPr", "vMerge")
            beside = child(cell, "tcPr", "hMerge")
            goes_on = any(mark is not None and value_of(mark) != "restart" for mark in (below, beside))
            text = self._cell_text(cell, inner)
            texts.append("" if goes_on else text)
            span = number_of(child(cell, "tcPr", "gridSpan"), otherwise=1)
            texts += [""] * (min(span, _MOST_COLUMNS) - 1)
        texts += [""] * min(number_of(child(row, "trPr", "gridAfter")), _MOST_COLUMNS)
        self._allowance.take(pieces=len(texts))
        return texts

    def _cell_text(self, parent: Any, inner: list[Any]) -> str:
        found: list[str] = []
        for element in _blocks_in(parent):
            if local_name(element) == "tbl":
                inner.append(element)
                continue
            text, boxes = self._text(element, bare_number=True)
            lines = cut_lines(text).lines
            # The blanks before a name show its level.
            found += [line.text if number or found else line.raw.rstrip() for number, line in enumerate(lines)]
            found += filter(None, (self._cell_text(box, inner) for box in boxes))
        return "\n".join(found)


def _grid(number: int, title: str, unit: str, texts: list[list[str]]) -> Grid:
    address = f"table/{number}"
    width = max(map(len, texts))
    rows = tuple(
        tuple(
            grid_cell(f"{address}/{row}/{column}", of_row[column - 1] if column <= len(of_row) else "")
            for column in range(1, width + 1)
        )
        for row, of_row in enumerate(texts, start=1)
    )
    return Grid(address, title, unit, rows, f"第 {number} 张表")


def _blocks_in(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a body or cell, also those in content controls."""
    for element in parent:
        name = local_name(element)
        if name in {"p", "tbl"}:
            yield element
        elif name in _WRAPPERS and not _is_contents(element):
            yield from _blocks_in(element)


def _is_contents(control: Any) -> bool:
    """Tell whether a content control is a table of contents."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value_of(gallery).lower() == "table of contents"


def _within(parent: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, also those in content controls."""
    for element in parent:
        found = local_name(element)
        if found == name:
            yield element
        elif found in _WRAPPERS:
            yield from _within(element, name)


def _runs_on(paragraph: Any) -> bool:
    """Tell whether a paragraph's mark was deleted, so that it runs on into the next one."""
    return child(paragraph, "pPr", "rPr", "del") is not None
