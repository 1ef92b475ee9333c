"""Scores add up, explain themselves, and give a grade as soon as it is certain."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AppError
from core.model.report import Report
from core.model.standard import Indicator, Standard
from core.scoring.engine import grade_of, score, sum_in_words
from core.scoring.methods import Judgement, method_named, scoring_method
from core.standard.catalog import find_standard
from tests.builders import report_with, tiny_standard

STANDARD = find_standard("foshan-2020")
MAXIMA = [indicator.max_score for indicator in STANDARD.scored_indicators]


def scored(*points: str, standard: Standard = STANDARD) -> Report:
    """A report whose indicators carry these points in order; empty for none yet."""
    indicators = [indicator.id for indicator in standard.scored_indicators]
    return report_with(
        {f"indicator/{name}/score": value for name, value in zip(indicators, points, strict=False) if value}, standard
    )


def test_nothing_is_scored_in_a_new_report() -> None:
    card = score(scored())
    assert (card.total, card.total_max, card.grade, card.complete) == (None, Decimal(99), None, False)
    assert (card.scored, card.unscored) == (0, 9)
    assert card.explanation == "各项指标均未评分"
    assert card.by_id["assets"].explanation == "分值 5 分，尚未评分"
    assert card.by_id["assets"].deduction is None


def test_total_is_explained_with_the_figures() -> None:
    card = score(scored("8", "8", "7", "20", "11", "4", "5", "30", "5"))
    assert card.total == Decimal(98)
    assert card.complete
    assert card.explanation == "8＋8＋7＋20＋11＋4＋5＋30＋5＝98 分"
    assert card.grade is not None
    assert card.grade.name == "优"


def test_unfinished_total_says_what_is_open() -> None:
    assert score(scored("8")).explanation == "8 分，另有 8 项未评分"
    card = score(scored("8", "7.5"))
    assert card.total == Decimal("15.5")
    assert card.explanation == "8＋7.5＝15.5 分，另有 7 项未评分"


def test_deduction_and_its_reason() -> None:
    report = report_with(
        {"indicator/assets/score": "4", "indicator/assets/reason": "登记不及时。", "indicator/funds/score": "7"},
        STANDARD,
    )
    card = score(report)
    assets, funds = card.by_id["assets"], card.by_id["funds"]
    assert (assets.score, assets.deduction, assets.reason) == (Decimal(4), Decimal(1), "登记不及时。")
    assert assets.explanation == "分值 5 分，自评 4 分，扣 1 分"
    assert funds.explanation == "分值 7 分，自评 7 分"
    assert funds.deduction == 0


def test_grade_is_given_as_soon_as_no_open_score_can_change_it() -> None:
    grades = [score(scored("8", "8", "7", "20", "11", "5", "5", last)).grade for last in ("", "22", "26", "30")]
    # 86 and five points open may become 91; 90 and five open stays where it is.
    assert [grade.name if grade else None for grade in grades] == [None, None, "优", "优"]


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.5", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_bands_are_half_open(points: str, name: str) -> None:
    grade = grade_of(STANDARD, Decimal(points))
    assert grade is not None
    assert grade.name == name


@pytest.mark.parametrize("points", ["-0.01", "100.01"])
def test_total_outside_all_bands_has_no_grade(points: str) -> None:
    assert grade_of(STANDARD, Decimal(points)) is None


def grouped_standard() -> Standard:
    """Three levels: 过程 holds 预算执行 with two indicators, and 管理."""
    indicators = (
        Indicator("process", "过程", Decimal(0)),
        Indicator("execution", "预算执行", Decimal(0), parent="process"),
        Indicator("rate", "完成率", Decimal(10), parent="execution"),
        Indicator("control", "控制率", Decimal(8), parent="execution"),
        Indicator("management", "管理", Decimal(12), parent="process"),
    )
    return replace(tiny_standard(), indicators=indicators)


def test_group_is_the_sum_of_those_below() -> None:
    card = score(scored("9.5", "8", "12", standard=grouped_standard()))
    process, execution = card.by_id["process"], card.by_id["execution"]
    assert (execution.max_score, execution.score, execution.deduction) == (Decimal(18), Decimal("17.5"), Decimal("0.5"))
    assert execution.explanation == "9.5＋8＝17.5 分"
    assert (process.max_score, process.score, process.deduction) == (Decimal(30), Decimal("29.5"), Decimal("0.5"))
    assert [item.indicator.id for item in card.indicators] == ["process", "execution", "rate", "control", "management"]
    assert card.total == Decimal("29.5")


def test_group_that_is_partly_open_has_no_deduction_yet() -> None:
    card = score(scored("9.5", "", "12", standard=grouped_standard()))
    process, execution = card.by_id["process"], card.by_id["execution"]
    assert (execution.score, execution.deduction) == (Decimal("9.5"), None)
    assert execution.explanation == "9.5 分，另有 1 项未评分"
    assert (process.score, process.deduction) == (Decimal("21.5"), None)


def test_negative_summand_stands_in_brackets() -> None:
    assert sum_in_words([Decimal(8), Decimal("-1.50")]) == "8＋（-1.5）"


def test_method_that_is_not_known_is_an_error_the_user_can_act_on() -> None:
    with pytest.raises(AppError) as caught:
        method_named("of_a_later_version")
    assert caught.value.code == "unknown_scoring_method"
    assert "没有改动" in caught.value.message


def test_method_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="manual"):
        scoring_method("manual")(lambda indicator, report: Judgement(None, ""))


_POINTS = st.lists(st.decimals(0, 1, places=2), min_size=9, max_size=9)


@given(_POINTS)
def test_scores_within_their_maxima_add_up_within_the_whole(shares: list[Decimal]) -> None:
    points = [share * top for share, top in zip(shares, MAXIMA, strict=True)]
    card = score(scored(*(f"{value:f}" for value in points)))
    assert card.total == sum(points)
    assert 0 <= card.total <= card.total_max
    assert sum(item.deduction or Decimal(0) for item in card.indicators) == card.total_max - card.total
    assert card.grade == grade_of(STANDARD, card.total)
