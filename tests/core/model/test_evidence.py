"""Evidence as entries: read in order whatever stands there, changed by steps that can be taken back."""

from __future__ import annotations

from core.model.change import Change
from core.model.evidence import EvidenceKind, size_words
from core.model.evidence_changes import (
    EvidenceFile,
    add_evidence,
    annotate,
    link_evidence,
    move_evidence,
    remove_evidence,
    retitle,
)
from core.model.report import Report
from tests.builders import report_with

A = EvidenceFile("关于预算的批复.pdf", "a" * 64, 860_000, EvidenceKind.PDF, 12)
B = EvidenceFile("现场.png", "b" * 64, 12_345_678, EvidenceKind.PNG, 1)
C = EvidenceFile("明细.v2.xlsx", "c" * 64, 400, EvidenceKind.EXCEL, 3)


def with_all(*files: EvidenceFile) -> Report:
    report = report_with({})
    return report.with_change(add_evidence(report, files, ["budgeting"]))


def titles(report: Report) -> list[str]:
    return [item.title for item in report.evidence()]


def after(report: Report, change: Change) -> Report:
    """Make a change, and see that it can be taken back."""
    changed = report.with_change(change)
    assert changed.with_change(change.inverse()).entries == report.entries
    return changed


def test_added_files_stand_in_order_under_their_names() -> None:
    report = with_all(A, B, C)
    first, second, third = report.evidence()
    assert titles(report) == ["关于预算的批复", "现场", "明细.v2"]
    assert (first.pages_words, second.pages_words, third.pages_words) == ("12 页", "1 页", "3 张表")
    assert first.indicators == ("budgeting",)
    assert (first.kind, first.size, first.sha256) == (EvidenceKind.PDF, 860_000, "a" * 64)


def test_what_is_there_already_is_not_added_again() -> None:
    report = with_all(A)
    assert add_evidence(report, [A]).puts == ()
    assert titles(after(report, add_evidence(report, [A, B, B]))) == ["关于预算的批复", "现场"]


def test_each_act_is_a_change_of_its_own() -> None:
    report = with_all(A, B)
    item = report.evidence()[0]
    assert titles(after(report, retitle(report, item, " 批复 "))) == ["批复", "现场"]
    assert retitle(report, item, item.title).puts == ()
    assert titles(after(report, retitle(report, item, " "))) == ["关于预算的批复", "现场"]
    assert after(report, annotate(report, item, "原件")).evidence()[0].note == "原件"
    assert after(report, link_evidence(report, item, ["results", "budgeting"])).evidence()[0].indicators == (
        "results",
        "budgeting",
    )
    assert after(report, link_evidence(report, item, ())).evidence()[0].indicators == ()
    assert titles(after(report, remove_evidence(report, item))) == ["现场"]


def test_moving_keeps_all_in_order() -> None:
    report = with_all(A, B, C)
    last = report.evidence()[2]
    assert titles(after(report, move_evidence(report, last, 0))) == ["明细.v2", "关于预算的批复", "现场"]
    assert move_evidence(report, last, 2).puts == ()
    assert titles(after(report, move_evidence(report, last, -5))) == ["明细.v2", "关于预算的批复", "现场"]


def test_a_removed_file_comes_back_where_it_is_added_again() -> None:
    report = with_all(A, B)
    gone = report.with_change(remove_evidence(report, report.evidence()[0]))
    assert titles(gone.with_change(add_evidence(gone, [A]))) == ["现场", "关于预算的批复"]


def test_entries_of_a_hostile_file_are_read_without_harm() -> None:
    report = report_with(
        {
            "evidence/x/title": "甲",
            "evidence/x/sha256": "../../etc/passwd",
            "evidence/x/size": "-1",
            "evidence/x/pages": "²",
            "evidence/x/kind": "exe",
            "evidence/x/position": "9" * 40,
            "evidence/x/indicators": "a a  b",
            "evidence/y": "z",
        }
    )
    (item,) = report.evidence()
    assert (item.sha256, item.size, item.pages, item.kind, item.indicators) == ("", 0, None, None, ("a", "b"))


def test_other_edits_do_not_read_the_evidence_again() -> None:
    report = with_all(A)
    assert report.evidence() is report.evidence()
    edited = report.with_change(Change("", ()))
    assert edited.evidence() is report.evidence()


def test_sizes_in_words() -> None:
    assert [size_words(size) for size in (0, 1, 860_000, 999_999, 12_345_678)] == [
        "0 KB",
        "1 KB",
        "860 KB",
        "1000 KB",
        "12.3 MB",
    ]
