"""The workbook as a form: what can be typed where, what stays locked, what is told, and how its cells are named."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.document.blocks import Cover, CoverLine, Document, Form, Table, TableCell
from core.document.build import build_document
from core.document.inputs import Input
from core.document.live_words import Joined, Shown
from core.document.workbook import build_workbook
from core.export.xlsx.cell_map import NAME as MAP
from core.export.xlsx.writer import xlsx_bytes
from core.intake.xlsx_figures import xlsx_figures
from core.model.change import Entry
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check
from tests.core.export.documents import head, report_document, table_document, text_table
from tests.core.export.xlsx_readers import cell_at, footer, opened, part, part_of_sheet, sheet_named

ENTRIES = {
    "cover/reporting_unit": Entry("晴川市园林管理局"),
    "cover/fiscal_year": Entry("2020"),
    "spending/personnel/final": Entry("43214321"),
    "indicator/funds/score": Entry("6.5"),
}


def workbook_document(entries: dict[str, Entry] | None = None) -> Document:
    report = Report(find_standard("foshan-2020"), ENTRIES if entries is None else entries)
    return build_workbook(report, build_document(report), check(report))


@pytest.fixture(scope="module")
def content() -> bytes:
    return xlsx_bytes(workbook_document())


def rules_of(sheet: Worksheet) -> list[DataValidation]:
    return list(sheet.data_validations.dataValidation)


def rule_at(content: bytes, sheet: str, cell: str) -> Any:
    (rule,) = (rule for rule in rules_of(sheet_named(opened(content), sheet)) if cell in rule.sqref)
    return rule


def test_the_sheets_come_in_the_order_of_the_work(content: bytes) -> None:
    assert opened(content).sheetnames == [
        "封面", "填写说明", "支出明细表", "自评表", "基础数据", "校核结果", "已接受说明", "校核台账", MAP,
    ]  # fmt: skip
    assert [sheet.title for sheet in opened(content).worksheets if sheet.sheet_state != "visible"] == [MAP]


def test_what_is_typed_is_unlocked_and_coloured_and_all_else_is_locked(content: bytes) -> None:
    workbook = opened(content)
    unlocked: dict[str, list[str]] = {}
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and not cell.protection.locked:
                    assert cell.data_type != "f"
                    assert cell.fill.fgColor.rgb == "FFFFF8DC"
                    unlocked.setdefault(sheet.title, []).append(cell.coordinate)
    assert unlocked["封面"] == ["C4", "C5", "C6", "C7", "C8"]
    assert unlocked["基础数据"] == ["D5"], "the year"
    assert unlocked["自评表"][:4] == ["E4", "G4", "E5", "G5"]
    assert "B5" in unlocked["支出明细表"]
    assert "B4" not in unlocked["支出明细表"], "a sum"
    assert set(unlocked) == {"封面", "支出明细表", "自评表", "基础数据"}


def test_sheets_are_protected_without_a_password_and_columns_can_still_be_widened(content: bytes) -> None:
    for sheet in opened(content).worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows
        assert not sheet.protection.selectLockedCells
        assert not sheet.protection.selectUnlockedCells


def test_a_document_with_nothing_to_fill_in_has_neither_colours_nor_a_map() -> None:
    table = text_table("甲")
    workbook = opened(xlsx_bytes(table_document(table)))
    assert MAP not in workbook.sheetnames
    assert not sheet_named(workbook, "文字").protection.sheet


def test_amounts_are_numbers_and_may_be_negative(content: bytes) -> None:
    rule = rule_at(content, "支出明细表", "B5")
    assert (rule.type, rule.operator, rule.allow_blank, rule.errorStyle) == ("decimal", "between", True, "stop")
    assert (rule.formula1, rule.formula2) == ("-99999999999.9999", "99999999999.9999")
    assert "万元" in rule.prompt
    assert "只能填数字" in rule.error
    assert "B4" not in rule.sqref


def test_points_lie_between_zero_and_the_maximum(content: bytes) -> None:
    rule = rule_at(content, "自评表", "E4")
    assert (rule.type, rule.formula1, rule.formula2) == ("decimal", "0", "8")
    assert "8 是满分" in rule.prompt


def test_the_year_is_a_whole_number_and_the_date_begins_with_one(content: bytes) -> None:
    year, date = rule_at(content, "基础数据", "D5"), rule_at(content, "封面", "C8")
    assert (year.type, year.formula1, year.formula2) == ("whole", "2000", "2099")
    assert (date.type, date.formula1) == ("custom", "ISNUMBER(VALUE(LEFT(TRIM(C8),4)))")
    assert sheet_named(opened(content), "封面")["C8"].number_format == "@", "Excel would make a number of a date"


def test_every_input_tells_what_to_type_and_takes_blanks(content: bytes) -> None:
    for sheet in opened(content).worksheets:
        asked = [str(area) for rule in rules_of(sheet) for area in rule.sqref.ranges]
        assert len(asked) == len(set(asked))
        for rule in rules_of(sheet):
            assert rule.promptTitle
            assert rule.prompt
            assert rule.allow_blank
            assert rule.showInputMessage


def test_a_deduction_without_a_reason_is_coloured(content: bytes) -> None:
    formatting = sheet_named(opened(content), "自评表").conditional_formatting
    rules = {str(item.sqref): item.rules[0] for item in formatting}
    assert rules["G6"].formula == ['AND(N(F6)>0,TRIM(G6)="")']
    assert rules["G6"].dxf.fill.bgColor.rgb == "FFFFC680"
    assert len(rules) == 9


def test_the_titles_stand_in_the_head_of_each_page_and_its_number_below(content: bytes) -> None:
    for sheet in opened(content).worksheets:
        if sheet.title in {"封面", MAP}:
            continue
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.left.text == "晴川市园林管理局2020年度部门整体支出绩效自评报告"
        assert footer(sheet) == "第 &P 页 共 &N 页"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_area


def test_a_form_whose_unit_is_blank_has_no_title_that_would_stay_blank() -> None:
    workbook = opened(xlsx_bytes(workbook_document({})))
    header = sheet_named(workbook, "自评表").oddHeader
    assert header is not None
    assert not header.left.text


def test_the_watermark_stands_in_the_head_of_every_page_and_its_signs_are_no_codes() -> None:
    written = xlsx_bytes(replace(workbook_document(), watermark="草稿&P", title="A&B\n2020"))
    for number in range(1, 9):
        assert "&amp;R&amp;14 草稿&amp;&amp;P" in part(written, f"xl/worksheets/sheet{number}.xml")
    assert "&amp;L&amp;9 A&amp;&amp;B 2020" in part_of_sheet(written, "自评表")


def test_the_title_and_the_unit_follow_the_cover(content: bytes) -> None:
    formulas, values = opened(content), opened(content, values=True)
    assert values["封面"]["A2"].value == "晴川市园林管理局2020年度\n部门整体支出绩效自评报告"
    assert str(formulas["封面"]["A2"].value).startswith(
        '=IF(TRIM(C4)="","（部门名称）",C4)&IF(TRIM(\'基础数据\'!D5)=""'
    )
    assert formulas["自评表"]["A2"].value == '="填报单位："&IF(TRIM(\'封面\'!C4)="","",\'封面\'!C4)'
    assert values["自评表"]["A2"].value == "填报单位：晴川市园林管理局"


def test_cells_are_named_after_their_addresses(content: bytes) -> None:
    names = opened(content).defined_names
    assert names["spending.personnel.final"].attr_text == "'支出明细表'!$D$5"
    assert names["indicator.funds.score"].attr_text == "'自评表'!$E$6"
    assert names["result.total_score"].attr_text == "'自评表'!$E$13"
    assert names["cover.fiscal_year"].attr_text == "'基础数据'!$D$5"
    assert "quantity.completion_rate_of_adjusted" in names


def test_a_reason_over_several_rows_is_named_as_a_whole() -> None:
    entries = {**ENTRIES, "indicator/funds/reason": Entry("原因。" * 500)}
    written = xlsx_bytes(workbook_document(entries))
    named = opened(written).defined_names["indicator.funds.reason"].attr_text
    assert re.fullmatch(r"'自评表'!\$G\$6:\$G\$\d+", named)


HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "<b>&amp;\"'</b>",
    "\x00\x1b]0;\x07",
    "😀\u202eright to left\u200f",
    "字" * 5000,
    "长" * 40_000,
    "_x0041_&P&\"Arial\"&99",
    "a\r\n\tb",
    "'引'!A1",
)  # fmt: skip


def hostile_document(text: str) -> Document:
    asked = Input("score", text, text, Decimal(0), Decimal(1), needed_by=f"x/{text}/y")
    cells = (
        TableCell(text, address=f"t/{text}/a", input=replace(asked, kind="prose", lowest=None, highest=None)),
        TableCell("1", kind="score", address=f"x/{text}/y", value=Decimal(1), input=asked),
        TableCell(text, live=Joined((text, Shown(f"cover/{text}", text)))),
    )
    table = Table(text, text, text, (10, 4, 10), (head(text, text, text),), (cells,), (text,), f"t/{text}")
    lines = (CoverLine(text, text, f"cover/{text}", asked), CoverLine(text, text, "cover/reporting_unit", asked))
    cover = Cover(text, lines, Joined((Shown("cover/reporting_unit", text), text)))
    return Document(text, text, text, cover, (table,), (), watermark=text, form=Form(text, 1))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_out_as_text_everywhere(text: str) -> None:
    written = xlsx_bytes(hostile_document(text))
    workbook = opened(written)
    for sheet in workbook.worksheets:
        assert len(sheet.title.encode("utf-16-le")) <= 62
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "f"}
                if cell.data_type == "f":
                    assert re.match(r'=(IF\(|"|\')', str(cell.value)), cell.value
                    assert len(str(cell.value)) < 8192
                elif cell.value is not None:
                    assert len(str(cell.value).encode("utf-16-le")) <= 2 * 32767 + 200
        for rule in rules_of(sheet):
            assert_within(rule.promptTitle, 32)
            assert_within(rule.errorTitle, 32)
            assert_within(rule.prompt, 255)
            assert_within(rule.error, 225)
    for name in workbook.defined_names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name)
    # What is read back is what stood there.
    filled = xlsx_figures(written, "x.xlsx")
    assert filled.lost == ()


def assert_within(text: Any, longest: int) -> None:
    assert len(str(text or "").encode("utf-16-le")) <= 2 * longest


def test_two_addresses_never_share_a_name() -> None:
    cells = tuple(
        TableCell("1", kind="score", address=where, value=Decimal(1)) for where in ("a/b_c", "a/b-c", "a/B_c", "a")
    )
    table = Table("表", "", "", (4,) * 4, (), (cells,))
    names = list(opened(xlsx_bytes(table_document(table))).defined_names)
    assert names[0] == "a.b_c"
    assert len({name.casefold() for name in names}) == 4


def test_the_same_workbook_gives_the_same_bytes(content: bytes) -> None:
    assert xlsx_bytes(workbook_document()) == content


def test_the_last_cell_of_a_row_says_how_many_scores_are_open(content: bytes) -> None:
    values = opened(content, values=True)["自评表"]
    assert values["G13"].value == "另有 8 项未评分"
    assert cell_at(sheet_named(opened(content), "自评表"), "D14").value.startswith("=IF(COUNT(")


def test_a_plain_document_stays_as_it_was() -> None:
    workbook = opened(xlsx_bytes(report_document()))
    assert sheet_named(workbook, "自评表")["A2"].value == "填报单位：晴川市园林管理局"
