"""Tables: caption, unit, rows within borders, notes; figures in content controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from core.document.blocks import Table, TableCell
from core.export.docx.elements import Element, paragraph, run, w
from core.export.docx.marking import Marks
from core.export.docx.page import POINT, Kind, depth_of, measure_of
from core.export.docx.paragraphs import title
from core.export.docx.text import clean_line, clean_lines
from core.export.xlsx.grid import GridCell, place_cells
from core.export.xlsx.text import half_ems, line_ends

_ANNEX_TITLE_SIZE = 18  # 小二
_PADDING = 3 * POINT
_SPACE = 5 * POINT  # behind a table
_SMALLEST = 12  # half points
# A table is cramped where a figure is set smaller than this percentage of its size …
_SMALLEST_PERCENT = 85
# … or a text runs over more lines than these in a column of fewer characters than those.
_MOST_NARROW_LINES, _NARROW = 12, 9
# A row with more lines than this may be continued on the next page.
_MOST_LINES = 24


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the rows of a table are set: style, size in half points, pitch of lines and space around in twips."""

    style: str
    size: int
    pitch: int
    padding: int


_USUAL = _Setting("Table", 21, 15 * POINT, 8 * POINT)
_DENSE = _Setting("Dense", 18, 25 * POINT // 2, 2 * POINT)


def table_blocks(table: Table, marks: Marks) -> tuple[Kind, list[Element]]:
    """Return a table that stands in the body, and the kind of its page."""
    kind, grid = _grid(table, marks)
    caption = [paragraph("Caption", run(clean_line(table.title)))] if table.title else []
    return kind, [*caption, *grid, paragraph("TableEnd", properties=[w("spacing", after=_SPACE)])]


def annex_blocks(table: Table, label: str, marks: Marks) -> tuple[Kind, list[Element]]:
    """Return a table that is annexed, on a page of its own, and the page's kind; `label` is 附件1."""
    kind, grid = _grid(table, marks)
    head = [paragraph("Annex", run(label)), title(table.title, "AnnexTitle", _ANNEX_TITLE_SIZE, measure_of(kind))]
    # Word wants a paragraph behind a table; a high one might need a page of its own.
    return kind, [*head, *grid, *([] if table.notes else [paragraph("TableEnd")])]


def _grid(table: Table, marks: Marks) -> tuple[Kind, list[Element]]:
    """Return unit, rows and notes, upright where that is possible without cramping the cells."""
    kind: Kind = "portrait"
    rows = _Rows(table, kind, marks)
    if rows.are_cramped:
        kind = "landscape"
        rows = _Rows(table, kind, marks)
    edges = rows.edges
    unit = [paragraph("TableUnit", run(clean_line(table.unit)))] if table.unit else []
    notes = [paragraph("TableNote", run(clean_line(note))) for note in table.notes]
    grid = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="TableGrid"),
            w("tblW", w=edges[-1], type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", *(w("gridCol", w=right - left) for left, right in pairwise(edges))),
        *rows.elements(),
    )
    return kind, [*unit, *([grid] if rows.count else []), *notes]


def _edges(widths: Sequence[int], measure: int) -> list[int]:
    total = sum(widths)
    return [0, *(measure * share // total for share in accumulate(widths))]


class _Rows:
    """The rows of a table, head and body."""

    def __init__(self, table: Table, kind: Kind, marks: Marks) -> None:
        self.edges = _edges(table.widths, measure_of(kind))
        self._table = table
        self._marks = marks
        self._setting = _DENSE if table.dense else _USUAL
        self._head = len(table.head)
        self._cells = [*self._placed(table.head, 0), *self._placed(table.body, self._head)]
        self.count = self._head + len(table.body)
        self._lines = [1] * self.count
        self.are_cramped = False
        for cell in self._cells:
            lines = self._lines_of(cell)
            if cell.rows == 1:
                self._lines[cell.row] = max(self._lines[cell.row], lines)
            self.are_cramped = self.are_cramped or self._is_cramped(cell, lines)
        height = sum(lines * self._setting.pitch + self._setting.padding for lines in self._lines)
        # Word either keeps a table whole or breaks it anywhere: one that is kept must not leave much of a page blank.
        self._is_short = height <= depth_of(kind) // 4

    def elements(self) -> list[Element]:
        """Return the rows."""
        return [self._row(number) for number in range(self.count)]

    def _placed(self, rows: Sequence[Sequence[TableCell]], first: int) -> list[GridCell]:
        placed = place_cells(rows, len(self._table.widths))
        return [GridCell(cell.cell, cell.row + first, cell.column, cell.rows, cell.columns) for cell in placed]

    def _row(self, number: int) -> Element:
        properties = w(
            "trPr",
            w("cantSplit") if self._lines[number] <= _MOST_LINES else None,
            w("tblHeader") if number < self._head else None,
        )
        row = w("tr", properties)
        covering = [cell for cell in self._cells if cell.row <= number < cell.row + cell.rows]
        for cell in sorted(covering, key=lambda cell: cell.column):
            row.append(self._cell(cell, is_first=cell.row == number, keeps_next=self._keeps_next(number)))
        return row

    def _keeps_next(self, number: int) -> bool:
        """Tell whether a row stands on the page of the next: neither the first nor the last one stands alone."""
        if number == self.count - 1:
            return bool(self._table.notes)
        if self._is_short or number <= self._head or number == self.count - 2:
            return True
        inside = [cell for cell in self._cells if cell.row <= number < cell.row + cell.rows]
        # A bold line over all columns heads the rows below it.
        is_heading = len(inside) == 1 and inside[0].cell.bold
        return is_heading or any(cell.row + cell.rows > number + 1 for cell in inside)

    def _cell(self, placed: GridCell, *, is_first: bool, keeps_next: bool) -> Element:
        width = self._width(placed)
        merged = w("vMerge", **({"val": "restart"} if is_first else {})) if placed.rows > 1 else None
        properties = w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            w("gridSpan", val=placed.columns) if placed.columns > 1 else None,
            merged,
            w("vAlign", val="center"),
        )
        cell = placed.cell
        lines = [w("keepNext")] if keeps_next else []
        if cell.indent:
            lines.append(w("ind", leftChars=100 * cell.indent, left=cell.indent * self._setting.size * POINT // 2))
        lines.append(w("jc", val=cell.align))
        style = f"{self._setting.style}{'Head' if cell.bold else 'Text'}"
        content = self._content(cell, width) if is_first else []
        return w("tc", properties, paragraph(style, *content, properties=lines))

    def _content(self, cell: TableCell, width: int) -> list[Element]:
        size = self._size(cell, width)
        sizes = () if size == self._setting.size else (w("sz", val=size), w("szCs", val=size))
        return self._marks.control(cell.address, clean_lines(cell.text), *sizes)

    def _size(self, cell: TableCell, width: int) -> int:
        """Return the size of a cell's text: a figure is never broken, but set smaller where its column is narrow."""
        usual = self._setting.size
        if cell.kind == "text" or not cell.text:
            return usual
        fitting = (width - 2 * _PADDING) * 4 // (half_ems(cell.text) * POINT)
        return max(min(usual, fitting), _SMALLEST)

    def _lines_of(self, placed: GridCell) -> int:
        measure = self._characters(placed) * 2 - 2 * placed.cell.indent
        return sum(1 for line in clean_lines(placed.cell.text) for _ in line_ends(line, measure))

    def _is_cramped(self, placed: GridCell, lines: int) -> bool:
        if placed.cell.kind == "text":
            return lines > _MOST_NARROW_LINES and self._characters(placed) < _NARROW
        return self._size(placed.cell, self._width(placed)) * 100 < _SMALLEST_PERCENT * self._setting.size

    def _characters(self, placed: GridCell) -> int:
        """Return how many characters fit a line of a cell."""
        return (self._width(placed) - 2 * _PADDING) * 2 // (self._setting.size * POINT)

    def _width(self, placed: GridCell) -> int:
        return self.edges[placed.column + placed.columns] - self.edges[placed.column]
