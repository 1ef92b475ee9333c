"""What ends the body, and the watermark behind it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from core.document.blocks import Document, Signature, Table
from core.export.docx.writer import docx_bytes
from tests.core.export.docx.readers import body, named, of, paragraphs, part, parts, styles, text
from tests.core.export.pdf.documents import SPENDING, document, paragraph, scores

SIGNATURE = Signature("晴川市园林管理局", "2022年3月31日")
CHARACTER = 315


def closing(made: Document) -> list[Element]:
    """The lines of the list of annexes and of the signature."""
    return [line for line in paragraphs(docx_bytes(made)) if of(line, "pPr", "pStyle") == "Closing"]


@pytest.mark.parametrize(
    ("annexes", "lines"),
    [
        ((), []),
        ((SPENDING,), ["", "附件：部门预算支出明细表"]),
        ((scores(1), SPENDING), ["", "附件：1.部门整体支出绩效自评表", "2.部门预算支出明细表"]),
    ],
)
def test_the_annexes_are_listed_below_the_text(annexes: tuple[Table, ...], lines: list[str]) -> None:
    assert [text(line) for line in closing(document(paragraph(1), annexes=annexes))] == lines


def test_titles_of_annexes_stand_below_each_other() -> None:
    _, first, second = closing(document(paragraph(1), annexes=(scores(1), SPENDING)))
    assert of(first, "pPr", "ind", attribute="left") == of(second, "pPr", "ind", attribute="left") == str(6 * CHARACTER)
    assert of(first, "pPr", "ind", attribute="hanging") == str(4 * CHARACTER), "附件：1."
    assert of(second, "pPr", "ind", attribute="hanging") == str(CHARACTER), "2."


def test_unit_and_date_stand_at_the_right_below_room_for_the_seal() -> None:
    made = replace(document(paragraph(1)), signature=SIGNATURE)
    *blank, unit, date = closing(made)
    assert [text(line) for line in blank] == ["", ""]
    assert (text(unit), text(date)) == ("晴川市园林管理局（盖章）", "2022年3月31日")
    assert of(date, "pPr", "ind", attribute="right") == str(4 * CHARACTER)
    assert of(unit, "pPr", "ind", attribute="right") == str(2 * CHARACTER), "not nearer to the edge"
    assert {of(line, "pPr", "jc") for line in (unit, date)} == {"right"}


def test_a_short_unit_stands_in_the_middle_above_its_date() -> None:
    *_, unit, _ = closing(replace(document(paragraph(1)), signature=Signature("局", "2022年3月31日")))
    # The date takes six and a half characters, the unit five.
    assert of(unit, "pPr", "ind", attribute="right") == str(19 * CHARACTER // 4)


def test_the_end_is_kept_with_the_last_words_and_not_with_the_annexes() -> None:
    made = replace(document(paragraph(1), paragraph(2), annexes=(SPENDING,)), signature=SIGNATURE)
    content = docx_bytes(made)
    lines = [line for line in paragraphs(content) if of(line, "pPr", "pStyle") in {"Normal", "Closing"}]
    kept = [line.find(named("pPr", "keepNext")) is not None for line in lines]
    assert kept == [False, True, *[False] * 5, True]
    assert styles(content)["Closing"].find(named("pPr", "keepNext")) is not None
    assert of(lines[-1], "pPr", "keepNext") == "0", "the style's own is taken back"


def test_the_watermark_stands_on_every_page_and_is_no_text() -> None:
    content = docx_bytes(replace(document(paragraph(1)), watermark="草稿<b>"))
    for section in body(content).iter(named("sectPr")):
        assert len(section.findall(named("headerReference"))) == 2
    for name in ("word/header1.xml", "word/header2.xml"):
        header = part(content, name)
        shapes = [item.get("string") for item in header.iter("{urn:schemas-microsoft-com:vml}textpath")]
        assert "草稿<b>" in shapes
        # Without it LibreOffice shows nothing.
        (kind,) = header.iter("{urn:schemas-microsoft-com:vml}shapetype")
        assert kind.get("{urn:schemas-microsoft-com:office:office}spt") == "136"
        assert text(header) == ""


def test_without_a_watermark_there_are_no_headers() -> None:
    assert not [name for name in parts(docx_bytes(document(paragraph(1)))) if "header" in name]
