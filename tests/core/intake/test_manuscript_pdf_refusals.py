"""PDF files that are damaged, hostile, locked, too large or without text, and what is said of them."""

from __future__ import annotations

import itertools

import pytest

from core.errors import AppError
from core.intake import allowance, manuscript_pdf
from core.intake.manuscript_pdf import pdf_manuscript
from core.model.manuscript import Manuscript
from tests.core.intake.pdf_files import many_pages, pdf_file

ROWS = (("项目", "预算数", "决算数"), ("水费", "20.00", "18.50"), ("电费", "1,030.00", "1,000.25"))
LONG = (
    "云岭市河道局全年巡查河道一千二百公里，清理垃圾三百四十吨，完成率为百分之九十七。"
    "沿线群众对水质改善表示满意，来信来访比上年减少四成。"
)
OTHER = (
    "本年安排项目支出五百万元，全部用于堤防加固、闸门维修和水质监测，年末没有结余，也没有挪作他用，已按规定向社会公开。"
)


def read(data: bytes) -> Manuscript:
    return pdf_manuscript(data, "报告.pdf")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.text for passage in manuscript.passages]


def refusal(data: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        read(data)
    assert "报告.pdf" in caught.value.message
    return caught.value


def test_a_password_is_named_and_one_for_changes_only_does_not_matter() -> None:
    error = refusal(pdf_file(lambda sheet: sheet.write("正文"), password="geheim"))
    assert error.code == "encrypted"
    assert "密码" in error.message
    assert texts(read(pdf_file(lambda sheet: sheet.write("正文"), password=""))) == ["正文"]


def test_a_scanned_file_is_said_to_be_a_picture() -> None:
    error = refusal(pdf_file(lambda sheet: sheet.picture(50, 50, 400, 600)))
    assert error.code == "no_text"
    assert "扫描" in error.message
    assert "文字识别" in error.message


def test_a_file_of_blank_pages_is_said_to_have_no_text() -> None:
    error = refusal(pdf_file(lambda sheet: sheet.canvas.rect(50, 50, 400, 600)))
    assert error.code == "no_text"
    assert "没有文字" in error.message
    assert "扫描" not in error.message


def test_letters_without_meaning_are_not_read_as_text() -> None:
    error = refusal(many_pages(1, "BT /F 12 Tf 50 700 Td (ABCABC) Tj ET", "\ue001\ue002\ue003"))
    assert error.code == "no_text"
    assert "乱码" in error.message


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 9], ids=["mark", "noise"])
def test_damaged_files_are_called_damaged(data: bytes) -> None:
    assert refusal(data).code == "unreadable"


def test_every_cut_of_a_file_is_read_or_refused_in_words() -> None:
    data = pdf_file(lambda sheet: sheet.table(ROWS, 200))
    codes = set()
    for end in range(10, len(data), len(data) // 40):
        try:
            read(data[:end])
        except AppError as error:
            codes.add(error.code)
    assert codes <= {"unreadable", "no_text"}
    assert "unreadable" in codes


def test_a_broken_index_is_found_again() -> None:
    data = pdf_file(lambda sheet: sheet.write("正文"))
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    assert texts(read(data[:at] + b"9" + data[at:])) == ["正文"]


def test_a_hundred_thousand_pages_are_too_many() -> None:
    error = refusal(many_pages(100_000, "BT /F 12 Tf 50 700 Td (page) Tj ET"))
    assert error.code == "too_large"
    assert "100,000 页" in error.message


def test_a_drawing_with_thousands_of_lines_is_not_taken_for_a_table() -> None:
    lines = "".join(f"{50 + number * 7 % 500} 50 m {50 + number * 7 % 500} 700 l S " for number in range(9000))
    manuscript = read(many_pages(1, f"{lines} BT /F 12 Tf 50 760 Td (above) Tj ET"))
    assert texts(manuscript) == ["above"]


def test_places_beyond_all_pages_do_no_harm() -> None:
    content = "1e38 0 0 1e38 0 0 cm 0 0 m 1e38 1e38 l S BT /F 12 Tf 1e38 1e38 Td (far) Tj ET"
    assert refusal(many_pages(1, content)).code == "no_text"


def test_texts_and_pages_beyond_a_limit_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_file(*[lambda sheet: sheet.write("一二三四")] * 2)
    assert texts(read(data)) == ["一二三四", "一二三四"]
    monkeypatch.setattr(allowance, "MOST_CHARACTERS", 7)
    assert refusal(data).code == "too_large"
    monkeypatch.undo()
    monkeypatch.setattr(manuscript_pdf, "MOST_PAGES", 1)
    assert refusal(data).code == "too_large"


def test_reading_ends_when_its_time_is_over() -> None:
    clock = itertools.count(step=5_000_000_000)
    data = pdf_file(*[lambda sheet: sheet.write("一二三四")] * 3)
    with pytest.raises(AppError) as caught:
        pdf_manuscript(data, "报告.pdf", lambda: next(clock))
    assert caught.value.code == "too_large"
    assert "秒" in caught.value.message
