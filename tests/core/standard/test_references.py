"""What a standard file mentions must exist, once, and lead nowhere in a circle."""

from __future__ import annotations

import pytest

from core.standard.loader import load_standard_text
from tests.core.standard.small_standard import check_fault_is_named, line_with, refused, spoiled

SECOND_COLUMN = """\
[[tables.columns]]
id = "final"
title = "又一列"
"""
SECOND_CHAPTER = """\
[[chapters]]
id = "overview"
title = "又一章"
parts = [{id = "text", title = ""}]
"""
RESERVED_TABLE = """\
[[tables]]
id = "narrative"
title = "又一表"
heading = "类别"
unit = "元"
scale = "1"
decimals = 2
columns = [{id = "final", title = "决算数"}]
rows = [{id = "total", title = "合计", short = "合计"}]
"""
FAULTS = [
    pytest.param('parts = ["basic"', 'parts = ["x"', "tables[0].rows[3].parts", "提到的行“x”不存在", id="row part"),
    pytest.param('parts = ["basic"', 'parts = ["project"', "tables[0].rows[3].parts", "重复提到", id="part twice"),
    pytest.param('parts = ["basic"', 'parts = ["total"', "tables[0].rows[3].parts", "绕了一圈", id="own part"),
    pytest.param('part_of = "project"', 'part_of = "x"', "tables[0].rows[2].part_of", "行“x”不存在", id="part of"),
    pytest.param(
        'part_of = "project"', 'part_of = "construction"', "tables[0].rows[2].part_of", "绕了一圈", id="of own"
    ),
    pytest.param(
        'table = "spending"\n\n', 'table = "x"\n\n', "chapters[0].parts[0].table", "表格“x”不存在", id="table"
    ),
    pytest.param(
        'indicator = "effect"', 'indicator = "x"', "chapters[1].parts[2].indicator", "指标“x”", id="indicator"
    ),
    pytest.param(
        'parent = "process"\nmax_score = "22',
        'parent = "x"\nmax_score = "22',
        "indicators[2].parent",
        "“x”",
        id="parent",
    ),
    pytest.param('quantities = ["com', 'quantities = ["x", "com', "indicators[0].quantities", "比率“x”", id="quantity"),
    pytest.param('items = ["cover"]', 'items = ["cover", "x"]', "tabs[0].items", "“x”不存在", id="tab item"),
    pytest.param('items = ["cover"]', 'items = ["narrative/overview"]', "tabs[0].items", "不存在", id="tab chapter"),
    pytest.param('base = "initial"', 'base = "x"', "checks.variance[0].base", "列“x”不存在", id="base column"),
    pytest.param('actual = "final"', 'actual = "x"', "checks.variance[0].actual", "列“x”不存在", id="actual column"),
    pytest.param('actual = "final"', 'actual = "initial"', "checks.variance[0].actual", "同一列", id="same column"),
    pytest.param(
        'table = "spending"\nbase', 'table = "x"\nbase', "checks.variance[0].table", "表格“x”", id="variance table"
    ),
    pytest.param(
        'readings = ["com', 'readings = ["x", "com', "checks.rates[0].readings", "比率“x”不存在", id="rate reading"
    ),
    pytest.param('"执行率"]', '"执行率"]\nrest = "x"', "checks.rates[0].rest", "“x”不存在", id="rest of rate"),
    pytest.param('"执行率"]', '"执行率"]\nrest = "completion"', "checks.rates[0].rest", "不能是它自己", id="own rest"),
    pytest.param('id = "construction"', 'id = "basic"', "tables[0].rows[2].id", "“basic”与前面的重复", id="row twice"),
    pytest.param(
        'title = "决算数"\n',
        f'title = "决算数"\n\n{SECOND_COLUMN}',
        "tables[0].columns[2].id",
        "重复",
        id="column twice",
    ),
    pytest.param(
        'id = "effect"\ntitle = "效果"\nindicator',
        'id = "process"\ntitle = "效果"\nindicator',
        "chapters[1].parts[2].id",
        "重复",
        id="part twice in chapter",
    ),
    pytest.param("[[tables]]\n", f"{SECOND_CHAPTER}\n[[tables]]\n", "chapters[2].id", "重复", id="chapter twice"),
    pytest.param('id = "funds"', 'id = "budget"', "indicators[2].id", "与前面的重复", id="indicator twice"),
    pytest.param('name = "其他"', 'name = "优"', "grades[1].name", "“优”与前面的重复", id="grade twice"),
    pytest.param('id = "report"', 'id = "cover"', "tabs[1].id", "与前面的重复", id="tab twice"),
    pytest.param(
        "[[tables]]\n", f"{RESERVED_TABLE}\n[[tables]]\n", "tables[0].id", "“narrative”是保留的名称", id="reserved"
    ),
    pytest.param(
        "spending.total.final /", "spending.total.x /", "quantities[0].expression", "“spending.total.x”", id="cell"
    ),
    pytest.param(
        "spending.total.final /", "result.total_score /", "quantities[0].expression", "不是表格里的", id="total"
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), FAULTS)
def test_fault_is_named_by_file_line_and_key(old: str, new: str, key: str, words: str) -> None:
    check_fault_is_named(old, new, key, words)


def test_item_of_a_list_has_its_own_line() -> None:
    text = spoiled('parts = ["basic", "project"]', 'parts = [\n    "basic",\n    "x",\n]')
    line = line_with(text, '"x"')
    assert refused(text) == f"标准文件 small.toml 第 {line} 行：tables[0].rows[3].parts 提到的行“x”不存在。"


def test_a_name_that_cannot_be_read_does_not_accuse_what_refers_to_it() -> None:
    message = refused(spoiled('id = "spending"\ntitle = "明细表"', 'id = "Spending"\ntitle = "明细表"'))
    assert "tables[0].id" in message
    assert "不存在" not in message


# -- circles and depth -------------------------------------------------------------------------------------------------


def test_rows_that_sum_each_other_are_refused() -> None:
    text = spoiled('short = "基本支出"', 'short = "基本支出"\nparts = ["total"]')
    message = refused(text)
    assert "tables[0].rows[0].parts 绕了一圈又回到“basic”。" in message
    assert "tables[0].rows[3].parts 绕了一圈又回到“total”。" in message


def test_indicators_above_each_other_are_refused() -> None:
    message = refused(
        spoiled('id = "process"\ntitle = "过程"\nmax', 'id = "process"\nparent = "budget"\ntitle = "过程"\nmax')
    )
    assert "indicators[0].parent 绕了一圈又回到“process”。" in message
    assert "indicators[1].parent 绕了一圈又回到“budget”。" in message


def _chain_of_rows(length: int) -> str:
    rows = [
        f'[[tables.rows]]\nid = "r{n}"\ntitle = "行{n}"\nshort = "行{n}"\nparts = ["r{n + 1}"{", " if n % 2 else ""}]\n'
        for n in range(1, length)
    ]
    rows.append(f'[[tables.rows]]\nid = "r{length}"\ntitle = "行{length}"\nshort = "行{length}"\n')
    return spoiled("[[quantities]]\n", "\n".join(rows) + "\n[[quantities]]\n")


def test_sums_of_sums_may_go_eight_levels_deep() -> None:
    assert load_standard_text(_chain_of_rows(8), "deep").tables_by_id["spending"].row("r1").parts == ("r2",)
    assert "tables[0].rows[4].parts 嵌套超过 8 层。" in refused(_chain_of_rows(9))


def test_deep_sums_are_refused_whatever_their_short_cuts() -> None:
    rows = [
        f'[[tables.rows]]\nid = "r{n}"\ntitle = "行{n}"\nshort = "行{n}"\n'
        f"parts = {[f'r{below}' for below in range(n + 1, 21)]}\n"
        for n in range(1, 21)
    ]
    message = refused(spoiled("[[quantities]]\n", "\n".join(rows) + "\n[[quantities]]\n"))
    assert "tables[0].rows[4].parts 嵌套超过 8 层。" in message


def test_indicators_have_three_levels() -> None:
    third = '[[indicators]]\nid = "third"\ntitle = "三级"\nparent = "funds"\nmax_score = "1"\n'
    fourth = '[[indicators]]\nid = "fourth"\ntitle = "四级"\nparent = "third"\nmax_score = "1"\n'
    text = spoiled('[[grades]]\nname = "优"', f'{third}\n[[grades]]\nname = "优"')
    assert "third" in load_standard_text(text, "third").indicators_by_id
    assert "indicators[5].parent 嵌套超过 3 层。" in refused(text.replace("[[grades]]", f"{fourth}\n[[grades]]", 1))
