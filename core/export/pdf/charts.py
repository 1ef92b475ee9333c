"""Charts as vector drawings: one strip a row, so that a long chart is broken like a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.document.chart_shapes import WIDTH, Chart, ChartRow, Legend, Tone, Words
from core.export.pdf.fonts import Role
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import BODY_SIZE, DEPTH, LINE_PITCH, MEASURE, Bookmark, Pen, Strip, baseline
from core.export.pdf.typesetting import compose_text

TITLE = "图表"
_TITLE_SIZE, _TITLE_PITCH = 18.0, 36.0
_CAPTION_SIZE, _NOTE_SIZE, _NOTE_PITCH = 14.0, 10.5, 15.0
_SPACE = 12.0
_LONGEST_WHOLE = 2 * DEPTH / 3
_SQUARE = 8.0
# Told apart in black and white too: dark, middle, light, lightest.
_COLOURS: dict[Tone, str] = {"actual": "#1B5E9B", "plan": "#9BB0C6", "early": "#C3CDD8", "room": "#E3E8EE"}
_TENTH = MEASURE / WIDTH


def charts_strips(charts: Sequence[Chart], number: str) -> list[Strip]:
    """Return an annex with charts, beginning on a page of its own; `number` is 附件3."""
    label = compose_text(number, "hei", BODY_SIZE, MEASURE)[0]
    first = Strip(
        LINE_PITCH,
        lambda pen, top: pen.line(label, 0.0, baseline(top, LINE_PITCH, BODY_SIZE), "hei", BODY_SIZE),
        keeps_next=True,
        begins_page=True,
        bookmark=Bookmark(f"{number} {TITLE}", 0),
    )
    title = [_centred(line, "title", _TITLE_SIZE, _TITLE_PITCH) for line in _lines(TITLE, "title", _TITLE_SIZE)]
    return [first, *title, *(strip for chart in charts for strip in _chart_strips(chart))]


def _chart_strips(chart: Chart) -> list[Strip]:
    caption = [_centred(line, "hei", _CAPTION_SIZE, LINE_PITCH) for line in _lines(chart.title, "hei", _CAPTION_SIZE)]
    legend = _legend_strip(chart.legend, chart.unit)
    rows = [_row_strip(row, legend) for row in chart.rows]
    # A short chart is not broken, and neither the first row nor the last one stands alone on its page.
    is_short = sum(row.height for row in rows) <= _LONGEST_WHOLE
    rows = [
        replace(row, keeps_next=(is_short and index < len(rows) - 1) or index in (0, len(rows) - 2))
        for index, row in enumerate(rows)
    ]
    notes = [_note_strip(line) for note in chart.notes for line in _lines(note, "body", _NOTE_SIZE)]
    return [*caption, legend, *rows, *([_gap(_SPACE / 2)] if notes else []), *notes, _gap(_SPACE)]


def _gap(height: float) -> Strip:
    return Strip(height, lambda pen, top: None)


def _lines(text: str, role: Role, size: float) -> list[Line]:
    return compose_text(text, role, size, MEASURE)


def _centred(line: Line, role: Role, size: float, pitch: float) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        pen.line(line, (MEASURE - line.width) / 2, baseline(top, pitch, size), role, size)

    return Strip(pitch, draw, keeps_next=True)


def _legend_strip(legend: Sequence[Legend], unit: str) -> Strip:
    names = [_one_line(item.text, "body", _NOTE_SIZE) for item in legend]
    right = _one_line(unit, "body", _NOTE_SIZE)

    def draw(pen: Pen, top: float) -> None:
        x, line = 0.0, baseline(top, LINE_PITCH, _NOTE_SIZE)
        for item, name in zip(legend, names, strict=True):
            pen.fill(x, line - _SQUARE, _SQUARE, _SQUARE, _COLOURS[item.tone])
            pen.line(name, x + _SQUARE + 4, line, "body", _NOTE_SIZE)
            x += _SQUARE + 4 + name.width + 2 * _SQUARE
        pen.line(right, MEASURE - right.width, line, "body", _NOTE_SIZE)

    return Strip(LINE_PITCH, draw, keeps_next=True)


def _row_strip(row: ChartRow, legend: Strip) -> Strip:
    set_words = [(words, _one_line(words.text, _role(words), words.size / 10)) for words in row.words]

    def draw(pen: Pen, top: float) -> None:
        for bar in row.bars:
            pen.fill(
                bar.x * _TENTH,
                top + bar.y * _TENTH,
                bar.width * _TENTH,
                bar.height * _TENTH,
                _COLOURS[bar.tone],
            )
        for words, line in set_words:
            size = words.size / 10
            x = words.x * _TENTH - (line.width if words.align == "right" else 0.0)
            pen.line(line, x, baseline(top + words.y * _TENTH - size / 2, size, size), _role(words), size)

    return Strip(row.height * _TENTH, draw, repeated=(legend,))


def _role(words: Words) -> Role:
    return "hei" if words.bold else "body"


def _one_line(text: str, role: Role, size: float) -> Line:
    # As wide as it wants to be: that there is room for it is the chart's own affair.
    lines = compose_text(text, role, size, 2 * MEASURE)
    return lines[0] if lines else Line("", 0.0, (), 0.0)


def _note_strip(line: Line) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        pen.line(line, 0.0, baseline(top, _NOTE_PITCH, _NOTE_SIZE), "body", _NOTE_SIZE)

    return Strip(_NOTE_PITCH, draw)
