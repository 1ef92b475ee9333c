"""Figures quoted in prose: printed from their source, followed when it changes, and never damaged by edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.editing.text_search import find_words, replacing
from core.model.change import Change, Entry, Put
from core.model.finding import TextEdit
from core.model.quotation import MISSING, Reference, Rendered, harmless, render, replace_rendered, retold
from core.model.report import Report
from core.validation.fixes import change_from_edits
from core.validation.run import Checker, check
from tests.builders import report_with

P1 = "narrative/overview/duties/p1"
P2 = "narrative/overview/duties/p2"
BASIC, PROJECT, TOTAL = "spending/basic/final", "spending/project/final", "spending/total/final"
SCORE = "indicator/budgeting/score"


def put(report: Report, where: str, value: str | None) -> Report:
    after = None if value is None else Entry(value)
    return report.with_change(Change("", (Put(where, report.entries.get(where), after),)))


def text_of(report: Report) -> str:
    return report.paragraphs("narrative/overview/duties")[0].text


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        (f"⟦{BASIC}|万元|2⟧", "1234.57万元"),
        (f"⟦{BASIC}|万元|2|g⟧", "1,234.57万元"),
        (f"⟦{BASIC}|万元|2|n⟧", "1234.57"),
        (f"⟦{BASIC}|亿元|4⟧", "0.1235亿元"),
        (f"⟦{BASIC}|元|0|gn⟧", "12,345,678"),
        (f"⟦{SCORE}|分|1⟧", "38.5分"),
        ("⟦result/total_score|分|1⟧", "38.5分"),
    ],
)
def test_a_quote_prints_its_source_in_its_unit(token: str, shown: str) -> None:
    report = report_with({BASIC: "12345678", SCORE: "38.5", P1: f"共{token}。"})
    paragraph = report.paragraphs("narrative/overview/duties")[0]
    assert paragraph.text == report.text(P1) == f"共{shown}。"
    assert paragraph.stored == f"共{token}。"
    (quote,) = paragraph.quotes
    assert paragraph.text[quote.start : quote.end] == shown


def test_a_quote_follows_a_sum_of_its_source() -> None:
    report = report_with({BASIC: "10000", PROJECT: "20000", P1: f"⟦{TOTAL}|万元|0⟧"})
    assert text_of(report) == "3万元"
    assert text_of(put(report, PROJECT, "50000")) == "6万元"
    assert text_of(put(put(report, PROJECT, None), BASIC, None)) == MISSING


@pytest.mark.parametrize(
    "words",
    [
        "⟦⟦",
        f"⟦{BASIC}|万元⟧",
        f"⟦{BASIC}|分|1⟧",
        f"⟦{BASIC}|万元|99⟧",
        f"⟦{SCORE}|%|1⟧",
        "⟦spending/none/final|万元|2⟧",
        "⟦quantity/none|%|2⟧",
        "⟦indicator/none/score|分|1⟧",
        "⟦a/b|万元|2⟧",
        "⟦" * 50_000,
        "⟦spending/" + "a" * 100_000 + "|万元|2⟧",
    ],
)
def test_what_is_not_exactly_a_token_is_plain_text(words: str) -> None:
    assert render(report_with({P1: words}), words) == Rendered(words)


def test_a_token_within_a_token_is_read_once() -> None:
    words = f"⟦{BASIC}⟦{BASIC}|元|0⟧|元|0⟧"
    assert render(report_with({BASIC: "7"}), words).text == f"⟦{BASIC}7元|元|0⟧"


def test_words_from_outside_never_become_a_quote() -> None:
    words = harmless(f"见⟦{BASIC}|元|0⟧")
    assert len(words) == len(f"见⟦{BASIC}|元|0⟧")
    assert not render(report_with({BASIC: "7"}), words).quotes


def test_an_edit_keeps_the_quotes_around_it() -> None:
    report = report_with({BASIC: "7", PROJECT: "8", P1: f"甲⟦{BASIC}|元|0⟧乙⟦{PROJECT}|元|0⟧丙"})
    assert text_of(report) == "甲7元乙8元丙"
    edits = [TextEdit(P1, 3, 4, "乙", "换了"), TextEdit(P1, 4, 6, "8元", "九元")]
    changed = report.with_change(change_from_edits(report, edits, ""))
    assert changed.entries[P1].value == f"甲⟦{BASIC}|元|0⟧换了九元丙"


def test_replacing_works_on_the_words_that_are_read() -> None:
    report = report_with({BASIC: "7", P1: f"甲⟦{BASIC}|元|0⟧乙"})
    assert not list(find_words(report, "spending"))
    assert text_of(report.with_change(replacing(report, find_words(report, "7元"), "八元"))) == "甲八元乙"


def test_other_words_keep_the_quotes_that_still_stand() -> None:
    report = report_with({BASIC: "7", PROJECT: "8"})
    stored = f"甲⟦{BASIC}|元|0⟧乙⟦{PROJECT}|元|0⟧丙"
    assert retold(render(report, stored), "甲7元丁8元丙") == f"甲⟦{BASIC}|元|0⟧丁⟦{PROJECT}|元|0⟧丙"


PIECES = st.one_of(
    st.text("甲乙7元⟦⟧|，", max_size=4),
    st.builds(
        lambda source, unit, decimals, n, g: Reference(source, unit, decimals, n, g).token,
        st.sampled_from([BASIC, PROJECT, TOTAL]),
        st.sampled_from(["元", "万元", "亿元"]),
        st.integers(0, 6),
        st.booleans(),
        st.booleans(),
    ),
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_what_is_rendered_can_be_stored_again(stored: str) -> None:
    assert render(report_with({BASIC: "7"}), stored).stored == stored


@given(st.lists(PIECES, max_size=6).map("".join), st.data(), st.text("丁8", max_size=3))
def test_replaced_words_are_what_is_printed(stored: str, data: st.DataObject, words: str) -> None:
    report = report_with({BASIC: "7"})
    text = render(report, stored).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    after = replace_rendered(report, stored, [(start, end, words)])
    assert render(report, after).text == text[:start] + words + text[end:]


def test_a_quote_without_a_figure_and_one_without_a_source_are_found() -> None:
    report = report_with({P1: f"共⟦{TOTAL}|万元|2⟧", P2: "⟦spending/none/final|万元|2⟧"})
    found = {finding.rule: finding for finding in check(report).findings}
    (place,) = found["FIG-001"].places
    assert (place.address, place.start, place.end) == (P1, 1, 5)
    assert found["FIG-002"].places[0].address == P2
    made_harmless = check(report_with({P2: harmless(f"⟦{BASIC}|元|0⟧")}))
    assert "FIG-002" in {finding.rule for finding in made_harmless.findings}
    filled = {finding.rule for finding in check(put(report, BASIC, "1")).findings}
    assert "FIG-001" not in filled


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([BASIC, PROJECT, TOTAL, SCORE]), st.sampled_from(["1", "20000", "305000", None])),
        st.tuples(
            st.sampled_from([P1, P2]),
            st.sampled_from(
                [
                    f"项目支出⟦{PROJECT}|万元|2⟧，基本支出⟦{BASIC}|万元|2⟧，合计⟦{TOTAL}|万元|2⟧。",
                    f"预算编制情况得⟦{SCORE}|分|1⟧。",
                    "基本支出2万元。",
                    None,
                ]
            ),
        ),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_findings_follow_edits_of_quoted_figures_at_once(steps: list[tuple[str, str | None]]) -> None:
    report, checker = report_with({BASIC: "10000"}), Checker()
    checker.update(report)
    for where, value in steps:
        report = put(report, where, value)
        fresh = Report(report.standard, report.entries)
        assert [*report.all_paragraphs()] == [*fresh.all_paragraphs()]
        assert checker.update(report, frozenset({where})) == check(fresh)
