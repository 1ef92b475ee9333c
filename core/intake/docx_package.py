"""The parts of a Word file that hold its text.

The file is read without `docx.Document`, which follows every relation and refuses a whole file for one that leads
nowhere, as WPS writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.intake.office_package import child, local_name, opened, value_of


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts that are read; all but the document are `None` where the file has none."""

    document: Any
    numbering: Any
    styles: Any
    footnotes: Any
    endnotes: Any


def number_of(element: Any, name: str = "val", otherwise: int = 0) -> int:
    """Return an attribute that is a whole number of up to nine digits, or else `otherwise`."""
    text = value_of(element, name).strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def is_on(element: Any) -> bool:
    """Tell whether a property that may be switched off (`val="0"`) is there and on."""
    return element is not None and value_of(element).lower() not in {"0", "false", "off"}


def open_word(data: bytes, name: str) -> WordParts:
    """Return the parts of a Word file. Raises `AppError` with the code unreadable, encrypted or too_large."""
    with opened(data, name, "Word") as package:
        main = package.related("").get("officeDocument", "word/document.xml")
        document = package.tree(main)
        if document is None or local_name(document) != "document" or child(document, "body") is None:
            raise package.damaged()
        related = package.related(main)
        others = ("numbering", "styles", "footnotes", "endnotes")
        return WordParts(document, *(package.tree(related.get(kind, "")) for kind in others))
