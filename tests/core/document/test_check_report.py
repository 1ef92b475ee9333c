"""The check report: what was checked, what was accepted first, what is open, what was covered."""

from __future__ import annotations

from core.document.blocks import Document, Heading, Paragraph, Table
from core.document.check_report import build_check_report
from core.document.check_words import title_of_rule
from core.model.change import Change, Entry, Put
from core.model.finding import Place, Severity
from core.model.report import Report
from core.validation.run import RULES
from tests.core.document.check_runs import (
    REASON,
    accepting,
    checked,
    checked_text,
    faulty_report,
    finding,
    run_of,
    run_with,
)
from tests.core.validation.drafts import Draft


def report_on(report: Report) -> Document:
    return build_check_report(checked(report), *run_of(report))


def headings(document: Document) -> list[str]:
    return [block.number + block.text for block in document.body if isinstance(block, Heading)]


def table(document: Document, name: str) -> Table:
    (found,) = (block for block in document.body if isinstance(block, Table) and block.name == name)
    return found


def rows(document: Document, name: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table(document, name).body]


def test_it_says_what_was_checked_when_and_by_what() -> None:
    report = faulty_report()
    document = report_on(accepting(report, "SPD-001"))
    assert document.title == f"{report.title()}校核报告"
    assert document.made_on == "2021-03-05"
    assert rows(document, "校核情况") == [
        ["校核对象", "报告.ziping"],
        ["校核时间", "2021年3月5日 12:05"],
        ["校核依据", f"{report.standard.title}（foshan-2020，第 1 版，未经发布单位确认）"],
        ["校核程序", "自评 0.1.0"],
        ["接受并说明", "1 条"],
        ["尚未处理", "错误 1 条，提醒 2 条，提示 0 条"],
    ]


def test_accepted_findings_come_first_and_bear_reason_name_and_day() -> None:
    document = report_on(accepting(faulty_report(), "SPD-001"))
    assert headings(document) == [
        "一、已接受并说明的问题",
        "二、尚未处理的问题",
        "（一）错误 1 条",
        "（二）提醒 2 条",
        "三、校核台账",
    ]
    ((number, title, told, reason),) = rows(document, "已接受说明")
    assert (number, title) == ("1", f"{title_of_rule('SPD-001')}\n（错误，SPD-001）")
    assert "表中填 3,000.00" in told
    assert "部门预算支出明细表 · 合计 · 决算数：“3,000.00”" in told
    assert reason == f"{REASON}\n（周文，2021年3月4日）"


def test_open_findings_say_what_where_what_to_do_and_why() -> None:
    ((number, title, told),) = rows(report_on(accepting(faulty_report(), "SPD-001")), "错误")
    assert (number, title) == ("1", f"{title_of_rule('SCR-001')}\n（SCR-001）")
    message, todo, place, clause = told.split("\n")
    assert "文中写 97" in message
    assert todo.startswith("办法：")
    assert place.startswith("位置：绩效自评结果及指标分析：“97”；")
    assert clause == "依据：自评表：总得分等于各项指标得分之和"


def test_a_finding_whose_figures_changed_tells_its_former_reason() -> None:
    report = accepting(faulty_report(), "SPD-001")
    where = "spending/total/final"
    change = Change("", (Put(where, report.entries[where], Entry("29990000.00")),))
    (told, *_) = [row[2] for row in rows(report_on(report.with_change(change)), "错误")]
    assert f"此前曾接受并说明：“{REASON}”（周文，2021年3月4日）" in told
    assert "失效" in told


def test_without_findings_the_ledger_bounds_what_that_means() -> None:
    document = build_check_report(checked_text(), *run_with())
    (said, _, _) = (block.text for block in document.body if isinstance(block, Paragraph))
    assert said == "在台账所列的范围内，没有尚未处理的问题。"
    assert headings(document) == ["一、尚未处理的问题", "二、校核台账"]


def test_of_a_text_it_says_that_no_standard_was_used() -> None:
    document = build_check_report(checked_text(), *run_with(finding(Place("8", ",")), finding(Place("9", ","))))
    facts = dict(rows(document, "校核情况"))
    assert facts["校核对象"] == "文稿.docx"
    assert facts["校核依据"].startswith("没有按指标体系校核")
    assert [row[0] for row in rows(document, "提示")] == ["1", "2"]
    assert "位置：第 8 行：“,”" in rows(document, "提示")[0][2]


def test_the_ledger_names_every_rule_in_words() -> None:
    document = report_on(faulty_report())
    by_code = {row[1]: row[2:] for row in rows(document, "校核台账")}
    assert by_code.keys() == {rule.code for rule in RULES}
    assert by_code["SPD-001"] == [title_of_rule("SPD-001"), "已校核", "发现 1 条"]


def test_the_ledger_says_what_was_never_read() -> None:
    document = build_check_report(checked_text(), *run_with())
    assert "第 3 页是图片，没有校核。" in [block.text for block in document.body if isinstance(block, Paragraph)]


def test_the_gravest_come_first() -> None:
    findings = [finding(severity=severity) for severity in (Severity.HINT, Severity.ERROR, Severity.WARNING)]
    document = build_check_report(checked_text(), *run_with(*findings))
    assert headings(document)[1:4] == ["（一）错误 1 条", "（二）提醒 1 条", "（三）提示 1 条"]


def test_the_same_run_gives_the_same_document() -> None:
    assert report_on(faulty_report()) == report_on(faulty_report())
    assert report_on(faulty_report()) != report_on(Draft().report())
