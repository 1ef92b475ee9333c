"""Totals of tables that no standard knows."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.model.finding import Finding
from core.validation.run import check_text

NESTED = """表1 支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t{whole}\t300.00\t100.50
20103\t政府办公厅事务\t400.50\t300.00\t100.50
2010301\t行政运行\t300.00\t300.00\t
2010302\t一般行政管理事务\t100.50\t\t100.50
213\t农林水支出\t88.00\t\t88.00
21303\t水利\t88.00\t\t88.00
2130305\t水利工程建设\t88.00\t\t88.00
\t合计\t488.50\t300.00\t188.50
"""
SIDE_BY_SIDE = """收入\t\t支出\t
项目\t决算数\t项目\t决算数
一、财政拨款收入\t900.00\t一、卫生健康支出\t250.00
二、其他收入\t{other}\t二、农林水支出\t600.00
\t\t三、住房保障支出\t70.00
本年收入合计\t920.00\t本年支出合计\t920.00
年初结转和结余\t10.00\t年末结转和结余\t10.00
总计\t930.00\t总计\t930.00
"""


def findings(text: str) -> tuple[Finding, ...]:
    return check_text(text_manuscript(text, "文稿.txt")).findings


@pytest.mark.parametrize("clean", [NESTED.format(whole="400.50"), SIDE_BY_SIDE.format(other="20.00")])
def test_total_of_the_classes_alone_is_right(clean: str) -> None:
    assert findings(clean) == ()


def test_wrong_row_of_a_hierarchy_is_found_by_the_total() -> None:
    (finding,) = findings(NESTED.format(whole="450.50"))
    assert finding.rule == "TAB-002"
    assert "“一般公共服务支出”填 450.50，所属的“政府办公厅事务”400.50，相差 50.00" in finding.message
    assert "“合计”填 488.50，所属各行 450.50＋88.00＝538.50，相差 50.00" in finding.message
    assert {"450.50", "488.50"} <= {place.text for place in finding.places}


def test_blank_cells_at_the_beginning_of_a_row_keep_its_figures_in_their_columns() -> None:
    (finding,) = findings(SIDE_BY_SIDE.format(other="26.00"))
    assert "“本年收入合计”填 920.00，所属各行 900.00＋26.00＝926.00，相差 6.00" in finding.message


def test_total_of_rounded_rows_may_be_off_by_their_rounding() -> None:
    rows = "\n".join(f"项目{number}\t1.33" for number in range(3))
    assert findings(f"名称\t金额\n{rows}\n合计\t4.00\n") == ()
    assert findings(f"名称\t金额\n{rows}\n合计\t4.10\n") != ()


def test_rates_are_not_summed() -> None:
    assert findings("项目\t执行率\n甲\t90.5\n乙\t80.5\n合计\t88.2\n") == ()


RATES = """项目\t预算数\t决算数\t执行率（%）
办公楼修缮\t80.00\t76.00\t95.00
人才培训\t40.00\t{final}\t90.00
信息系统\t60.00\t45.00\t75.00
宣传活动\t25.00\t24.00\t{rate}
"""
OF_WHICH = """表2 三公经费
单位：万元
项目\t年初预算数\t调整预算数\t决算数
公务用车费\t50.00\t48.00\t{whole}
其中：购置费\t18.00\t18.00\t17.98
运行维护费\t32.00\t30.00\t23.74
公务接待费\t8.50\t8.00\t5.19
"""


def test_a_rate_that_does_not_follow_as_in_the_other_rows_is_found() -> None:
    assert findings(RATES.format(final="36.00", rate="96.00")) == ()
    (finding,) = findings(RATES.format(final="36.00", rate="69.00"))
    assert finding.rule == "TAB-003"
    assert "“宣传活动”一行：按其他 3 行的算法，24.00÷25.00＝96%，“执行率（%）”填 69.00" in finding.message


def test_a_table_whose_rows_keep_nothing_is_left_alone() -> None:
    assert findings("项目\t甲\t乙\t完成率（%）\n一\t10\t9\t55\n二\t20\t13\t31\n三\t30\t11\t78\n") == ()


def test_rows_below_are_parts_where_the_other_columns_say_so() -> None:
    assert findings(OF_WHICH.format(whole="41.72")) == ()
    (finding,) = findings(OF_WHICH.format(whole="47.12"))
    assert finding.rule == "TAB-002"
    assert "“公务用车费”填 47.12，所属各行 17.98＋23.74＝41.72，相差 5.40。" in finding.message


def test_a_total_of_many_rows_names_them_instead_of_adding_them_up() -> None:
    rows = "".join(f"2{number:02}\t类别{number}\t{number * 101}.25\n" for number in range(1, 9))
    (finding,) = findings(f"支出表\n科目编码\t科目名称\t金额\n{rows}合计\t\t3,683.00\n")
    assert "“合计”填 3,683.00，所属 201、202、203 等 8 行之和 3,638.00，相差 45.00。" in finding.message


def test_a_row_larger_than_the_total_is_told_though_nothing_else_explains_it() -> None:
    rows = "201\t甲类\t9,417.30\t9,417.30\n205\t乙类\t1,263.55\t1,263.55\n"
    (finding,) = findings(f"支出表\n科目编码\t科目名称\t合计\t项目支出\n{rows}合计\t\t1,700.57\t1,700.57\n")
    assert finding.rule == "TAB-001"
    assert "（其中“甲类”一行就有 9,417.30）" in finding.message


def test_totals_of_income_and_spending_are_equal() -> None:
    table = "收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n收入总计\t{income}\t支出总计\t930.00\n"
    assert findings(table.format(income="930.00")) == ()
    (finding,) = findings(table.format(income="942.15"))
    assert "“收入总计”填 942.15，“支出总计”填 930.00，收入与支出的总计应当相等。" in finding.message


def test_a_wide_row_is_judged_by_its_header() -> None:
    head = "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t购置费\t运行费\t\n"
    assert findings(f"“三公”经费\n{head}8.9\t0\t8.2\t5.0\t3.2\t0.7\n") == ()
    (finding,) = findings(f"“三公”经费\n{head}8.9\t0\t8.2\t5.0\t3.7\t0.7\n")
    assert "公务用车购置及运行费购置费 5.0＋公务用车购置及运行费运行费 3.7＝8.7" in finding.message
    assert "“公务用车购置及运行费小计”填 8.2，相差 0.5" in finding.message


def test_what_goes_out_of_a_balance_is_taken_off() -> None:
    table = "项目\t年初结转\t本年收入\t本年支出\t年末结转\n专项资金\t35.26\t412.30\t398.75\t{left}\n"
    assert findings(table.format(left="48.81")) == ()
    (finding,) = findings(table.format(left="84.81"))
    assert "年初结转 35.26＋本年收入 412.30－本年支出 398.75＝48.81，“年末结转”填 84.81" in finding.message


def test_where_all_columns_lack_the_same_nothing_is_told() -> None:
    rows = "甲\t1,204.31\t804.31\t400.00\n乙\t633.58\t233.58\t400.00\n"
    assert findings(f"项目\t合计\t基本支出\t项目支出\n{rows}合计\t1,960.44\t1,160.44\t800.00\n") == ()


TWO_TABLES = """收入支出决算总表
单位：万元
收入\t\t支出\t
项目\t决算数\t项目\t决算数
本年收入合计\t4,664.24\t本年支出合计\t{spent}
总计\t5,083.19\t总计\t5,083.19

支出决算表
单位：万元
项目\t本年支出合计\t基本支出\t项目支出
合计\t5,011.40\t4,011.40\t1,000.00
"""


def test_a_total_that_is_a_slip_away_from_that_of_another_table_was_meant_to_be_it() -> None:
    assert findings(TWO_TABLES.format(spent="5,011.40")) == ()
    (finding,) = findings(TWO_TABLES.format(spent="5,101.40"))
    assert "“本年支出合计”填 5,101.40，“支出决算表”“合计”填 5,011.40，只差一处，像是同一个合计。" in finding.message


def test_totals_that_differ_by_rounding_or_by_more_than_a_slip_are_two_things() -> None:
    assert findings(TWO_TABLES.format(spent="5,011.42")) == ()
    assert findings(TWO_TABLES.format(spent="4,873.65")) == ()
