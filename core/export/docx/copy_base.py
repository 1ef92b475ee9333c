"""The part of a Word file that remembers what was printed where; every program keeps such parts when it saves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.document.blocks import Document, Source
from core.document.copy_base import NAMESPACE, ROOT, VALUE, WORDS
from core.document.printed import digest_of, printed_values
from core.export.docx.elements import WORD, Element
from core.export.docx.text import clean_line


def base_part(document: Document, source: Source, body: Element) -> Element:
    """Return the root of the part for a document and the body that was made of it."""
    root = _element(ROOT, standard=source.standard, unit=clean_line(source.unit), year=clean_line(source.fiscal_year))
    for where, printed in printed_values(document).items():
        level = {"level": str(printed.level)} if printed.level else {}
        root.append(_element(VALUE, at=where, digest=digest_of(printed.text), **level))
    for digest in sorted({digest_of(text) for text in _unmarked(body)}):
        root.append(_element(WORDS, digest=digest))
    return root


def _unmarked(body: Element) -> Iterable[str]:
    """Yield the texts of the paragraphs that stand in no table and at no address."""
    for paragraph in body.iterchildren(f"{{{WORD}}}p"):
        if paragraph.find(f"{{{WORD}}}bookmarkStart") is None:
            # A line break parts words as a blank does.
            yield "".join(
                " " if piece.tag == f"{{{WORD}}}br" else piece.text or ""
                for piece in paragraph.iter(f"{{{WORD}}}t", f"{{{WORD}}}br")
            )


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml.parser import oxml_parser

    return oxml_parser.makeelement(f"{{{NAMESPACE}}}{tag}", attributes, {None: NAMESPACE})
