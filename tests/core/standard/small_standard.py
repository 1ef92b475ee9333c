"""A standard as small as one can be that lint finds nothing in, and ways to spoil it."""

from __future__ import annotations

import re

import pytest

from core.errors import AppError
from core.model.standard import Standard
from core.standard.loader import load_standard_text

SMALL = """\
id = "small-2021"
version = 1
title = "小标准"
place = "某市"
fiscal_year = 2021
issuer = "某市财政局"
verified = true
report_title = "{reporting_unit}{fiscal_year}年度自评报告"

[scoring]
full_mark = "100"
score_decimals = 1

[[cover]]
id = "reporting_unit"
title = "部门名称"

[[cover]]
id = "fiscal_year"
title = "年度"
kind = "year"

[[chapters]]
id = "overview"
title = "基本情况"

[[chapters.parts]]
id = "spending"
title = "支出情况"
table = "spending"

[[chapters]]
id = "evaluation"
title = "自评结果"
aliases = [
    "自评情况",
    "评价结果",
]

[[chapters.parts]]
id = "summary"
title = ""

[[chapters.parts]]
id = "process"
title = "过程"
indicator = "process"

[[chapters.parts]]
id = "effect"
title = "效果"
indicator = "effect"

[[tables]]
id = "spending"
title = "明细表"
heading = "类别"
unit = "万元"
scale = "10000"
decimals = 2

[[tables.columns]]
id = "initial"
title = "年初预算数"

[[tables.columns]]
id = "final"
title = "决算数"

[[tables.rows]]
id = "basic"
title = "一、基本支出"
short = "基本支出"

[[tables.rows]]
id = "project"
title = "二、项目支出"
short = "项目支出"

[[tables.rows]]
id = "construction"
title = "其中：基建"
short = "基建"
part_of = "project"

[[tables.rows]]
id = "total"
title = "合计"
short = "合计"
parts = ["basic", "project"]

[[quantities]]
id = "completion_rate_of_initial"
title = "完成率"
expression = "spending.total.final / spending.total.initial"

[[indicators]]
id = "process"
title = "过程"
max_score = "60"
quantities = ["completion_rate_of_initial"]

[[indicators]]
id = "budget"
title = "预算"
parent = "process"
max_score = "37.5"

[[indicators]]
id = "funds"
title = "资金"
parent = "process"
max_score = "22.5"

[[indicators]]
id = "effect"
title = "效果"
max_score = "40"

[[grades]]
name = "优"
lower = "90"
upper = "100"

[[grades]]
name = "其他"
lower = "0"
upper = "90"

[[checks.variance]]
table = "spending"
base = "initial"
actual = "final"
threshold = "0.30"

[[checks.rates]]
id = "completion"
names = ["支出完成率", "执行率"]
readings = ["completion_rate_of_initial"]

[[tabs]]
id = "cover"
title = "封面"
items = ["cover"]

[[tabs]]
id = "report"
title = "报告"
items = ["narrative/overview/spending", "spending", "narrative/evaluation/summary", "indicator"]
"""


def spoiled(old: str, new: str) -> str:
    """Return the small standard's text with one passage, which stands in it once, replaced."""
    if SMALL.count(old) != 1:
        raise ValueError(f"{old!r} stands {SMALL.count(old)} times in the small standard")
    return SMALL.replace(old, new)


def line_with(text: str, passage: str) -> int:
    """Return the line (from 1) on which the first occurrence of a passage begins."""
    return text.count("\n", 0, text.index(passage)) + 1


def small_standard(old: str = "", new: str = "") -> Standard:
    """Read the small standard, with one passage replaced where `old` is given."""
    return load_standard_text(spoiled(old, new) if old else SMALL, "small.toml")


def refused(text: str) -> str:
    """Return the sentence that a text is refused with."""
    with pytest.raises(AppError) as caught:
        load_standard_text(text, "small.toml")
    assert caught.value.code == "bad_standard"
    return caught.value.message


def check_fault_is_named(old: str, new: str, key: str, words: str) -> None:
    """Check that a replacement is refused in one sentence with file, line, `key` and `words`."""
    text = spoiled(old, new)
    # Where several lines are replaced, the spoiled one is the first that holds the key.
    name = re.escape(key.rpartition(".")[2])
    line = next(
        number
        for number, written in enumerate(text.split("\n"), start=1)
        if number >= line_with(SMALL, old) and re.match(rf"{name} =", written)
    )
    message = refused(text)
    assert "\n" not in message, "one fault is reported as several"
    assert message.startswith(f"标准文件 small.toml 第 {line} 行：{key} ")
    assert words in message
    assert message.endswith("。")
