"""A standard's own faults: an example of each, and standards without any."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.model.expression import parse
from core.model.standard import Standard
from core.standard import lint as lint_module
from core.standard.catalog import find_standard
from core.standard.lint import LintFault, lint
from tests.core.standard.small_standard import small_standard

THIRD_PART = '[[chapters.parts]]\nid = "{id}"\ntitle = "{title}"\n{more}\n\n[[tables]]\nid'


def third_part(part_id: str, title: str, more: str = "") -> tuple[str, str]:
    """Return what adds another part to the small standard's second chapter."""
    return "[[tables]]\nid", THIRD_PART.format(id=part_id, title=title, more=more)


CASES = [
    # Scores.
    ('max_score = "40"', 'max_score = "39"', "maxima_not_full_mark", "scoring.full_mark"),
    ('max_score = "22.5"', 'max_score = "22"', "maxima_not_parent", "indicators[0].max_score"),
    ('max_score = "40"', 'max_score = "0"', "maximum_zero", "indicators[3].max_score"),
    ("score_decimals = 1", "score_decimals = 0", "maximum_too_fine", "indicators[1].max_score"),
    # Grades.
    ('lower = "90"', 'lower = "90.5"', "band_gap", "grades[0].lower"),
    ('lower = "0"', 'lower = "1"', "band_gap", "grades[1].lower"),
    ('upper = "100"', 'upper = "99"', "band_gap", "grades"),
    ('lower = "90"', 'lower = "89"', "band_overlap", "grades[0].lower"),
    ('upper = "100"', 'upper = "101"', "band_beyond", "grades"),
    ('lower = "90"', 'lower = "100"', "band_empty", "grades[0].upper"),
    ('lower = "0"\nupper = "90"', 'lower = "95"\nupper = "100"', "grade_order", "grades"),
    # Cover.
    ('id = "reporting_unit"', 'id = "unit"', "cover_field_missing", "cover"),
    ('id = "fiscal_year"', 'id = "year"', "cover_field_missing", "cover"),
    ('title = "部门名称"', 'title = "部门名称"\nrequired = false', "cover_field_optional", "cover[0].required"),
    ('kind = "year"', 'kind = "text"', "cover_field_kind", "cover[1].kind"),
    ('title = "部门名称"', 'title = "部门名称"\nprivate = true', "cover_field_private", "cover[0].private"),
    # Tabs.
    ('items = ["cover"]', 'items = ["spending"]', "not_in_tabs", "cover"),
    ('"spending", "narrative/ev', '"narrative/ev', "not_in_tabs", "tables[0]"),
    ('"narrative/evaluation/summary", ', "", "not_in_tabs", "chapters[1].parts[0]"),
    (', "indicator"]', "]", "not_in_tabs", "indicators"),
    (', "indicator"]', "]", "not_in_tabs", "chapters[1].parts[1]"),
    ('items = ["cover"]', 'items = ["cover", "spending"]', "twice_in_tabs", "tables[0]"),
    ('items = ["cover"]', 'items = ["cover", "narrative/evaluation/effect"]', "twice_in_tabs", "chapters[1].parts[2]"),
    # Outline.
    ('title = "支出情况"\ntable = "spending"', 'title = "支出情况"', "table_not_placed", "tables[0]"),
    ('indicator = "effect"', 'indicator = "effect"\ntable = "spending"', "table_placed_twice", "tables[0]"),
    (*third_part("last", ""), "untitled_part", "chapters[1].parts[3].title"),
    (*third_part("last", "其他"), "part_without_indicator", "chapters[1].parts[3]"),
    ('indicator = "effect"', 'indicator = "process"', "indicator_with_parts", "indicators[0]"),
    ('indicator = "effect"', 'indicator = "process"', "indicator_without_part", "indicators[3]"),
    (
        'title = "支出情况"\n',
        'title = "支出情况"\nprivate = true\n',
        "private_part_with_table",
        "chapters[0].parts[0].private",
    ),
    # Tables, quantities, checks.
    (
        'parts = ["basic", "project"]',
        'parts = ["project", "construction"]',
        "row_counted_twice",
        "tables[0].rows[3].parts",
    ),
    (
        'short = "项目支出"',
        'short = "项目支出"\nparts = ["construction"]',
        "row_counted_twice",
        "tables[0].rows[1].parts",
    ),
    ('quantities = ["completion_rate_of_initial"]\n', "", "quantity_unused", "quantities[0]"),
    (
        'title = "完成率"',
        'title = "完成率"\nkind = "amount"',
        "rate_of_amount",
        "checks.rates[0].readings",
    ),
    ('"执行率"]', '"进度"]', "rate_name", "checks.rates[0].names"),
    ('"执行率"]', '"支出完成率"]', "rate_named_twice", "checks.rates[0].names"),
    ('threshold = "0.30"', 'threshold = "0"', "variance_threshold", "checks.variance[0].threshold"),
    ('threshold = "0.30"', 'threshold = "30"', "variance_threshold", "checks.variance[0].threshold"),
    # Titles.
    ('title = "年度"', 'title = "部门名称"', "title_repeated", "cover[1].title"),
    ('title = "自评结果"', 'title = "基本情况"', "title_repeated", "chapters[1].title"),
    ('"自评情况"', '"基本情况"', "title_repeated", "chapters[1].aliases"),
    ('title = "效果"\nindicator', 'title = "过程"\nindicator', "title_repeated", "chapters[1].parts[2].title"),
    ('title = "决算数"', 'title = "年初预算数"', "title_repeated", "tables[0].columns[1].title"),
    ('short = "基建"', 'short = "基本支出"', "title_repeated", "tables[0].rows[2].short"),
    ('title = "资金"', 'title = "预算"', "title_repeated", "indicators[2].title"),
    ('title = "报告"', 'title = "封面"', "title_repeated", "tabs[1].title"),
]


def faults_of(standard: Standard) -> dict[tuple[str, str], LintFault]:
    return {(fault.code, fault.key): fault for fault in lint(standard)}


@pytest.mark.parametrize(("old", "new", "code", "key"), CASES)
def test_fault_is_found_at_its_key(old: str, new: str, code: str, key: str) -> None:
    assert (code, key) in faults_of(small_standard(old, new))


def test_every_code_has_an_example() -> None:
    source = Path(lint_module.__file__).read_text("utf-8")
    codes = set(re.findall(r'_fault\(\s*"(\w+)"', source))
    assert codes == {case[2] for case in CASES} | {"unknown_address"}


def test_small_standard_has_no_faults() -> None:
    assert lint(small_standard()) == []


def test_foshan_2020_has_the_one_fault_that_was_published() -> None:
    standard = find_standard("foshan-2020")
    assert lint(standard) == [
        LintFault("maxima_not_full_mark", "9 个一级指标的分值合计 99 分，与满分 100 分相差 1 分", "scoring.full_mark")
    ]


def test_that_a_standard_is_not_verified_is_no_fault() -> None:
    assert lint(replace(small_standard(), verified=False)) == []


def test_figures_are_named_in_words() -> None:
    found = faults_of(small_standard('max_score = "22.5"', 'max_score = "22"'))
    message = found["maxima_not_parent", "indicators[0].max_score"].message
    assert message == "“过程”分值 60 分，下级指标的分值合计 59.5 分"
    found = faults_of(small_standard('lower = "90"', 'lower = "90.5"'))
    assert found["band_gap", "grades[0].lower"].message.startswith("[90, 90.5) 分不属于任何等级")
    found = faults_of(small_standard('lower = "90"', 'lower = "89"'))
    assert found["band_overlap", "grades[0].lower"].message.startswith("[89, 90) 分既属于“优”")


def test_address_that_does_not_exist_is_found_in_a_standard_made_by_code() -> None:
    standard = small_standard()
    quantity = replace(standard.quantities[0], expression=parse("spending.total.final / spending.total.adjusted"))
    (fault,) = lint(replace(standard, quantities=(quantity,)))
    assert (fault.code, fault.key) == ("unknown_address", "quantities[0].expression")
    assert "spending/total/adjusted" in fault.message


def test_score_of_an_indicator_is_an_address_that_exists() -> None:
    standard = small_standard("spending.total.final /", "indicator.budget.score /")
    assert lint(standard) == []
