"""Findings accepted with a reason: undone like any change, void once a figure changes, and no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.document.build import build_document
from core.errors import AppError
from core.model.change import Change, Entry, Put
from core.model.finding import Finding, Severity
from core.model.report import Report
from core.model.waiver import Waiver, key_of
from core.scoring.engine import score
from core.session import Session
from core.standard.catalog import find_standard
from core.validation.inspection import Inspection
from core.validation.registry import Area, Outcome, rule
from core.validation.run import Checker, CheckRun, check
from core.validation.waiver import Judged, accept, sorted_out, waivers_of, withdraw
from tests.core.validation.drafts import Draft

DAY = "2021-03-05"
REASON = "已与财政部门核对，按批复口径填报。"
TOTAL = "spending/total/final"
PROSE = "narrative/evaluation/summary/p1"


def faulty() -> Report:
    """A report with a wrong total, a wrong stated score, a blank field and a change in prose that its figures deny."""
    draft = Draft().amount("total", "final", "3000.00").put("cover/phone", "")
    draft.write("evaluation/summary", "自评总得分为 97 分。接待 500 人，比上年增加 100 人，增长 55%。")
    return draft.report()


def finding_of(run: CheckRun, code: str) -> Finding:
    (found,) = (finding for finding in run.findings if finding.rule == code)
    return found


def accepting(report: Report, code: str, reason: str = REASON, name: str = "周文", day: str = DAY) -> Report:
    return report.with_change(accept(report, finding_of(check(report), code), reason, name, day))


def judged(report: Report) -> Judged:
    return sorted_out(report, check(report))


def put(report: Report, where: str, value: str) -> Report:
    before = report.entries[where]
    after = Entry(value, before.origin, before.source, before.level, before.position)
    return report.with_change(Change("", (Put(where, before, after),)))


# -- accepting and taking back -----------------------------------------------------------------------------------------


def test_an_accepted_finding_is_no_longer_open_and_carries_who_when_and_why() -> None:
    report = faulty()
    finding = finding_of(check(report), "SPD-001")
    after = accepting(report, "SPD-001", reason=f" {REASON}\n", name=" 周\n文 ")
    ((accepted, waiver),) = judged(after).accepted
    assert accepted == finding
    assert waiver == Waiver("SPD-001", key_of(finding), REASON, "周 文", DAY, finding.message, TOTAL)
    assert finding not in judged(after).open
    assert judged(after).waiver_of(finding) == waiver
    assert len(judged(after).open) == len(check(report).findings) - 1
    assert judged(after).revoked == ()


def test_every_finding_can_be_accepted_and_taken_back() -> None:
    before = report = faulty()
    findings = check(report).findings
    assert {finding.severity for finding in findings} >= {Severity.ERROR, Severity.WARNING}
    for number, finding in enumerate(findings):
        report = report.with_change(accept(report, finding, f"理由 {number}", "周文", DAY))
    assert check(report).findings == findings, "accepting changes nothing that is checked"
    assert judged(report).open == ()
    assert [finding for finding, _ in judged(report).accepted] == list(findings)
    assert [waiver.reason for _, waiver in judged(report).accepted] == [f"理由 {n}" for n in range(len(findings))]
    for waiver in waivers_of(report):
        report = report.with_change(withdraw(report, waiver))
    assert report.entries == before.entries


def test_undo_of_an_acceptance_leaves_nothing_behind() -> None:
    report = faulty()
    change = accept(report, finding_of(check(report), "SPD-001"), REASON, "周文", DAY)
    assert change.title == "接受并说明：合计与各项之和不符"
    assert report.with_change(change).with_change(change.inverse()).entries == report.entries


def test_accepting_again_gives_the_reason_anew() -> None:
    report = accepting(faulty(), "SPD-001")
    finding = finding_of(check(report), "SPD-001")
    again = report.with_change(accept(report, finding, "批复文件有误，已另行报告。", "李言", "2021-03-08"))
    ((_, waiver),) = judged(again).accepted
    assert (waiver.reason, waiver.name, waiver.date) == ("批复文件有误，已另行报告。", "李言", "2021-03-08")
    assert accept(report, finding, REASON, "周文", DAY).puts == (), "the same once more is no change"


@pytest.mark.parametrize(("reason", "name", "code"), [(" \n　", "周文", "blank_reason"), ("有", " 　", "blank_name")])
def test_without_reason_or_name_nothing_is_accepted(reason: str, name: str, code: str) -> None:
    report = faulty()
    with pytest.raises(AppError, match="没有接受") as caught:
        accept(report, finding_of(check(report), "SPD-001"), reason, name, DAY)
    assert caught.value.code == code


@pytest.mark.parametrize("day", ["", "2021年3月5日", "20210305", "2021-W09-5", "2021-02-30"])
def test_a_date_is_an_iso_date(day: str) -> None:
    report = faulty()
    with pytest.raises(ValueError, match=r"iso|ISO|month"):
        accept(report, finding_of(check(report), "SPD-001"), REASON, "周文", day)


# -- a changed figure --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "where", "value"),
    [
        ("SPD-001", TOTAL, "29999900.00"),
        ("SPD-001", "spending/project/final", "7452600.00"),
        ("SCR-001", "indicator/results/score", "27"),
        ("SCR-001", PROSE, "自评总得分为 98 分。"),
        ("NUM-003", PROSE, "自评总得分为 97 分。接待 500 人，比上年增加 100 人，增长 56%。"),
        ("NUM-003", PROSE, "自评总得分为 97 分。接待 510 人，比上年增加 100 人，增长 55%。"),
    ],
)
def test_a_changed_figure_revokes_and_the_finding_knows_its_former_reason(code: str, where: str, value: str) -> None:
    report = put(accepting(faulty(), code), where, value)
    now = judged(report)
    assert now.accepted == ()
    (waiver,) = now.revoked
    assert waiver.reason == REASON
    (again,) = (finding for finding in now.open if finding.rule == code)
    assert now.lapsed == ((again, waiver),)
    assert now.former_waiver_of(again) == waiver
    assert all(now.former_waiver_of(other) is None for other in now.open if other != again)


def test_the_old_figure_put_back_the_waiver_holds_again() -> None:
    accepted = accepting(faulty(), "SPD-001")
    changed = put(accepted, TOTAL, "29999900.00")
    assert judged(put(changed, TOTAL, accepted.text(TOTAL))) == judged(accepted)


def test_a_mended_fault_leaves_a_revoked_waiver_and_no_pair() -> None:
    report = put(accepting(faulty(), "SPD-001"), TOTAL, "21160500.00")
    now = judged(report)
    assert [waiver.rule for waiver in now.revoked] == ["SPD-001"]
    assert now.lapsed == ()


def test_words_elsewhere_revoke_nothing() -> None:
    report = put(accepting(faulty(), "SPD-001"), PROSE, "自评总得分为 96 分，等级为“优”。")
    assert [waiver.rule for _, waiver in judged(report).accepted] == ["SPD-001"]


TWO_RATES = "培训 200 人，比上年增加 40 人，增长 {first}%。接待 500 人，比上年增加 100 人，增长 {second}%。"
TASKS = "narrative/overview/tasks/p1"


def with_two_rates_accepted() -> Report:
    """A report with two faults in one paragraph, accepted for the reasons 30 and 55."""
    report = Draft().write("overview/tasks", TWO_RATES.format(first=30, second=55)).report()
    first, second = (finding for finding in check(report).findings if finding.rule == "NUM-003")
    assert first.places[0].address == second.places[0].address == TASKS
    report = report.with_change(accept(report, first, "30", "周文", DAY))
    return report.with_change(accept(report, second, "55", "周文", DAY))


def test_of_two_findings_of_a_paragraph_only_the_changed_one_is_open_again() -> None:
    now = judged(put(with_two_rates_accepted(), TASKS, TWO_RATES.format(first=30, second=56)))
    assert [waiver.reason for _, waiver in now.accepted] == ["30"]
    assert [waiver.reason for _, waiver in now.lapsed] == ["55"]


def test_each_of_two_changed_findings_of_a_paragraph_is_told_its_own_former_reason() -> None:
    now = judged(put(with_two_rates_accepted(), TASKS, TWO_RATES.format(first=31, second=56)))
    told = {"56" in finding.message: waiver.reason for finding, waiver in now.lapsed}
    assert told == {False: "30", True: "55"}


def test_a_finding_elsewhere_is_not_told_the_reason_of_another() -> None:
    other = "接待 500 人，比上年增加 100 人，增长 55%。"
    report = with_two_rates_accepted()
    report = put(put(report, TASKS, "略"), PROSE, other)
    now = judged(report)
    assert [finding.places[0].address for finding in now.open if finding.rule == "NUM-003"] == [PROSE]
    assert len(now.revoked) == 2
    assert now.lapsed == ()


def test_of_two_former_reasons_the_later_one_is_told() -> None:
    report = accepting(faulty(), "SPD-001", reason="早", day="2021-03-05")
    report = put(report, TOTAL, "29999900.00")
    report = accepting(report, "SPD-001", reason="晚", day="2021-03-09")
    now = judged(put(report, TOTAL, "29999800.00"))
    assert [waiver.reason for waiver in now.revoked] == ["早", "晚"]
    assert [waiver.reason for _, waiver in now.lapsed] == ["晚"]


# -- what others put into a file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [("reason", ""), ("reason", " "), ("name", ""), ("date", ""), ("date", "前天"), ("date", "2021-02-30")],
)
def test_a_waiver_that_lacks_something_accepts_nothing(field: str, value: str) -> None:
    report = accepting(faulty(), "SPD-001")
    where = f"waiver/SPD-001/{waivers_of(report)[0].key}/{field}"
    assert judged(put(report, where, value)).accepted == ()
    gone = report.with_change(Change("", (Put(where, report.entries[where], None),)))
    assert judged(gone).accepted == ()
    assert waivers_of(gone) == ()


@pytest.mark.parametrize("where", ["waiver/SPD-001", "waiver/SPD-001/x", "waiver/x/y/z", "waiver/SPD-001/0/reason"])
def test_other_shapes_are_read_over(where: str) -> None:
    draft = Draft().amount("total", "final", "3000.00")
    expected = judged(draft.report())
    assert judged(draft.put(where, "甲").report()) == expected


def test_a_waiver_for_one_rule_is_none_for_another() -> None:
    report = faulty()
    key = key_of(finding_of(check(report), "SPD-001"))
    puts = [Put(f"waiver/SPD-002/{key}/{name}", None, Entry(DAY)) for name in ("reason", "name", "date")]
    assert judged(report.with_change(Change("", tuple(puts)))).accepted == ()


# -- in the report and its file ----------------------------------------------------------------------------------------


def test_exports_and_scores_are_those_of_the_report_without_waivers() -> None:
    report = faulty()
    assert build_document(accepting(report, "SPD-001")) == build_document(report)
    assert score(accepting(report, "SPD-001")) == score(report)


def test_a_waiver_makes_no_rule_run_again() -> None:
    runs: list[str] = []

    @rule("XXX-001", severity=Severity.HINT, title="", clause="", reads=Area)
    def check_nothing(inspection: Inspection) -> Iterator[Outcome]:
        """Counts how often it is run."""
        runs.append("run")
        yield from ()

    checker = Checker([check_nothing])
    report = faulty()
    checker.update(report)
    change = accept(report, finding_of(check(report), "SPD-001"), REASON, "周文", DAY)
    checker.update(report.with_change(change), change.addresses())
    assert runs == ["run"]


def test_waivers_travel_with_the_file_and_can_be_undone_after_it_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "报告.ziping"
    report = faulty()
    moments = iter(datetime(2021, 3, 5, 8, minute, tzinfo=UTC) for minute in range(60))
    with Session.create(
        path, find_standard("foshan-2020"), report.entries.items(), clock=lambda: next(moments)
    ) as session:
        session.apply(accept(report, finding_of(check(report), "SPD-001"), f"{REASON}\n见附件。", "周文", DAY))
        written = session.report.entries
    with Session.open(path, read_only=True) as received:
        assert received.report.entries == written
        ((_, waiver),) = judged(received.report).accepted
        assert waiver.reason == f"{REASON}\n见附件。"
    with Session.open(path) as session:
        assert session.undo_title == "接受并说明：合计与各项之和不符"
        session.undo()
        assert session.report.entries == report.entries
        session.redo()
        assert session.report.entries == written
        session.apply(withdraw(session.report, waiver))
        assert session.report.entries == report.entries


def test_what_a_file_cannot_hold_is_refused_whole(tmp_path: Path) -> None:
    report = faulty()
    with Session.create(tmp_path / "报告.ziping", report.standard, report.entries.items()) as session:
        with pytest.raises(AppError) as caught:
            session.apply(accept(report, finding_of(check(report), "SPD-001"), "甲\0乙", "周文", DAY))
        assert caught.value.code == "cannot_store"
        assert session.report.entries == report.entries
