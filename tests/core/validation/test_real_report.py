"""The published report that the first checks were made for; it lies beside the project and is never copied into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from core.intake.manuscript_text import read_text_manuscript
from core.intake.text import import_text
from core.model.finding import Finding, Severity, Verdict
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check, check_text
from core.validation.source_numbering import with_numbering

REAL = Path(__file__).resolve().parents[4] / "shared" / "samples" / "foshan-2020.txt"
pytestmark = pytest.mark.skipif(not REAL.is_file(), reason="the published report does not lie beside the project")


@cache
def findings() -> dict[str, Finding]:
    """The findings by rule; no rule may find two faults, but for the full marks beside three admitted faults."""
    standard = find_standard("foshan-2020")
    intake = import_text(REAL.read_text(encoding="utf-8"), standard, REAL.name)
    run = with_numbering(check(Report(standard, dict(intake.entries))), intake.numbering)
    found = {finding.rule: finding for finding in run.findings}
    assert sum(finding.rule == "SCR-009" for finding in run.findings) == 3
    assert len(found) == len(run.findings) - 2
    return found


def test_exactly_the_known_faults_are_found() -> None:
    kinds = {code: (finding.severity, finding.verdict) for code, finding in findings().items()}
    assert kinds == {
        "FRM-001": (Severity.HINT, Verdict.CONTRADICTED),
        "FRM-003": (Severity.HINT, Verdict.CONTRADICTED),
        "SCR-001": (Severity.ERROR, Verdict.CONTRADICTED),
        "SCR-004": (Severity.WARNING, Verdict.CONTRADICTED),
        "SCR-007": (Severity.WARNING, Verdict.MUST_EXPLAIN),
        "SCR-009": (Severity.WARNING, Verdict.MUST_EXPLAIN),
        "SCR-010": (Severity.WARNING, Verdict.MUST_EXPLAIN),
        "NUM-001": (Severity.WARNING, Verdict.CONTRADICTED),
        "RAT-001": (Severity.WARNING, Verdict.NOT_REPRODUCIBLE),
        "NAM-001": (Severity.WARNING, Verdict.CONTRADICTED),
        "VAR-001": (Severity.WARNING, Verdict.MUST_EXPLAIN),
    }


def test_both_rates_are_one_fault_and_what_they_leave_unexplained_is_said() -> None:
    message = findings()["RAT-001"].message
    assert "支出完成率 92%、结余结转率 1%" in message
    assert "5,076.06 ＝ 100.00%" in message
    assert "7,210.67 ＝ 70.40%" in message
    assert "两个比率相加为 93%，还有 7% 没有交代" in message


def test_as_any_text_the_sum_of_the_scores_is_found_without_a_standard() -> None:
    found = [finding for finding in check_text(read_text_manuscript(REAL)).findings if finding.rule[:3] == "EVA"]
    assert [finding.rule for finding in found] == ["EVA-007"]
    assert "＝98，文中写 99 分" in found[0].message


def test_the_three_tasks_without_a_result_are_named() -> None:
    message = findings()["SCR-010"].message
    assert "列有 7 项任务" in message
    assert "写有 4 项" in message
    assert "自评 30 分" in message
    assert [f"“{number}." in message for number in range(1, 8)] == [number > 4 for number in range(1, 8)]


def test_as_any_text_its_form_has_the_known_slips_and_no_others() -> None:
    findings = check_text(read_text_manuscript(REAL)).findings
    slips = {finding.rule: finding for finding in findings if finding.rule[:3] in ("FRM", "TPL")}
    assert set(slips) == {"FRM-001", "FRM-003"}
    # 31 between two words, and two after a per cent sign.
    assert "255 个逗号是全角，33 个是半角" in slips["FRM-001"].message
    assert {edit.before for edit in slips["FRM-003"].edits if "四" in edit.before} == {"(四)"}
    assert [edit.after for edit in slips["FRM-003"].edits if edit.before.endswith("、")] == [
        f"{n}." for n in range(1, 8)
    ]
