"""Tables: captions and titles, the head and 续表 where a table breaks, wide tables across the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.document.blocks import Table
from core.export.pdf.cover import title_lines
from core.export.pdf.fonts import Role, clean_text
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import (
    ACROSS,
    BODY_SIZE,
    DEPTH,
    LINE_PITCH,
    UPRIGHT,
    Bookmark,
    Pen,
    Shape,
    Strip,
    baseline,
)
from core.export.pdf.table_rows import DENSE, USUAL, SetCell, row_strips, set_cells
from core.export.pdf.typesetting import compose_text

_SIZE = USUAL.size
_UNIT_PITCH = 20.0
_CAPTION_SIZE = 14.0  # 四号
_ANNEX_TITLE_SIZE = 18.0  # 小二
_ANNEX_TITLE_PITCH = 36.0
_SPACE = 6.0  # before and after a table, at least
_LONGEST_WHOLE = DEPTH / 2
# A table is cramped where a figure is set smaller than this share of its size …
_SMALLEST_SHARE = 0.85
# … or a text runs over more lines than these in a column of fewer characters than those.
_MOST_NARROW_LINES, _NARROW = 12, 9


def table_strips(table: Table) -> list[Strip]:
    """Return a table that stands in the body: caption, unit, rows, notes."""
    grid = _Grid(table)
    caption = compose_text(table.title, "hei", _CAPTION_SIZE, grid.measure)
    strips = [_space()] if caption else []
    strips += [_centred(line, "hei", _CAPTION_SIZE, LINE_PITCH, grid.measure) for line in caption]
    *rows, last = [*strips, *grid.strips()]
    return _shaped([*rows, replace(last, height=last.height + _SPACE)], grid.shape)


def annex_strips(table: Table, number: str) -> list[Strip]:
    """Return a table that is annexed, on a page of its own; `number` is 附件1."""
    grid = _Grid(table)
    title = title_lines(table.title, _ANNEX_TITLE_SIZE, grid.measure)
    label = compose_text(number, "hei", BODY_SIZE, grid.measure)
    first = Strip(
        LINE_PITCH,
        lambda pen, top: pen.line(label[0], 0.0, baseline(top, LINE_PITCH, BODY_SIZE), "hei", BODY_SIZE),
        keeps_next=True,
        begins_page=True,
        bookmark=Bookmark(clean_text(f"{number} {table.title}", "hei"), 0),
    )
    titles = [_centred(line, "title", _ANNEX_TITLE_SIZE, _ANNEX_TITLE_PITCH, grid.measure) for line in title]
    return _shaped([first, *titles, *grid.strips()], grid.shape)


def _shaped(strips: Sequence[Strip], shape: Shape) -> list[Strip]:
    return [replace(strip, shape=shape) for strip in strips]


class _Grid:
    """A table's unit, head, rows and notes, upright where that is possible without cramping them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._setting = DENSE if table.dense else USUAL
        self._lay(UPRIGHT)
        if _is_cramped([*self._head, *self._body]):
            self._lay(ACROSS)

    @property
    def measure(self) -> float:
        return self.shape.measure

    def _lay(self, shape: Shape) -> None:
        self.shape = shape
        self._edges = _edges(self._table.widths, shape.measure)
        self._head = set_cells(self._table.head, self._edges, self._setting)
        self._body = set_cells(self._table.body, self._edges, self._setting)

    def strips(self) -> list[Strip]:
        table = self._table
        head = [replace(strip, keeps_next=True) for strip in row_strips(self._head, len(table.head), self._edges)]
        # A long list is known to go on.
        repeated = (*head,) if table.dense else (_continued_strip(table, self.measure), *head)
        rows = row_strips(self._body, len(table.body), self._edges)
        notes = _note_strips(table.notes, self.measure)
        # Two rows at least stand on either side of a break, and a short table is broken only to fill a page.
        is_short = sum(strip.height for strip in (*head, *rows)) <= _LONGEST_WHOLE
        body = [
            replace(
                strip,
                repeated=repeated,
                keeps_next=bool(notes) if index == len(rows) - 1 else strip.keeps_next or index in (0, len(rows) - 2),
                likes_next=is_short and index < len(rows) - 1,
            )
            for index, strip in enumerate(rows)
        ]
        unit = _line_strip("", table.unit, self.measure) if table.unit else _space()
        return [unit, *head, *body, *notes]


def _is_cramped(cells: Sequence[SetCell]) -> bool:
    return any(
        cell.size < _SMALLEST_SHARE * cell.setting.size
        or (len(cell.lines) > _MOST_NARROW_LINES and cell.room < _NARROW * cell.size)
        for cell in cells
    )


def _edges(widths: Sequence[int], measure: float) -> list[float]:
    total = sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + measure * width / total)
    return edges


def _space() -> Strip:
    return Strip(_SPACE, lambda pen, top: None, keeps_next=True)


def _centred(line: Line, role: Role, size: float, pitch: float, measure: float) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        pen.line(line, (measure - line.width) / 2, baseline(top, pitch, size), role, size)

    return Strip(pitch, draw, keeps_next=True)


def _continued_strip(table: Table, measure: float) -> Strip:
    """Return what stands above the head where a table goes on: that it does, whose it is, and its unit."""
    return _line_strip(f"续表  {table.title}" if table.title else "续表", table.unit, measure)


def _line_strip(left: str, right: str, measure: float) -> Strip:
    """Return a small line with words at both ends; the left ones are cut off where they need more than a line."""
    end = compose_text(right, "body", _SIZE, measure)[:1]
    start = compose_text(left, "body", _SIZE, measure - sum(line.width for line in end) - 2 * _SIZE)[:1]

    def draw(pen: Pen, top: float) -> None:
        y = baseline(top, _UNIT_PITCH, _SIZE)
        for line in start:
            pen.line(line, 0.0, y, "body", _SIZE)
        for line in end:
            pen.line(line, measure - line.width, y, "body", _SIZE)

    return Strip(_UNIT_PITCH, draw, keeps_next=True)


def _note_strips(notes: Sequence[str], measure: float) -> list[Strip]:
    lines = [line for note in notes for line in compose_text(note, "body", _SIZE, measure, justify=True)]

    def strip(line: Line, top_space: float) -> Strip:
        def draw(pen: Pen, top: float) -> None:
            pen.line(line, 0.0, baseline(top + top_space, USUAL.pitch, _SIZE), "body", _SIZE)

        return Strip(USUAL.pitch + top_space, draw)

    return [strip(line, 0.0 if index else USUAL.padding) for index, line in enumerate(lines)]
