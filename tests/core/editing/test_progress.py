"""How far a report is: the state of each thing to fill in, what comes next, and the command that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli import main
from core.editing.progress import Progress, Step, StepState, percent_filled, progress_of
from core.model.change import Entry, Origin
from core.model.finding import Finding, Place, Severity, Verdict
from core.model.report import Report
from core.session import Session
from core.standard.catalog import find_standard
from core.standard.loader import load_standard_text
from tests.builders import TINY_STANDARD, report_with, tiny_standard

DUTIES = "narrative/overview/duties"
WHOLE = {
    "cover/reporting_unit": "云川市测试局",
    "cover/fiscal_year": "2024",
    f"{DUTIES}/p1": "负责测试。",
    "narrative/evaluation/budgeting/p1": "编制完整。",
    **{f"spending/{row}/{column}": "10000" for row in ("basic", "project") for column in ("initial", "final")},
}


def finding_at(where: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("SUM-001", severity, Verdict.CONTRADICTED, "标题", "说明", "办法", "", (Place(where),))


def whole_report(**more: Entry) -> Report:
    scores = {f"indicator/{item.id}/score": "1" for item in tiny_standard().scored_indicators}
    return report_with({**WHOLE, **scores, **{where.replace("__", "/"): entry for where, entry in more.items()}})


def step_of(progress: Progress, where: str) -> Step:
    return next(step for step in progress.steps if step.address == where)


def test_a_new_report_begins_with_the_cover() -> None:
    progress = progress_of(report_with({}), ())
    assert progress.percent == 0
    assert {step.state for step in progress.steps} == {StepState.EMPTY}
    assert progress.next_step is not None
    assert progress.next_step.target == "cover/reporting_unit"


def test_a_whole_report_has_no_next_step() -> None:
    progress = progress_of(whole_report(), ())
    assert progress.percent == 100
    assert progress.next_step is None
    assert {step.state for step in progress.steps} == {StepState.DONE}


def test_a_table_with_a_gap_is_unfinished_and_leads_to_the_gap() -> None:
    step = step_of(progress_of(report_with({"spending/basic/initial": "1"}), ()), "spending")
    assert (step.state, step.filled, step.wanted) == (StepState.UNFINISHED, 1, 4)
    assert step.target == "spending/basic/final"


def test_an_error_comes_before_words_to_confirm_and_these_before_gaps() -> None:
    last = Entry("去年的话。", Origin.CARRIED_OVER)
    report = report_with({f"{DUTIES}/p1": last})
    waiting = progress_of(report, ()).next_step
    assert waiting is not None
    assert (waiting.state, waiting.target) == (StepState.CARRIED_OVER, f"{DUTIES}/p1")
    faulty = progress_of(report, [finding_at("spending/basic/final")]).next_step
    assert faulty is not None
    assert (faulty.state, faulty.target) == (StepState.FAULTY, "spending/basic/final")


def test_a_warning_is_counted_and_makes_nothing_faulty() -> None:
    step = step_of(progress_of(whole_report(), [finding_at(f"{DUTIES}/p1", Severity.WARNING)]), DUTIES)
    assert (step.state, step.findings) == (StepState.DONE, 1)


def test_a_finding_of_the_total_score_belongs_to_no_step() -> None:
    progress = progress_of(whole_report(), [finding_at("result/total_score")])
    assert progress.elsewhere == 1
    assert not any(step.findings for step in progress.steps)


def test_blanks_in_a_paragraph_are_not_words() -> None:
    assert step_of(progress_of(report_with({f"{DUTIES}/p1": "  "}), ()), DUTIES).state is StepState.EMPTY


def test_words_over_the_limit_are_counted() -> None:
    limited = TINY_STANDARD.replace('title = "部门职能"', 'title = "部门职能"\nlongest = 10')
    standard = load_standard_text(limited, "tiny-2024.toml")
    over = progress_of(report_with({f"{DUTIES}/p1": "字" * 8, f"{DUTIES}/p2": "字" * 9}, standard), ())
    assert (step_of(over, DUTIES).characters, step_of(over, DUTIES).excess) == (17, 7)
    just = progress_of(report_with({f"{DUTIES}/p1": "字" * 10}, standard), ())
    assert step_of(just, DUTIES).excess == 0


@given(st.sets(st.sampled_from(sorted(WHOLE))))
def test_more_is_never_less_and_the_status_line_says_the_same(chosen: set[str]) -> None:
    report = report_with({where: WHOLE[where] for where in chosen})
    progress = progress_of(report, ())
    assert progress.percent == percent_filled(report) <= progress_of(whole_report(), ()).percent
    assert progress.filled == len(chosen)
    assert (progress.percent == 100) == (progress.filled == progress.wanted)


def test_every_part_table_and_score_of_a_standard_stands_there_once() -> None:
    standard = find_standard("foshan-2020")
    places = [step.address for step in progress_of(Report(standard, {}), ()).steps]
    scores = [f"indicator/{item.id}" for item in standard.scored_indicators]
    assert sorted(places) == sorted(["cover", *standard.parts, *standard.tables_by_id, *scores])


def test_the_command_says_the_next_step_and_leaves_the_file_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "甲.ziping"
    Session.create(path, tiny_standard(), [("cover/reporting_unit", Entry("云川市测试局"))]).close()
    before = path.read_bytes()
    assert main(["progress", str(path)]) == 0
    said = capsys.readouterr().out
    assert "下一步：" in said
    assert "支出明细表：未填" in said
    assert main(["progress", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["filled"] == 1
    assert {"address", "state", "target"} <= set(found["steps"][0])
    assert path.read_bytes() == before
