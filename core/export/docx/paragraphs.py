"""Titles, headings and paragraphs in their styles, with their numbers and bookmarks."""

from __future__ import annotations

from core.document.blocks import Heading, Paragraph
from core.document.title import title_halves
from core.export.docx.elements import Element, paragraph, run, w
from core.export.docx.marking import Marks
from core.export.docx.numbering import LEVELS, MAIN_LIST, NOWHERE, Numbers
from core.export.docx.page import INDENT, POINT
from core.export.docx.text import clean_line
from core.export.xlsx.text import half_ems


def heading(block: Heading, numbers: Numbers, marks: Marks) -> Element:
    """Return a heading; the style gives it its number, unless the document's own is another."""
    place = numbers.place(block)
    own = []
    if place is None:
        # Some programs take the indent away together with the list.
        own = [NOWHERE.properties(), w("ind", firstLineChars=200, firstLine=INDENT)]
    elif place.key != MAIN_LIST:  # a list that was begun anew is not the style's
        own = [place.properties()]
    text = _text(block, marks, is_numbered=place is not None)
    return paragraph(f"Heading{min(block.level, LEVELS)}", *text, properties=own)


def body_paragraph(block: Paragraph, numbers: Numbers, marks: Marks, *, keeps_next: bool) -> Element:
    """Return a paragraph of the body; one that `keeps_next` ends on the page of what follows."""
    place = numbers.place(block) if block.number else None
    text = _text(block, marks, is_numbered=place is not None)
    own = [w("keepNext")] if keeps_next else []
    return paragraph("Normal", *text, properties=[*own, *([place.properties()] if place else [])])


def _text(block: Heading | Paragraph, marks: Marks, *, is_numbered: bool) -> list[Element]:
    text, number = clean_line(block.text), clean_line(block.number)
    # A space keeps “1.” and a figure right behind it apart.
    gap = " " if number[-1:].isascii() and number and text[:1].isascii() else ""
    typed = [run(number + gap)] if number and not is_numbered else []
    return [*typed, *marks.bookmarked(block.address, run(gap + text if is_numbered else text))]


def title(text: str, style: str, size: int, measure: int, *, above: int = 0) -> Element:
    """Return a title, in two lines at a phrase where one line of `measure` twips is too short for it.

    `size` is in points; `above` are the twips of space above it.
    """
    lines = title_lines(clean_line(text), size, measure)
    spacing = [w("spacing", before=above)] if above else []
    return paragraph(style, run(lines), properties=spacing)


def title_lines(text: str, size: int, measure: int) -> list[str]:
    """Return the lines that a title is broken into on purpose."""
    room = measure * 2 // (size * POINT)
    if half_ems(text) > room:
        for halves in title_halves(text):
            if all(half_ems(half) <= room for half in halves):
                return list(halves)
    return [text]
