"""Paragraphs of an edited copy: changed, new, deleted, moved, split, joined; and what both sides did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.copy_changes import ALSO_CHANGED, CopyChangeKind, CopyProposal, change_of
from core.intake.read_back import proposal_of
from core.intake.word_copy import read_word_copy
from core.model.change import Entry
from core.model.report import Report
from tests.core.intake.word_copies import (
    FIRST,
    FOURTH,
    JUDGED,
    OTHER,
    PART,
    SECOND,
    THIRD,
    after,
    as_saved_elsewhere,
    exported,
    joined,
    moved,
    new_paragraph,
    paragraph_of,
    proposed,
    replaced,
    report,
    rewritten,
    split_at,
    unchanged,
    without_marks,
    without_paragraph,
)

K = CopyChangeKind
LISTED = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'


def kinds(proposal: CopyProposal) -> list[tuple[CopyChangeKind, str]]:
    return [(change.kind, change.address) for change in proposal.changes]


def texts(of: Report, part: str = PART) -> list[str]:
    return [paragraph.text for paragraph in of.paragraphs(part)]


def taken(proposal: CopyProposal, of: Report | None = None) -> Report:
    now = of or report()
    change = change_of(now, proposal.changes, proposal.name)
    after_all = now.with_change(change)
    assert after_all.with_change(change.inverse()).entries == now.entries
    return after_all


def both(*changes: Callable[[str], str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


# -- one thing at a time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("saved", [unchanged, as_saved_elsewhere, without_marks])
def test_a_changed_paragraph_keeps_its_address_level_and_place(tmp_path: Path, saved: Callable[[str], str]) -> None:
    proposal = proposed(tmp_path, both(replaced(("公园的规划和管理", "公园和绿地的规划、管理")), saved))
    assert kinds(proposal) == [(K.CHANGED, f"{PART}/p2")]
    new = "负责全市公园和绿地的规划、管理。"
    assert (proposal.changes[0].before, proposal.changes[0].after) == (SECOND, new)
    entry = taken(proposal).entries[f"{PART}/p2"]
    assert (entry.value, entry.level, entry.position) == (new, 3, 2)


def test_a_paragraph_that_was_typed_over_whole_is_changed_though_its_mark_is_gone(tmp_path: Path) -> None:
    """As Word does with a bookmark whose whole text is replaced."""
    proposal = proposed(
        tmp_path, lambda text: text.replace(paragraph_of(text, THIRD), new_paragraph("另写一段，全然不同。", LISTED))
    )
    assert kinds(proposal) == [(K.CHANGED, f"{PART}/p3")]


def test_a_new_paragraph_comes_between_its_neighbours(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, after(SECOND, new_paragraph("建设口袋公园。", LISTED)))
    assert kinds(proposal) == [(K.ADDED, f"{PART}/p2")]
    then = taken(proposal)
    assert texts(then) == [FIRST, SECOND, "建设口袋公园。", THIRD, FOURTH]
    assert [paragraph.level for paragraph in then.paragraphs(PART)] == [0, 3, 3, 3, 0]


@pytest.mark.parametrize(
    ("typed", "text", "level"), [("2.建设绿道。", "建设绿道。", 3), ("9.建设绿道。", "9.建设绿道。", 0)]
)
def test_a_typed_number_stands_for_the_level_where_it_is_due(tmp_path: Path, typed: str, text: str, level: int) -> None:
    then = taken(proposed(tmp_path, after(SECOND, new_paragraph(typed))))
    assert [(item.text, item.level) for item in then.paragraphs(PART)][2] == (text, level)


def test_numbers_that_became_text_do_not_come_back(tmp_path: Path) -> None:
    """As programs do that know no lists: the number stands before the text."""
    proposal = proposed(
        tmp_path,
        lambda text: (
            text.replace(LISTED, "")
            .replace("Heading3", "Normal")
            .replace(SECOND, f"1.{SECOND}")
            .replace(THIRD, f"2.{THIRD}")
        ),
    )
    assert proposal.changes == ()


def test_a_first_paragraph_and_one_behind_the_last_find_their_places(tmp_path: Path) -> None:
    heading = "部门职能"
    proposal = proposed(tmp_path, both(after(heading, new_paragraph("首段。")), after(JUDGED, new_paragraph("末段。"))))
    then = taken(proposal)
    assert (texts(then)[0], texts(then, OTHER)) == ("首段。", [JUDGED, "末段。"])


def test_a_deleted_paragraph_is_taken_away(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, without_paragraph(THIRD))
    assert kinds(proposal) == [(K.REMOVED, f"{PART}/p3")]
    assert texts(taken(proposal)) == [FIRST, SECOND, FOURTH]


def test_a_changed_level_is_told_apart_from_a_changed_text(tmp_path: Path) -> None:
    def raised(text: str) -> str:
        old = paragraph_of(text, SECOND)
        return text.replace(old, old.replace('<w:ilvl w:val="2"/>', '<w:ilvl w:val="3"/>'))

    proposal = proposed(tmp_path, raised)
    assert kinds(proposal) == [(K.LEVEL, f"{PART}/p2")]
    assert proposal.changes[0].before.startswith("［编为 1.］")
    assert proposal.changes[0].after.startswith("［编为（1）］")
    assert taken(proposal).entries[f"{PART}/p2"].level == 4


@pytest.mark.parametrize(("words", "behind"), [(FIRST, FOURTH), (FOURTH, FIRST)])
def test_a_moved_paragraph_is_one_change(tmp_path: Path, words: str, behind: str) -> None:
    proposal = proposed(tmp_path, moved(words, behind))
    assert [change.kind for change in proposal.changes] == [K.MOVED]
    expected = [SECOND, THIRD, FOURTH, FIRST] if words == FIRST else [FIRST, FOURTH, SECOND, THIRD]
    assert texts(taken(proposal)) == expected


def test_a_paragraph_moved_to_another_part_leaves_its_own(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, moved(FOURTH, JUDGED))
    assert kinds(proposal) == [(K.MOVED, f"{PART}/p4")]
    assert proposal.changes[0].after == f"［移到“预算编制情况”“{JUDGED}”之后］{FOURTH}"
    then = taken(proposal)
    assert (texts(then), texts(then, OTHER)) == ([FIRST, SECOND, THIRD], [JUDGED, FOURTH])


@pytest.mark.parametrize("saved", [unchanged, as_saved_elsewhere])
def test_a_paragraph_cut_in_two_is_one_change(tmp_path: Path, saved: Callable[[str], str]) -> None:
    proposal = proposed(tmp_path, both(split_at("拟订"), saved))
    assert kinds(proposal) == [(K.SPLIT, f"{PART}/p1")]
    assert texts(taken(proposal)) == ["贯彻有关法规，", "拟订管理办法。", SECOND, THIRD, FOURTH]


def test_enter_before_a_paragraph_leaves_it_as_it_is(tmp_path: Path) -> None:
    """The mark begins in what is now the paragraph before it."""

    def before(text: str) -> str:
        return text.replace(FIRST, f"新写在前。</w:t></w:r></w:p><w:p><w:r><w:t>{FIRST}", 1)

    proposal = proposed(tmp_path, before)
    assert [change.kind for change in proposal.changes] == [K.ADDED]
    then = taken(proposal)
    assert texts(then) == ["新写在前。", FIRST, SECOND, THIRD, FOURTH]
    assert then.text(f"{PART}/p1") == FIRST


def test_two_paragraphs_joined_are_one_change_and_lose_nothing(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, joined(SECOND, THIRD))
    assert kinds(proposal) == [(K.JOINED, f"{PART}/p2")]
    assert texts(taken(proposal)) == [FIRST, f"{SECOND}{THIRD}", FOURTH]


def test_the_mark_that_a_deleted_paragraph_left_behind_joins_nothing(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, both(joined(SECOND, THIRD), replaced((SECOND, ""))))
    assert kinds(proposal) == [(K.REMOVED, f"{PART}/p2")]


# -- what both sides did -----------------------------------------------------------------------------------------------


def changed(**values: str | Entry | None) -> Report:
    return report(**values)


def test_what_both_changed_is_a_conflict(tmp_path: Path) -> None:
    now = changed(p2=Entry("报告里另改。", level=3, position=2))
    for change, kind in ((replaced((SECOND, "文稿里改。")), K.CHANGED), (without_paragraph(SECOND), K.REMOVED)):
        proposal = proposed(tmp_path, change, now=now)
        assert [(item.kind, item.conflict) for item in proposal.changes] == [(kind, ALSO_CHANGED)]


def test_what_only_the_report_changed_deleted_or_added_stays(tmp_path: Path) -> None:
    for now in (
        changed(p2=Entry("报告里另改。", level=3, position=2)),
        changed(p2=None),
        changed(p5=Entry("报告里另加。", position=5)),
    ):
        assert proposed(tmp_path, unchanged, now=now).changes == ()


def test_what_the_report_deleted_and_the_copy_changed_is_a_conflict(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced((SECOND, "文稿里改。")), now=changed(p2=None))
    assert [(item.kind, bool(item.conflict)) for item in proposal.changes] == [(K.ADDED, True)]


def test_a_new_paragraph_stands_beside_what_the_report_added(tmp_path: Path) -> None:
    now = changed(p5=Entry("报告里另加。", position=5))
    then = taken(proposed(tmp_path, after(FOURTH, new_paragraph("文稿里另加。")), now=now), now)
    assert texts(then) == [FIRST, SECOND, THIRD, FOURTH, "文稿里另加。", "报告里另加。"]


def test_what_was_added_behind_a_paragraph_that_the_report_changed_is_not_lost(tmp_path: Path) -> None:
    """Enter at the end of a paragraph leaves the end of its mark in the new one."""
    now = changed(p2=Entry("报告里另改。", level=3, position=2))

    def entered(text: str) -> str:
        return text.replace(SECOND, f"{SECOND}</w:t></w:r></w:p><w:p><w:r><w:t>文稿里另加。", 1)

    proposal = proposed(tmp_path, entered, now=now)
    assert [(item.kind, item.after, item.conflict) for item in proposal.changes] == [(K.ADDED, "文稿里另加。", "")]
    assert texts(taken(proposal, now)) == [FIRST, "报告里另改。", "文稿里另加。", THIRD, FOURTH]


@given(st.lists(st.integers(0, 8), max_size=4))
@settings(max_examples=40)
def test_what_was_taken_over_is_not_proposed_again(tmp_path_factory: pytest.TempPathFactory, chosen: list[int]) -> None:
    """A law: a copy whose changes were all taken says what the report says."""
    edits = [
        replaced(("管理办法", "实施办法")),
        without_paragraph("各区"),
        after("交办", new_paragraph("新的一段。")),
        moved("贯彻", "交办"),
        moved("交办", "预算编制完整"),
        split_at("规划"),
        joined("贯彻", "负责"),
        after("预算编制完整", new_paragraph("1.有编号的。", LISTED)),
        without_marks,
    ]
    folder = tmp_path_factory.mktemp("law")
    path = folder / "修改稿.docx"

    def change(text: str) -> str:
        for number in chosen:
            try:
                text = edits[number](text)
            except (AssertionError, StopIteration):
                continue  # what it would change is gone already
        return text

    path.write_bytes(rewritten(exported(report()), change))
    copy = read_word_copy(path)
    then = taken(proposal_of(report(), copy))
    assert [(item.kind, item.before, item.after) for item in proposal_of(then, copy).changes] == []
