"""A part that an office filled in, merged: what only they changed, what only we changed, what both did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from core.errors import AppError
from core.intake.copy_changes import ALSO_CHANGED, CopyChangeKind
from core.intake.part_merge import merge_proposal, merging
from core.model.change import Entry, Origin
from core.model.handout import handouts
from core.model.report import Report
from tests.builders import report_with
from tests.core.intake.part_files import (
    ALL,
    ANALYSIS,
    BASIC,
    DUTIES,
    PROJECT,
    REASON,
    SCORE,
    content,
    edited,
    given,
    merged,
    paragraph,
    proposed,
    whole,
)

# -- laws ------------------------------------------------------------------------------------------------------------

TEXTS = st.sampled_from(["甲。", "乙乙。", "丙丙丙。", "丁丁丁丁。", "职能之1。", "职能之2。"])
LEVELS = st.sampled_from([0, 3, 4])
NAMES = st.sampled_from([f"p{number}" for number in range(1, 7)])
PARAGRAPHS = st.dictionaries(
    NAMES, st.builds(lambda text, place, level: paragraph(text, place, level), TEXTS, st.integers(1, 9), LEVELS)
)
FIGURES = st.fixed_dictionaries({}, optional={BASIC: st.sampled_from(["1", "2.50", "1000000.0"]), SCORE: st.just("40")})
WORDS = st.fixed_dictionaries({}, optional={REASON: TEXTS, "cover/reporting_unit": TEXTS})


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Entry | str | None]:
    """Draw anything that may become of the report: a part is written anew, some values are others or gone."""
    values: dict[str, Entry | str | None] = {f"{DUTIES}/p{number}": None for number in (1, 2, 3)}
    values |= {f"{DUTIES}/{name}": entry for name, entry in draw(PARAGRAPHS).items()}
    values |= draw(FIGURES)
    values |= draw(WORDS)
    if draw(st.booleans()):
        values[PROJECT] = None
    return values


@for_all(edits())
def test_an_untouched_part_changes_nothing(ours: dict[str, Entry | str | None]) -> None:
    report, part = given(whole())
    report = edited(report, ours)
    assert proposed(report, part).changes == ()
    assert content(merged(report, part)) == content(report)


@for_all(edits())
def test_where_ours_is_untouched_theirs_is_taken(theirs: dict[str, Entry | str | None]) -> None:
    report, part = given(whole())
    part = edited(part, {where: value for where, value in theirs.items() if where != "cover/reporting_unit"})
    assert not [change for change in proposed(report, part).changes if change.conflict]
    same = content(part)
    assert content(merged(report, part)) == {**same, BASIC: _as_ours(report, part)}


def _as_ours(report: Report, part: Report) -> str:
    """A figure that is only written in other digits is not touched."""
    return report.text(BASIC) if report.amount(BASIC) == part.amount(BASIC) else part.text(BASIC)


@for_all(edits(), edits())
def test_merging_twice_is_merging_once(
    ours: dict[str, Entry | str | None], theirs: dict[str, Entry | str | None]
) -> None:
    report, part = given(whole())
    report, part = edited(report, ours), edited(part, theirs)
    once = merged(report, part)
    assert merged(once, part).entries == once.entries


@for_all(edits(), edits())
def test_nothing_of_ours_goes_without_being_chosen(
    ours: dict[str, Entry | str | None], theirs: dict[str, Entry | str | None]
) -> None:
    report, part = given(whole())
    report, part = edited(report, ours), edited(part, theirs)
    after = merged(report, part)
    start = whole()
    for where, entry in report.entries.items():
        before = start.entries.get(where)
        if not where.startswith("handout/") and (before is None or before.value != entry.value):
            assert after.text(where) == entry.value, where


@for_all(edits(), edits())
def test_a_merge_can_be_taken_back(ours: dict[str, Entry | str | None], theirs: dict[str, Entry | str | None]) -> None:
    report, part = given(whole())
    report, part = edited(report, ours), edited(part, theirs)
    proposal = proposed(report, part)
    change = merging(report, proposal, list(proposal.changes), "2025-02-01")
    assert report.with_change(change).with_change(change.inverse()).entries == report.entries


# -- values ----------------------------------------------------------------------------------------------------------


def test_what_only_the_office_changed_is_taken_and_says_where_it_is_from() -> None:
    report, part = given(whole())
    after = merged(report, edited(part, {BASIC: "1200000", REASON: "缺一项。", SCORE: None}))
    assert after.entries[BASIC] == Entry("1200000", Origin.IMPORTED, "并入“办公室”的部分")
    assert (after.text(REASON), after.score("budgeting")) == ("缺一项。", None)


def test_what_both_changed_is_a_conflict_that_shows_all_three() -> None:
    report, part = given(whole())
    proposal = proposed(edited(report, {BASIC: "1100000"}), edited(part, {BASIC: "1200000"}))
    (change,) = proposal.changes
    assert (change.before, change.after) == ("110.00", "120.00")
    assert change.conflict == f"{ALSO_CHANGED}；交出去时是“100.00”"
    assert not proposal.is_proposed(change)


def test_what_both_changed_alike_is_nothing() -> None:
    report, part = given(whole())
    assert proposed(edited(report, {BASIC: "1200000"}), edited(part, {BASIC: "1200000.00"})).changes == ()


def test_a_difference_below_the_decimals_of_the_table_is_shown_in_yuan() -> None:
    report, part = given(whole())
    (change,) = proposed(report, edited(part, {PROJECT: "250000.60"})).changes
    assert (change.before, change.after) == ("250000.50 元", "250000.60 元")


# -- paragraphs ------------------------------------------------------------------------------------------------------


def test_a_new_paragraph_does_not_meet_one_of_ours() -> None:
    report, part = given(whole())
    report = edited(report, {f"{DUTIES}/p4": paragraph("我们添的。", 4)})
    part = edited(part, {f"{DUTIES}/p4": paragraph("科室添的。", 4)})
    after = merged(report, part)
    assert [item.text for item in after.paragraphs(DUTIES)][2:] == ["职能之3。", "科室添的。", "我们添的。"]
    assert proposed(after, part).changes == ()


def test_the_same_paragraph_added_in_both_stands_once() -> None:
    report, part = given(whole())
    report = edited(report, {f"{DUTIES}/p7": paragraph("两边都添的。", 4)})
    assert proposed(report, edited(part, {f"{DUTIES}/p4": paragraph("两边都添的。", 4)})).changes == ()


def test_a_paragraph_deleted_there_and_changed_here_is_a_conflict() -> None:
    report, part = given(whole())
    proposal = proposed(edited(report, {f"{DUTIES}/p2": "改过的。"}), edited(part, {f"{DUTIES}/p2": None}))
    assert [(change.kind, bool(change.conflict)) for change in proposal.changes] == [(CopyChangeKind.REMOVED, True)]


def test_a_paragraph_changed_there_and_deleted_here_is_a_conflict_and_can_be_had_back() -> None:
    report, part = given(whole())
    report, part = edited(report, {f"{DUTIES}/p2": None}), edited(part, {f"{DUTIES}/p2": "改过的。"})
    assert [bool(change.conflict) for change in proposed(report, part).changes] == [True]
    after = merged(report, part, all_of_it=True)
    assert [item.text for item in after.paragraphs(DUTIES)] == ["职能之1。", "改过的。", "职能之3。"]


def test_text_there_and_level_here_are_both_kept() -> None:
    report, part = given(whole())
    where = f"{DUTIES}/p2"
    report = edited(report, {where: paragraph("职能之2。", 2, level=3)})
    after = merged(report, edited(part, {where: "改过的。"}))
    assert (after.text(where), after.entries[where].level) == ("改过的。", 3)


def test_order_changed_in_both_is_a_conflict() -> None:
    report, part = given(whole())
    report = edited(report, {f"{DUTIES}/p1": paragraph("职能之1。", 9)})
    part = edited(part, {f"{DUTIES}/p3": paragraph("职能之3。", 0)})
    assert {(change.kind, bool(change.conflict)) for change in proposed(report, part).changes} == {
        (CopyChangeKind.MOVED, True)
    }


def test_words_of_last_year_that_the_office_confirmed_are_confirmed() -> None:
    old = Entry("去年的职能。", Origin.CARRIED_OVER, "去年", position=1024)
    report, part = given(whole({f"{DUTIES}/p1": old}))
    part = edited(part, {f"{DUTIES}/p1": replace(old, origin=Origin.TYPED)})
    (change,) = proposed(report, part).changes
    assert change.kind is CopyChangeKind.CONFIRMED
    assert merged(report, part).entries[f"{DUTIES}/p1"].origin is Origin.TYPED


# -- which part, and whose -------------------------------------------------------------------------------------------


def test_only_what_was_given_out_is_ever_taken() -> None:
    report, part = given(whole(), (DUTIES,))
    hostile = edited(
        part,
        {
            "handout/self/targets": "\n".join(ALL),
            BASIC: "1",
            SCORE: "0",
            f"{ANALYSIS}/p1": "改了别人的。",
            "cover/reporting_unit": "云川市园林局",
            "waiver/CMP-001/k/reason": "不写",
            "handout/ffffffff/office": "冒名",
        },
    )
    proposal = proposed(report, hostile)
    assert proposal.changes == ()
    assert proposal.notes == (
        "文件里有 3 处不属于交出去的部分，没有并入。",
        "科室“接受并说明”了 1 处问题，说明没有并入；需要的话，请在报告里再写。",
    )
    assert content(merged(report, hostile)) == content(report)


def test_a_base_that_was_tampered_with_is_seen() -> None:
    report, part = given(whole())
    base = f"handout/base/{BASIC.replace('/', '.')}"
    report, part = edited(report, {BASIC: "5"}), edited(part, {BASIC: "7", base: "5"})
    proposal = proposed(report, part)
    assert "原稿与交出去时不一样" in proposal.doubt
    assert not proposal.is_proposed(proposal.changes[0])


def test_a_part_that_the_report_does_not_know_is_in_doubt() -> None:
    _, part = given(whole())
    proposal = proposed(whole(), edited(part, {BASIC: "7"}))
    assert "没有把这些部分分给“办公室”的记录" in proposal.doubt
    assert len(proposal.changes) == 1
    change = merging(whole(), proposal, list(proposal.changes), "2025-02-01")
    assert change.addresses() == {BASIC}


def test_a_part_of_another_unit_is_in_doubt() -> None:
    report, part = given(whole())
    assert "云川市水务局2024年度" in proposed(report, edited(part, {"cover/reporting_unit": "云川市水务局"})).doubt


@pytest.mark.parametrize("origin", ["a whole report", "another standard", "into a part"])
def test_what_cannot_be_merged_is_refused(origin: str) -> None:
    report, part = given(whole())
    if origin == "a whole report":
        with pytest.raises(AppError, match="不是分给科室填写的文件") as refusal:
            merge_proposal(report, whole(), "报告.ziping")
        assert refusal.value.code == "not_a_part"
    elif origin == "another standard":
        other = Report(replace(report.standard, version=2), report.entries)
        with pytest.raises(AppError, match="另一套指标体系"):
            merge_proposal(other, part, "交回.ziping")
    else:
        with pytest.raises(AppError, match="不能往里并"):
            merge_proposal(part, part, "交回.ziping")


def test_a_part_of_thousands_of_paragraphs_is_refused() -> None:
    report, part = given(whole())
    many = {f"{DUTIES}/x{number}": paragraph("段。", number) for number in range(3001)}
    with pytest.raises(AppError, match="不像一份报告的一部分"):
        proposed(report, Report(part.standard, {**part.entries, **many}))


def test_that_a_part_came_back_is_noted_once() -> None:
    report, part = given(whole())
    after = merged(report, part)
    assert [item.returned_on for item in handouts(report)] == [""]
    assert [item.returned_on for item in handouts(after)] == ["2025-02-01"]
    assert proposed(after, part).notes == ("“办公室”的部分 2025-02-01 已经并入过，下面只列出还不一样的地方。",)


def test_levels_that_nobody_knows_become_plain() -> None:
    report, part = given(whole())
    after = merged(report, edited(part, {f"{DUTIES}/p2": paragraph("职能之2。", 2, level=7)}))
    assert after.entries[f"{DUTIES}/p2"].level == 0


def test_a_report_without_anything_can_be_given_out() -> None:
    report, part = given(report_with({}))
    after = merged(report, edited(part, {f"{DUTIES}/p1": paragraph("新写的。", 1)}))
    assert [item.text for item in after.paragraphs(DUTIES)] == ["新写的。"]
