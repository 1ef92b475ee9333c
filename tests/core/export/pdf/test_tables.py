"""Tables on the pages of a PDF: kept whole, broken with their heads, across the sheet, cells and figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from core.document.blocks import Heading, Paragraph, Table, TableCell
from core.export.pdf.pages import MM, PAGE_WIDTH
from core.export.pdf.writer import pdf_bytes
from tests.core.export.pdf.documents import SPENDING, amount, document, head, paragraph, scores
from tests.core.export.pdf.readers import page_texts, without_spaces

PAGE_NUMBER = re.compile(r"— (\d+) —\s*$")


def body_text(content: bytes) -> str:
    return without_spaces("".join(PAGE_NUMBER.sub("", text) for text in page_texts(content)))


@pytest.mark.parametrize("lines_before", range(12, 22))
def test_caption_unit_head_and_first_rows_stay_together(lines_before: int) -> None:
    filler = [Paragraph("", "占一行。", f"p{count}") for count in range(lines_before)]
    table = scores(40)

    pages = page_texts(pdf_bytes(document(*filler, table)))

    page = next(text for text in pages if table.title in text)
    assert f"续表 {table.title}" not in page
    assert [words for words in ("单位：分", "扣分原因", "第1项指标", "第2项指标") if words not in page] == []


@pytest.mark.parametrize("lines_before", range(12, 22))
def test_a_short_table_is_not_broken(lines_before: int) -> None:
    filler = [Paragraph("", "占一行。", f"p{count}") for count in range(lines_before)]

    pages = page_texts(pdf_bytes(document(*filler, SPENDING)))

    (page,) = [text for text in pages if SPENDING.title in text]
    assert [words for words in ("一、基本支出", "人员经费", "合计") if words not in page] == []


@pytest.mark.parametrize("lines_before", range(8, 22))
def test_a_table_of_half_a_page_is_broken_rather_than_leave_much_of_a_page_blank(lines_before: int) -> None:
    filler = [Paragraph("", "占一行。", f"p{count}") for count in range(lines_before)]
    rows = tuple((TableCell(f"第{row}类"), *(amount("1.00") for _ in range(3))) for row in range(1, 12))

    pages = page_texts(pdf_bytes(document(*filler, replace(SPENDING, body=rows))))

    parts = [[int(row) for row in re.findall(r"第(\d+)类", page)] for page in pages if "类" in page]
    assert [row for part in parts for row in part] == list(range(1, 12))
    assert min(map(len, parts)) >= 2
    (titled,) = [page for page in pages if page.count(SPENDING.title) > page.count(f"续表 {SPENDING.title}")]
    if len(parts) == 1:
        assert "占一行。" in titled or lines_before >= 16
    else:
        assert pages[-1].count(f"续表 {SPENDING.title}") == 1


def test_the_head_is_repeated_where_a_table_breaks() -> None:
    _, *pages = page_texts(pdf_bytes(document(annexes=(scores(60),))))

    assert len(pages) > 2
    assert all("扣分原因" in page for page in pages)
    assert [row for row in range(1, 61) if f"第{row}项指标" not in without_spaces("".join(pages))] == []
    assert pages[0].startswith("附件\n部门整体支出绩效自评表\n")
    again = [re.match(r"续表\s+部门整体支出绩效自评表\s+单位：分\n", page) is not None for page in pages]
    assert again == [False] + [True] * (len(pages) - 1)


WIDE = Table(
    "月份表",
    "各月支出明细表",
    "单位：万元",
    (8, *[4] * 13),
    (head("类别", *(f"{month}月" for month in range(1, 13)), "合计"),),
    tuple((TableCell(f"第{row}类"), *[amount("1,234.56")] * 12, amount("14,814.72")) for row in range(40)),
)


def test_a_table_that_is_too_wide_lies_across_its_pages_and_the_text_goes_on_upright() -> None:
    content = pdf_bytes(document(paragraph(1), WIDE, paragraph(2), annexes=(WIDE, SPENDING)))

    with pypdfium2.PdfDocument(content) as pdf:
        sizes = [page.get_size() for page in pdf]
    upright = [width < height for width, height in sizes]
    texts = page_texts(content)
    assert upright == ["12月" not in text for text in texts]
    assert upright == [True, True, *[False] * 3, True, *[False] * 3, True]
    assert "第2段。" in texts[5]
    assert all("合计" in text for text, is_upright in zip(texts, upright, strict=True) if not is_upright)


def test_a_heading_right_above_a_wide_table_goes_with_it() -> None:
    texts = page_texts(pdf_bytes(document(paragraph(1), Heading(1, "二、", "各月情况", "h"), WIDE)))

    assert ["各月情况" in text for text in texts] == [False, False, True, False, False]


def test_a_table_across_the_sheet_keeps_margins_and_page_number_of_the_sheet() -> None:
    with pypdfium2.PdfDocument(pdf_bytes(document(annexes=(WIDE,)))) as pdf:
        for number in (1, 2):
            words = pdf[number].get_textpage()
            text = words.get_text_range()
            boxes = [words.get_charbox(index) for index in range(len(text)) if not text[index].isspace()]
            digits = [words.get_charbox(found.start()) for found in re.finditer(r"—", text)]
            # Turned back, the foot of the sheet lies left; its right edge, for odd numbers, below.
            assert all(35 * MM - 12 * MM < left < right < 35 * MM - 5 * MM for left, _, right, _ in digits)
            assert len(digits) == 2
            assert all((bottom < 105 * MM) == (number % 2 == 1) for _, bottom, _, _ in digits)
            inside = [box for box in boxes if box[0] > 35 * MM - 1]
            assert len(boxes) - len(inside) == 3
            assert max(right for _, _, right, _ in inside) <= 260 * MM + 1
            assert max(top for _, _, _, top in inside) <= PAGE_WIDTH - 28 * MM
            assert min(bottom for _, bottom, _, _ in inside) >= 26 * MM


def test_a_row_longer_than_a_page_is_continued() -> None:
    reason = "".join(f"第{count}个原因，" for count in range(600))
    table = Table("表", "表题", "", (1, 3), (head("序号", "原因"),), ((TableCell("1"), TableCell(reason)),))

    content = pdf_bytes(document(table))

    assert without_spaces("".join(page_texts(content))).count("个原因") == 600
    assert len(page_texts(content)) > 3


def test_a_large_figure_is_set_smaller_and_not_broken() -> None:
    figure = "1,234,567,890,123,456.78"
    table = Table("表", "表题", "", (1, 1, 1, 1, 1, 1), (), ((amount(figure), *([amount("1.00")] * 5)),))

    assert figure in page_texts(pdf_bytes(document(table)))[1]


def test_cells_cover_columns_and_rows() -> None:
    table = Table(
        "表",
        "表题",
        "",
        (1, 1, 1),
        (),
        (
            (TableCell("占两行", rows=2), TableCell("占两列", columns=2)),
            (TableCell("左"), TableCell("右")),
            (TableCell("甲"), TableCell("乙"), TableCell("丙")),
        ),
    )
    with pypdfium2.PdfDocument(pdf_bytes(document(table))) as pdf:
        text_page = pdf[1].get_textpage()
        text = text_page.get_text_range()
        at = {
            word: text_page.get_charbox(text.index(word)) for word in ("占两行", "占两列", "左", "右", "甲", "乙", "丙")
        }

    def left(word: str) -> float:
        return float(at[word][0])

    def top(word: str) -> float:
        return float(at[word][3])

    assert left("占两行") < left("左") < left("右")
    assert abs(left("左") - left("占两列")) < 3
    assert abs(left("左") - left("乙")) < 3
    assert top("占两列") > top("占两行") > top("左") > top("甲")


def test_a_cell_keeps_its_line_ends() -> None:
    table = replace(SPENDING, body=((TableCell("第一行\n第二行\n\n第三行"), *(amount("1") for _ in range(3))),))
    text = "".join(page_texts(pdf_bytes(document(table))))
    assert "第一行\n第二行\n第三行\n" in text


def test_a_dense_table_takes_less_room() -> None:
    rows = replace(SPENDING, body=SPENDING.body * 20)
    assert len(page_texts(pdf_bytes(document(replace(rows, dense=True))))) < len(page_texts(pdf_bytes(document(rows))))


@pytest.mark.parametrize("rows_before", range(20, 30))
def test_a_line_over_all_columns_stands_on_the_page_of_the_row_that_it_heads(rows_before: int) -> None:
    row = tuple(TableCell(text) for text in ("普通行", "1", "1", "1"))
    heading = (TableCell("小标题", bold=True, columns=4),)
    table = replace(SPENDING, body=(*[row] * rows_before, heading, (TableCell("领头行"), *row[1:]), *[row] * 5))
    together = [text for text in page_texts(pdf_bytes(document(table))) if "小标题" in text]
    assert ["领头行" in text for text in together] == [True]
