"""Content controls and bookmarks by which an edited copy is read back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from core.document.blocks import Source, Table, TableCell
from core.document.marks import bookmark_name
from core.document.printed import digest_of, printed_values
from core.export.docx.writer import docx_bytes
from tests.core.export.documents import report_document, text_table
from tests.core.export.docx.readers import (
    body,
    named,
    paragraphs,
    part,
    short,
    value,
)
from tests.core.export.pdf.documents import document, whole_report


def tags(content: bytes) -> list[str]:
    return [value(tag) for tag in body(content).iter(named("tag"))]


def test_every_figure_and_field_with_an_address_is_a_content_control() -> None:
    document = report_document()
    cells = [cell for table in document.tables() for row in table.body for cell in row if cell.address]
    assert document.cover
    assert tags(docx_bytes(document)) == [*(line.address for line in document.cover.lines), *(c.address for c in cells)]
    marks = body(docx_bytes(document))
    assert len({value(control[0].find(named("id"))) for control in marks.iter(named("sdt"))}) == len(cells) + 3
    names = [value(mark, "name") for mark in marks.iter(named("bookmarkStart"))]
    assert len(set(names)) == len(names), "the same address never has two bookmarks"
    assert {bookmark_name(cell.address) for cell in cells} <= set(names), "for programs that lose the tags"


def test_every_paragraph_carries_a_bookmark() -> None:
    content = docx_bytes(whole_report(3))
    names = [value(mark, "name") for line in paragraphs(content) for mark in line.iter(named("bookmarkStart"))]
    assert names == [bookmark_name(block.address) for block in whole_report(3).body if not isinstance(block, Table)]
    starts, ends = (list(body(content).iter(named(kind))) for kind in ("bookmarkStart", "bookmarkEnd"))
    assert [value(mark, "id") for mark in starts] == [value(mark, "id") for mark in ends]


def test_an_address_is_marked_once() -> None:
    twice = replace(text_table("甲", "乙"), body=((TableCell("甲", address="a/b"), TableCell("乙", address="a/b")),))
    assert tags(docx_bytes(document(twice))).count("a/b") == 1


def test_the_file_remembers_what_was_printed_where_without_its_words() -> None:
    source = Source("tiny-2024", "某市测试局", "2021")
    content = docx_bytes(replace(report_document(), source=source))
    assert content == docx_bytes(replace(report_document(), source=source)), "the same report gives the same bytes"
    record = part(content, "customXml/item1.xml")
    assert dict(record.attrib) == {"standard": "tiny-2024", "unit": "某市测试局", "year": "2021"}
    values = {item.get("at"): item.get("digest") for item in record if short(item) == "value"}
    printed = printed_values(report_document())
    assert values == {where: digest_of(value.text) for where, value in printed.items()}
    words = {item.get("digest") for item in record if short(item) == "words"}
    assert digest_of(report_document().tables()[0].unit) in words
    assert not [item for item in record if item.text], "a copy tells nothing that is not printed in it"


def test_a_document_of_no_report_remembers_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(report_document()))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]
