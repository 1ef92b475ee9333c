"""The same fact told in two places: twice in the text, in text and table, twice in one breath."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.validation.inspection import Readings, TextInspection
from core.validation.registry import Fault
from core.validation.rules.same_figures import (
    check_the_same_figure_is_the_same_everywhere,
    check_the_text_agrees_with_the_tables,
)

MONEY = """表1 收支情况
单位：万元
项目\t预算数\t决算数
城市维护经费\t2,410.60\t2,385.17
绿化养护经费\t1,106.25\t1,098.40

二、资金使用
全年城市维护经费支出 {figure}，用于道路和照明设施养护。
"""
INDICATORS = """一、自评情况
年度目标是：新建雨量站 36 座，培训观测员 {planned} 人次，资料整编合格率达到 98% 以上。
全年新建雨量站 {built} 座，培训观测员 {trained} 人次；整编资料 1,250 份，其中合格 1,241 份，合格率 {rate}%。

表1 绩效指标完成情况
三级指标\t年度指标值\t实际完成值\t分值\t得分
新建雨量站数量\t36座\t{cell}座\t20\t20
观测员培训人次\t420人次\t{cell_trained}人次\t20\t20
资料整编合格率\t≥98%\t{cell_rate}%\t20\t20
"""
FACTS = {
    "planned": "420",
    "built": "34",
    "trained": "435",
    "rate": "99.28",
    "cell": "34",
    "cell_trained": "435",
    "cell_rate": "99.28",
}


def faults(text: str) -> list[tuple[str, Fault]]:
    """The faults of the two rules alone: run with all rules, one root cause is one finding of the first."""
    manuscript = text_manuscript(text, "文稿.txt")
    found = []
    for rule in (check_the_same_figure_is_the_same_everywhere, check_the_text_agrees_with_the_tables):
        inspection = TextInspection(manuscript=manuscript, readings=Readings(), memo={})
        found += [(rule.code, outcome) for outcome in rule.check(inspection) if isinstance(outcome, Fault)]
    return found


def rules(text: str) -> list[str]:
    return [code for code, _ in faults(text)]


def indicators(**spoilt: str) -> str:
    return INDICATORS.format(**{**FACTS, **spoilt})


# -- text and table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", ["2,385.17 万元", "23,851,700 元", "约 2,385 万元", "0.24 亿元", "1,733.92 万元"])
def test_the_same_figure_or_quite_another_is_no_fault(figure: str) -> None:
    assert rules(MONEY.format(figure=figure)) == []


@pytest.mark.parametrize(
    "figure",
    ["2,835.17 万元", "2,385.77 万元", "238.517 万元", "2,385.17 元", "0.34 亿元"],
    ids=["turned", "digit", "point", "unit", "digit of a rounded one"],
)
def test_one_slip_from_the_row_of_the_same_name_is_found(figure: str) -> None:
    ((code, fault),) = faults(MONEY.format(figure=figure))
    assert code == "TAB-004"
    assert "表中“城市维护经费”的“决算数”写 2,385.17 万元" in fault.message
    assert {place.text for place in fault.places} == {figure.split()[0], "2,385.17"}


def test_a_figure_rounded_the_other_way_in_its_last_place_is_no_slip() -> None:
    assert rules(MONEY.format(figure="2,385.18 万元")) == []


def test_a_budget_is_not_held_against_a_result() -> None:
    # 2,385.17 with the first digits changed about would be the budget's neighbour, were it a budget.
    text = MONEY.replace("2,410.60", "2,835.17").format(figure="2,385.17 万元")
    assert rules(text) == []
    assert rules(text.replace("城市维护经费支出", "城市维护经费年初预算")) != []


def test_clean_indicators_agree_with_their_text() -> None:
    assert rules(indicators()) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"built": "43"},
        {"trained": "535"},
        {"planned": "240"},
        {"rate": "92.98"},
        {"cell": "43"},
        {"cell_trained": "453"},
        {"cell_rate": "9.928"},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_indicator_and_text_that_differ_are_told_wherever_the_slip_is(spoilt: dict[str, str]) -> None:
    ((code, fault),) = faults(indicators(**spoilt))
    assert code == "TAB-004"
    assert next(iter(spoilt.values())) in {place.text for place in fault.places}


def test_a_bare_result_has_the_unit_of_its_target() -> None:
    table = "三级指标\t年度指标值\t实际完成值\n巡查河段数量\t≥64条\t68\n"
    assert rules(f"全年巡查河段 68 条。\n\n{table}") == []
    assert rules(f"全年巡查河段 86 条。\n\n{table}") == ["TAB-004"]


TWO_YEARS = """表1 商事主体情况
单位：户
类别\t2021年末\t2022年末\t增减（%）
企业\t31,204\t33,871\t8.5
个体户\t84,560\t86,117\t1.8
合计\t115,764\t119,988\t3.6

2022 年末实有企业 {companies} 户，比上年增长 {growth}%；上年为 {before} 户。个体户 86,117 户。全市合计 119,988 户。
"""


@pytest.mark.parametrize(
    ("companies", "growth", "before", "found"),
    [
        ("33,871", "8.5", "31,204", False),
        ("38,371", "8.5", "31,204", True),
        ("33,871", "8.5", "31,024", True),
        # What last year's figure is one slip away from stands in this year's column.
        ("33,871", "8.5", "33,781", False),
    ],
)
def test_years_are_kept_apart(companies: str, growth: str, before: str, found: bool) -> None:
    assert bool(rules(TWO_YEARS.format(companies=companies, growth=growth, before=before))) is found


SCOPES = """表2 一般公共预算财政拨款支出决算表
单位：万元
科目名称\t合计\t基本支出\t项目支出
农林水支出\t4,812.30\t1,250.00\t3,562.30
住房保障支出\t{housing}\t310.25\t
合计\t5,122.55\t1,560.25\t3,562.30

一、总体情况
本年支出合计 6,122.55 万元，其中：农林水支出 5,812.30 万元，住房保障支出 310.25 万元。
二、一般公共预算财政拨款支出情况
一般公共预算财政拨款支出 5,122.55 万元，其中：农林水支出 4,812.30 万元，住房保障支出 310.25 万元。
"""


def test_all_spending_and_that_of_one_fund_are_two_figures() -> None:
    assert rules(SCOPES.format(housing="310.25")) == []


def test_a_cell_that_the_text_tells_otherwise_twice_is_the_odd_one() -> None:
    ((_, fault),) = faults(SCOPES.format(housing="301.25"))
    assert fault.message.startswith("表中“住房保障支出”的“合计”写 301.25 万元")
    assert [place.text for place in fault.places][:3] == ["301.25", "310.25", "310.25"]


def test_income_is_not_held_against_spending() -> None:
    table = "项目\t决算数\n事业收入\t1,386.40\n"
    assert rules(f"事业支出 1,368.40 万元。\n\n单位：万元\n{table}") == []
    assert rules(f"事业收入 1,368.40 万元。\n\n单位：万元\n{table}") == ["TAB-004"]


HALVES = """表1 案件办理情况
季节\t受理（件）
水事纠纷\t4,286

上半年受理水事纠纷 {half} 件。全年受理水事纠纷 {year} 件。
"""


@pytest.mark.parametrize(("half", "year", "found"), [("4,268", "4,286", False), ("2,107", "4,268", True)])
def test_half_a_year_is_not_held_against_the_year(half: str, year: str, found: bool) -> None:
    assert bool(rules(HALVES.format(half=half, year=year))) is found


def test_a_stated_result_that_text_and_table_contradict_is_told_though_no_slip_makes_it() -> None:
    table = "单位：万元\n科目\t决算数\n职工取暖补贴\t257.14\n"
    text = "“职工取暖补贴”257.14 万元，用于冬季取暖。年初预算为 274.82 万元，支出决算为 {} 万元。\n\n"
    assert rules(text.format("257.14") + table) == []
    ((_, fault),) = faults(text.format("245.53") + table)
    assert "是同一项，两处不一样" in fault.message


def test_the_total_of_a_table_is_named_by_its_column_or_its_title() -> None:
    rows = "来源\t预算安排\t实际到位\n中央\t600.00\t600.00\n省级\t254.40\t238.15\n合计\t854.40\t838.15\n"
    table = f"表3 移民后扶资金情况表\n单位：万元\n{rows}"
    assert rules(f"资金实际到位 838.15 万元。\n\n{table}") == []
    assert rules(f"资金实际到位 883.15 万元。\n\n{table}") == ["TAB-004"]


# -- twice in the text -------------------------------------------------------------------------------------------------

SUMMARY = """2022 年，全市登记河湖管护志愿者 {rounded} 万人，立案查处水事违法案件 {cases} 件。

一、志愿服务
年末登记河湖管护志愿者 {exact} 人，比上年增加 1,204 人。
二、执法监督
全年立案 1,386 件，结案 1,301 件。水事违法案件数见表1。

表1 办案情况
类别\t立案（件）
非法取水\t905
非法采砂\t481
合计\t1386
"""


@pytest.mark.parametrize(
    ("rounded", "cases", "exact", "found"),
    [
        ("2.36", "1386", "23,587", []),
        ("3.36", "1386", "23,587", ["NUM-006"]),
        ("2.36", "1386", "32,587", ["NUM-006"]),
        ("2.36", "1368", "23,587", ["TAB-004"]),
    ],
)
def test_a_summary_agrees_with_the_chapters(rounded: str, cases: str, exact: str, found: list[str]) -> None:
    assert rules(SUMMARY.format(rounded=rounded, cases=cases, exact=exact)) == found


def test_things_that_differ_in_one_word_are_two_things() -> None:
    assert rules("行政单位医疗支出 86.42 万元。\n事业单位医疗支出 86.24 万元。\n") == []
    assert rules("第一产业增长 4.4%。\n第二产业增长 3.4%。\n第三产业增长 4.3%。\n") == []


def test_a_part_is_not_held_against_its_whole_in_one_sentence() -> None:
    assert rules("完成巡查 1,286 次，其中夜间巡查 1,268 次。\n") == []


def test_a_target_is_not_held_against_a_result() -> None:
    assert rules("计划清淤河道 1,286 公里。\n实际清淤河道 1,268 公里。\n") == []


def test_what_next_years_plan_says_is_not_held_against_the_result() -> None:
    text = "一、工作情况\n清淤河道 1,286 公里。\n{heading}\n清淤河道 1,268 公里。\n"
    assert rules(text.format(heading="二、2023年工作打算")) == []
    assert rules(text.format(heading="二、河道管护情况")) == ["NUM-006"]


def test_figures_that_their_own_sentences_bear_out_are_two_figures() -> None:
    text = "全局培训经费支出 1,286.00 万元，其中：线上 1,000.00 万元，线下 286.00 万元。\n"
    other = "培训经费支出 1,268.00 万元，其中：线上 1,000.00 万元，线下 268.00 万元。\n"
    assert rules(text + other) == []
    assert rules(text + other.replace("线上 1,000.00 万元，线下 268.00 万元", "线上占多数")) == ["NUM-006"]


# -- in one breath -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("项目预算 12,860,000 元（1,286.00 万元）。", False),
        ("项目预算 12,680,000 元（1,286.00 万元）。", True),
        ("到位资金 1,286 万元，即 12,860,000 元。", False),
        ("到位资金 1,286 万元，即 1,286,000 元。", True),
        ("受益群众 5.3 万人，折合 53,120 人。", False),
        ("受益群众 5.3 万人，折合 63,120 人。", True),
        ("项目预算 12,860,000 元（1,286.00 元）。", True),
        # 元 per head, parts, and other units are told in brackets, too.
        ("补助 1,286 万元（每人 500 元）。", False),
        ("安排 1,286 万元（其中上级 800,000 元）。", False),
        ("新增 120 座（86 处）。", False),
        ("甲镇 10 万元、乙镇 20 万元，合计 300,000 元。", False),
    ],
)
def test_an_amount_told_again_in_another_unit_is_the_same(sentence: str, found: bool) -> None:
    assert (rules(sentence + "\n") == ["NUM-006"]) is found
