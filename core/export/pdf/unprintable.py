"""Characters of a document that no font has, and which a PDF therefore shows as □."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.document.blocks import Document, Heading, Paragraph, Table
from core.document.chart_shapes import Chart
from core.export.pdf.fonts import MISSING, Role, clean_text
from core.export.pdf.paragraphs import heading_role

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character that no font has, and the address where it stands first (empty for a title or a note)."""

    character: str
    address: str


def unprintable_characters(document: Document) -> tuple[Unprintable, ...]:
    """Return what a PDF of a document shows as □, in reading order, each once."""
    found: dict[str, str] = {}
    for text, role, address in _texts(document):
        if text.isascii() or MISSING not in clean_text(text, role):
            continue
        for character in text:
            if character not in found and character != MISSING and clean_text(character, role) == MISSING:
                found[character] = address
    return tuple(Unprintable(character, address) for character, address in found.items())


def unprintable_notice(found: tuple[Unprintable, ...]) -> str:
    """Return what the user is told of characters that no font has; empty where there are none."""
    if not found:
        return ""
    named = "、".join(f"“{item.character}”（U+{ord(item.character):04X}）" for item in found[:_MOST_NAMED])
    more = f"等 {len(found)} 个字" if len(found) > _MOST_NAMED else ""
    return f"字体里没有 {named}{more}，PDF 中印作“{MISSING}”。请换用通用的字，或在打印稿上手写补上。"


def _texts(document: Document) -> Iterator[tuple[str, Role, str]]:
    yield document.watermark, "hei", ""
    yield document.title, "title", ""
    if document.cover is not None:
        yield document.cover.title, "title", ""
        for line in document.cover.lines:
            yield line.title + line.text, "body", line.address
    for block in document.body:
        if isinstance(block, Heading):
            yield block.text, heading_role(block.level), block.address
        elif isinstance(block, Paragraph):
            yield block.text, "body", block.address
        else:
            yield from _table_texts(block, "hei")
    if document.signature is not None:
        yield document.signature.unit + document.signature.date, "body", ""
    for table in document.annexes:
        yield from _table_texts(table, "title")
    for chart in document.charts:
        yield from _chart_texts(chart)


def _table_texts(table: Table, title: Role) -> Iterator[tuple[str, Role, str]]:
    yield table.title, title, table.address
    for row in (*table.head, *table.body):
        for cell in row:
            yield cell.text, "hei" if cell.bold else "body", cell.address or table.address
    for text in (table.unit, *table.notes):
        yield text, "body", table.address


def _chart_texts(chart: Chart) -> Iterator[tuple[str, Role, str]]:
    yield chart.title, "hei", ""
    for text in (*(item.text for item in chart.legend), chart.unit, *chart.notes):
        yield text, "body", ""
    for row in chart.rows:
        for words in row.words:
            yield words.text, "hei" if words.bold else "body", row.address
