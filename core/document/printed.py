"""What a document prints at each address, in reading order, and the digests by which an edited copy is compared."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.document.blocks import Document, Heading, Paragraph, Table

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Printed:
    """The text at an address, and the level of a paragraph: 3 and 4 are numbered 1. and （1）."""

    text: str
    level: int = 0


def printed_values(document: Document) -> Mapping[str, Printed]:
    """Return what stands at every address; where one is printed twice, the first counts."""
    found: dict[str, Printed] = {}
    for where, printed in _values(document):
        if where:
            found.setdefault(where, printed)
    return found


def _values(document: Document) -> Iterator[tuple[str, Printed]]:
    for line in document.cover.lines if document.cover else ():
        yield line.address, Printed(line.text)
    for block in document.body:
        if isinstance(block, Heading | Paragraph):
            yield block.address, Printed(block.text, block.level)
    for table in document.tables():
        yield from _cells(table)


def _cells(table: Table) -> Iterator[tuple[str, Printed]]:
    for row in (*table.head, *table.body):
        for cell in row:
            yield cell.address, Printed(cell.text)


def as_compared(text: str) -> str:
    """Return a text as it is compared: what is not seen, and the kind and number of blanks, make no difference."""
    blank = "".join(" " if sign.isspace() else sign for sign in text)
    return " ".join("".join(sign for sign in blank if unicodedata.category(sign) not in _UNSEEN).split())


def digest_of(text: str) -> str:
    """Return a digest of a text as it is compared."""
    return hashlib.sha256(as_compared(text).encode(errors="replace")).hexdigest()[:16]
