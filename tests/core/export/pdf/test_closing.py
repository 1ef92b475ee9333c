"""What ends the body: the list of annexes and the signature, where GB/T 9704 wants them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from core.document.blocks import Document, Paragraph, Signature
from core.export.pdf.pages import CHARACTER_PITCH, LEFT, LINE_PITCH, MEASURE
from core.export.pdf.writer import pdf_bytes
from tests.core.export.pdf.documents import SPENDING, document, paragraph, scores
from tests.core.export.pdf.readers import page_texts

SIGNED = Signature("晴川市园林管理局", "2022年3月31日")


def signed(*texts: str, signature: Signature = SIGNED) -> Document:
    body = [Paragraph("", text, f"p{count}") for count, text in enumerate(texts)]
    return replace(document(*body, annexes=(scores(2), SPENDING)), signature=signature)


def boxes_of(content: bytes, words: str) -> tuple[float, float, float]:
    """The left, right and base of words on the first page behind the cover."""
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[1].get_textpage()
        at = page.get_text_range().index(words)
        boxes = [page.get_charbox(index, loose=True) for index in range(at, at + len(words))]
    return min(box[0] for box in boxes), max(box[2] for box in boxes), boxes[0][1]


def test_the_annexes_are_listed_below_the_text_with_their_numbers() -> None:
    (_, text, *_) = page_texts(pdf_bytes(signed("正文。")))

    assert text.startswith("正文。\n附件：1.部门整体支出绩效自评表\n2.部门预算支出明细表\n")
    (_, single, *_) = page_texts(pdf_bytes(document(paragraph(1), annexes=(SPENDING,))))
    assert "\n附件：部门预算支出明细表\n" in single
    assert "附件" not in "".join(page_texts(pdf_bytes(document(paragraph(1)))))


def test_the_date_ends_four_characters_from_the_right_and_the_name_stands_above_its_middle() -> None:
    content = pdf_bytes(signed("正文。", signature=replace(SIGNED, unit="晴川市园林局")))

    left, right, base = boxes_of(content, SIGNED.date)
    assert LEFT + MEASURE - right == pytest.approx(4 * CHARACTER_PITCH, abs=1)
    name_left, name_right, name_base = boxes_of(content, "晴川市园林局（盖章）")
    assert (name_left + name_right) / 2 == pytest.approx((left + right) / 2, abs=5)
    assert name_base - base == pytest.approx(LINE_PITCH, abs=1)


def test_a_long_name_ends_two_characters_from_the_right() -> None:
    long_name = "晴川市自然资源和规划局（晴川市海洋局）机关"
    content = pdf_bytes(signed("正文。", signature=replace(SIGNED, unit=long_name)))

    _, right, _ = boxes_of(content, long_name)
    assert right < LEFT + MEASURE - 2 * CHARACTER_PITCH


@pytest.mark.parametrize("lines", range(10, 30))
def test_the_signature_never_stands_on_a_page_without_text(lines: int) -> None:
    pages = page_texts(pdf_bytes(signed(*["占一行。"] * lines)))

    (page,) = [text for text in pages if SIGNED.date in text]
    assert page.count("占一行。") >= 2
    assert "附件：1." in page


def test_without_name_or_date_what_there_is_is_printed() -> None:
    (_, dated, *_) = page_texts(pdf_bytes(signed("正文。", signature=Signature("", "2022年3月31日"))))
    (_, named, *_) = page_texts(pdf_bytes(signed("正文。", signature=Signature("晴川市园林管理局", ""))))

    assert "2022年3月31日" in dated
    assert "盖章" not in dated
    assert "晴川市园林管理局（盖章）" in named
