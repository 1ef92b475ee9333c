"""Finding and replacing across a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.editing.text_search import find_words, replacing
from core.model.change import Entry
from core.model.report import Report
from core.standard.catalog import find_standard

DUTIES = "narrative/overview/duties"


def report(**more: str) -> Report:
    entries = {
        "cover/reporting_unit": Entry("云川市水务局"),
        f"{DUTIES}/p1": Entry("水务局负责供水。水务局共 3 个科室。", position=1),
        f"{DUTIES}/p2": Entry("支出 5,076.06 万元，AbC。", position=2),
        "indicator/budgeting/reason": Entry("水务局扣 1 分。"),
        "spending/personnel/final": Entry("50760600"),
        "left_over/1": Entry("水务局汇总。", position=1),
    }
    entries |= {where.replace("__", "/"): Entry(text) for where, text in more.items()}
    return Report(find_standard("foshan-2020"), entries)


def places(words: str, *, exact: bool = False) -> list[tuple[str, int, int]]:
    return [(match.address, match.start, match.end) for match in find_words(report(), words, exact=exact)]


def test_words_are_found_in_reading_order() -> None:
    assert places("水务局") == [
        ("cover/reporting_unit", 3, 6),
        (f"{DUTIES}/p1", 0, 3),
        (f"{DUTIES}/p1", 8, 11),
        ("indicator/budgeting/reason", 0, 3),
        ("left_over/1", 0, 3),
    ]


def test_figures_are_found_as_they_are_shown_but_not_replaced() -> None:
    found = [match for match in find_words(report(), "5,076.06") if match.address.startswith("spending/")]
    assert {match.address for match in found} >= {"spending/personnel/final"}
    assert not any(match.replaceable for match in found)
    assert replacing(report(), found, "1").puts == ()


def test_capitals_and_wide_forms_count_as_plain_unless_exact() -> None:
    assert places("ＡＢｃ") == [(f"{DUTIES}/p2", 15, 18)]
    assert places("abc", exact=True) == []
    assert places("AbC", exact=True) == [(f"{DUTIES}/p2", 15, 18)]


def test_words_are_no_pattern() -> None:
    assert places(".*") == []
    assert places("") == []


def test_replacing_is_one_change_and_its_inverse_takes_it_back() -> None:
    before = report()
    change = replacing(before, find_words(before, "水务局"), "水利局")
    after = before.with_change(change)
    assert list(find_words(after, "水务局")) == []
    assert len(list(find_words(after, "水利局"))) == 5
    assert after.text(f"{DUTIES}/p1") == "水利局负责供水。水利局共 3 个科室。"
    assert after.with_change(change.inverse()).entries == before.entries


def test_only_the_chosen_are_replaced() -> None:
    before = report()
    second = list(find_words(before, "水务局"))[2]
    after = before.with_change(replacing(before, [second], ""))
    assert after.text(f"{DUTIES}/p1") == "水务局负责供水。共 3 个科室。"


@given(st.text("ab一Ａ", max_size=12), st.text("ab一", min_size=1, max_size=2), st.text("xy", max_size=3))
def test_what_is_replaced_is_what_str_replaces(text: str, words: str, by: str) -> None:
    before = Report(find_standard("foshan-2020"), {f"{DUTIES}/p1": Entry(text)})
    change = replacing(before, find_words(before, words, exact=True), by)
    assert before.with_change(change).text(f"{DUTIES}/p1") == text.replace(words, by)
