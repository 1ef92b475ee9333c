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


def heading_strips(heading: Heading) -> list[Strip]:
    """Return the lines of a heading, each kept on the page of the next."""
    role = _HEADING_ROLES.get(heading.level, "body")
    text = numbered(heading.number, heading.text)
    lines = _compose(text, role)
    bookmark = Bookmark(clean_text(text, role), heading.level - 1)
    return [
        Strip(
            LINE_PITCH,
            _drawn(line, role),
            keeps_next=True,
            on_grid=True,
            bookmark=None if index else bookmark,
        )
        for index, line in enumerate(lines)
    ]


def paragraph_strips(paragraph: Paragraph) -> list[Strip]:
    """Return the lines of a paragraph."""
    lines = _compose(numbered(paragraph.number, paragraph.text), "body")
    return [Strip(LINE_PITCH, _drawn(line, "body"), on_grid=True) for line in lines]


def numbered(number: str, text: str) -> str:
    """Return a text behind its number; a space keeps “1.” and a figure right behind it apart."""
    return f"{number} {text}" if number[-1:].isascii() and text[:1].isascii() and number else number + text


def _compose(text: str, role: Role) -> list[Line]:
    return compose_text(text, role, BODY_SIZE, MEASURE, tracking=BODY_TRACKING, indent=_INDENT, justify=True)


def _drawn(line: Line, role: Role) -> Callable[[Pen, float], None]:
    def draw(pen: Pen, top: float) -> None:
        pen.line(line, 0.0, baseline(top, LINE_PITCH, BODY_SIZE), role, BODY_SIZE, BODY_TRACKING)

    return draw
