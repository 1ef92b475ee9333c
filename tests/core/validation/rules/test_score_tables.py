"""Tables of points in any document: totals, groups, rows, the money above them."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.model.finding import Finding, Severity
from core.validation.run import check_text

SUBTOTALS = """评分表
一级指标\t二级指标\t三级指标\t分值\t得分
决策\t立项\t立项依据\t10\t{basis}
\t\t立项程序\t10\t9.5
\t小计\t\t20\t{decision}
产出\t数量\t建成泵站\t40\t38.4
\t质量\t一次验收\t{quality}\t36
\t小计\t\t80\t74.4
合计\t\t\t100\t{total}
"""
GROUP_IN_NAME = """一级指标\t二级指标\t分值\t自评得分
产出指标（{output}分）\t数量\t30分\t30分
\t质量\t20分\t18.5分
效益指标（30分）\t社会效益\t30分\t30分
满意度指标（20分）\t群众满意度\t20分\t19分
总分\t\t100分\t97.5分
"""
GROUP_COLUMN = """一级指标\t分值\t评价内容\t满分\t得分\t扣分\t扣分原因
决策\t{decision}\t立项\t10\t{score}\t{off}\t
\t\t目标\t10\t9\t1\t目标笼统
过程\t80\t资金\t50\t48.5\t1.5\t支付偏慢
\t\t管理\t30\t30\t0\t
总计\t100\t\t100\t97.5\t2.5\t
"""
GROUP_ROWS = """评价指标\t分值\t得分
一、投入\t20\t{put_in}
（一）目标设定\t10\t9
（二）预算配置\t10\t10
二、产出\t80\t77
（一）职责履行\t50\t48
（二）履职效益\t30\t29
合计\t100\t96
"""
WEIGHTED = "指标\t权重\t得分\n目标完成\t40%\t95\n资金使用\t30%\t90\n群众评价\t30%\t98\n综合得分\t\t{total}\n"
RATED = """三级指标\t目标值\t完成值\t分值\t得分\t未完成原因
巡查次数\t200次\t{walks}次\t10\t9.50\t
整改率\t≥80%\t76.00%\t20\t19.00\t{why}
单价\t≤2.00万元\t1.90万元\t20\t{price}\t
宣传户数\t4000户\t3600户\t50\t{homes}\t
合计\t\t\t100\t{total}\t
"""
# Merged cells of the form are lost where it is copied out as text: the rows slip to the left.
FORM = """项目支出绩效自评表
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
年度资金总额\t55\t60\t{spent}\t10\t90%\t9
其中：当年财政拨款\t55\t60\t54\t\t90%\t
其他资金\t\t\t\t\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t更换灯杆\t100\t100\t30\t30\t
质量指标\t亮灯率\t98\t99\t20\t{light}\t
效益指标\t社会效益指标\t事故下降\t明显\t明显\t30\t27\t宣传不够
满意度指标\t服务对象满意度\t市民满意度\t90\t92\t10\t10\t
总分\t100\t96
"""


def findings(text: str) -> list[Finding]:
    return list(check_text(text_manuscript(text, "文稿.txt")).findings)


def only(text: str) -> Finding:
    (finding,) = findings(text)
    return finding


CLEAN = [
    SUBTOTALS.format(basis="10", decision="19.5", quality="40", total="93.9"),
    GROUP_IN_NAME.format(output="50"),
    GROUP_COLUMN.format(decision="20", score="10", off="0"),
    GROUP_ROWS.format(put_in="19"),
    WEIGHTED.format(total="94.4"),
    RATED.format(walks="190", why="", price="20", homes="45.00", total="93.50"),
    FORM.format(spent="54", light="20"),
]


@pytest.mark.parametrize("text", CLEAN)
def test_sound_table_of_any_layout_is_silent(text: str) -> None:
    assert findings(text) == []


def test_score_above_its_points_is_an_error() -> None:
    finding = only(SUBTOTALS.format(basis="12", decision="21.5", quality="40", total="95.9"))
    assert (finding.rule, finding.severity) == ("EVA-001", Severity.ERROR)
    assert "“立项依据”得分 12，高于分值 10" in finding.message


def test_points_beyond_the_full_mark_may_be_given() -> None:
    assert findings("考核内容\t分值\t得分\n日常工作\t60\t58\n重点工作\t40\t39\n加分项\t5\t6\n合计\t105\t103\n") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SUBTOTALS.format(basis="8", decision="19.5", quality="40", total="93.9"), "“决策小计”填 19.5，相差 2"),
        (SUBTOTALS.format(basis="10", decision="19.5", quality="30", total="93.9"), "“产出小计”填 80，相差 10"),
        (SUBTOTALS.format(basis="10", decision="19.5", quality="40", total="39.9"), "“合计”填 39.9，相差 54"),
        (GROUP_IN_NAME.format(output="60"), "“产出指标（60分）”名称里写 60，相差 10"),
        (GROUP_COLUMN.format(decision="30", score="10", off="0"), "“决策”填 30，相差 10"),
        (GROUP_ROWS.format(put_in="91"), "“一、投入”填 91，相差 72"),
        (WEIGHTED.format(total="49.4"), "“综合得分”填 49.4"),
        (FORM.format(spent="54", light="10"), "“总分”填 96，相差 10"),
    ],
)
def test_what_does_not_add_up_is_told_once(text: str, says: str) -> None:
    assert says in "".join(finding.message for finding in findings(text) if finding.rule.startswith("EVA"))


def test_place_is_the_number_within_its_cell() -> None:
    finding = only(GROUP_IN_NAME.format(output="60"))
    assert {place.text for place in finding.places} >= {"60", "30", "20"}
    assert all(place.text in place.context for place in finding.places)


def test_total_of_rounded_scores_may_be_off_by_their_rounding_only() -> None:
    rows = "指标\t分值\t得分\n甲\t40\t36.67\n乙\t40\t33.33\n丙\t20\t20.00\n总分\t100\t{}\n"
    assert findings(rows.format("90.01")) == []
    assert only(rows.format("90.02")).rule == "EVA-002"


def test_execution_that_is_scored_elsewhere_is_not_missed() -> None:
    assert findings("指标\t分值\t得分\n产出\t50\t48\n效益\t30\t30\n满意度\t10\t10\n总分\t100\t97.6\n") == []
    (finding,) = findings("指标\t分值\t得分\n产出\t50\t48\n效益\t30\t30\n满意度\t10\t10\n总分\t100\t79.6\n")
    assert "＝88，“总分”填 79.6" in finding.message


def test_score_is_points_less_deduction() -> None:
    (finding,) = findings(GROUP_COLUMN.format(decision="20", score="10", off="3"))
    assert "“立项”分值 10，扣 3，应得 7，得分填 10" in finding.message


def test_score_by_rate_follows_where_other_rows_keep_it() -> None:
    finding = only(RATED.format(walks="190", why="", price="20", homes="46.00", total="94.50"))
    assert finding.rule == "EVA-003"
    assert "其他 2 行按完成比例计分，50×3600÷4000＝45，“宣传户数”得分填 46.00" in finding.message


def test_score_by_rate_follows_where_the_text_says_so() -> None:
    table = (
        "指标\t目标值\t完成值\t分值\t得分\n巡查\t200次\t190次\t40\t38\n宣传\t400户\t360户\t60\t{}\n合计\t\t\t100\t{}\n"
    )
    said = "各项指标按完成比例计分。\n"
    assert findings(table.format("58", "96")) == []
    assert "文中写明按完成比例计分，60×360÷400＝54" in only(said + table.format("58", "96")).message
    assert findings(said + table.format("54", "92")) == []


def test_target_met_with_points_missing_is_asked_for_where_no_reason_stands_beside_it() -> None:
    text = RATED.format(walks="190", why="", price="19", homes="45.00", total="92.50")
    assert "“单价”已达到目标，应得满分＝20，“单价”得分填 19" in only(text).message
    assert findings(text.replace("\t19\t\n", "\t19\t质保金未扣\n")) == []


def test_target_to_stay_below_is_not_missed_by_staying_below_it() -> None:
    head = "指标\t目标值\t完成值\t分值\t得分\n巡查\t200次\t190次\t20\t19\n宣传\t400户\t360户\t20\t18\n"
    table = head + "{}\n合计\t\t\t60\t57\n"
    assert findings(table.format("群众投诉\t12件\t5件\t20\t20")) == []
    assert findings(table.format("办结时限\t20天\t15天\t20\t20")) == []
    assert "“建成泵站”得分填 20" in only(table.format("建成泵站\t12座\t5座\t20\t20")).message


def test_totals_of_groups_may_be_called_by_their_names() -> None:
    head = "一级指标\t二级指标\t分值\t得分\n产出\t数量\t30\t28\n\t质量\t20\t20\n"
    table = head + "产出指标合计\t\t50\t{}\n效益\t社会效益\t50\t50\n总分\t\t100\t98\n"
    assert findings(table.format("48")) == []
    assert "“产出指标合计”填 84" in only(table.format("84")).message


def test_heading_printed_again_on_a_new_page_and_headings_of_two_rows() -> None:
    again = (
        "一级指标\t二级指标\t分值\t得分\n产出（50分）\t数量\t30\t28\n"
        "一级指标\t二级指标\t分值\t得分\n\t质量\t{}\t20\n效益（50分）\t社会效益\t50\t50\n总分\t\t100\t98\n"
    )
    assert findings(again.format("20")) == []
    assert "名称里写 50，相差 5" in only(again.format("25")).message
    two = (
        "指标\t\t分值\t自评情况\t\n一级指标\t二级指标\t\t得分\t扣分\n"
        "产出\t数量\t60\t58\t{}\n\t质量\t40\t40\t0\n合计\t\t100\t98\t2\n"
    )
    assert findings(two.format("2")) == []
    assert "分值 60，扣 3，应得 57" in "".join(finding.message for finding in findings(two.format("3")))


def test_points_of_a_whole_table_make_up_the_full_mark() -> None:
    table = "指标\t分值\t得分\n甲\t40\t38\n乙\t59\t58\n总得分\t{}\t96\n"
    assert "＝99，满分为 100，相差 1" in only(table.format("")).message
    assert findings(table.format("99")) == []
    assert only("自评满分为 100 分。\n" + table.format("99")).rule == "EVA-002"


def test_money_of_the_form_gives_its_rate_and_adds_up() -> None:
    (finding,) = findings(FORM.format(spent="45", light="20"))
    assert finding.rule == "EVA-004"
    assert "执行数 45÷预算数 60＝75%，执行率填 90%" in finding.message
    assert "各项资金 54＝54，“年度资金总额”填 45" in finding.message


def test_table_of_money_is_no_table_of_points() -> None:
    run = check_text(text_manuscript("项目\t预算数\t支出数\n甲\t10\t9\n合计\t10\t9\n", "文稿.txt"))
    assert "EVA-001" in [skipped.rule for skipped in run.coverage.not_applicable]
