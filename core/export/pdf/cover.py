"""The cover: the title in two balanced lines, the fields of the form below it; or the title above the body."""

from __future__ import annotations

from collections.abc import Callable

from core.document.blocks import Cover
from core.document.title import title_halves
from core.export.pdf.fonts import clean_text
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import BODY_SIZE, DEPTH, LINE_PITCH, MEASURE, Bookmark, Pen, Strip, baseline
from core.export.pdf.typesetting import compose_text

_TITLE_SIZE = 22.0  # 二号
_TITLE_PITCH = 40.0
_TITLE_TOP = 5 * LINE_PITCH

_FIELDS_TOP = 13 * LINE_PITCH
_FIELD_PITCH = 1.5 * LINE_PITCH
_VALUE_WIDTH = 15 * BODY_SIZE
_GAP = 0.25 * BODY_SIZE
_RULE_DROP = 0.4 * BODY_SIZE  # below the baseline
_RULE_WIDTH = 0.5


def cover_drawing(cover: Cover) -> Callable[[Pen], None]:
    """Return what draws a cover on a page."""
    title = title_lines(cover.title, _TITLE_SIZE)
    titles = [compose_text(f"{line.title}：", "body", BODY_SIZE, MEASURE) for line in cover.lines]
    # A blank field keeps its rule, so that it can be filled in by hand.
    values = [compose_text(line.text or " ", "body", BODY_SIZE, _VALUE_WIDTH - 2 * _GAP) for line in cover.lines]
    rows = sum(map(len, values))
    pitch = min(_FIELD_PITCH, (DEPTH - _FIELDS_TOP) / max(rows, 1))
    title_width = max((lines[0].width for lines in titles), default=0.0)
    start = (MEASURE - title_width - _VALUE_WIDTH) / 2 + title_width

    def draw(pen: Pen) -> None:
        for index, line in enumerate(title):
            top = _TITLE_TOP + index * _TITLE_PITCH
            pen.line(line, (MEASURE - line.width) / 2, baseline(top, _TITLE_PITCH, _TITLE_SIZE), "title", _TITLE_SIZE)
        top = _FIELDS_TOP
        for field, name, lines in zip(cover.lines, titles, values, strict=True):
            pen.land(field.address, start - title_width, top, title_width + _VALUE_WIDTH, len(lines) * pitch)
            pen.line(name[0], start - name[0].width, baseline(top, pitch, BODY_SIZE), "body", BODY_SIZE)
            for value in lines:
                y = baseline(top, pitch, BODY_SIZE)
                pen.line(value, start + _GAP, y, "body", BODY_SIZE)
                pen.rule(start, y + _RULE_DROP, start + _VALUE_WIDTH, y + _RULE_DROP, _RULE_WIDTH)
                top += pitch

    return draw


def title_strips(title: str) -> list[Strip]:
    """Return a title that stands above the body of a document without a cover."""

    def strip(line: Line, bookmark: Bookmark | None) -> Strip:
        def draw(pen: Pen, top: float) -> None:
            y = baseline(top, _TITLE_PITCH, _TITLE_SIZE)
            pen.line(line, (MEASURE - line.width) / 2, y, "title", _TITLE_SIZE)

        return Strip(_TITLE_PITCH, draw, keeps_next=True, bookmark=bookmark)

    lines = title_lines(title, _TITLE_SIZE)
    return [strip(line, None if index else Bookmark(clean_text(title, "title"), 0)) for index, line in enumerate(lines)]


def title_lines(title: str, size: float, measure: float = MEASURE) -> list[Line]:
    """Break a title into lines of about the same width, at a phrase where that is possible."""
    lines = compose_text(title, "title", size, measure)
    if len(lines) < 2:
        return lines
    for halves in title_halves(title):
        parts = [compose_text(half, "title", size, measure) for half in halves]
        if all(len(part) == 1 for part in parts):
            return [line for part in parts for line in part]
    narrow, wide = sum(line.width for line in lines) / len(lines), measure
    while wide - narrow > size / 4:
        middle = (narrow + wide) / 2
        if len(compose_text(title, "title", size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return compose_text(title, "title", size, wide)
