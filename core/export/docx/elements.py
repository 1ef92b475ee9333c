"""The XML elements of a Word file. What is given as text becomes text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Element = Any  # lxml knows no types

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"w": WORD, "r": RELATIONS}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the word processor's namespace, as are its attributes; children that are `None` are not."""
    from docx.oxml.parser import oxml_parser

    named = {f"{{{WORD}}}{name}": str(value) for name, value in attributes.items()}
    element = oxml_parser.makeelement(f"{{{WORD}}}{tag}", named, _NAMES)
    element.extend([child for child in children if child is not None])
    return element


def part_reference(tag: str, kind: str, relation: str) -> Element:
    """Return the reference of a section to the part with its header or footer; the kind is default or even."""
    reference = w(tag, type=kind)
    reference.set(f"{{{RELATIONS}}}id", relation)
    return reference


def run(lines: str | Iterable[str], *properties: Element) -> Element:
    """Return a run of clean text, its lines one below the other."""
    # Marks such as “ and … are of no script: the hint has them set as Chinese.
    made = w("r", w("rPr", w("rFonts", hint="eastAsia"), *properties))
    for count, line in enumerate([lines] if isinstance(lines, str) else lines):
        if count:
            made.append(w("br"))
        text = w("t")
        text.text = line
        text.set(_SPACE, "preserve")
        made.append(text)
    return made


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph of a style; its own properties must be in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
