"""The workbook of a report: what is in it, what its results rest on, and what it says of the checks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.document.blocks import Document, Table, TableCell
from core.document.build import build_document
from core.document.workbook import build_workbook
from core.model.change import Entry
from core.model.expression import evaluate
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check
from tests.core.document.check_runs import REASON, accepting, faulty_report

ENTRIES = {
    "cover/reporting_unit": Entry("晴川市园林管理局"),
    "cover/phone": Entry("0000-0000000"),
    "spending/personnel/initial": Entry("100000"),
    "spending/personnel/adjusted": Entry("200000"),
    "spending/personnel/final": Entry("150000"),
    "indicator/funds/score": Entry("6.5"),
    "indicator/assets/score": Entry("5"),
}


def report_with(entries: dict[str, Entry]) -> Report:
    return Report(find_standard("foshan-2020"), entries)


def workbook(report: Report, *, checked: bool = False) -> Document:
    return build_workbook(report, build_document(report), check(report) if checked else None)


def table_named(document: Document, name: str) -> Table:
    (table,) = (table for table in document.tables() if table.name == name)
    return table


def row_of(table: Table, title: str) -> tuple[TableCell, ...]:
    (row,) = (row for row in table.body if len(row) > 1 and row[1].text == title)
    return row


def test_the_rates_stand_in_the_base_data_with_their_figures() -> None:
    document = workbook(report_with(ENTRIES))
    assert [table.name for table in document.tables()] == ["填写说明", "支出明细表", "自评表", "基础数据"]
    rows = table_named(document, "基础数据").body
    at = next(index for index, row in enumerate(rows) if len(row) > 1 and row[1].text.startswith("支出完成率"))
    assert [[cell.text for cell in row[2:]] for row in rows[at : at + 3]] == [
        ["合计决算数 ÷ 合计调整预算数；口径：调整预算数", "75.00%", ""],
        ["支出明细表“合计”行“决算数”栏", "15.00", "万元"],
        ["支出明细表“合计”行“调整预算数”栏", "20.00", "万元"],
    ]


@pytest.mark.parametrize("entries", [{}, ENTRIES], ids=["empty", "begun"])
def test_every_figure_of_the_base_data_follows_from_its_place(entries: dict[str, Entry]) -> None:
    document = workbook(report_with(entries))
    known = {
        cell.address: cell.value
        for table in document.tables()
        for row in table.body
        for cell in row
        if cell.address and cell.kind != "text"
    }
    judged = 0
    for row in table_named(document, "基础数据").body:
        for cell in row:
            if cell.expression is not None:
                assert evaluate(cell.expression, known.__getitem__).value == cell.value
                judged += 1
    assert judged > 20


def test_deductions_and_open_scores_are_told() -> None:
    table = table_named(workbook(report_with(ENTRIES)), "基础数据")
    funds = row_of(table, "资金管理情况扣分")
    assert funds[2].text.startswith("自评表：分值 7 分 － 得分；参考：支出完成率")
    assert funds[3].value == Decimal("0.5")
    assert row_of(table, "总得分")[3].value == Decimal("11.5")
    assert row_of(table, "总扣分")[3].value is None, "some scores are still open"
    assert row_of(table, "没有写原因的扣分")[3].text == "1 项"


def test_what_a_version_leaves_out_is_not_in_the_workbook_either() -> None:
    report = report_with(ENTRIES)
    document = build_document(report)
    assert document.cover is not None
    lines = tuple(line for line in document.cover.lines if line.address != "cover/phone")
    public = build_workbook(report, replace(document, cover=replace(document.cover, lines=lines)), None)
    assert "0000-0000000" in repr(workbook(report))
    assert "0000-0000000" not in repr(public)


def test_a_year_that_is_no_number_stays_what_was_typed() -> None:
    table = table_named(workbook(report_with({"cover/fiscal_year": Entry("二〇二〇")})), "基础数据")
    cell = row_of(table, "评价年度")[3]
    assert (cell.kind, cell.text, cell.value) == ("text", "二〇二〇", None)


def test_the_guide_tells_each_sheet_in_order() -> None:
    titles = [row[1].text for row in table_named(workbook(report_with({})), "填写说明").body]
    assert titles[:5] == ["哪些格子要填", "封面", "支出明细表", "自评表", "基础数据"]
    assert "校核结果" not in titles


def test_the_check_report_is_that_of_the_same_report() -> None:
    report = accepting(faulty_report(), "SPD-001")
    document = workbook(report, checked=True)
    assert [table.name for table in document.annexes] == ["校核结果", "已接受说明", "校核台账"]
    assert REASON in repr(table_named(document, "已接受说明"))
    for table in document.annexes:
        assert "尚未校核" in table.notes[0]
        assert "校核时间" not in "".join(table.notes), "the same report gives the same workbook"
    assert len(table_named(document, "校核结果").body) == len(check(report).findings) - 1


def test_what_is_typed_has_an_input_and_what_is_worked_out_has_none() -> None:
    report = report_with({**ENTRIES, "spending/total/final": Entry("1")})
    cells = {cell.address: cell for table in workbook(report).tables() for row in table.body for cell in row}
    typed = ("spending/personnel/final", "spending/total/final", "indicator/funds/score", "indicator/funds/reason")
    assert all(cells[where].input for where in typed), "a total that was stated can be put right"
    worked_out = ("spending/total/initial", "indicator/funds/deduction", "indicator/funds/max_score", "result/grade")
    assert not any(cells[where].input for where in worked_out)
