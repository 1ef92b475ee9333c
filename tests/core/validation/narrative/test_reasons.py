"""What an auditor takes as the reason of a deduction or of a change, and what is only praise."""

from __future__ import annotations

import pytest

from core.validation.narrative.reasons import admissions, deduction_reasons, explains_change


@pytest.mark.parametrize(
    "text",
    [
        "资产配置合理，管理规范。",
        "未发现违规问题，未出现逾期。",
        "无超范围、超标准支出。",
        "未超预算。",
        "对检查发现的问题及时整改到位。",
        "不存在闲置浪费。",
        "有效减少了资产闲置。",
        "聚焦薄弱环节加强管理。",
        "及时发现并解决了登记不及时的问题。",
        "因地制宜推进，因此得分较高。",
        "不断完善制度。",
        "该指标分值 5 分，扣 1 分，自评得分 4 分。",
        "按照评分标准，扣 1 分。",
        "扣分原因：无。",
    ],
)
def test_praise_and_bare_points_are_no_reason(text: str) -> None:
    assert deduction_reasons(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "因设备未及时入账，扣 1 分。",
        "由于人员调整，盘点推迟。",
        "受天气影响，2 项任务延期。",
        "资产年报迟报 3 天。",
        "盘点晚于规定时间，扣 1 分。",
        "个别资产账实不符。",
        "部分资产闲置。",
        "支付进度偏慢。",
        "仍存在个别资产未贴标签的情况。",
        "制度有待完善。",
        "满意度 88%，低于目标值 90%。",
        "没有按季度盘点。",
        "公用经费超预算 2.3 万元。",
    ],
)
def test_admitted_fault_is_a_reason(text: str) -> None:
    (span,) = deduction_reasons(text)
    assert text[slice(*span)] == text.rstrip("。")


def test_admission_is_the_sentence_that_makes_it() -> None:
    text = "资产账实相符。部分资产闲置。年报按时报送。"
    ((start, end),) = admissions(text)
    assert text[start:end] == "部分资产闲置"


NAMES = ("日常公用经费", "公用经费")


@pytest.mark.parametrize(
    "text",
    [
        "日常公用经费减少 54.1%，主要是会议改在线上。",
        "公用经费比年初减少一半。原因是压缩了出差。",
        "因机构撤并，本年变动较大。公用经费减少 20 万元。",
        "公用经费年中调减 20 万元。",
    ],
)
def test_change_is_explained_in_the_sentence_or_beside_it(text: str) -> None:
    assert explains_change(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "公用经费 20 万元。",
        "公用经费减少 54.1%。",
        "项目支出减少，主要是会议改在线上。",
        "公用经费减少。人员稳定。原因是退休。",
        "公用经费使用规范，管理到位，因此得满分。",
    ],
)
def test_change_without_a_reason_is_not_explained(text: str) -> None:
    assert not explains_change(text, NAMES)
