"""Scores and reasons read from prose and from a table of scores."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.intake.text import Intake
from tests.core.intake.texts import count, left_over, prose, read, report_of


def budgeting(sentence: str) -> Intake:
    text = f"二、绩效自评结果及指标分析\n（一）预算编制情况\n{sentence}\n（二）绩效目标设置情况\n已设置。\n"
    intake = read(text)
    assert intake.placed == count(text)
    assert "".join(item for _, item in prose(intake, "evaluation/budgeting")) == sentence.replace("\n", "")
    return intake


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("该指标分值 8 分，自评得分 7.5 分。", "7.5"),
        ("分值8分，得4分。", "4"),
        ("自评得分：8分", "8"),
        ("自评得分:7.5", "7.5"),
        ("本项满分为8分，得分为6分。", "6"),
        ("自评得８分（满分８分）。", "8"),
        ("分值 8 分 ,自评得分 7 . 5 分。", "7.5"),
        ("群众评议得分95分。该指标分值8分，自评得分7分。", "7"),
        ("入库率分值5分，得4分；规范性分值3分，得3分。该指标分值8分，得7分。", "7"),
        ("群众评议得分95分，该项得7分。", "7"),
        ("分值10分，得9分。", None),
        ("自评得分9分。", "9"),
        ("入库率得4分；规范性得3分。", None),
        ("得分率为95%。", None),
        ("编制规范。", None),
    ],
)
def test_scores_in_prose(sentence: str, score: str | None) -> None:
    found = report_of(budgeting(sentence)).score("budgeting")
    assert found == (None if score is None else Decimal(score))


def test_an_undecided_score_is_told() -> None:
    assert any("不止一个得分" in note for note in budgeting("入库率得4分；规范性得3分。").notes)


def test_another_maximum_than_the_standards_is_told() -> None:
    intake = budgeting("该指标分值10分，自评得分7分。")
    assert report_of(intake).score("budgeting") == 7
    assert any("10 分" in note and "8 分" in note for note in intake.notes)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("编制规范。因细化不够，扣0.5分。得7.5分。", "因细化不够，扣0.5分。"),
        ("扣 1 分，原因是细化不够。", "扣 1 分，原因是细化不够。"),
        ("由于细化不够扣0.5分；另外一项扣除0.5分。", "由于细化不够扣0.5分；另外一项扣除0.5分。"),
        ("扣分原因：细化不够。", "细化不够。"),
        ("因细化不够，扣0.5分。规范。由于漏报，扣1分。", "因细化不够，扣0.5分。由于漏报，扣1分。"),
        ("扣分原因：无。", ""),
        ("扣0.5分。", ""),
        ("原因是细化不够。", ""),
    ],
)
def test_reasons_in_prose(sentence: str, reason: str) -> None:
    assert report_of(budgeting(sentence)).reason("budgeting") == reason


TABLE = """序号	一级指标	二级指标	分值	得分	扣分原因
1	投入	预算编制情况	8	7.5	细化不够
2	投入	绩效目标设置情况	8	8\t
3	过程	资产管理	5	四	盘点不及时
4	过程	信用情况	2	2\t
	合计		99	98\t
"""


def table_of_scores(table: str = TABLE, prose_before: str = "") -> Intake:
    text = f"二、绩效自评结果及指标分析\n{prose_before}{table}三、存在问题\n一是验收推迟。\n"
    intake = read(text)
    assert intake.placed + intake.left_over == count(text)
    return intake


def test_a_table_of_scores_is_read() -> None:
    report = report_of(table_of_scores())
    assert report.score("budgeting") == Decimal("7.5")
    assert report.reason("budgeting") == "细化不够"
    assert report.score("objectives") == 8
    assert report.reason("assets") == "盘点不及时"


def test_what_a_table_of_scores_has_no_place_for_is_left_over() -> None:
    intake = table_of_scores()
    tray = left_over(intake)
    assert {"四", "4\t过程\t信用情况\t2\t2", "合计\t\t99\t98"} <= set(tray)
    assert report_of(intake).score("assets") is None


def test_a_maximum_that_differs_is_left_over_and_told() -> None:
    intake = table_of_scores("指标\t分值\t得分\n预算编制情况\t9\t7\n")
    assert left_over(intake) == ["9"]
    assert any("分值写作“9”" in note for note in intake.notes)


def test_the_table_of_scores_goes_before_the_prose_which_keeps_its_own() -> None:
    sentence = "分值8分，自评得分6分。"
    intake = table_of_scores("指标\t分值\t得分\n预算编制情况\t8\t7\n", f"（一）预算编制情况\n{sentence}\n")
    assert report_of(intake).score("budgeting") == 7
    assert prose(intake, "evaluation/budgeting") == [(0, sentence)]


def test_a_score_said_twice_in_tables_is_left_over() -> None:
    intake = table_of_scores("指标\t分值\t得分\n预算编制情况\t8\t7\n预算编制情况\t8\t6\n")
    assert left_over(intake) == ["6"]
