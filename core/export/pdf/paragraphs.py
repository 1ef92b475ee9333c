"""Headings and paragraphs as lines of the page's grid."""

from __future__ import annotations

from collections.abc import Callable

from core.document.blocks import Heading, Paragraph
from core.export.pdf.fonts import Role, clean_text
from core.export.pdf.line_breaking import Line
from core.export.pdf.pages import (
    BODY_SIZE,
    BODY_TRACKING,
    CHARACTER_PITCH,
    LINE_PITCH,
    MEASURE,
    Bookmark,
    Pen,
    Strip,
    baseline,
)
from core.export.pdf.typesetting import compose_text

_INDENT = 2 * CHARACTER_PITCH
_HEADING_ROLES: dict[int, Role] = {1: "hei", 2: "kai"}


def heading_role(level: int) -> Role:
    """Return what a heading of a level is set in."""
    return _HEADING_ROLES.get(level, "body")


def heading_strips(heading: Heading) -> list[Strip]:
    """Return the lines of a heading, each kept on the page of the next."""
    role = heading_role(heading.level)
    text = numbered(heading.number, heading.text)
    lines = _compose(text, role)
    bookmark = Bookmark(clean_text(text, role), heading.level - 1)
    return [
        Strip(
            LINE_PITCH,
            _drawn(line, role, heading.address, 0),
            keeps_next=True,
            on_grid=True,
            bookmark=None if index else bookmark,
        )
        for index, line in enumerate(lines)
    ]


def paragraph_strips(paragraph: Paragraph) -> list[Strip]:
    """Return the lines of a paragraph."""
    text = numbered(paragraph.number, paragraph.text)
    # The number is no part of the paragraph's own text.
    before = len(paragraph.text) - len(text)
    strips = []
    for line in _compose(text, "body"):
        strips.append(Strip(LINE_PITCH, _drawn(line, "body", paragraph.address, max(before, 0)), on_grid=True))
        before += len(line.text)
    return strips


def numbered(number: str, text: str) -> str:
    """Return a text behind its number; a space keeps “1.” and a figure right behind it apart."""
    return f"{number} {text}" if number[-1:].isascii() and text[:1].isascii() and number else number + text


def _compose(text: str, role: Role) -> list[Line]:
    return compose_text(text, role, BODY_SIZE, MEASURE, tracking=BODY_TRACKING, indent=_INDENT, justify=True)


def _drawn(line: Line, role: Role, address: str, start: int) -> Callable[[Pen, float], None]:
    def draw(pen: Pen, top: float) -> None:
        pen.land(address, 0.0, top, MEASURE, LINE_PITCH, start)
        pen.line(line, 0.0, baseline(top, LINE_PITCH, BODY_SIZE), role, BODY_SIZE, BODY_TRACKING)

    return draw
