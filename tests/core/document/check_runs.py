"""Runs over a small faulty report, for tests of what is written of them."""

from __future__ import annotations

from datetime import UTC, datetime

from core.document.check_report import Checked
from core.model.finding import Finding, Place, Severity, Verdict
from core.model.naming import title_of
from core.model.report import Report
from core.validation.coverage import Ledger, NotRun
from core.validation.run import CheckRun, check
from core.validation.waiver import Judged, accept, sorted_out
from tests.core.validation.drafts import Draft

REASON = "批复文件把两项合并列示，合计数以批复为准。"
NOON = datetime(2021, 3, 5, 12, 5, tzinfo=UTC)


def faulty_report() -> Report:
    """A report with a wrong total and a wrong stated score, both errors, and a blank field of the cover."""
    draft = Draft().amount("total", "final", "3000.00").put("cover/phone", "")
    return draft.write("evaluation/summary", "自评总得分为 97 分。").report()


def accepting(report: Report, code: str, reason: str = REASON) -> Report:
    (finding,) = (item for item in check(report).findings if item.rule == code)
    return report.with_change(accept(report, finding, reason, "周文", "2021-03-04"))


def checked(report: Report) -> Checked:
    standard = report.standard
    return Checked(report.title(), "报告.ziping", standard, NOON, lambda where: title_of(standard, where))


def checked_text() -> Checked:
    return Checked("文稿", "文稿.docx", None, NOON, lambda where: f"第 {where} 行")


def run_of(report: Report) -> tuple[CheckRun, Judged]:
    run = check(report)
    return run, sorted_out(report, run)


def finding(*places: Place, rule: str = "FRM-001", severity: Severity = Severity.HINT, message: str = "甲") -> Finding:
    return Finding(rule, severity, Verdict.CONTRADICTED, "标点混用", message, "统一", "全文一致", places)


def run_with(*findings: Finding) -> tuple[CheckRun, Judged]:
    """A run with these findings over a text, and a ledger of every kind."""
    ledger = Ledger(
        ran=("FRM-001", "NUM-001", "TAB-001"),
        not_applicable=(NotRun("NUM-002", "没有占比"),),
        could_not_run=(
            NotRun("TAB-001", "第 3 行的表读不全"),
            NotRun("TAB-002", "表头读不出"),
            NotRun("TAB-002", "表头读不出"),
            NotRun("TAB-002", "列数不一"),
        ),
        numbers_read=12,
        numbers_checked=7,
        unread=("第 3 页是图片，没有校核。",),
    )
    return CheckRun(findings, ledger), Judged(findings)
