"""What of a PDF was not read is said: pages that are pictures, letters without meaning, words read off a scan."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core.errors import AppError
from core.intake.manuscript_pdf import pdf_manuscript
from core.intake.pdf_unread import page_words
from core.model.manuscript import Manuscript
from core.validation.run import check_text
from tests.core.intake.pdf_files import LEFT, Sheet, many_pages, pdf_file, scanned

TEXT = "云岭市河道局全年巡查河道一千二百公里，清理垃圾三百四十吨，完成率为百分之九十七。" * 2


def read(data: bytes) -> Manuscript:
    return pdf_manuscript(data, "报告.pdf")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.text for passage in manuscript.passages]


def text_page(sheet: Sheet) -> None:
    sheet.paragraph(TEXT)


def blank(sheet: Sheet) -> None:
    sheet.canvas.rect(20, 20, 500, 700)


def without_meaning(data: bytes) -> bytes:
    """Take away what the characters of the fonts stand for, as some printing programs leave it out."""
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), data)


def test_scanned_pages_among_others_are_named_in_the_ledger() -> None:
    manuscript = read(pdf_file(text_page, scanned, text_page, scanned, scanned))
    assert texts(manuscript) == [TEXT, TEXT]
    assert manuscript.unread == ("第 2、4 至 5 页是图片，没有校核。",)
    assert check_text(manuscript).coverage.unread == manuscript.unread


def test_blank_pages_lack_nothing() -> None:
    assert read(pdf_file(text_page, blank, text_page)).unread == ()


def test_a_scanned_page_with_a_running_head_is_still_a_picture() -> None:
    def headed(draw: Callable[[Sheet], None], number: int) -> Callable[[Sheet], None]:
        def draw_both(sheet: Sheet) -> None:
            draw(sheet)
            sheet.write("云岭市河道局", 200, 40, 10)
            sheet.write(f"－ {number} －", 280, 800, 10)

        return draw_both

    pages = [headed(scanned if number == 2 else text_page, number) for number in range(1, 5)]
    assert read(pdf_file(*pages)).unread == ("第 2 页是图片，没有校核。",)


def test_a_page_that_is_drawn_letter_by_letter_is_a_picture() -> None:
    def outlines(sheet: Sheet) -> None:
        for number in range(200):
            sheet.canvas.circle(100 + number % 20 * 10, 200 + number // 20 * 10, 4)

    assert read(pdf_file(text_page, outlines)).unread == ("第 2 页是图片，没有校核。",)


def test_a_picture_beside_text_is_named_and_the_ground_of_a_page_is_not() -> None:
    def chart(sheet: Sheet) -> None:
        sheet.paragraph(TEXT)
        sheet.picture(LEFT, 300, 400, 300)

    def ground(sheet: Sheet) -> None:
        scanned(sheet)
        sheet.paragraph(TEXT)

    def logo(sheet: Sheet) -> None:
        sheet.paragraph(TEXT)
        sheet.picture(LEFT, 300, 60, 60)

    manuscript = read(pdf_file(chart, ground, logo))
    assert texts(manuscript) == [TEXT] * 3
    assert manuscript.unread == ("第 1 页有图片，图片里的字没有校核。",)


def test_words_that_a_program_read_off_a_scan_are_checked_with_a_warning() -> None:
    def recognised(sheet: Sheet) -> None:
        scanned(sheet)
        sheet.canvas.setFont("Helvetica", 12)
        written = sheet.canvas.beginText(LEFT, 600)
        written.setTextRenderMode(3)
        written.textOut("1,234.50")
        sheet.canvas.drawText(written)

    manuscript = read(pdf_file(text_page, recognised))
    assert texts(manuscript) == [TEXT, "1,234.50"]
    assert "第 2 页是扫描件，文字由识别得来" in manuscript.unread[0]


def test_a_file_whose_letters_have_no_meaning_is_refused() -> None:
    with pytest.raises(AppError) as caught:
        read(without_meaning(pdf_file(text_page)))
    assert caught.value.code == "no_text"
    assert "乱码" in caught.value.message


def test_a_page_whose_letters_have_the_wrong_meaning_is_not_checked() -> None:
    wrong = "".join(chr(0x4E00 + number * 331 % 20_000) for number in range(60))
    shown = "".join(chr(ord("A") + number % 60) for number in range(60)).replace("\\", "A")
    content = f"BT /F 12 Tf 50 700 Td ({shown}) Tj ET"
    with pytest.raises(AppError) as caught:
        read(many_pages(1, content, wrong))
    assert "乱码" in caught.value.message


def test_single_letters_that_cannot_be_read_are_counted_and_spoil_the_figures_they_stand_in() -> None:
    meaning = "年支出收入比上增加减少的和12345.\ue001"
    shown = "".join(chr(ord("A") + number) for number in range(len(meaning)))
    digits, lost = shown[-7:-1], shown[-1]
    content = f"BT /F 12 Tf 50 700 Td ({shown[:-1] * 3} {digits[0]}{lost}{digits[1:4]}) Tj ET"
    manuscript = read(many_pages(1, content, meaning))
    assert texts(manuscript)[0].endswith("12345. 〓")
    assert manuscript.unread == ("第 1 页共有 1 处字读不出来，以“〓”代替；带这个符号的数字没有校核。",)


def test_signs_before_the_points_of_a_list_are_no_loss() -> None:
    meaning = "年支出收入比上增加减少的和12345.\ue001"
    shown = "".join(chr(ord("A") + number) for number in range(len(meaning)))
    content = f"BT /F 12 Tf 50 700 Td ({shown[-1]}) Tj 20 0 Td ({shown[:-1] * 3}) Tj ET"
    manuscript = read(many_pages(1, content, meaning))
    assert texts(manuscript) == [meaning[:-1] * 3]
    assert manuscript.unread == ()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([3, 7], "3、7"), ([1, 2, 3, 9, 10], "1 至 3、9 至 10"), (range(1, 90, 2), "37、39等")],
)
def test_pages_are_named_as_ranges(numbers: list[int], words: str) -> None:
    assert page_words(numbers).endswith(words)
