"""What is quoted of a place: its words among those around them, never half a number, never its name twice."""

from __future__ import annotations

from dataclasses import replace

from core.model.finding import Finding, Place, Severity, Verdict, place_in, place_of
from gui.finding_words import quote_of, tip_of, wrapped

SENTENCE = "全年办结来件 128 件，比上年多 16 件，增长 14.3%，其中网上办结 97 件。"


def test_words_among_their_neighbours() -> None:
    start = SENTENCE.index("16")
    before, text, after = quote_of(place_in("x", SENTENCE, start, start + 2), "办件情况")
    assert (before, text) == ("… 件，比上年多 ", "16")
    assert after == " 件，增长 …"


def test_the_head_of_a_text_has_nothing_cut_off() -> None:
    assert quote_of(place_in("x", SENTENCE, 0, 2), "办件情况")[:2] == ("", "全年")


def test_a_cell_is_its_figure_alone_under_its_own_name() -> None:
    assert quote_of(place_of("t/r/c", "1,280.00", "项目支出决算数"), "项目支出决算数") == ("", "1,280.00", "")


def test_a_long_quotation_loses_its_middle() -> None:
    long = "甲" * 30 + "乙" * 30
    _, text, _ = quote_of(Place("x", long, long, 0, 60), "办件情况")
    assert text.startswith("甲甲")
    assert text.endswith("乙乙")
    assert len(text) < 40


def test_a_tip_says_a_few_and_counts_the_others() -> None:
    finding = Finding("A", Severity.HINT, Verdict.INCOMPLETE, "题", "话", "办法", "", (Place("x"),))
    assert tip_of([finding]) == "◇ 题\n话\n办法"
    many = tip_of([replace(finding, title=f"第{number}") for number in range(5)])
    assert "第2" in many
    assert "第3" not in many
    assert "还有 2 条" in many


def test_a_tip_breaks_its_lines_and_shows_signs_as_they_are() -> None:
    assert wrapped("甲<乙\n丙") == "<p>甲&lt;乙<br>丙</p>"
