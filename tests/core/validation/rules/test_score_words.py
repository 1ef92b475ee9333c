"""Points and grades in prose, against the table, against each other, against the bands that the text states."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.model.finding import Finding
from core.validation.run import check_text

TABLE = """表1 评分表
一级指标\t二级指标\t分值\t得分
决策\t立项依据\t10\t10
\t绩效目标\t10\t9
产出指标\t建成泵站\t40\t38.4
\t一次验收\t40\t36
合计\t\t100\t93.4
"""


def findings(text: str) -> list[Finding]:
    return list(check_text(text_manuscript(text, "文稿.txt")).findings)


@pytest.mark.parametrize(
    "sentence",
    [
        "项目自评得分 93.4 分，其中决策 19 分、产出指标 74.4 分。",
        "自评总得分 93.4 分，共扣 6.6 分（满分 100 分）。",
        "自评得分约 93 分。上年自评得分 94.3 分。",
        "产出指标分值 80 分，自评得分 74.4 分；绩效目标扣 1 分。",
        "问卷测评得分 94.3 分，在全市考核中综合得分 98.2 分。",
        "决策 20 分，产出指标 80 分。",
        "自评得分 93.4 分，其中：决策 20 分、产出指标 80 分。",
        "绩效目标本项共扣 1 分。",
        "加分项满分 10 分。",
    ],
)
def test_points_that_the_table_gives_and_those_of_something_else_are_silent(sentence: str) -> None:
    assert findings(f"{sentence}\n{TABLE}") == []


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("项目自评得分 94.3 分。", "文中写 94.3 分，“表1 评分表”中的得分是 93.4"),
        ("项目自评总得分 88 分。", "文中写 88 分，“表1 评分表”中的得分是 93.4"),
        (
            "自评得分 93.4 分，其中决策 19 分、产出指标 47.4 分。",
            "文中写 47.4 分，“表1 评分表”中的得分是 38.4＋36＝74.4",
        ),
        ("自评得分 93.4 分，共扣 66 分。", "扣分是 100－93.4＝6.6"),
        ("绩效目标扣 2 分，主要是目标笼统。", "扣分是 10－9＝1"),
        ("产出指标分值 90 分。", "分值是 40＋40＝80"),
    ],
)
def test_points_that_the_table_does_not_give_are_told(sentence: str, says: str) -> None:
    assert says in "".join(finding.message for finding in findings(f"{sentence}\n{TABLE}"))


def test_each_project_is_held_against_its_own_table() -> None:
    second = TABLE.replace("表1", "表2").replace("38.4", "40").replace("93.4", "95")
    assert findings(f"甲项目自评得分 93.4 分。\n{TABLE}\n乙项目自评得分 95 分。\n{second}") == []
    (finding,) = findings(f"甲项目自评得分 93.4 分。\n{TABLE}\n乙项目自评得分 59 分。\n{second}")
    assert "文中写 59 分，“表2 评分表”中的得分是 95" in finding.message


def test_total_told_twice_is_told_alike() -> None:
    text = "本项目自评得分 92.5 分。\n项目资金管理规范。\n综上，本项目自评得分 {} 分。"
    assert findings(text.format("92.5")) == []
    (finding,) = findings(text.format("95.2"))
    assert "文中一处写总得分 92.5 分，另一处写 95.2 分" in finding.message
    # Two projects may well have two scores.
    assert findings("甲项目自评得分 92.5 分。\n乙项目自评得分 95.2 分。") == []


def test_listed_scores_add_up_to_the_total_before_them() -> None:
    text = "本项目自评得分 {} 分，等级为“优”。其中：决策 19 分，过程 28.5 分，产出 48 分。"
    assert findings(text.format("95.5")) == []
    (finding,) = findings(text.format("85.5"))
    assert finding.rule == "EVA-007"
    assert "19＋28.5＋48＝95.5，文中写 85.5 分，相差 10" in finding.message


def test_indicators_scored_one_by_one_add_up_to_the_total() -> None:
    scores = {"预算编制": (20, 19), "资金管理": (30, 30), "项目管理": (20, 20), "履职效益": (30, 29)}
    parts = [f"{name}较好。该指标分值 {worth} 分，自评得分 {score} 分。" for name, (worth, score) in scores.items()]
    assert findings("\n".join(["本单位自评总得分为 98 分。", *parts])) == []
    (finding,) = findings("\n".join(["本单位自评总得分为 99 分。", *parts]))
    assert "19＋30＋20＋29＝98，文中写 99 分" in finding.message
    # Half of the indicators say nothing of the total.
    assert findings("\n".join(["本单位自评总得分为 99 分。", *parts[:3], "其余指标另文说明。"])) == []


BANDS = (
    "得分在 90 分（含）以上的为“优”，80 分（含）至 90 分的为“良”，60 分（含）至 80 分的为“中”，60 分以下的为“差”。\n"
)


def test_grade_is_in_the_band_that_the_text_states() -> None:
    assert findings(BANDS + "本项目自评得分 92 分，评价等级为“优”。") == []
    (finding,) = findings(BANDS + "本项目自评得分 78 分，评价等级为“优”。")
    assert finding.rule == "EVA-006"
    assert "文中写 78 分、等级“优”，而文中的分数段是“优”90 至 100 分" in finding.message


def test_grade_without_stated_bands_is_left_alone() -> None:
    assert findings("本项目自评得分 78 分，评价等级为“优”。") == []
