"""Two states of a report side by side, and a change that brings one back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.restoring import restoring
from core.editing.version_comparison import Difference, DifferenceKind, compare
from core.model.change import Entry, Origin
from core.model.report import Report
from core.model.text_difference import RunKind
from tests.builders import report_with

PART = "narrative/overview/duties"
ADDED, REMOVED, CHANGED, MOVED = (
    DifferenceKind.ADDED,
    DifferenceKind.REMOVED,
    DifferenceKind.CHANGED,
    DifferenceKind.MOVED,
)


def duties(*paragraphs: tuple[str, str]) -> Report:
    """Return a report whose part has these paragraphs (last piece of the address, text) in this order."""
    return report_with({f"{PART}/{name}": Entry(text, position=place) for place, (name, text) in enumerate(paragraphs)})


def only(before: Report, after: Report) -> list[Difference]:
    (part,) = compare(before, after)
    return list(part.differences)


def test_report_does_not_differ_from_itself() -> None:
    report = duties(("p1", "一"))
    assert compare(report, report) == ()


def test_figures_stand_as_the_table_shows_them() -> None:
    before = report_with({"spending/basic/initial": Entry("12345600")})
    (item,) = only(before, report_with({"spending/basic/initial": Entry("12400000")}))
    assert (item.kind, item.before, item.after) == (CHANGED, "1,234.56", "1,240.00")
    (item,) = only(before, report_with({}))
    assert (item.kind, item.before, item.after) == (REMOVED, "1,234.56", "")


def test_what_rounding_hides_is_told() -> None:
    (item,) = only(
        report_with({"spending/basic/initial": Entry("12345600")}),
        report_with({"spending/basic/initial": Entry("12345601")}),
    )
    assert (item.before, item.after) == ("12345600", "12345601")


def test_words_are_compared_in_runs() -> None:
    (item,) = only(duties(("p1", "负责本级工作。")), duties(("p1", "负责全市工作。")))
    assert (item.title, item.kind) == ("第 1 段", CHANGED)
    assert [(run.kind, run.text) for run in item.runs] == [
        (RunKind.EQUAL, "负责"),
        (RunKind.REMOVED, "本级"),
        (RunKind.ADDED, "全市"),
        (RunKind.EQUAL, "工作。"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("abc", "abxc", [("x", ADDED)]),
        ("abc", "ac", [("b", REMOVED)]),
        ("abcd", "bcda", [("a", MOVED)]),
        ("abcd", "dabc", [("d", MOVED)]),
        ("abc", "xbcy", [("a", REMOVED), ("x", ADDED), ("y", ADDED)]),
        ("abc", "cy", [("a", REMOVED), ("b", REMOVED), ("y", ADDED)]),
    ],
)
def test_paragraphs_are_added_removed_and_moved_in_their_order(
    before: str, after: str, kinds: list[tuple[str, DifferenceKind]]
) -> None:
    found = only(duties(*((name, name) for name in before)), duties(*((name, name) for name in after)))
    assert [(item.address[-1], item.kind) for item in found] == kinds


def test_paragraph_that_was_moved_may_have_been_reworded_as_well() -> None:
    (moved,) = only(duties(("a", "一"), ("b", "二"), ("c", "三")), duties(("b", "二"), ("c", "三"), ("a", "一")))
    assert moved.kind_words == "移动"
    (moved,) = only(duties(("a", "一"), ("b", "二"), ("c", "三")), duties(("b", "二"), ("c", "三"), ("a", "新")))
    assert moved.kind_words == "移动并修改"


def test_level_and_origin_of_the_same_words_are_told_apart() -> None:
    plain = report_with({f"{PART}/p1": Entry("一", Origin.CARRIED_OVER)})
    assert [item.kind for item in only(plain, report_with({f"{PART}/p1": Entry("一")}))] == [DifferenceKind.SOURCED]
    raised = report_with({f"{PART}/p1": Entry("一", Origin.CARRIED_OVER, level=3)})
    assert [item.kind for item in only(plain, raised)] == [DifferenceKind.RANKED]


def test_parts_come_in_reading_order() -> None:
    after = report_with(
        {
            "left_over/1": "余",
            "indicator/results/score": "58",
            "spending/basic/initial": "1",
            f"{PART}/p1": "一",
            "cover/head": "甲",
            "evidence_of_later_days/x": "未知",
        }
    )
    parts = compare(report_with({}), after)
    titles = [part.title for part in parts]
    assert titles[0] == "封面"
    assert titles.index("封面") < titles.index(next(part.title for part in parts if part.address == PART))
    assert titles[-1] == "未归位内容"
    assert "其他内容" in titles
    assert {part.address for part in parts} >= {"cover", PART, "spending", "indicator/results", "left_over"}


WHERE = st.sampled_from(
    [
        *(f"{PART}/p{number}" for number in range(4)),
        "cover/head",
        "spending/basic/initial",
        "indicator/results/score",
        "left_over/1",
    ]
)
ENTRIES = st.builds(Entry, value=st.sampled_from(["1", "2", "3"]), position=st.integers(0, 3))
STATES = st.dictionaries(WHERE, ENTRIES)
SCOPES = st.sampled_from(["", PART, "cover", "spending", "indicator/results", "left_over"])


@given(STATES, STATES)
def test_restoring_all_leaves_no_difference_and_undo_all_of_it(old: dict[str, Entry], new: dict[str, Entry]) -> None:
    past, now = report_with(old), report_with(new)
    change = restoring(now, past, "第一版")
    restored = now.with_change(change)
    assert restored.entries == past.entries
    assert compare(past, restored) == ()
    assert restored.with_change(change.inverse()).entries == now.entries


@given(STATES, STATES, SCOPES)
def test_restoring_one_part_takes_it_and_nothing_else_out_of_the_comparison(
    old: dict[str, Entry], new: dict[str, Entry], scope: str
) -> None:
    past, now = report_with(old), report_with(new)
    restored = now.with_change(restoring(now, past, "第一版", scope))
    left = [part for part in compare(past, now) if scope and part.address != scope]
    assert list(compare(past, restored)) == left
