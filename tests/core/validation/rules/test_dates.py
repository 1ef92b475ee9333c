"""Dates that the calendar does not have, and what comes before what should go before it."""

from __future__ import annotations

import pytest

from core.model.finding import Finding, Severity
from core.model.manuscript import Grid, GridCell, Manuscript, Passage
from core.validation.run import check_text

TITLE = "云川市湖泊局2023年度部门决算情况说明"


def found(code: str, *paragraphs: str) -> list[Finding]:
    passages = tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1))
    return [finding for finding in check_text(Manuscript("文稿", passages)).findings if finding.rule == code]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("会议于2023年2月30日召开。", "文中写“2023年2月30日”，2023 年 2 月只有 28 天"),
        ("工程2023年13月完工。", "没有 13 月"),
        ("4月31日公示。", "4 月最多 30 天"),
        ("5月28日至32日检查。", "文中写“32日”，5 月最多 31 天"),
    ],
)
def test_a_date_that_does_not_exist_is_an_error(text: str, says: str) -> None:
    (finding,) = found("DAT-001", text)
    assert says in finding.message
    assert finding.severity is Severity.ERROR


def test_dates_in_tables_are_looked_at_too() -> None:
    rows = ((GridCell("line/1/0", "完工日期"), GridCell("line/1/1", "2023年6月31日")),)
    run = check_text(Manuscript("文稿", (Grid("line/1/table", "", "", rows),)))
    (finding,) = (finding for finding in run.findings if finding.rule == "DAT-001")
    assert finding.places[0].address == "line/1/1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("项目实施期为2023年12月至2023年3月。", "“2023年12月至2023年3月”，结束早于开始"),
        ("2023年至2021年的三年间。", "“2023年至2021年”"),
        ("2023-2021年的三年间。", "“2023-2021”"),
        ("公示期为5月20日至5月10日。", "“5月20日至5月10日”"),
        ("要求2023年6月30日前完工，实际于2023年7月15日按期完工。", "期限是“2023年6月30日前”，实际是“2023年7月15日”"),
        ("合同约定2023年6月30日前交付，7月15日提前交付。", "文中却说“提前”"),
    ],
)
def test_times_the_wrong_way_round_are_found(text: str, says: str) -> None:
    (finding,) = found("DAT-005", text)
    assert says in finding.message
    assert len(finding.places) == 2


@pytest.mark.parametrize(
    "text",
    [
        "服务期为2023年12月20日至1月10日，2022年11月至2023年3月，2023年3月至12月。",
        "2010—2012年立项，“十四五”规划（2021-2025年）。",
        "应于2022年11月30日前完工，另有15个于2022年12月20日完工，未按期完工的扣分。",
        "要求2023年6月30日前完工，实际于2023年6月15日按期完工。",
        "要求2023年6月底前完工，实际于2023年7月15日完工，比计划晚半个月。",
        "2023年6月30日前完成招标，2023年9月15日按期开工。",
    ],
)
def test_times_in_order_and_what_is_told_to_be_late_are_passed(text: str) -> None:
    assert found("DAT-005", text) == []


@pytest.mark.parametrize("signed", ["2023年3月15日", "（2022年12月31日）", "二〇二二年", "2023年8月"])
def test_an_account_signed_before_its_year_is_over_is_asked_about(signed: str) -> None:
    (finding,) = found("DAT-006", TITLE, "收支平衡。", "云川市湖泊局", signed)
    assert "这是 2023 年度的报告，落款日期写" in finding.message


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TITLE, "收支平衡。", "2024年8月30日"),
        (TITLE, "收支平衡。", "2023年12月31日"),
        (TITLE, "2023年3月15日起执行新标准。"),
        ("云川市湖泊局2024年部门预算", "收支平衡。", "2024年1月20日"),
        ("云川市湖泊局2023年工作总结", "任务完成。", "2023年11月30日"),
        ("云川市湖泊局2023年度绩效监控自评报告", "进度正常。", "2023年8月1日"),
    ],
)
def test_other_texts_may_be_signed_within_their_year(paragraphs: tuple[str, ...]) -> None:
    assert found("DAT-006", *paragraphs) == []
