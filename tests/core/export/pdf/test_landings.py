"""Where the addresses of a document come to stand on the pages, held against the words that PDFium finds there."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from core.document.blocks import Block, Cover, CoverLine, Document, Heading, Paragraph, TableCell
from core.export.pdf.pages import LINE_PITCH, Landing
from core.export.pdf.writer import SetPdf, pdf_bytes, set_pdf
from tests.core.export.pdf.documents import SPENDING, document, paragraph, whole_report


def uncovered(*body: Block) -> Document:
    return replace(document(*body), cover=None)


def words_at(made: SetPdf, landing: Landing) -> str:
    pdf = pypdfium2.PdfDocument(made.content)
    page = pdf[landing.page]
    height = page.get_height()
    text: str = page.get_textpage().get_text_bounded(
        landing.left, height - landing.bottom, landing.right, height - landing.top
    )
    pdf.close()
    return "".join(text.split())


def landings_of(made: SetPdf, address: str) -> list[Landing]:
    return [landing for landing in made.landings if landing.address == address]


def test_a_paragraph_lands_line_by_line() -> None:
    written = paragraph(1)
    made = set_pdf(uncovered(Heading(1, "一、", "概况", "narrative/a"), written))

    lines = landings_of(made, written.address)
    assert "".join(words_at(made, line) for line in lines) == "".join(written.text.split())
    assert lines[0].start == 0
    for line in lines:
        assert words_at(made, line).startswith("".join(written.text[line.start :].split())[:5])
        assert line.bottom - line.top == pytest.approx(LINE_PITCH)
    assert words_at(made, landings_of(made, "narrative/a")[0]) == "一、概况"


def test_the_number_of_a_paragraph_is_not_counted() -> None:
    text = "加强管理，" * 20
    made = set_pdf(uncovered(Paragraph("（1）", text, "narrative/p")))
    first, second, *_ = landings_of(made, "narrative/p")
    assert first.start == 0
    assert text[second.start :].startswith(words_at(made, second)[:5])


def test_a_paragraph_over_two_pages_lands_on_both() -> None:
    written = [paragraph(count) for count in range(12)]
    made = set_pdf(uncovered(*written))
    pages = [{line.page for line in landings_of(made, item.address)} for item in written]
    assert {0, 1} in pages
    for item in written:
        found = "".join(words_at(made, line) for line in landings_of(made, item.address))
        assert found == "".join(item.text.split())


def test_a_cell_lands_in_its_column() -> None:
    row = (TableCell("一、基本支出"), TableCell("2,310.00", "amount", "t/basic/initial", align="right"))
    rest = (TableCell("2,402.15", "amount", "t/basic/final", align="right"), TableCell("0.00"))
    table = replace(SPENDING, body=((*row, *rest),))
    made = set_pdf(uncovered(table))
    assert words_at(made, landings_of(made, "t/basic/initial")[0]) == "2,310.00"
    assert words_at(made, landings_of(made, "t/basic/final")[0]) == "2,402.15"


def test_a_line_of_the_cover_lands_with_its_title() -> None:
    lines = (CoverLine("部门名称", "晴川市园林管理局", "cover/unit"), CoverLine("联系电话", "", "cover/phone"))
    made = set_pdf(replace(document(paragraph(1)), cover=Cover("自评报告", lines)))
    assert words_at(made, landings_of(made, "cover/unit")[0]) == "部门名称：晴川市园林管理局"
    assert words_at(made, landings_of(made, "cover/phone")[0]) == "联系电话："


def test_what_has_no_address_lands_nowhere() -> None:
    made = set_pdf(uncovered(SPENDING))
    assert made.landings == ()


def test_the_file_is_the_one_that_is_exported() -> None:
    assert set_pdf(whole_report()).content == pdf_bytes(whole_report())
