"""PDF files as manuscripts: lines into paragraphs, ruled lines into tables, and what is said of those without text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.intake.manuscript_pdf import pdf_manuscript
from core.intake.pdf_lines import TextLine
from core.intake.pdf_running_heads import without_running_heads
from core.model.manuscript import Grid, Manuscript
from core.validation.run import check_text
from tests.core.intake.pdf_files import HEIGHT, LEFT, MEASURE, SIZE, TOP, WIDTH, Sheet, many_pages, pdf_file

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


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def only_grid(manuscript: Manuscript) -> Grid:
    (grid,) = manuscript.grids
    return grid


def test_lines_are_joined_into_paragraphs_with_their_pages() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.paragraph(OTHER, sheet.paragraph(LONG))

    manuscript = pdf_manuscript(pdf_file(draw), "河道局.pdf")

    assert manuscript.name == "河道局.pdf"
    assert texts(manuscript) == [LONG, OTHER]
    assert [(block.address, block.label) for block in manuscript.blocks] == [
        ("line/1.1", "第 1 页"),
        ("line/1.4", "第 1 页"),
    ]


def test_a_full_line_that_ends_with_a_full_stop_goes_on() -> None:
    first = "甲" * (MEASURE - 3) + "。"
    text = first + "乙" * MEASURE + "，丙。"
    assert texts(read(pdf_file(lambda sheet: sheet.paragraph(OTHER, sheet.paragraph(text))))) == [text, OTHER]


def test_a_paragraph_goes_on_over_pages_without_their_heads_and_numbers() -> None:
    def page(number: int, text: str, indent: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.write("云岭市河道局自评报告", 200, 40, 10)
            sheet.write(f"－ {number} －", 280, 800, 10)
            sheet.paragraph(OTHER, 150)
            sheet.write(text, LEFT + indent * SIZE, 400)

        return draw

    first, second = "丁" * (MEASURE - 2), "戊，己。"
    found = texts(read(pdf_file(page(1, first, 2), page(2, second, 0))))
    assert found == [OTHER, first, OTHER, second]


def test_the_numbers_of_points_go_on_over_pages() -> None:
    def points(*texts: str) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            for number, text in enumerate(texts):
                sheet.write(text, top=150 + 40 * number)

        return draw

    run = check_text(read(pdf_file(points("1.制度健全。", "2.台账完整。"), points("3、巡查到位。", "5.群众满意。"))))
    assert {finding.rule for finding in run.findings} == {"FRM-003", "FRM-006"}


@pytest.mark.parametrize("number", ["- 3 -", "— 3 —", "3", "第3页", "第 3 页 共 9 页", "3/9"])
def test_page_numbers_are_dropped_at_the_edge_and_kept_in_the_text(number: str) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(f"正文{number}", top=300)
        sheet.write(number, 280, 810, 10)

    assert texts(read(pdf_file(draw))) == [f"正文{number}"]


@pytest.mark.parametrize("number", ["－ 3 －", "-3-", "―12―", "xi"])
def test_page_numbers_in_other_fonts(number: str) -> None:
    body, foot = TextLine("正文。", 8500, 20000, 30000, 1600), TextLine(number, 28000, 30000, 81000, 1000)
    assert without_running_heads([(84200, [body, foot])]) == [[body]]


def test_a_unit_line_that_returns_at_the_top_of_pages_is_no_running_head() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("单位：万元", top=50)
        sheet.table(ROWS, 80)
        sheet.write("说明文字。", top=300)

    manuscript = read(pdf_file(draw, draw))
    assert [grid.unit for grid in manuscript.grids] == ["万元", "万元"]


def test_a_ruled_table_has_its_caption_addresses_and_page() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("支出明细表", 240, 100)
        sheet.write("单位：万元", 400, 130, 12)
        sheet.write("表后的说明。", top=sheet.table(ROWS, 150) + 40)

    manuscript = read(pdf_file(lambda sheet: sheet.write("封面"), draw))
    grid = only_grid(manuscript)
    assert rows(grid) == [list(row) for row in ROWS]
    assert (grid.title, grid.unit, grid.label) == ("支出明细表", "万元", "第 2 页的表")
    assert (grid.address, grid.rows[2][1].address) == ("table/2.1", "table/2.1/3/2")
    assert texts(manuscript) == ["封面", "支出明细表", "单位：万元", "表后的说明。"]


def test_thin_bars_and_boxes_rule_a_table_as_lines_do() -> None:
    def bars(sheet: Sheet) -> None:
        for row in range(4):
            for column in range(3):
                left, top = LEFT + column * 100, 200 + row * 24
                sheet.bar(left, top, left + 100, top + 0.5)
        for column in range(4):
            sheet.bar(LEFT + column * 100, 200, LEFT + column * 100 + 0.5, 272)
        sheet.texts(ROWS, 200)

    def boxes(sheet: Sheet) -> None:
        for row in range(3):
            for column in range(3):
                sheet.canvas.rect(LEFT + column * 100, HEIGHT - 224 - row * 24, 100, 24)
        sheet.texts(ROWS, 200)

    for draw in (bars, boxes):
        assert rows(only_grid(read(pdf_file(draw)))) == [list(row) for row in ROWS]


def test_merged_cells_have_their_text_once() -> None:
    def draw(sheet: Sheet) -> None:
        for top in (200, 248, 272):
            sheet.line(LEFT, top, LEFT + 300, top)
        sheet.line(LEFT + 100, 224, LEFT + 300, 224)
        for left, top in ((0, 200), (100, 200), (200, 224), (300, 200)):
            sheet.line(LEFT + left, top, LEFT + left, 272)
        sheet.texts((("项目", "金额", ""), ("", "预算数", "决算数"), ("水费", "20", "18")), 200)

    assert rows(only_grid(read(pdf_file(draw)))) == [
        ["项目", "金额", ""],
        ["", "预算数", "决算数"],
        ["水费", "20", "18"],
    ]


def test_a_table_open_at_its_sides_has_all_its_columns() -> None:
    def draw(sheet: Sheet) -> None:
        for row in range(4):
            sheet.line(LEFT, 200 + row * 24, LEFT + 300, 200 + row * 24)
        for column in (1, 2):
            sheet.line(LEFT + column * 100, 200, LEFT + column * 100, 272)
        sheet.texts(ROWS, 200)

    assert rows(only_grid(read(pdf_file(draw)))) == [list(row) for row in ROWS]


def test_a_text_broken_within_its_cell_is_whole() -> None:
    broken = (("调整预\n算数", "决算数"), ("1,234,\n567.00", "1"))
    assert rows(only_grid(read(pdf_file(lambda sheet: sheet.table(broken, 200))))) == [
        ["调整预算数", "决算数"],
        ["1,234,567.00", "1"],
    ]


def test_a_table_that_goes_on_with_its_heading_is_one() -> None:
    def more(sheet: Sheet) -> None:
        sheet.write("续表", top=100)
        sheet.table((ROWS[0], ("合计", "1,050.00", "1,018.75")), 120)
        sheet.write("说明文字。", top=300)

    manuscript = read(pdf_file(lambda sheet: sheet.table(ROWS, 600), more))
    grid = only_grid(manuscript)
    assert rows(grid) == [*(list(row) for row in ROWS), ["合计", "1,050.00", "1,018.75"]]
    assert (grid.label, grid.rows[-1][0].address) == ("第 1 至 2 页的表", "table/2.1/2/1")
    assert texts(manuscript) == ["说明文字。"]


def test_a_row_that_a_page_break_cuts_is_whole() -> None:
    rest = (ROWS[0], ("", "（含代缴）", ""), ("合计", "1,050.00", "1,018.75"))
    named = (*ROWS[:2], ("电费", "公用经费", "1,000.25"))
    manuscript = read(pdf_file(lambda sheet: sheet.table(named, 600), lambda sheet: sheet.table(rest, 120)))
    assert rows(only_grid(manuscript))[2:] == [["电费", "公用经费（含代缴）", "1,000.25"], list(rest[2])]


def test_a_table_below_a_caption_or_of_other_columns_is_another() -> None:
    def captioned(sheet: Sheet) -> None:
        sheet.write("另一张表", top=100)
        sheet.table(ROWS, 120)

    narrower = [row[:2] for row in ROWS]
    data = pdf_file(lambda sheet: sheet.table(ROWS, 600), captioned, lambda sheet: sheet.table(narrower, 120))
    assert [grid.title for grid in read(data).grids] == ["", "另一张表", ""]


def test_frames_underlines_and_axes_are_no_tables() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.rect(LEFT - 10, HEIGHT - 140, 300, 40)
        sheet.write("框里的标题")
        sheet.line(LEFT, 205, LEFT + 200, 205)
        sheet.write("下划线上的字", top=200)
        sheet.line(LEFT, 400, LEFT, 600)
        sheet.line(LEFT, 600, LEFT + 300, 600)

    manuscript = read(pdf_file(draw))
    assert texts(manuscript) == ["框里的标题", "下划线上的字"]
    assert not list(manuscript.grids)


def test_a_page_lying_on_its_side_is_read_upright() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, WIDTH - HEIGHT)
        sheet.write("横页上的表", top=290)
        sheet.table(ROWS, 310)

    manuscript = read(pdf_file(draw))
    assert texts(manuscript) == ["横页上的表"]
    assert rows(only_grid(manuscript)) == [list(row) for row in ROWS]


def test_a_watermark_across_the_page_is_not_read() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("正文第一行。")
        sheet.canvas.translate(100, 500)
        sheet.canvas.rotate(40)
        sheet.canvas.drawString(0, 0, "DRAFT")

    assert texts(read(pdf_file(draw))) == ["正文第一行。"]


def test_a_watermark_behind_the_lines_of_every_page_is_not_read() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("内部资料", 150, 211, 60)
        sheet.paragraph(LONG, 180)

    assert texts(read(pdf_file(draw, draw))) == [LONG, LONG]


def test_a_large_title_is_read() -> None:
    def title(sheet: Sheet) -> None:
        sheet.write("自评报告", 150, 200, 60)
        sheet.paragraph(LONG, 300)

    assert texts(read(pdf_file(title, lambda sheet: sheet.paragraph(OTHER)))) == ["自评报告", LONG, OTHER]


def test_a_heading_is_never_the_end_of_a_full_line() -> None:
    title = "第三部分云岭市河道局本年度决算情况说明及其他事项"

    def draw(sheet: Sheet) -> None:
        sheet.write(title, LEFT + 2 * SIZE, 120)
        sheet.write("一、收入支出情况", top=148)
        sheet.paragraph(OTHER, sheet.paragraph(LONG, 176))

    assert texts(read(pdf_file(draw))) == [title, "一、收入支出情况", LONG, OTHER]


def test_raised_digits_are_no_part_of_a_figure() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("支出 30", size=16)
        sheet.write("2", LEFT + 55, TOP - 6, 8)
        sheet.write("万元", LEFT + 61)

    assert texts(read(pdf_file(draw))) == ["支出 30²万元"]


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("粗体标题", 85)
        sheet.write("粗体标题", 85.4)

    assert texts(read(pdf_file(draw))) == ["粗体标题"]


def test_radicals_stand_for_their_characters() -> None:
    content = "BT /F 12 Tf 50 700 Td (ABCD) Tj ET"
    assert texts(read(many_pages(1, content, "部⻔⼀览"))) == ["部门一览"]


def test_a_table_of_contents_is_left_out() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write("一、基本情况 ………………… 2", top=200)
        sheet.write("正文", top=240)

    assert texts(read(pdf_file(draw))) == ["正文"]
