"""Numbers are Word's own, and print exactly what the document has; the intake counts them as Word does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.document.blocks import Heading, Paragraph, Table
from core.document.numbering import chapter_number
from core.export.docx.writer import docx_bytes
from core.intake.manuscript_docx import docx_manuscript
from tests.core.export.docx.readers import (
    of,
    paragraphs,
    short,
    styles,
    text,
)
from tests.core.export.pdf.documents import document, whole_report


def test_every_paragraph_is_there_in_order_with_its_number() -> None:
    """The numbers are Word's own; the intake counts them as Word does."""
    read = [passage.text for passage in docx_manuscript(docx_bytes(whole_report(3)), "报告.docx").passages]
    at = 0
    for block in whole_report(3).body:
        if not isinstance(block, Table):
            gap = " " if block.number.isascii() and block.number and block.text[0].isascii() else ""
            at = read.index(block.number + gap + block.text, at) + 1


def numbers_read(blocks: Sequence[Heading | Paragraph]) -> list[str]:
    manuscript = docx_manuscript(docx_bytes(document(*blocks)), "报告.docx")
    return [passage.text for passage in manuscript.passages][-len(blocks) :]


def typed_numbers(blocks: Sequence[Heading | Paragraph]) -> list[str]:
    """The texts of paragraphs that hold their number as text."""
    lines = paragraphs(docx_bytes(document(*blocks)))[-len(blocks) :]
    return [text(line) for line, block in zip(lines, blocks, strict=True) if text(line).strip() != block.text]


def counted(blocks: Sequence[Heading | Paragraph]) -> bool:
    """Tell whether Word counts every number as the document has it."""
    return numbers_read(blocks) == [block.number + block.text for block in blocks] and not typed_numbers(blocks)


def headings(*numbers: tuple[int, str]) -> list[Heading]:
    return [Heading(level, number, "标题", f"h{count}") for count, (level, number) in enumerate(numbers)]


def test_headings_and_paragraphs_share_one_count() -> None:
    blocks: list[Heading | Paragraph] = [
        *headings((1, "一、"), (2, "（一）"), (3, "1.")),
        Paragraph("2.", "段落", "p1"),
        Paragraph("（1）", "段落", "p2"),
        Paragraph("（2）", "段落", "p3"),
        *headings((3, "3."), (4, "（1）"), (2, "（二）"), (3, "1."), (1, "二、"), (2, "（一）")),
    ]
    assert counted(blocks)


def test_a_count_that_begins_anew_or_leaves_out_is_kept() -> None:
    """Parts without a title each count from 1, and nobody else's count is in the way."""
    blocks = [
        *headings((1, "一、"), (3, "1."), (3, "2."), (3, "1."), (4, "（1）"), (4, "（2）"), (3, "2."), (3, "4.")),
        *headings((4, "（1）"), (1, "二、"), (3, "1."), (3, "1."), (1, "四、"), (2, "（三）"), (2, "（四）")),
    ]
    assert counted(blocks)


def test_numbers_beyond_ten() -> None:
    chapters = [(1, chapter_number(count)) for count in range(1, 31)]
    blocks = [*headings(*chapters), *headings(*((3, f"{count}.") for count in range(1, 13)))]
    assert counted(blocks)


@pytest.mark.parametrize("number", ["第一，", "1、", "①", "<b>", "0.", "99999."])
def test_a_number_of_another_form_is_typed(number: str) -> None:
    blocks: list[Heading | Paragraph] = [
        Heading(3, number, "标题", "h"),
        Paragraph(number, "段落", "p"),
        Heading(1, "", "没有编号", "k"),
    ]
    assert numbers_read(blocks) == [f"{number}标题", f"{number}段落", "没有编号"]


def test_headings_are_on_the_list_by_their_style_so_that_a_new_one_is_numbered() -> None:
    sheet = styles(docx_bytes(document()))
    for level in range(4):
        style = sheet[f"Heading{level + 1}"]
        assert of(style, "name") == f"heading {level + 1}"
        assert of(style, "pPr", "outlineLvl") == str(level)
        assert (of(style, "pPr", "numPr", "ilvl"), of(style, "pPr", "numPr", "numId")) == (str(level), "1")
    (line,) = [line for line in paragraphs(docx_bytes(document(*headings((1, "一、"))))) if text(line) == "标题"]
    assert [short(item) for item in line[0]] == ["pStyle"]
