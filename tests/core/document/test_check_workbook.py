"""The check report as sheets: a row a finding."""

from __future__ import annotations

from core.document.blocks import Document
from core.document.check_words import title_of_rule
from core.document.check_workbook import build_check_workbook
from core.model.report import Report
from core.validation.run import RULES
from tests.core.document.check_runs import REASON, accepting, checked, checked_text, faulty_report, run_of, run_with


def workbook_of(report: Report) -> Document:
    return build_check_workbook(checked(report), *run_of(report))


def sheet(document: Document, name: str) -> list[list[str]]:
    (table,) = (table for table in document.tables() if table.name == name)
    return [[cell.text for cell in row] for row in (*table.head, *table.body)]


def test_there_are_three_sheets_and_no_cover() -> None:
    document = workbook_of(faulty_report())
    assert document.cover is None
    assert [table.name for table in document.tables()] == ["校核结果", "已接受说明", "校核台账"]
    assert all("校核时间：2021年3月5日 12:05" in table.unit for table in document.tables())
    assert all("校核依据" in table.notes[-1] for table in document.tables())


def test_an_open_finding_is_a_row_with_a_column_for_each_thing_to_know() -> None:
    head, row, *others = sheet(workbook_of(accepting(faulty_report(), "SPD-001")), "校核结果")
    assert head == ["序号", "程度", "问题", "具体情况", "办法", "位置", "依据", "编号"]
    assert row[:3] == ["1", "错误", title_of_rule("SCR-001")]
    assert "文中写 97" in row[3]
    assert row[5].startswith("绩效自评结果及指标分析：“97”\n")
    assert row[7] == "SCR-001"
    assert [other[0] for other in others] == ["2", "3"]


def test_an_accepted_finding_is_a_row_of_its_own_sheet() -> None:
    head, row = sheet(workbook_of(accepting(faulty_report(), "SPD-001")), "已接受说明")
    told = dict(zip(head, row, strict=True))
    assert (told["接受的理由"], told["姓名"], told["日期"], told["编号"]) == (REASON, "周文", "2021-03-04", "SPD-001")


def test_the_ledger_has_a_row_for_every_rule() -> None:
    assert len(sheet(workbook_of(faulty_report()), "校核台账")) == 1 + len(RULES)


def test_the_ledger_says_what_was_never_read() -> None:
    document = build_check_workbook(checked_text(), *run_with())
    (ledger,) = (table for table in document.annexes if table.title == "校核台账")
    assert "第 3 页是图片，没有校核。" in ledger.notes


def test_sheets_without_rows_say_so() -> None:
    document = build_check_workbook(checked_text(), *run_with())
    assert sheet(document, "校核结果")[1] == ["没有尚未处理的问题。"]
    assert sheet(document, "已接受说明")[1] == ["没有接受并说明的问题。"]
