"""The spending table in every layout that a text may give it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.intake.text import Intake
from core.model.change import Origin
from tests.core.intake.texts import TABLE, count, left_over, prose, read, report_of

HEAD = "一、部门基本情况\n（四）整体支出使用情况\n明细见下表：\n"
COLUMNS = ("initial", "adjusted", "final")


def intake_of(table: str) -> Intake:
    text = f"{HEAD}{table}\n三、存在问题\n一是验收推迟。\n"
    intake = read(text)
    assert intake.placed + intake.left_over == count(text)
    assert prose(intake, "problems/main") == [(0, "一是验收推迟。")]
    return intake


def amounts(intake: Intake, row: str) -> list[Decimal | None]:
    return [report_of(intake).amount(f"spending/{row}/{column}") for column in COLUMNS]


def yuan(*figures: str) -> list[Decimal]:
    return [Decimal(figure) * 10000 for figure in figures]


def replaced(*pairs: tuple[str, str]) -> str:
    table = TABLE
    for old, new in pairs:
        assert old in table
        table = table.replace(old, new)
    return table


FULL = replaced(("五、对附属单位补助支出\t\t\t", "五、对附属单位补助支出\t0.00\t0.00\t0.00"))


def check_all(intake: Intake) -> None:
    assert not left_over(intake)
    check_figures(intake)


def check_figures(intake: Intake) -> None:
    assert amounts(intake, "basic") == yuan("300", "320", "318.5")
    assert amounts(intake, "personnel") == yuan("240", "260", "260")
    assert amounts(intake, "operating") == yuan("60", "60", "58.5")
    assert amounts(intake, "project") == yuan("1200", "1180", "1100.25")
    assert amounts(intake, "construction") == yuan("0", "0", "0")
    assert amounts(intake, "total") == yuan("1500", "1500", "1418.75")
    assert prose(intake, "overview/spending_use") == [(0, "明细见下表：")]


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        TABLE.replace("\n", "\n\n"),
        TABLE.replace("\t", " | "),
        TABLE.replace("\t", "│"),
        FULL.replace("\t", "    "),
        FULL.replace("\t", "\u3000\u3000"),
        FULL.replace("\t", " "),
        TABLE.replace(",", "，"),
        TABLE.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
        TABLE.replace("1,200.00", "1 200.00"),
        TABLE.replace("一、基本支出", "基 本 支 出").replace("合计", "合  计"),
        TABLE.replace("其中：基本", "其中:基本"),
        TABLE.replace("单位：万元", "（单位: 万元）"),
        TABLE.replace("部门预算支出明细表\n单位：万元", "部门预算支出明细表（单位：万元）"),
        TABLE.replace("单位：万元\n", "").replace("预算数", "预算数（万元）").replace("决算数", "决算数(万元)"),
        TABLE.replace("人员经费", "— 5 —\n支出类别\t年初预算数\t调整预算数\t决算数\n人员经费").replace("— 5 —\n", ""),
    ],
)
def test_every_layout_gives_the_same_figures(table: str) -> None:
    check_all(intake_of(table))


def test_tables_drawn_with_outer_bars_are_read() -> None:
    lines = ["| " + line.replace("\t", " | ") + " |" if "\t" in line else line for line in TABLE.splitlines()]
    check_all(intake_of("\n".join(lines)))


def test_a_page_number_within_the_table_does_not_end_it() -> None:
    intake = intake_of(TABLE.replace("人员经费", "— 5 —\n人员经费"))
    assert left_over(intake) == ["— 5 —"]
    assert amounts(intake, "total") == yuan("1500", "1500", "1418.75")


def test_columns_are_found_in_any_order() -> None:
    rows = [line.split("\t") for line in TABLE.splitlines()]
    table = "\n".join("\t".join([cells[0], *reversed(cells[1:])]) for cells in rows)
    check_all(intake_of(table))


def test_a_column_that_the_standard_lacks_is_left_over() -> None:
    rows = TABLE.replace("\t\t\t", "\t\t\t\t").splitlines()
    table = "\n".join([*rows[:2], f"{rows[2]}\t上年决算数", *(f"{row}\t7.00" for row in rows[3:11]), rows[11]])
    intake = intake_of(table)
    assert left_over(intake) == ["上年决算数", *["7.00"] * 8]
    assert amounts(intake, "personnel") == yuan("240", "260", "260")
    assert any("上年决算数" in note for note in intake.notes)


def test_a_column_of_numbers_before_the_titles_is_left_over() -> None:
    lines = TABLE.splitlines()
    rows = [f"序号\t{lines[2]}", *(f"{n}\t{line}" for n, line in enumerate(lines[3:], start=1))]
    intake = intake_of("\n".join([*lines[:2], *rows]))
    check_figures(intake)
    assert left_over(intake) == [str(n) for n in range(1, len(lines) - 2)]


def test_yuan_are_converted() -> None:
    intake = intake_of(replaced(("单位：万元", "单位：元")))
    assert amounts(intake, "operating") == [Decimal(60), Decimal(60), Decimal("58.5")]
    assert any("元为单位" in note for note in intake.notes)


def test_an_unstated_unit_is_the_standards_and_is_told() -> None:
    intake = intake_of(replaced(("单位：万元\n", "")))
    assert amounts(intake, "operating") == yuan("60", "60", "58.5")
    assert any("没有写明单位" in note for note in intake.notes)


def test_the_unit_is_found_above_a_title_in_other_words() -> None:
    intake = intake_of(replaced(("部门预算支出明细表\n单位：万元", "单位：元\n2020年度部门预算支出明细表")))
    assert amounts(intake, "operating") == [Decimal(60), Decimal(60), Decimal("58.5")]
    assert left_over(intake) == ["2020年度部门预算支出明细表"]


def test_an_unknown_unit_is_left_over_and_told() -> None:
    intake = intake_of(replaced(("单位：万元", "单位：美元")))
    assert left_over(intake) == ["单位：美元"]
    assert any("美元" in note for note in intake.notes)


def test_without_a_heading_row_the_standards_order_is_taken() -> None:
    intake = intake_of(replaced(("支出类别\t年初预算数\t调整预算数\t决算数\n", "")))
    assert amounts(intake, "personnel") == yuan("240", "260", "260")
    assert any("没有表头" in note for note in intake.notes)


def test_blank_is_not_zero() -> None:
    intake = intake_of(TABLE)
    assert amounts(intake, "subsidies") == [None, None, None]
    assert amounts(intake, "remitted") == yuan("0", "0", "0")


def test_a_sum_that_agrees_stays_computed() -> None:
    intake = intake_of(FULL)
    stored = {where for where, _ in intake.entries if where.startswith("spending/")}
    assert not any(where.startswith(("spending/basic/", "spending/total/")) for where in stored)
    assert len(stored) == 7 * 3


def test_a_sum_that_disagrees_is_stored_for_the_checks_to_see() -> None:
    entries = dict(intake_of(FULL.replace("合计\t1,500.00", "合计\t1,500.01")).entries)
    assert entries["spending/total/initial"].value == "15000100"
    assert entries["spending/total/initial"].origin is Origin.IMPORTED
    assert "spending/total/adjusted" not in entries


def test_a_sum_over_blanks_is_stored() -> None:
    entries = dict(intake_of(FULL.replace("人员经费\t240.00", "人员经费\t")).entries)
    assert entries["spending/basic/initial"].value == "3000000"
    assert "spending/personnel/initial" not in entries


@pytest.mark.parametrize("bad", ["五十八", "约58", "58.5.0", "—", "58%", "1,23"])
def test_a_cell_that_is_no_figure_is_left_over(bad: str) -> None:
    intake = intake_of(replaced(("58.50", bad)))
    assert left_over(intake) == [bad]
    assert amounts(intake, "operating")[2] is None
    assert any(bad in note for note in intake.notes)


def test_a_row_that_the_standard_lacks_is_left_over() -> None:
    intake = intake_of(replaced(("合计\t", "六、其他支出\t1.00\t2.00\t3.00\n合计\t")))
    assert left_over(intake) == ["六、其他支出\t1.00\t2.00\t3.00"]
    assert amounts(intake, "total") == yuan("1500", "1500", "1418.75")


def test_of_two_different_figures_for_a_cell_the_first_is_kept() -> None:
    intake = intake_of(TABLE + "人员经费\t240.00\t999.00\t260.00\n")
    assert left_over(intake) == ["999.00"]
    assert amounts(intake, "personnel") == yuan("240", "260", "260")


def test_prose_behind_the_table_is_prose() -> None:
    behind = ["2020 年 5 月 项目支出 完成 60 个 百分点，共 3 项 4 个。", "项目支出 完成 60 个。", "注：金额为决算数。"]
    intake = intake_of(TABLE + "\n".join(behind))
    assert not left_over(intake)
    assert [text for _, text in prose(intake, "overview/spending_use")[1:]] == behind


def test_another_table_is_left_over() -> None:
    intake = intake_of("项目\t数量\t完成\n口袋公园\t4\t4\n")
    assert left_over(intake) == ["项目\t数量\t完成", "口袋公园\t4\t4"]


def test_a_cell_says_where_it_came_from() -> None:
    assert dict(intake_of(TABLE).entries)["spending/personnel/initial"].source == "报告.txt 第 8 行"
