"""Lists and points against the numbers that announce them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.finding import Finding, Severity, Verdict
from core.model.manuscript import Manuscript, Passage
from core.validation.narrative.numbering import han_numeral
from core.validation.run import check_text


def manuscript(*paragraphs: str) -> Manuscript:
    return Manuscript("文稿", tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1)))


def found(*paragraphs: str, code: str = "") -> list[Finding]:
    wanted = (code,) if code else ("LST-",)
    return [finding for finding in check_text(manuscript(*paragraphs)).findings if finding.rule.startswith(wanted)]


# -- lists -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("内设 4 个科室，分别为办公室、规划科、监督科。", "列出的是 3 项"),
        ("内设 2 个科室，分别为办公室、规划科、监督科；下设事业单位 1 个。", "列出的是 3 项"),
        ("内设科室 4 个，即办公室、规划科和监督科。", "列出的是 2 至 3 项"),
        ("局机关内设科室5个(不含湖管站):办公室(信访室、档案室)、规划科、监督科、宣教科。", "列出的是 4 项"),
        ("纳入编制范围的单位共 4 家，包括中心本级、东湖站、西湖站，与上年相同。", "列出的是 3 项"),
        ("面向四类对象开展问卷调查，即渔民、游客、村民。", "列出的是 3 项"),
        ("在 4 个街道改造护栏，实施范围为东堤街道、西堤街道、南堤街道。", "列出的是 3 项"),
        ("考核的 6 项指标（巡查次数、水质达标、投诉办结、护栏完好、宣传场次）全部完成。", "列出的是 5 项"),
        ("有三个事项：护栏更新、水草补种，进度分别为 80% 和 90%。", "列出的是 2 项"),
        ("自评按科室自查、数据复核、集体评议四个阶段进行。", "前面列出的是 3 项"),
        ("东堤街道、西堤街道、南堤街道四个街道全部完工。", "前面列出的是 3 项"),
        ("先后开展三个专项行动，分别是非法垂钓整治、湖岸垃圾清理、船只检查、夜间巡航。", "列出的是 4 项"),
        ("下辖东湖站、西湖站、南湖站、北湖站、河口站等 4 个站。", "列出的是 5 项"),
        ("印发 3 个文件，分别为《巡查、值守办法》《宣传方案》。", "列出的是 2 项"),
    ],
)
def test_a_number_that_is_not_that_of_the_list_is_told(text: str, says: str) -> None:
    (finding,) = found(text)
    assert finding.rule == "LST-001"
    assert says in finding.message
    assert finding.severity is Severity.WARNING


def test_the_message_names_both_and_points_at_both() -> None:
    text = "内设 4 个科室，分别为办公室、规划科、监督科。"
    (finding,) = found(text)
    assert finding.message == "文中写“4 个科室”，后面列出的是 3 项：办公室、规划科、监督科。"
    assert [place.text for place in finding.places] == ["4", "办公室、规划科、监督科"]


def test_what_only_includes_items_is_doubtful_where_no_total_is_told() -> None:
    for text in ("新增 3 个基层站，包括东湖站、西湖站。", "新增 2 个基层站，包括东湖站、西湖站、南湖站。"):
        (finding,) = found(text)
        assert (finding.severity, finding.verdict) == (Severity.HINT, Verdict.INCOMPLETE)
    (finding,) = found("基层站共 3 个，包括东湖站、西湖站。")
    assert (finding.severity, finding.verdict) == (Severity.WARNING, Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    "text",
    [
        # complete, in the many ways that people write lists
        "我部有 9 个科室，分别为办公室、巡查一科、二科、三科、规划一科、二科、宣教科、财务科、驻部监察组。",
        "局机关内设科室5个(不含湖管站):办公室(信访室、档案室)、规划科、监督科、宣教一科(东)、宣教二科(西);下属事业单位1个。",
        "内设机构 3 个，分别为办公室、计划和财务科、监督科。",
        "内设机构 3 个，分别为办公室、规划科和监督科。",
        "内设机构 2 个，分别为办公室和财政和审计科。",
        "设有组织一至三科、办公室、财务科 5 个科室。",
        "共 4 个科室：巡查一科、二科，办公室，财务科。",
        "设一级指标 4 个，分别为决策、过程、产出和效益；二级指标 10 个、三级指标 22 个。",
        "对生产、流通企业和餐饮、学校食堂两类对象开展检查。",
        "全年完成三项工作：推进清淤、补水改造，优化巡查路线，守住安全底线。",
        "抽取 2 个乡镇 4 个村：东村、西村、南村、北村。",
        "下设 3 个科室和 2 个中心，分别为办公室、规划科、监督科、宣教中心、监测中心。",
        "共 3 类 12 项：基础类（供水、供电）、提升类（绿化、亮化）、创新类（数字化）。",
        # not complete, and not said to be
        "下辖东湖站、西湖站、南湖站等 12 个站。",
        "联系 126 个单位，包括湖管站、闸站、泵站。",
        "基层站 3 个，分别为东湖站、西湖站等。",
        "由 5 个部门组成，即水务、住建等部门。",
        # about something else
        "年内检查闸站、泵站、湖管站 5 次，发现隐患 12 处。",
        "全市 9 个县（市、区）、18 个乡镇（街道、园区）已完成。",
        "走访企业 25 家（规上企业、限上企业、样本企业）。",
        "成立 3 个小组：组长由主任担任、副组长由副主任担任。",
        "设 5 个窗口，分别为收费窗口 2 个、票据窗口 3 个。",
        "3 个项目支出分别为 100 万元、200 万元、300.5 万元、合计 600.5 万元。",
        "单位共 4 个，包括中心本级和下属单位 3 个。",
        "单位共 3 个，包括中心本级及所属事业单位。",
        "坚持一个中心，即以生态保护为中心，统筹巡查、执法、宣传。",
        "联合公安、城管在东堤街道、西堤街道两个街道开展整治。",
        "有 3 名副主任，分别分管巡查、规划、财务和宣传。",
        "坚持“两个确保”，即确保水质、确保安全、确保畅通。",
        "下设 0 个科室，分别是：无下设科室。",
        "农村饮水、污水处理 8 个项目已经开工。",
        "东区、西区各设 2 个站点，分别为东湖站、西湖站、南湖站、北湖站。",
        "建成 1 个平台，包括监测、预警。",
        "建成 2 个平台，包括监测、预警、调度三大模块。",
        "安排 3 个亿：清淤、补水。",
    ],
)
def test_lists_that_bear_their_number_out_or_have_none_are_passed(text: str) -> None:
    assert found(text) == []


def test_a_list_that_a_page_breaks_off_is_left_alone() -> None:
    broken = "内设 4 个科室，分别为办公室、规划科"
    assert found(broken, "监督科、宣教科。") == []
    assert found(f"{broken}\n监督科、宣教科。") == []
    (finding,) = found(broken, "二、主要职责")
    assert finding.rule == "LST-001"


def test_one_item_twice_is_told_even_where_the_number_is_right() -> None:
    (finding,) = found("内设 3 个科室，分别为办公室、监督科、监督科。")
    assert finding.rule == "LST-003"
    assert [place.text for place in finding.places] == ["监督科", "监督科", "3"]
    (finding,) = found("内设 3 个科室，分别为办公室、规划科、监督科、监督科。")
    assert finding.rule == "LST-001"
    assert "其中“监督科”出现两次" in finding.message
    assert found("内设 4 个科室，分别为巡查一科、二科，规划一科、二科。") == []


@given(
    st.lists(
        st.sampled_from(["办公室", "规划科", "监督科", "宣教科", "财务科", "湖管站", "监测站"]), min_size=2, unique=True
    ),
    st.sampled_from(["{n} 个科室，分别为{list}。", "科室共 {n} 个，包括{list}。", "科室 {n} 个：{list}；另有二人。"]),
    st.booleans(),
)
def test_a_right_number_is_silent_and_a_wrong_one_is_found(items: list[str], sentence: str, han: bool) -> None:
    def written(number: int) -> str:
        return ("两" if number == 2 else han_numeral(number)) if han else str(number)

    listed = "、".join(items)
    assert found("内设" + sentence.format(n=written(len(items)), list=listed)) == []
    assert found("内设" + sentence.format(n=written(len(items) + 1), list=listed)) != []
    if len(items) > 2:
        assert found("内设" + sentence.format(n=written(len(items)), list="、".join(items[1:]))) != []


# -- points ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        (
            ("年初设定绩效目标五条：一是水质达标；二是巡查到位；三是投诉办结；四是护栏完好。",),
            "“五条”，后面分 4 点写，到“四是”为止",
        ),
        (("工作中还有两个短板：一是人手不足；二是设备老旧；三是档案不全。",), "“两个短板”，后面分 3 点写"),
        (("主要存在以下三个方面的问题：", "一是预算不细。", "二是执行偏慢。", "二、下一步打算"), "后面分 2 点写"),
        (("重点做好 4 项工作：", "1. 清淤。", "2. 补水。", "3. 巡查。"), "“4 项工作”，后面分 3 点写，到“3”为止"),
        (("有三点不足，一是人手不足，二是设备老旧。",), "后面分 2 点写"),
        (("重点抓三件事：二是补水；三是巡查。",), "后面从“二是”写起，缺“一”"),
    ],
)
def test_points_that_are_not_as_many_as_told_are_found(paragraphs: tuple[str, ...], says: str) -> None:
    (finding,) = found(*paragraphs)
    assert finding.rule == "LST-002"
    assert says in finding.message
    assert finding.places[0].text or finding.places[1].text


def test_a_point_left_out_in_the_middle_is_one_finding() -> None:
    findings = check_text(manuscript("还有四个短板：一是人手不足；二是设备老旧；四是档案不全。")).findings
    assert [finding.rule for finding in findings] == ["FRM-006"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("年初设定绩效目标三条：一是水质达标；二是巡查到位；三是投诉办结。",),
        ("年初确定 3 项重点任务、16 项量化目标，具体如下：", "1. 清淤。", "2. 补水。", "3. 巡查。"),
        ("在以下两个方面还有不足，均已扣分：", "（一）目标不细", "（二）进度偏慢"),
        ("对 3 个湖泊检查发现：一是水草不足；二是护栏破损。",),
        ("对 3 个湖泊检查发现以下问题：一是水草不足；二是护栏破损。",),
        ("走访 12 个村，一是了解困难；二是解决问题。",),
        ("存在以下 4 个问题：", "（一）预算", "1. 不细。", "2. 偏慢。", "（二）资产", "1. 不全。", "2. 不准。"),
        ("做好两项工作：一是清账（一是往来，二是库存）；二是建章。",),
        ("做好两项工作：一是清账；二是建章。", "三、下一步"),
        ("一是抓巡查。", "二是抓两项整治：一是清淤；二是补水。", "三是抓宣传。"),
        ("重点抓好三件事：清淤、补水、巡查。",),
        ("主要有三个方面的不足：",),
    ],
)
def test_points_as_many_as_told_or_of_something_else_are_passed(paragraphs: tuple[str, ...]) -> None:
    assert found(*paragraphs) == []
