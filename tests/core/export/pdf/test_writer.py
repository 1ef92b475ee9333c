"""The PDF as other programs see it: text in order, fonts, pages, outline, properties, the same bytes."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from core.document.blocks import Cover, CoverLine, Document, Heading, Paragraph, Table
from core.errors import AppError
from core.export.pdf.line_breaking import NO_LINE_END, NO_LINE_START
from core.export.pdf.pages import MM, PAGE_HEIGHT, PAGE_WIDTH
from core.export.pdf.writer import pdf_bytes, write_pdf
from core.progress import CancelledError
from tests.core.export.pdf.documents import SENTENCES, document, paragraph, whole_report
from tests.core.export.pdf.readers import fonts, outline, page_texts, properties, shapes, without_spaces

PAGE_NUMBER = re.compile(r"— (\d+) —\s*$")


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_bytes(whole_report())


def body_text(content: bytes) -> str:
    return without_spaces("".join(PAGE_NUMBER.sub("", text) for text in page_texts(content)))


def test_the_text_holds_every_sentence_in_order(report: bytes) -> None:
    text = body_text(report)
    at = 0
    for block in whole_report().body:
        words = block.title if isinstance(block, Table) else block.number + block.text
        at = text.find(without_spaces(words), at)
        assert at >= 0, words
    assert text.find("附件1部门整体支出绩效自评表") > at


def test_a_sentence_is_copied_with_its_own_spaces_only(report: bytes) -> None:
    lines = "".join(page_texts(report)).split("\n")
    own = {found for sentence in SENTENCES for found in re.findall(r"\S \S", sentence)}

    in_sentences = [line for line in lines if without_spaces(line) in without_spaces("".join(SENTENCES))]
    assert len(in_sentences) > 50
    assert {found for line in in_sentences for found in re.findall(r"\S \S", line)} <= own


def test_lines_obey_the_rules(report: bytes) -> None:
    lines = [line for text in page_texts(report)[1:] for line in text.split("\n") if line.strip()]

    assert len(lines) > 200
    assert [line for line in lines if line[0] in NO_LINE_START] == []
    assert [line for line in lines if line.rstrip()[-1] in NO_LINE_END] == []


def test_only_bundled_fonts_are_used_and_embedded(report: bytes) -> None:
    assert fonts(report) == {
        "FandolFang-Regular": True,
        "FandolKai-Regular": True,
        "NotoSansSC-Medium": True,
        "NotoSerifSC-Bold": True,
        "NotoSerifSC-Regular": True,
    }
    assert b"Helvetica" not in report


def test_the_body_is_numbered_and_the_cover_is_not(report: bytes) -> None:
    cover, *pages = page_texts(report)

    assert not PAGE_NUMBER.search(cover)
    assert [int(found[1]) for text in pages if (found := PAGE_NUMBER.search(text))] == list(range(1, len(pages) + 1))


def test_odd_page_numbers_stand_right_and_even_ones_left(report: bytes) -> None:
    middle, below = 105 * MM, 35 * MM
    with pypdfium2.PdfDocument(report) as pdf:
        for number in (1, 2, 3):
            text_page = pdf[number].get_textpage()
            left, bottom, _, top = text_page.get_charbox(text_page.count_chars() - 1)
            assert (left > middle) == (number % 2 == 1)
            assert below - 12 * MM < bottom < top < below - 5 * MM


def test_a_page_holds_22_lines_of_28_characters() -> None:
    content = pdf_bytes(document(*(Paragraph("", "绩" * 28 * 10, f"p{count}") for count in range(10))))

    _, page, *_ = page_texts(content)
    lines = page.strip().split("\n")
    assert len(lines) == 22 + 1
    assert {len(line) for line in lines[1:10]} == {28}


def test_text_stands_inside_the_type_area(report: bytes) -> None:
    with pypdfium2.PdfDocument(report) as pdf:
        for page in list(pdf)[1:]:
            text_page = page.get_textpage()
            boxes = [text_page.get_charbox(index) for index in range(text_page.count_chars())]
            assert min(left for left, _, right, _ in boxes if right > left) >= 28 * MM
            # The blank half of a mark at the end of a line may hang out, its ink does not.
            assert max(right for left, _, right, _ in boxes if right > left) <= (210 - 26) * MM + 0.5
            assert max(top for _, _, _, top in boxes) <= PAGE_HEIGHT - 37 * MM


def test_the_outline_is_the_documents_headings(report: bytes) -> None:
    entries = outline(report)

    assert [(entry.level, entry.title) for entry in entries] == [
        (0, "封面"),
        (0, "一、部门基本情况"),
        (1, "（一）部门职能"),
        (2, "1.主要职责"),
        (3, "（1）具体职责"),
        (0, "二、整体支出使用情况"),
        (1, "1.没有第二级的第三级标题"),
        (0, "附件1 部门整体支出绩效自评表"),
        (0, "附件2 部门预算支出明细表"),
    ]
    texts = page_texts(report)
    assert all(entry.title in texts[entry.page] for entry in entries[1:7])


def test_properties_come_from_the_document_alone(report: bytes) -> None:
    assert properties(report) == {
        "Title": whole_report().title,
        "Author": "晴川市园林管理局",
        "Creator": "自评",
        "Producer": properties(report)["Producer"],
        "CreationDate": "D:20220331000000+08'00'",
        "ModDate": "D:20220331000000+08'00'",
    }
    assert "CreationDate" not in properties(pdf_bytes(document(paragraph(1), made_on="")))
    assert b"/Lang (zh-CN)" in report


def test_the_same_document_gives_the_same_bytes_whatever_was_written_before(report: bytes) -> None:
    script = (
        "import hashlib; from core.export.pdf.writer import pdf_bytes;"
        "from tests.core.export.pdf.documents import whole_report;"
        "print(hashlib.sha256(pdf_bytes(whole_report())).hexdigest())"
    )
    other = pdf_bytes(whole_report(3))
    fresh = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")

    assert other != report
    assert pdf_bytes(whole_report()) == report
    assert fresh.stdout.strip() == _sha256(report)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("lines_before", range(14, 23))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines_before: int) -> None:
    filler = [Paragraph("", "占一行。", f"p{count}") for count in range(lines_before)]
    headings = [
        Heading(1, "二、", "一级标题", "h1"),
        Heading(2, "（一）", "二级标题", "h2"),
        Heading(3, "1.", "三级", "h3"),
    ]

    pages = page_texts(pdf_bytes(document(*filler, *headings, paragraph(1))))

    (page,) = [text for text in pages if "一级标题" in text]
    assert "二级标题" in page
    assert "1.三级\n第1段。" in page


def test_without_a_cover_the_title_stands_above_the_body_on_page_one() -> None:
    plain = Document("晴川市园林管理局校核报告", "", "", None, (paragraph(1),), ())
    (text,) = page_texts(pdf_bytes(plain))
    assert text.startswith("晴川市园林管理局校核报告\n")
    assert PAGE_NUMBER.search(text)
    assert [entry.title for entry in outline(pdf_bytes(plain))] == ["晴川市园林管理局校核报告"]


def test_a_watermark_lies_behind_the_text_of_every_page_and_is_no_part_of_it() -> None:
    plain = whole_report(3)

    content = pdf_bytes(replace(plain, watermark="草稿"))

    assert page_texts(content) == page_texts(pdf_bytes(plain))
    for first, *others in shapes(content):
        left, bottom, right, top = first.bounds
        assert right - left > PAGE_WIDTH / 3
        assert top - bottom > PAGE_HEIGHT / 3
        assert all(0.8 < part < 0.95 for part in first.colour)
        assert {item.colour for item in others} == {(0.0, 0.0, 0.0)}


def test_long_cover_fields_and_titles_keep_their_words() -> None:
    long_name = "晴川市自然资源和规划局（晴川市海洋局、晴川市林业局）机关及所属事业单位"
    lines = tuple(CoverLine(title, long_name, "") for title in ("部门名称", "填报日期"))
    cover = Cover(f"{long_name}2021年度部门整体支出绩效自评报告", lines)

    (text, *_) = page_texts(pdf_bytes(Document("题", "", "", cover, (paragraph(1),), ())))

    assert without_spaces(text).count(long_name) == 3


class Recorder:
    """A progress sink that can cancel at a step."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.reports: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int, message: str) -> None:
        assert message
        self.reports.append((done, total))
        if done == self._cancel_at:
            raise CancelledError


def test_progress_grows_to_its_total(tmp_path: Path) -> None:
    recorder = Recorder()

    write_pdf(whole_report(), tmp_path / "报告.pdf", progress=recorder)

    assert all(before[0] <= after[0] for before, after in itertools.pairwise(recorder.reports))
    assert recorder.reports[0][0] == 0
    assert recorder.reports[-1][0] == recorder.reports[-1][1]


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    target.write_bytes(b"old")

    with pytest.raises(CancelledError):
        write_pdf(whole_report(), target, progress=Recorder(cancel_at=5))

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as raised:
        write_pdf(document(), tmp_path / "没有" / "报告.pdf")

    assert raised.value.code == "no_folder"
