"""Scores, totals and grades: one root cause is one finding with all its places."""

from __future__ import annotations

from dataclasses import replace

from core.model.finding import Finding, Severity, Verdict
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check
from tests.core.validation.drafts import Draft

SUMMARY = "evaluation/summary"


def score_findings(report: Report) -> list[Finding]:
    """The findings but for the standard's own gap."""
    return [finding for finding in check(report).findings if finding.rule != "SCR-004"]


def only_finding(draft: Draft) -> Finding:
    (finding,) = score_findings(draft.report())
    return finding


def test_wrong_total_has_the_number_and_the_nine_scores_as_places() -> None:
    finding = only_finding(Draft().write(SUMMARY, "自评总得分为 97 分。", "如上，总得分 97 分。"))
    assert [place.text for place in finding.places] == ["97", "97", "8", "8", "7", "20", "11", "4", "5", "28", "5"]
    assert finding.places[0].context == "自评总得分为 97 分。"


def test_wrong_total_can_be_written_right() -> None:
    report = Draft().write(SUMMARY, "总得分 97 分。得分（合计）为97分。").report()
    (finding,) = score_findings(report)
    assert finding.fix is not None
    mended = report.with_change(finding.fix)
    assert mended.text("narrative/evaluation/summary/p1") == "总得分 96 分。得分（合计）为96分。"
    assert score_findings(mended) == []


def test_grade_that_follows_the_wrong_total_is_part_of_the_same_finding() -> None:
    draft = Draft().score("results", "20").write(SUMMARY, "总得分为 92 分，等级为“优”。")
    draft.write("evaluation/results", "1 座监测站尚未完工。该指标分值 30 分，自评得分 20 分。")
    finding = only_finding(draft)
    assert finding.rule == "SCR-001"
    assert finding.places[-1].text == "优"
    assert "88 分应为“良”" in finding.message


def test_grade_is_judged_by_the_computed_total() -> None:
    rules = [item.rule for item in score_findings(Draft().write(SUMMARY, "总得分为 97 分，等级为“中”。").report())]
    assert rules == ["SCR-001", "SCR-008"]


def test_wrongly_entered_score_explains_the_total_too() -> None:
    finding = only_finding(Draft().score("finance", "19").put("indicator/finance/reason", "有 1 笔报销迟了。"))
    assert finding.rule == "SCR-002"
    assert "文中的总得分 96 分与文中的得分相符" in finding.message
    assert [place.text for place in finding.places] == ["20", "19", "96"]


def test_grade_that_follows_the_scores_in_words_is_not_a_fault_of_its_own() -> None:
    assert only_finding(Draft().score("finance", "9").put("indicator/finance/reason", "报销迟了。")).rule == "SCR-002"


def test_score_above_its_maximum_explains_the_total_too() -> None:
    finding = only_finding(
        Draft()
        .score("satisfaction", "5.5")
        .write("evaluation/satisfaction", "问卷结果较好。该指标分值 5 分，自评得分 5.5 分。")
    )
    assert finding.rule == "SCR-005"
    assert "文中的总得分 96 分是按不超出分值的得分合计的" in finding.message
    assert [place.text for place in finding.places] == ["5.5", "5", "96"]


def test_total_cannot_be_judged_while_scores_are_open() -> None:
    run = check(Draft().score("finance", "").report())
    assert {item.rule for item in run.coverage.could_not_run} == {"SCR-001", "SCR-002", "SCR-008"}
    assert "SCR-001" not in run.coverage.ran
    assert [finding.rule for finding in run.findings if finding.severity is Severity.ERROR] == []


def test_standards_own_gap_is_a_warning_with_the_maxima_as_places() -> None:
    (finding,) = [item for item in check(Draft().report()).findings if item.rule == "SCR-004"]
    assert (finding.severity, finding.verdict) == (Severity.WARNING, Verdict.CONTRADICTED)
    assert "8＋8＋7＋20＋11＋5＋5＋30＋5＝99，满分为 100，相差 1 分" in finding.message
    assert [place.text for place in finding.places[:10]] == ["8", "8", "7", "20", "11", "5", "5", "30", "5", "100"]
    assert finding.places[10].context.startswith("门职责。该指标分值 8 分")


def test_standard_without_a_gap_is_silent() -> None:
    standard = find_standard("foshan-2020")
    indicators = tuple(
        replace(item, max_score=item.max_score + 1) if item.id == "funds" else item for item in standard.indicators
    )
    run = check(Report(replace(standard, indicators=indicators), Draft().entries))
    assert "SCR-004" in run.coverage.ran
    assert "SCR-004" not in [finding.rule for finding in run.findings]


def test_score_below_zero() -> None:
    draft = Draft().score("satisfaction", "-1").put("indicator/satisfaction/reason", "未做调查。")
    draft.write("evaluation/satisfaction", "略").write(SUMMARY, "总得分为 90 分。")
    finding = only_finding(draft)
    assert (finding.rule, finding.verdict) == ("SCR-005", Verdict.CONTRADICTED)
    assert "低于 0 分" in finding.message


def test_too_many_decimals_can_be_rounded() -> None:
    draft = Draft().score("satisfaction", "4.125").put("indicator/satisfaction/reason", "回收率偏低。")
    draft.write("evaluation/satisfaction", "略").write(SUMMARY, "略")
    report = draft.report()
    (finding,) = score_findings(report)
    assert finding.fix is not None
    assert report.with_change(finding.fix).text("indicator/satisfaction/score") == "4.13"


def test_reason_among_the_problems_is_pointed_to_but_does_not_do() -> None:
    draft = Draft().write("evaluation/assets", "资产账实相符。该指标分值 5 分，自评得分 4 分。")
    draft.write("problems/main", "一是会议较多。二是资产盘点不及时。")
    finding = only_finding(draft)
    assert finding.rule == "SCR-007"
    assert "“存在问题”里写有“二是资产盘点不及时”" in finding.message
    assert [place.text for place in finding.places] == ["4", "二是资产盘点不及时", "4"]


def test_full_marks_need_no_reason() -> None:
    draft = Draft().write("evaluation/assets", "账实相符。").score("assets", "5").score("results", "30")
    draft.write("evaluation/results", "全部完成。").write(SUMMARY, "总得分 99 分。")
    run = check(draft.report())
    assert "SCR-007" in [item.rule for item in run.coverage.not_applicable]
