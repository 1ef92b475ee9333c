"""The rows of a table: cells with their text composed, over columns and rows, as strips with borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.document.blocks import TableCell
from core.export.pdf.fonts import Role, string_width
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import Pen, Strip, baseline
from core.export.pdf.typesetting import compose_text

_PADDING_X = 3.0
_BORDER = 0.5
_SMALLEST = 6.0
# A row of more text than this is continued on the next page like a paragraph.
_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """How the rows of a table are set: type, lines, and the space above and below the text of a cell, each."""

    size: float
    pitch: float
    padding: float


USUAL = Setting(10.5, 15.0, 4.0)  # 五号
DENSE = Setting(9.0, 12.0, 0.75)  # 小五


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its text composed, and where it stands: columns and rows from the first up to the last excluded.

    `room` is the width that its lines may have.
    """

    cell: TableCell
    lines: tuple[Line, ...]
    size: float
    room: float
    columns: tuple[int, int]
    rows: tuple[int, int]
    setting: Setting

    @property
    def role(self) -> Role:
        return "hei" if self.cell.bold else "body"

    @property
    def height(self) -> float:
        return max(len(self.lines), 1) * self.setting.pitch + 2 * self.setting.padding


def row_strips(cells: Sequence[SetCell], count: int, edges: list[float]) -> list[Strip]:
    """Return one strip for each of `count` rows, or for rows that a cell joins; long rows are cut into several."""
    strips = []
    for first, last in _joined(cells, count):
        group = [cell for cell in cells if first <= cell.rows[0] < last]
        # A bold line over all columns heads the rows below it.
        is_heading = len(group) == 1 and group[0].cell.bold and group[0].columns == (0, len(edges) - 1)
        strips += [replace(_rows_strip(part, first, last, edges), keeps_next=is_heading) for part in _parts(group)]
    return strips


def set_cells(rows: Sequence[Sequence[TableCell]], edges: list[float], setting: Setting) -> list[SetCell]:
    """Compose the cells of rows between the edges of the columns."""
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
    cell: TableCell, room: float, columns: tuple[int, int], rows: tuple[int, int], setting: Setting
) -> SetCell:
    role: Role = "hei" if cell.bold else "body"
    size = setting.size
    if cell.kind != "text":
        # A figure is never broken: where the column is too narrow, it is set smaller.
        width = string_width(cell.text, role, 1.0)
        size = max(min(size, room / width), _SMALLEST) if width else size
    pieces = cell.text.splitlines() or [""]
    lines = [line for piece in pieces for line in compose_text(piece, role, size, room - cell.indent * size)]
    return SetCell(cell, tuple(lines), size, room, columns, rows, setting)


def _joined(cells: Sequence[SetCell], count: int) -> list[tuple[int, int]]:
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


def _parts(group: Sequence[SetCell]) -> list[list[SetCell]]:
    """Cut cells with more lines than fit on a page; what follows stands in rows of its own."""
    longest = max((len(cell.lines) for cell in group), default=0)
    return [
        [replace(cell, lines=cell.lines[start : start + _MOST_LINES]) for cell in group]
        for start in range(0, max(longest, 1), _MOST_LINES)
    ]


def _rows_strip(cells: Sequence[SetCell], first: int, last: int, edges: list[float]) -> Strip:
    tops = _row_tops(cells, first, last)

    def draw(pen: Pen, top: float) -> None:
        for cell in cells:
            _draw_cell(pen, cell, edges, top + tops[cell.rows[0] - first], top + tops[cell.rows[1] - first])

    return Strip(tops[-1], draw)


def _row_tops(cells: Sequence[SetCell], first: int, last: int) -> list[float]:
    setting = max((cell.setting for cell in cells), key=lambda item: item.pitch, default=USUAL)
    heights = [setting.pitch + 2 * setting.padding] * (last - first)
    for cell in sorted(cells, key=lambda cell: cell.rows[1] - cell.rows[0]):
        start, end = cell.rows[0] - first, cell.rows[1] - first
        heights[end - 1] += max(cell.height - sum(heights[start:end]), 0.0)
    tops = [0.0]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops


def _draw_cell(pen: Pen, cell: SetCell, edges: list[float], top: float, bottom: float) -> None:
    left, right = edges[cell.columns[0]], edges[cell.columns[1]]
    pen.frame(left, top, right - left, bottom - top, _BORDER)
    pen.land(cell.cell.address, left, top, right - left, bottom - top)
    pitch = cell.setting.pitch
    y = top + (bottom - top - len(cell.lines) * pitch) / 2
    for line in cell.lines:
        room = right - left - 2 * _PADDING_X - line.width
        shift = {"left": cell.cell.indent * cell.size, "center": room / 2, "right": room}[cell.cell.align]
        pen.line(line, left + _PADDING_X + shift, baseline(y, pitch, cell.size), cell.role, cell.size)
        y += pitch
