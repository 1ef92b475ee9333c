"""Tasks of the year without a result, in the wordings of different authors."""

from __future__ import annotations

import pytest

from core.model.change import Change, Put
from core.model.finding import Finding
from core.model.report import Report
from core.validation.run import Checker, check
from tests.core.validation.drafts import Draft
from tests.core.validation.task_texts import CASES, ONE_MISSING, Case

RULE = "SCR-010"


def of(case: Case) -> Report:
    return Draft().write("overview/tasks", *case.tasks).write("evaluation/results", *case.results).report()


def findings(report: Report) -> list[Finding]:
    return [finding for finding in check(report).findings if finding.rule == RULE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_tasks_that_nothing_answers_are_told(case: Case) -> None:
    found = findings(of(case))
    assert len(found) == bool(case.open)
    told = [place.address for finding in found for place in finding.places if "/tasks/" in place.address]
    assert told == [f"narrative/overview/tasks/p{number}" for number in case.open]


@pytest.mark.parametrize("gone", range(len(ONE_MISSING.results)))
def test_a_result_that_is_taken_away_leaves_its_task_without(gone: int) -> None:
    case = ONE_MISSING
    results = [text for number, text in enumerate(case.results) if number != gone]
    (finding,) = findings(Draft().write("overview/tasks", *case.tasks).write("evaluation/results", *results).report())
    places = [place.address for place in finding.places]
    expected = sorted({3, {0: 1, 1: 2, 2: 4, 3: 5}[gone]})
    assert places[: len(expected)] == [f"narrative/overview/tasks/p{number}" for number in expected]


def test_the_points_that_were_given_are_told_and_lead_to_the_score() -> None:
    (finding,) = findings(of(ONE_MISSING))
    assert "该项分值 30 分，自评 28 分" in finding.message
    assert "indicator/results/score" in [place.address for place in finding.places]


def test_no_score_is_no_hindrance() -> None:
    draft = Draft().write("overview/tasks", *ONE_MISSING.tasks).write("evaluation/results", *ONE_MISSING.results)
    (finding,) = findings(draft.score("results", "").report())
    assert "自评" not in finding.message.rpartition("没有看到")[2]


@pytest.mark.parametrize(
    ("tasks", "results", "why"),
    [
        (("完成 12 个湖泊的巡查；建成监测站 4 座。",), ("巡查完成。",), "“年度总体工作和重点工作任务”没有逐项编号"),
        (ONE_MISSING.tasks, (" ",), "“重点任务完成与部门履职效益”还没有写"),
    ],
)
def test_what_cannot_be_compared_is_said(tasks: tuple[str, ...], results: tuple[str, ...], why: str) -> None:
    ledger = check(Draft().write("overview/tasks", *tasks).write("evaluation/results", *results).report()).coverage
    assert [item.why for item in ledger.not_applicable if item.rule == RULE] == [why]


def test_more_than_anybody_lists_are_not_compared_and_that_is_said() -> None:
    tasks = [f"{number}. 建成第 {number} 座监测站。" for number in range(1, 400)]
    ledger = check(Draft().write("overview/tasks", *tasks).report()).coverage
    assert [item.rule for item in ledger.could_not_run] == [RULE]


def test_a_run_after_an_edit_is_what_a_first_run_would_be() -> None:
    before, checker = of(ONE_MISSING), Checker()
    checker.update(before)
    where = "narrative/overview/tasks/p3"
    after = before.with_change(Change("", (Put(where, before.entries[where], None),)))
    assert checker.update(after, frozenset({where})) == check(after)
    assert not findings(after)


def test_a_heading_above_the_tasks_is_none() -> None:
    tasks = ("（一）年度总体工作", "全年工作以湖泊保护为中心。", "（二）重点工作任务", *ONE_MISSING.tasks)
    (finding,) = findings(
        Draft().write("overview/tasks", *tasks).write("evaluation/results", *ONE_MISSING.results).report()
    )
    assert "列有 5 项任务" in finding.message
