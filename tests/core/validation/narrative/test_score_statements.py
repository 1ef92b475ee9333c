"""Stated scores are given to their owner; where the subject is not certain they are left alone."""

from __future__ import annotations

import pytest

from core.validation.narrative.score_statements import WHOLE, score_statements
from tests.core.validation.drafts import TEXTS, Draft, inspection_of


def stated(part: str, text: str) -> list[tuple[str, str, bool]]:
    """Owner, number and whether it is a maximum, of each statement where only this part says anything."""
    draft = Draft()
    for name in TEXTS:
        draft.write(name, text if name == part else "略")
    inspection = inspection_of(draft.report())
    return [(item.owner, item.mention.text, item.is_maximum) for item in score_statements(inspection)]


@pytest.mark.parametrize(
    "text",
    [
        "自评总得分为 96 分。",
        "总分 100 分，自评得分 96 分。",
        "我中心自评得分 96 分。",
        "经自评，望湖市湖泊保护中心2020年度部门整体支出绩效得分96分。",
        "2021 年 3 月组织自评，自评得分为 96 分。",
        "2019 年度绩效自评得分 91 分，2020 年度绩效自评得分 96 分。",
        "根据 2018 年印发的办法，我局自评得分 96 分。",
        "自评得分（满分 100 分）96 分。",
        "各项指标合计 96 分。",
        "9 项指标共得 96 分。",
        "得分 8＋8＋7＋20＋11＋4＋5＋28＋5＝96 分。",
        "满分 100 分，自评 96 分。",
    ],
)
def test_total_is_found_in_the_summary(text: str) -> None:
    assert stated("evaluation/summary", text) == [(WHOLE, "96", False)]


def test_total_is_found_wherever_it_stands() -> None:
    assert stated("problems/main", "2020 年度部门整体支出绩效自评得分 96 分。") == [(WHOLE, "96", False)]
    assert stated("evaluation/results", "本部门整体支出自评总得分为 96 分。") == [(WHOLE, "96", False)]


@pytest.mark.parametrize(
    "text",
    [
        "项目平均得分 88 分。",
        "9 个项目自评得分均在 90 分以上。",
        "2019 年度绩效自评得分 91 分。",
        "上年自评得分 91 分。",
        "与上年相比，得分提高 2 分。",
        "满意度测评得分 93 分。",
        "年度考核得分 97.5 分。",
        "满分 100 分。",
        "基本支出得分 20 分。",
        "得分率 98%。",
    ],
)
def test_other_scores_in_the_summary_are_left_alone(text: str) -> None:
    assert stated("evaluation/summary", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该指标分值 7 分，自评得分 6 分。", [("funds", "7", True), ("funds", "6", False)]),
        ("按照评分标准，本项指标满分 7 分，实得 6 分。", [("funds", "7", True), ("funds", "6", False)]),
        ("资金管理情况得 6 分。", [("funds", "6", False)]),
        ("自评得分：6分", [("funds", "6", False)]),
        ("分值 7 分，得分 6.5 分。", [("funds", "7", True), ("funds", "6.5", False)]),
        ("支付及时，自评得分 6 分。", [("funds", "6", False)]),
        ("支出完成率得 4 分，结转结余率得 2 分，自评得分合计 6 分。", [("funds", "6", False)]),
        (
            "支出完成率 98%，分值 4 分，得 4 分；结转率 2%，分值 3 分，得 3 分。该指标分值 7 分，自评得分 7 分。",
            [("funds", "7", True), ("funds", "7", False)],
        ),
    ],
)
def test_own_score_is_found_in_an_indicators_part(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert stated("evaluation/funds", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "委托第三方调查，得分 96.5 分。",
        "其中甲项目自评得分 95 分。",
        "9 个项目自评平均得分 93 分。",
        "其中：支出完成率分值 4 分，自评得分 4 分。",
        "支出完成率：该指标分值 4 分，得 4 分。结转率：该指标分值 3 分，得 3 分。",
        "满意度为 95 分，得 5 分。",
    ],
)
def test_scores_of_something_else_in_an_indicators_part_are_left_alone(text: str) -> None:
    assert stated("evaluation/funds", text) == []


def test_list_of_indicators_in_the_summary_gives_each_its_own() -> None:
    text = "预算编制情况得 8 分，绩效目标设置得 7 分；资产管理情况（分值 5 分，得分 4 分），总得分 19 分。"
    assert stated("evaluation/summary", text) == [
        ("budgeting", "8", False),
        ("objectives", "7", False),
        ("assets", "5", True),
        ("assets", "4", False),
        (WHOLE, "19", False),
    ]
