"""Figures that prose can quote, and the numbers in prose that are offered as quotes."""

from __future__ import annotations

import pytest

from core.editing.figure_choices import figure_choices, figure_links, linked_texts, matching
from core.model.report import Report
from core.scoring.engine import score
from core.scoring.quantities import evaluate_quantity
from core.validation.fixes import change_from_edits
from tests.builders import report_with
from tests.core.validation.drafts import Draft

P1 = "narrative/overview/duties/p1"
BASIC, PROJECT, TOTAL = "spending/basic/final", "spending/project/final", "spending/total/final"


def linked(report: Report) -> str:
    return linked_texts(figure_links(report, report.all_paragraphs())).get(P1, "")


def test_every_choice_shows_what_the_tables_and_the_scorecard_show() -> None:
    report = Draft().report()
    by_source = {choice.reference.source: choice.shown for choice in figure_choices(report)}
    card = score(report)
    for indicator in report.standard.indicators:
        points = card.by_id[indicator.id].score
        assert (
            by_source[f"indicator/{indicator.id}/score"].rstrip("分") == f"{points:.{report.standard.score_decimals}f}"
        )
    for quantity in report.standard.quantities:
        if quantity.kind == "percent":
            assert by_source[f"quantity/{quantity.id}"] == evaluate_quantity(report, quantity).text.replace(",", "")


def test_typed_words_find_a_figure_by_name_by_its_signs_and_by_its_value() -> None:
    choices = figure_choices(report_with({PROJECT: "12345678"}))
    for typed in ("项目支出决算", "项目决算", "1234.57"):
        assert matching(choices, typed)[0].reference.source == PROJECT
    assert not matching(choices, "没有这个")


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("项目1234.57万元", f"项目⟦{PROJECT}|万元|2⟧"),
        ("项目1,234.57 万元", f"项目⟦{PROJECT}|万元|2|gn⟧ 万元"),
        ("项目0.12亿元", f"项目⟦{PROJECT}|亿元|2⟧"),
        ("项目1234.58万元", ""),
        ("项目1234.57", ""),
        ("项目91234.57万元", ""),
        ("项目01234.57万元", ""),
        ("零0.00万元", ""),
    ],
)
def test_a_number_that_equals_one_figure_is_offered(words: str, after: str) -> None:
    assert linked(report_with({PROJECT: "12345678", TOTAL: "99", P1: words})) == after


def test_a_number_that_equals_two_figures_is_not_offered() -> None:
    assert not linked(report_with({PROJECT: "10000", BASIC: "10000", P1: "共1.00万元"}))


def test_what_is_a_quote_already_is_not_offered() -> None:
    report = report_with({PROJECT: "12345678", TOTAL: "99", P1: f"⟦{PROJECT}|万元|2⟧，即1234.57万元"})
    assert linked(report) == f"⟦{PROJECT}|万元|2⟧，即⟦{PROJECT}|万元|2⟧"
    assert not list(figure_links(report_with({PROJECT: "12345678", P1: f"⟦{PROJECT}|万元|2⟧"}), ()))


def test_linking_changes_no_word() -> None:
    report = report_with({PROJECT: "12345678", TOTAL: "99", P1: "甲1234.57万元乙1,234.57 万元"})
    quoting = report_with({PROJECT: "12345678", TOTAL: "99", P1: linked(report)})
    assert quoting.text(P1) == report.text(P1)
    assert not change_from_edits(quoting, (), "").puts
