"""Tables in the Word file: pages, rows, cells, captions, annexes."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from core.document.blocks import Table, TableCell
from core.export.docx.writer import docx_bytes
from tests.core.export.docx.readers import (
    body,
    named,
    of,
    paragraphs,
    short,
    styles,
    text,
    value,
)
from tests.core.export.docx.wide import wide_table
from tests.core.export.pdf.documents import SPENDING, document, paragraph, scores, whole_report


def test_a_table_that_is_too_wide_has_a_turned_page_of_its_own() -> None:
    blocks = (paragraph(1), wide_table(14), paragraph(2), SPENDING)
    content = docx_bytes(document(*blocks, annexes=(wide_table(15), SPENDING)))
    turned = [of(section, "pgSz", attribute="orient") for section in body(content).iter(named("sectPr"))]
    assert turned == ["", "", "landscape", "", "landscape", ""], "cover, text, table, text, annex, annex"
    starts = [of(section, "pgNumType", attribute="start") for section in body(content).iter(named("sectPr"))]
    assert starts == ["", "1", "", "", "", ""], "numbers run through"
    widths = [int(of(table, "tblPr", "tblW", attribute="w")) for table in body(content).findall(named("tbl"))]
    assert [width > 12000 for width in widths[1:]] == [True, False, True, False]


def written(table: Table) -> Element:
    """A table as it is written."""
    return body(docx_bytes(document(table))).findall(named("tbl"))[-1]


def test_head_rows_are_repeated_and_no_row_breaks() -> None:
    table = written(scores(40))
    rows = table.findall(named("tr"))
    assert [row.find(named("trPr", "tblHeader")) is not None for row in rows] == [True, *[False] * 40]
    assert all(row.find(named("trPr", "cantSplit")) is not None for row in rows)


def test_a_row_that_is_higher_than_a_page_may_break() -> None:
    texts = ("原因" * 800, "短")
    rows = written(Table("表", "表", "", (1,), (), tuple((TableCell(text),) for text in texts))).findall(named("tr"))
    assert [row.find(named("trPr", "cantSplit")) is not None for row in rows] == [False, True]


def kept_rows(table: Table) -> list[bool]:
    """Which rows of a table stay on the page of the next."""
    rows = written(table).findall(named("tr"))
    return [all(line.find(named("pPr", "keepNext")) is not None for line in row.iter(named("p"))) for row in rows]


def test_neither_the_first_row_nor_the_last_one_stands_alone() -> None:
    kept = kept_rows(replace(scores(40), notes=()))
    assert kept[:2] == [True, True], "head and first row"
    assert kept[-2:] == [True, False]
    assert not any(kept[2:-2])
    assert kept_rows(scores(40))[-2:] == [True, True], "the last row stays with the notes"


def test_a_short_table_is_not_broken() -> None:
    assert kept_rows(SPENDING) == [True, True, True, False]


def test_caption_unit_and_notes_stand_around_a_table() -> None:
    table = replace(SPENDING, notes=("注一。", "注二。"))
    found = [(of(line, "pPr", "pStyle"), text(line)) for line in paragraphs(docx_bytes(document(table)))]
    assert found[-5:] == [
        ("Caption", "部门预算支出明细表"),
        ("TableUnit", "单位：万元"),
        ("TableNote", "注一。"),
        ("TableNote", "注二。"),
        ("TableEnd", ""),
    ]
    assert of(styles(docx_bytes(document()))["TableUnit"], "pPr", "jc") == "right"


def test_two_tables_in_a_row_stay_two() -> None:
    bare = replace(SPENDING, title="", unit="")
    kinds = [short(item) for item in body(docx_bytes(document(bare, bare)))]
    assert kinds[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_figures_stand_right_and_rows_are_indented() -> None:
    rows = written(SPENDING).findall(named("tr"))
    cells = rows[2].findall(named("tc"))
    assert [of(cell, "p", "pPr", "jc") for cell in cells] == ["left", "right", "right", "right"]
    assert of(cells[0], "p", "pPr", "ind", attribute="leftChars") == "200"


def test_widths_are_shares_of_the_type_area() -> None:
    table = written(SPENDING)
    widths = [int(value(column, "w")) for column in table.iter(named("gridCol"))]
    assert sum(widths) == 11906 - 1587 - 1474
    assert [round(width / widths[1] * 6) for width in widths] == [10, 6, 6, 6]


def test_a_large_figure_is_set_smaller() -> None:
    figure = TableCell("1,234,567,890,123,456.78", kind="amount", align="right")
    small = TableCell("1.00", kind="amount", align="right")
    table = written(Table("表", "表", "", (1,) * 6, (), ((figure, *[small] * 5),)))
    sizes = [of(cell, "p", "r", "rPr", "sz") for cell in table.iter(named("tc"))]
    assert 12 <= int(sizes[0]) < 21
    assert sizes[1:] == [""] * 5


def test_cells_cover_columns_and_rows() -> None:
    rows = (
        (TableCell("占两行", rows=2), TableCell("占两列", columns=2)),
        (TableCell("左"), TableCell("右")),
    )
    first, second = written(Table("表", "表", "", (1, 1, 1), (), rows)).findall(named("tr"))
    spans = [(text(cell), of(cell, "tcPr", "gridSpan")) for cell in first.iter(named("tc"))]
    assert spans == [("占两行", ""), ("占两列", "2")]
    assert [text(cell) for cell in second.iter(named("tc"))] == ["", "左", "右"]
    merged = [row.find(named("tc", "tcPr", "vMerge")) for row in (first, second)]
    assert [value(mark) for mark in merged if mark is not None] == ["restart", ""]


def test_annexes_begin_pages_and_are_numbered_where_there_are_several() -> None:
    content = docx_bytes(whole_report(3))
    labels = [text(line) for line in paragraphs(content) if of(line, "pPr", "pStyle") == "Annex"]
    assert labels == ["附件1", "附件2"]
    single = docx_bytes(document(annexes=(SPENDING,)))
    assert [text(line) for line in paragraphs(single) if of(line, "pPr", "pStyle") == "Annex"] == ["附件"]
    style = styles(content)["Annex"]
    assert style.find(named("pPr", "pageBreakBefore")) is not None
    assert of(style, "rPr", "rFonts", attribute="eastAsia") == "黑体"


def test_a_table_that_would_leave_much_of_a_page_blank_may_be_broken() -> None:
    rows = tuple(SPENDING.body[1] for _ in range(9))
    assert kept_rows(replace(SPENDING, body=rows)) == [True, True, *[False] * 6, True, False]
