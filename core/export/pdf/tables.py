"""Tables with borders: columns by share of the page width, the head repeated where a table breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.document.blocks import Table, TableCell
from core.export.pdf.cover import title_lines
from core.export.pdf.fonts import Role, string_width
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import BODY_SIZE, DEPTH, LINE_PITCH, MEASURE, Bookmark, Pen, Strip, baseline
from core.export.pdf.typesetting import compose_text

_SIZE = 10.5  # 五号
_PITCH = 15.0
_PADDING_X = 3.0
_PADDING_Y = 4.0
_BORDER = 0.5
_UNIT_PITCH = 20.0
_CAPTION_SIZE = 14.0  # 四号
_ANNEX_TITLE_SIZE = 18.0  # 小二
_ANNEX_TITLE_PITCH = 36.0
_SMALLEST = 6.0
# A row of more text than this is continued on the next page like a paragraph.
_MOST_LINES = 24
_LONGEST_WHOLE = DEPTH / 2
_SPACE = 6.0  # before and after a table, at least


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the rows of a table are set: type, lines, and the space above and below the text of a cell, each."""

    size: float
    pitch: float
    padding: float


_USUAL = _Setting(_SIZE, _PITCH, _PADDING_Y)
_DENSE = _Setting(9.0, 12.0, 0.75)  # 小五


def table_strips(table: Table) -> list[Strip]:
    """Return a table that stands in the body: caption, unit, rows, notes."""
    caption = compose_text(table.title, "hei", _CAPTION_SIZE, MEASURE)
    strips = [_space()] if caption else []
    strips += [_centred(line, "hei", _CAPTION_SIZE, LINE_PITCH) for line in caption]
    *rows, last = [*strips, *_grid_strips(table)]
    return [*rows, replace(last, height=last.height + _SPACE)]


def annex_strips(table: Table, number: str) -> list[Strip]:
    """Return a table that is annexed, on a page of its own; `number` is 附件1."""
    title = title_lines(table.title, _ANNEX_TITLE_SIZE)
    label = compose_text(number, "hei", BODY_SIZE, MEASURE)
    first = Strip(
        LINE_PITCH,
        lambda pen, top: pen.line(label[0], 0.0, baseline(top, LINE_PITCH, BODY_SIZE), "hei", BODY_SIZE),
        keeps_next=True,
        begins_page=True,
        bookmark=Bookmark(f"{number} {table.title}", 0),
    )
    titles = [_centred(line, "title", _ANNEX_TITLE_SIZE, _ANNEX_TITLE_PITCH) for line in title]
    return [first, *titles, *_grid_strips(table)]


def _space() -> Strip:
    return Strip(_SPACE, lambda pen, top: None, keeps_next=True)


def _centred(line: Line, role: Role, size: float, pitch: float) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        pen.line(line, (MEASURE - line.width) / 2, baseline(top, pitch, size), role, size)

    return Strip(pitch, draw, keeps_next=True)


def _grid_strips(table: Table) -> list[Strip]:
    edges = _edges(table.widths)
    setting = _DENSE if table.dense else _USUAL
    head = [replace(strip, keeps_next=True) for strip in _row_strips(table.head, edges, setting)]
    repeated = tuple(head)
    rows = _row_strips(table.body, edges, setting)
    notes = _note_strips(table.notes)
    # Neither the first row nor the last one stands alone on its page, and a short table is not broken at all.
    is_short = sum(strip.height for strip in (*head, *rows)) <= _LONGEST_WHOLE
    body = [
        replace(
            strip,
            repeated=repeated,
            keeps_next=bool(notes)
            if index == len(rows) - 1
            else strip.keeps_next or is_short or index in (0, len(rows) - 2),
        )
        for index, strip in enumerate(rows)
    ]
    unit = [_unit_strip(table.unit) if table.unit else _space()]
    return [*unit, *head, *body, *notes]


def _edges(widths: Sequence[int]) -> list[float]:
    total = sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + MEASURE * width / total)
    return edges


def _unit_strip(unit: str) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        for line in compose_text(unit, "body", _SIZE, MEASURE)[:1]:
            pen.line(line, MEASURE - line.width, baseline(top, _UNIT_PITCH, _SIZE), "body", _SIZE)

    return Strip(_UNIT_PITCH, draw, keeps_next=True)


def _note_strips(notes: Sequence[str]) -> list[Strip]:
    lines = [line for note in notes for line in compose_text(note, "body", _SIZE, MEASURE, justify=True)]

    def strip(line: Line, top_space: float) -> Strip:
        def draw(pen: Pen, top: float) -> None:
            pen.line(line, 0.0, baseline(top + top_space, _PITCH, _SIZE), "body", _SIZE)

        return Strip(_PITCH + top_space, draw)

    return [strip(line, 0.0 if index else _PADDING_Y) for index, line in enumerate(lines)]


@dataclass(frozen=True, slots=True)
class _SetCell:
    """A cell with its text composed, and where it stands: columns and rows from the first up to the last excluded."""

    cell: TableCell
    lines: tuple[Line, ...]
    size: float
    columns: tuple[int, int]
    rows: tuple[int, int]
    setting: _Setting

    @property
    def role(self) -> Role:
        return "hei" if self.cell.bold else "body"

    @property
    def height(self) -> float:
        return max(len(self.lines), 1) * self.setting.pitch + 2 * self.setting.padding


def _row_strips(rows: Sequence[Sequence[TableCell]], edges: list[float], setting: _Setting) -> list[Strip]:
    """Return one strip for each row, or for rows that a cell joins; long rows are cut into several."""
    cells = _set_cells(rows, edges, setting)
    strips = []
    for first, last in _joined(cells, len(rows)):
        group = [cell for cell in cells if first <= cell.rows[0] < last]
        # A bold line over all columns heads the rows below it.
        is_heading = len(group) == 1 and group[0].cell.bold and group[0].columns == (0, len(edges) - 1)
        strips += [replace(_rows_strip(part, first, last, edges), keeps_next=is_heading) for part in _parts(group)]
    return strips


def _set_cells(rows: Sequence[Sequence[TableCell]], edges: list[float], setting: _Setting) -> list[_SetCell]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, content in enumerate(rows):
        column = 0
        for cell in content:
            while (row, column) in taken:
                column += 1
            right, below = min(column + cell.columns, len(edges) - 1), min(row + cell.rows, len(rows))
            taken.update((r, c) for r in range(row, below) for c in range(column, right))
            room = edges[right] - edges[column] - 2 * _PADDING_X
            cells.append(_set_cell(cell, room, (column, right), (row, below), setting))
            column = right
    return cells


def _set_cell(
    cell: TableCell, room: float, columns: tuple[int, int], rows: tuple[int, int], setting: _Setting
) -> _SetCell:
    role: Role = "hei" if cell.bold else "body"
    size = setting.size
    if cell.kind != "text":
        # A figure is never broken: where the column is too narrow, it is set smaller.
        width = string_width(cell.text, role, 1.0)
        size = max(min(size, room / width), _SMALLEST) if width else size
    pieces = cell.text.splitlines() or [""]
    lines = [line for piece in pieces for line in compose_text(piece, role, size, room - cell.indent * size)]
    return _SetCell(cell, tuple(lines), size, columns, rows, setting)


def _joined(cells: Sequence[_SetCell], count: int) -> list[tuple[int, int]]:
    """Return the ranges of rows that no cell reaches over."""
    ends = list(range(1, count + 1))
    for cell in cells:
        for row in range(*cell.rows):
            ends[row] = max(ends[row], cell.rows[1])
    ranges = []
    first = 0
    while first < count:
        last = ends[first]
        while max(ends[first:last]) > last:
            last = max(ends[first:last])
        ranges.append((first, last))
        first = last
    return ranges


def _parts(group: Sequence[_SetCell]) -> list[list[_SetCell]]:
    """Cut cells with more lines than fit on a page; what follows stands in rows of its own."""
    longest = max((len(cell.lines) for cell in group), default=0)
    return [
        [replace(cell, lines=cell.lines[start : start + _MOST_LINES]) for cell in group]
        for start in range(0, max(longest, 1), _MOST_LINES)
    ]


def _rows_strip(cells: Sequence[_SetCell], first: int, last: int, edges: list[float]) -> Strip:
    tops = _row_tops(cells, first, last)

    def draw(pen: Pen, top: float) -> None:
        for cell in cells:
            _draw_cell(pen, cell, edges, top + tops[cell.rows[0] - first], top + tops[cell.rows[1] - first])

    return Strip(tops[-1], draw)


def _row_tops(cells: Sequence[_SetCell], first: int, last: int) -> list[float]:
    setting = max((cell.setting for cell in cells), key=lambda item: item.pitch, default=_USUAL)
    heights = [setting.pitch + 2 * setting.padding] * (last - first)
    for cell in sorted(cells, key=lambda cell: cell.rows[1] - cell.rows[0]):
        start, end = cell.rows[0] - first, cell.rows[1] - first
        heights[end - 1] += max(cell.height - sum(heights[start:end]), 0.0)
    tops = [0.0]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops


def _draw_cell(pen: Pen, cell: _SetCell, edges: list[float], top: float, bottom: float) -> None:
    left, right = edges[cell.columns[0]], edges[cell.columns[1]]
    pen.frame(left, top, right - left, bottom - top, _BORDER)
    pitch = cell.setting.pitch
    y = top + (bottom - top - len(cell.lines) * pitch) / 2
    for line in cell.lines:
        room = right - left - 2 * _PADDING_X - line.width
        shift = {"left": cell.cell.indent * cell.size, "center": room / 2, "right": room}[cell.cell.align]
        pen.line(line, left + _PADDING_X + shift, baseline(y, pitch, cell.size), cell.role, cell.size)
        y += pitch
