"""The parts of a Word file that hold its text.

The file is read without `docx.Document`, which follows every relation and refuses a whole file for one that leads
nowhere, as WPS writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import AppError
from core.intake.office_package import OfficePackage, child, local_name, opened, value_of

_MOST_DATA = 20


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts that are read; all but the document are `None` where the file has none.

    `data` are parts that programs keep in it for themselves, those that can be read.
    """

    document: Any
    numbering: Any
    styles: Any
    footnotes: Any
    endnotes: Any
    comments: Any
    data: tuple[Any, ...]


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
        relations = package.relations(main)
        related = package.related(main)
        others = ("numbering", "styles", "footnotes", "endnotes", "comments")
        own = [relation.member for relation in relations if relation.kind == "customXml"][:_MOST_DATA]
        trees = {kind: package.tree(related.get(kind, "")) for kind in others}
        return WordParts(document, **trees, data=tuple(_data(package, own)))


def _data(package: OfficePackage, members: Sequence[str]) -> Iterator[Any]:
    for member in members:
        try:
            root = package.tree(member)
        except AppError:
            # Whatever another program keeps there must not stand in the way of the text.
            continue
        if root is not None:
            yield root
