"""Tables without lines in a PDF: rebuilt where figures clearly stand below one another, left as text elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from core.intake.manuscript_pdf import pdf_manuscript
from core.model.manuscript import Grid, Manuscript
from tests.core.intake.pdf_files import LEFT, Sheet, pdf_file

HEADING = ("项目", "预算数", "决算数")
ROWS = (("水费", "20.00", "18.50"), ("电费", "1,030.00", "1,000.25"), ("合计", "1,050.00", "1,018.75"))


def read(*pages: Callable[[Sheet], object]) -> Manuscript:
    return pdf_manuscript(pdf_file(*pages), "报告.pdf")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.text for passage in manuscript.passages]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def drawn(table: Sequence[Sequence[str]], top: float = 200) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.texts(table, top)


def listed(table: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in table]


def test_figures_below_one_another_make_a_table_with_its_caption() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("支出明细表", 200, 140)
        sheet.write("单位：万元", 340, 170, 9)
        sheet.texts((HEADING, *ROWS), 190)
        sheet.write("以上各项均已公开。", top=330)

    manuscript = read(draw)
    (grid,) = manuscript.grids
    assert rows(grid) == listed((HEADING, *ROWS))
    assert (grid.title, grid.unit, grid.label) == ("支出明细表", "万元", "第 1 页的表")
    assert grid.rows[1][1].address == "line/1.3/table/2/2"
    assert texts(manuscript) == ["支出明细表", "单位：万元", "以上各项均已公开。"]


def test_blank_cells_keep_their_columns_and_rows_without_figures_stay() -> None:
    table = (
        HEADING,
        ("一、公用经费", "", ""),
        ("水费", "", "18.50"),
        ("电费", "1,030.00", ""),
        ("取暖费", "", "3.00"),
        ("合计", "1,030.00", "21.50"),
    )
    (grid,) = read(drawn(table)).grids
    assert rows(grid) == listed(table)


def test_words_and_figures_of_any_unit_may_stand_beside_each_other() -> None:
    table = (
        ("指标", "目标值", "完成值", "得分"),
        ("培训期数", "≥12期", "12期", "10"),
        ("合格率", "95%", "97.14%", "8"),
        ("投诉", "无", "无", "5"),
        ("满意度", "≥90%", "91%", "10"),
    )
    (grid,) = read(drawn(table)).grids
    assert rows(grid) == listed(table)


def test_a_title_above_two_columns_is_part_of_both() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("项目", LEFT + 6, 187, 9)
        sheet.write("全年金额（万元，含上年结转）", LEFT + 106, 187, 9)
        sheet.texts((("", "预算数", "决算数"), *ROWS), 200)

    (grid,) = read(draw).grids
    assert rows(grid)[0] == ["项目", "全年金额（万元，含上年结转）预算数", "全年金额（万元，含上年结转）决算数"]


def test_a_cell_of_several_lines_is_whole() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.texts((HEADING, ROWS[0]), 200)
        sheet.write("（含代缴）", LEFT + 6, 200 + 24 + 11 + 10, 9)
        sheet.texts(ROWS[1:], 200 + 48 + 10)

    (grid,) = read(draw).grids
    assert rows(grid)[1] == ["水费（含代缴）", "20.00", "18.50"]


def test_a_table_goes_on_over_the_page_without_the_heading_that_is_repeated() -> None:
    def head(sheet: Sheet) -> None:
        sheet.write("云岭市河道局", 200, 40, 10)

    def first(sheet: Sheet) -> None:
        head(sheet)
        sheet.texts((HEADING, *ROWS[:2]), 700)

    def second(sheet: Sheet) -> None:
        head(sheet)
        sheet.texts((HEADING, ROWS[2]), 100)
        sheet.write("说明文字。", top=300)

    manuscript = read(first, second, head)
    (grid,) = manuscript.grids
    assert rows(grid) == listed((HEADING, *ROWS))
    assert grid.label == "第 1 至 2 页的表"
    assert texts(manuscript) == ["说明文字。"]


@pytest.mark.parametrize(
    "table",
    [
        (HEADING, *ROWS[:2]),
        ROWS,
        (("项目", "", "决算数"), *ROWS),
        tuple((f"{number}.", f"第{number}项工作") for number in range(1, 6)),
        tuple((f"{number}.", f"{number * 7}个") for number in range(1, 6)),
        (HEADING, *ROWS[:2], ("合计", "1,050.", "1,018."), ("", "00", "75")),
        (("职务", "姓名"), ("局长", "甲某"), ("副局长", "乙某"), ("科长", "丙某"), ("科员", "丁某")),
    ],
    ids=["two rows", "no heading", "a gap in the heading", "points", "points with figures", "broken figures", "words"],
)
def test_what_is_not_clearly_a_table_stays_text(table: tuple[tuple[str, ...], ...]) -> None:
    manuscript = read(drawn(table))
    assert not list(manuscript.grids)
    assert "".join(texts(manuscript)).replace(" ", "") == "".join("".join(row) for row in table)


def test_rows_in_other_columns_right_below_leave_it_unclear_where_a_table_ends() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.texts((HEADING, *ROWS), 200)
        sheet.texts((("其中：水费", "2.00"), ("电费", "3.00")), 296, LEFT + 50)

    manuscript = read(draw)
    assert not list(manuscript.grids)
    assert manuscript.unread == ("第 1 页有没画表格线的表，分不清各列，没有按表校核。",)


def test_prose_with_figures_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        for number in range(4):
            sheet.write(f"全年支出 {number + 1}0 万元，增长 5%，占 {number}2%。", top=200 + number * 24, size=12)

    manuscript = read(draw)
    assert not list(manuscript.grids)
    assert manuscript.unread == ()
    assert len(texts(manuscript)) == 4
