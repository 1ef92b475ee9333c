"""Tables whose figures need not add up: nothing is found in them."""

from __future__ import annotations

import pytest

from tests.bench.planted import findings_in

# Tables whose figures were never meant to add up, or not all of them.
SILENT = {
    "only the larger codes are listed": """
重点支出表
科目编码\t科目名称\t金额
201\t一般公共服务支出\t4,120.55
2010101\t行政运行\t1,800.20
2010102\t一般行政管理事务\t900.10
205\t教育支出\t9,310.40
2050201\t学前教育\t2,100.00
2050202\t小学教育\t3,650.30
213\t农林水支出\t5,226.70
2130106\t科技推广\t1,000.00
2130126\t农村道路\t888.80
合计\t\t18,657.65
""",
    "only some of which": """
收入情况
单位：万元
项目\t金额
收入总计\t8,426.35
其中：财政拨款\t6,120.20
事业收入\t1,214.15
""",
    "cut off in the middle of a family": """
支出决算表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t12,622.08\t8,518.80\t4,103.28
208\t社会保障和就业支出\t1,414.32\t1,382.01\t32.31
20805\t行政事业单位养老支出\t1,382.01\t1,382.01\t
2080501\t行政单位离退休\t692.94\t692.94\t
2080505\t机关事业单位基本养老保险缴费\t689.07\t689.07\t
20808\t抚恤\t32.31\t\t32.31
2080801\t死亡抚恤\t32.31\t\t32.31
211\t节能环保支出\t10,627.41\t6,556.44\t4,070.97
21101\t环境保护管理事务\t4,629.66\t3,851.10\t778.56
2110101\t行政运行\t3,280.80\t3,251.10\t29.70
""",
    "averages beside counts": """
服务对象测评
单位\t样本数\t得分
甲科\t120\t91.35
乙科\t96\t88.40
丙科\t210\t93.20
合计\t426\t91.58
""",
    "indices": """
价格指数
指标\t本月\t累计
总指数\t101.2\t100.9
食品\t100.3\t100.8
衣着\t102.8\t101.9
居住\t100.2\t99.7
""",
    "columns that are no parts of the total beside them": """
人员年龄结构
部门\t合计\t男\t女\t党员\t平均年龄
甲\t20\t12\t8\t11\t41.2
乙\t31\t16\t15\t20\t38.6
合计\t51\t28\t23\t31\t39.6
""",
    "the rows of another unit below a total": """
车辆情况
类别\t数量（辆）
车辆合计\t12
主要领导干部用车\t1
机要通信用车\t2
执法执勤用车\t6
其他用车\t3
单价100万元以上设备（台）\t4
""",
    "last digits that rounding has changed": """
支出决算表
单位：万元
项目\t合计\t基本支出\t项目支出
养护中心\t812.36\t540.18\t272.19
苗圃\t377.52\t201.44\t176.07
合计\t1,189.87\t741.61\t448.26
""",
}


@pytest.mark.parametrize("table", SILENT.values(), ids=SILENT.keys())
def test_figures_that_need_not_add_up_are_left_alone(table: str) -> None:
    assert [finding.message for finding in findings_in(table)] == []
