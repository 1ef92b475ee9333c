"""What the numbers of prose and of tables are called, and which figure of their thing each is."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.validation.narrative.facts import Part, read_facts, read_planned_facts
from core.validation.narrative.plans import Heading, heading_in, plan_after
from core.validation.narrative.table_facts import TableFact, read_table_facts, table_text


def told(text: str) -> list[tuple[str, str, Part | None]]:
    return [(fact.mention.text, fact.name.text, fact.part) for fact in read_facts(text)]


def cells(text: str) -> list[TableFact]:
    (grid,) = text_manuscript(text, "文稿.txt").grids
    return list(read_table_facts(table_text(grid)))


def test_what_follows_a_figure_is_of_its_thing() -> None:
    text = "全年新增节水户 3,375 户，完成年度目标 3,200 户的 105.5%，同比增长 2.3%（上年 3,298 户）。"
    assert told(text) == [
        ("3,375", "新增节水户", Part.RESULT),
        ("3,200", "新增节水户", Part.TARGET),
        ("105.5", "新增节水户", Part.RATE),
        ("2.3", "新增节水户", Part.CHANGE_RATE),
        ("3,298", "新增节水户", Part.BEFORE),
    ]


def test_parts_of_a_budget_may_be_budgets_or_results() -> None:
    text = "年初预算 862.00 万元，其中：渠道清淤 480.00 万元；已支付渠道清淤 455.10 万元。"
    assert [part for _, _, part in told(text)] == [Part.TARGET, None, Part.RESULT]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我中心全年举办水质检测培训 12 期。", "水质检测培训"),
        ("对 47 座小型水库除险。", "小型水库除险"),
        ("用得最多的是渠道清淤，836.52 万元。", "渠道清淤"),
        ("按用途为人员开支 280.00 万元。", "人员"),
        ("一般公共服务（类）水利（款）防汛（项）支出 20.00 万元。", "防汛"),
        ("2.水利管理（2130304）386.20 万元。", "水利管理"),
        ("云岭县水务局2023年度收入总计 386.20 万元。", ""),
    ],
)
def test_names_are_the_telling_words(text: str, name: str) -> None:
    assert told(text)[0][1] == name


def test_a_heading_within_the_paragraph_names_what_comes_after() -> None:
    text = "水利管理（款）水质监测（项）。年初预算为 77.60 万元，支出决算为 70.40 万元。"
    assert told(text) == [("77.60", "水质监测", Part.TARGET), ("70.40", "水质监测", Part.RESULT)]


def test_a_share_of_a_named_whole_is_of_what_stood_before() -> None:
    text = "渠道清淤 836.52 万元，占项目支出 2,437.40 万元的 34.32%。"
    assert told(text) == [
        ("836.52", "渠道清淤", Part.RESULT),
        ("2,437.40", "项目", Part.RESULT),
        ("34.32", "渠道清淤", Part.SHARE),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("渠道清淤支出、泵站改造支出分别为 612.40 万元和 247.90 万元。", ["渠道清淤", "泵站改造"]),
        (
            "渠道清淤、泵站改造和水质监测三个项目自评得分分别为 97 分、96 分和 94 分。",
            ["渠道清淤", "泵站改造", "水质监测"],
        ),
        ("渠道清淤、泵站改造，支付进度分别为 89.6% 和 86.3%。", ["渠道清淤", "泵站改造"]),
        # What does not part into as many names as figures is of one name.
        ("上、中、下游水位分别为 12.4 米和 11.8 米。", ["下游水位", "下游水位"]),
    ],
)
def test_names_told_in_a_row_are_those_of_the_figures_in_their_order(text: str, names: list[str]) -> None:
    assert [name for _, name, _ in told(text)][-len(names) :] == names


@pytest.mark.parametrize(
    ("headings", "planned"),
    [
        (["一、工作回顾", "（一）主要成效"], False),
        (["二、2023年工作打算"], True),
        (["二、2023年工作打算", "（一）水源保护"], True),
        (["二、2023年工作打算", "三、其他说明"], False),
        (["（三）绩效目标"], True),
        (["（三）绩效目标完成情况"], False),
        (["2022年工作总结和2023年工作打算"], False),
        (["一、计划安排，按季度推进。"], False),
    ],
)
def test_what_stands_under_a_plan_is_planned(headings: list[str], planned: bool) -> None:
    plan: Heading | None = None
    for text in headings:
        heading = heading_in(text)
        plan = plan_after(plan, heading) if heading else plan
    assert (plan is not None) is planned


def test_planned_figures_are_targets_unless_their_words_say_otherwise() -> None:
    text = "新建雨量站 36 座，合格率 98%；实际建成 30 座。"
    assert [fact.part for fact in read_planned_facts(text)] == [Part.TARGET, Part.TARGET, Part.RESULT]


@pytest.mark.parametrize("text", ["约 20 座", "20 座以上", "表 3 座", "0.12345678 元", "3 2"])
def test_what_says_nothing_exact_is_left_out(text: str) -> None:
    assert told(text) == []


def test_cells_are_called_by_row_column_and_title() -> None:
    rows = "市级补助\t300.00\t320.00\t318.50\t99.53\n合计\t300.00\t320.00\t318.50\t99.53\n"
    text = f"表1 灌区改造资金情况表\n单位：万元\n来源\t年初预算\t调整预算\t决算数\t执行率（%）\n{rows}"
    found = {(fact.row, fact.column): fact for fact in cells(text)}
    assert [found[1, column].part for column in range(1, 5)] == [Part.TARGET, Part.TARGET, Part.RESULT, Part.RATE]
    assert [found[1, column].early for column in range(1, 4)] == [True, False, None]
    assert found[1, 3].name.text == "市级补助"
    assert found[1, 4].name.text == "市级补助执行率"
    assert found[2, 3].name.text == "灌区改造资金"
    assert found[2, 3].total
    assert found[1, 3].kind == "元"
    assert found[1, 3].written.amount == found[2, 3].written.amount


def test_a_budget_that_stands_alone_may_be_meant_by_any_words() -> None:
    assert [fact.alone for fact in cells("单位：万元\n项目\t2024年预算数\n防汛\t86.00\n抗旱\t14.00\n")] == [True, True]
    assert not any(
        fact.alone for fact in cells("单位：万元\n项目\t预算数\t决算数\n防汛\t86.00\t85.00\n抗旱\t14.00\t9.00\n")
    )


def test_control_signs_in_a_cell_do_not_shift_the_others() -> None:
    (grid,) = text_manuscript("单位：万元\n项目\t决算数\n防\x1f汛\x1e\t86.00\n抗旱\t14.00\n", "文稿.txt").grids
    assert [(fact.row, fact.column) for fact in read_table_facts(table_text(grid))] == [(1, 1), (2, 1)]
