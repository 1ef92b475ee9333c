"""Problems without a measure and measures without a problem, in the wordings of different authors."""

from __future__ import annotations

import pytest

from core.model.finding import Finding
from core.model.report import Report
from core.validation.link_changes import confirm, say_measures
from core.validation.links import link_table
from core.validation.run import check
from tests.core.validation.drafts import Draft
from tests.core.validation.problem_texts import CASES, GENERAL_MEASURES, UNANSWERED, WITH_AN_EXTRA_MEASURE, Case

PROBLEMS, MEASURES = "PRB-001", "PRB-002"


def findings(report: Report, *rules: str) -> list[Finding]:
    return [finding for finding in check(report).findings if finding.rule in rules]


def of(case: Case) -> Report:
    return Draft().write("problems/main", *case.problems).write("measures/main", *case.measures).report()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_a_problem_without_a_measure_is_told(case: Case) -> None:
    open_numbers = [number for number, measures in case.answers.items() if not measures]
    found = findings(of(case), PROBLEMS)
    assert len(found) == bool(open_numbers)
    rows = link_table(of(case)).rows
    told = [place.text for finding in found for place in finding.places]
    assert told == [rows[number - 1].problem.title for number in open_numbers]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_a_measure_with_words_of_its_own_is_told(case: Case) -> None:
    assert bool(findings(of(case), MEASURES)) == (case is WITH_AN_EXTRA_MEASURE)


def test_all_problems_are_told_in_one_finding() -> None:
    lines = ("一是登记迟缓。", "二是盘点太少。", "三是归档拖延。")
    (finding,) = findings(Draft().write("problems/main", *lines).write("measures/main", "无。").report(), PROBLEMS)
    assert len(finding.places) == 3
    assert "“存在问题”列有 3 条，“改进措施及有关建议”列有 0 条" in finding.message


def test_a_problem_that_says_how_it_was_mended_needs_no_measure() -> None:
    case = UNANSWERED
    mended = (*case.problems[:2], f"{case.problems[2]}下一步将移交检测中心使用。")
    assert not findings(
        Draft().write("problems/main", *mended).write("measures/main", *case.measures).report(), PROBLEMS
    )


def test_measures_that_are_not_written_are_told_as_missing_only() -> None:
    report = Draft().write("measures/main", " ").report()
    assert {finding.rule for finding in check(report).findings} == {"CMP-002", "SCR-004"}


def test_a_measure_that_was_chosen_answers_its_problem() -> None:
    report = of(UNANSWERED)
    table = link_table(report)
    report = report.with_change(say_measures(report, table.rows[2], table.measures[:1]))
    assert not findings(report, PROBLEMS)


def test_a_problem_that_is_said_to_have_no_measure_is_told() -> None:
    report = Draft().report()
    (row,) = link_table(report).rows
    (finding,) = findings(report.with_change(say_measures(report, row, [])), PROBLEMS)
    assert row.problem.title in finding.message


def test_once_every_problem_has_its_measures_any_other_is_told() -> None:
    report = of(GENERAL_MEASURES)
    report = report.with_change(confirm(report, link_table(report).rows))
    (finding,) = findings(report, MEASURES)
    assert "“三是加强组织领导，压实工作责任”" in finding.message


def test_more_than_anybody_lists_are_not_compared_and_that_is_said() -> None:
    lines = [f"{number}. 第 {number} 台设备登记迟缓。" for number in range(1, 400)]
    run = check(Draft().write("problems/main", *lines).report())
    assert {item.rule for item in run.coverage.could_not_run} == {PROBLEMS, MEASURES}


def test_no_problems_leave_nothing_to_check() -> None:
    ledger = check(Draft().write("problems/main", "无。").report()).coverage
    assert {item.rule: item.why for item in ledger.not_applicable if item.rule.startswith("PRB")} == {
        PROBLEMS: "没有列出问题",
        MEASURES: "没有列出问题",
    }
