"""Scores against the problems: which problem belongs to an indicator is proposed by words, and changed by the user."""

from __future__ import annotations

from core.model.finding import Finding
from core.model.report import Report
from core.validation.link_changes import say_indicators
from core.validation.links import link_table
from core.validation.run import Checker, check
from tests.core.validation.drafts import Draft

FULL_MARKS, DEDUCTION = "SCR-009", "SCR-007"
PROBLEM = "一是预算编制还不够细化，监测设备重复购置。"


def draft() -> Draft:
    return Draft().write("problems/main", PROBLEM, "二是巡查人手不足。")


def saying(made: Draft, row: int, *indicators: str) -> Report:
    report = made.report()
    return report.with_change(say_indicators(report, link_table(report).rows[row], indicators))


def findings(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in check(report).findings if finding.rule == rule]


def test_words_propose_the_indicator_of_a_problem() -> None:
    (finding,) = findings(draft().report(), FULL_MARKS)
    assert "预算编制情况：分值 8 分，自评 8 分" in finding.message


def test_a_problem_is_held_against_the_indicator_that_was_chosen_for_it() -> None:
    (finding,) = findings(saying(draft(), 0, "projects"), FULL_MARKS)
    assert "项目管理情况：分值 11 分，自评 11 分" in finding.message
    assert "预算编制还不够细化" in finding.message


def test_an_indicator_that_no_word_names_is_found_by_what_was_chosen() -> None:
    messages = [finding.message for finding in findings(saying(draft(), 1, "projects"), FULL_MARKS)]
    assert [message.partition("：")[0] for message in messages] == ["预算编制情况", "项目管理情况"]
    assert "巡查人手不足" in messages[1]


def test_a_problem_that_touches_no_indicator_is_held_against_none() -> None:
    assert not findings(saying(draft(), 0), FULL_MARKS)


def test_one_of_two_problems_in_a_paragraph_is_passed_over_alone() -> None:
    both = Draft().write("problems/main", "一是预算编制还不够细化；二是资金支付进度偏慢，预算执行滞后。")
    assert [finding.message[:4] for finding in findings(both.report(), FULL_MARKS)] == ["预算编制", "资金管理"]
    assert [finding.message[:4] for finding in findings(saying(both, 0), FULL_MARKS)] == ["资金管理"]


def test_a_reason_still_explains_full_marks() -> None:
    made = draft().put("indicator/projects/reason", "人手不足属编制问题，不影响项目管理。")
    assert "projects/score" not in str(
        [finding.places for finding in findings(saying(made, 1, "projects"), FULL_MARKS)]
    )


def test_a_deduction_without_a_reason_points_to_the_problem_that_was_chosen() -> None:
    made = draft().write("evaluation/assets", "资产账实相符。该指标分值 5 分，自评得分 4 分。")
    assert "巡查人手不足" not in findings(made.report(), DEDUCTION)[0].message
    (finding,) = findings(saying(made, 1, "assets"), DEDUCTION)
    assert "“存在问题”里写有“巡查人手不足”" in finding.message


def test_a_run_after_saying_is_what_a_first_run_would_be() -> None:
    before = draft().report()
    checker = Checker()
    checker.update(before)
    change = say_indicators(before, link_table(before).rows[1], ["projects"])
    after = before.with_change(change)
    assert checker.update(after, change.addresses()) == check(after)
