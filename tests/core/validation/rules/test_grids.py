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
    assert finding.rule == "TAB-001"
    assert "“合计”填 488.50，相差 50。" in finding.message
    assert {"450.50", "488.50"} <= {place.text for place in finding.places}


def test_blank_cells_at_the_beginning_of_a_row_keep_its_figures_in_their_columns() -> None:
    (finding,) = findings(SIDE_BY_SIDE.format(other="26.00"))
    assert "900.00＋26.00＝926，“本年收入合计”填 920.00" in finding.message


def test_total_of_rounded_rows_may_be_off_by_their_rounding() -> None:
    rows = "\n".join(f"项目{number}\t1.33" for number in range(3))
    assert findings(f"名称\t金额\n{rows}\n合计\t4.00\n") == ()
    assert findings(f"名称\t金额\n{rows}\n合计\t4.10\n") != ()


def test_rates_are_not_summed() -> None:
    assert findings("项目\t执行率\n甲\t90.5\n乙\t80.5\n合计\t88.2\n") == ()
