"""Small standards and reports for tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from core.model.change import Entry
from core.model.report import Report
from core.model.standard import Standard
from core.standard.loader import load_standard_text

TINY_STANDARD = """\
id = "tiny-2024"
version = 1
title = "小型自评（2024 年度）"
place = "某市"
fiscal_year = 2024
issuer = "某市财政局"
verified = false
note = ""
report_title = "{reporting_unit}{fiscal_year}年度部门整体支出绩效自评报告"

[scoring]
full_mark = "100"
score_decimals = 1

[[cover]]
id = "reporting_unit"
title = "部门名称"

[[cover]]
id = "fiscal_year"
title = "评价年度"
kind = "year"

[[chapters]]
id = "overview"
title = "部门基本情况"

[[chapters.parts]]
id = "duties"
title = "部门职能"

[[chapters]]
id = "evaluation"
title = "绩效自评结果"

[[chapters.parts]]
id = "budgeting"
title = "预算编制情况"
indicator = "budgeting"

[[tables]]
id = "spending"
title = "支出明细表"
heading = "支出类别"
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
title = "基本支出"
short = "基本支出"

[[tables.rows]]
id = "project"
title = "项目支出"
short = "项目支出"

[[tables.rows]]
id = "total"
title = "合计"
short = "合计"
parts = ["basic", "project"]

[[indicators]]
id = "budgeting"
title = "预算编制情况"
max_score = "40"

[[indicators]]
id = "results"
title = "履职效益"
max_score = "60"

[[grades]]
name = "合格"
lower = "60"
upper = "100"

[[grades]]
name = "不合格"
lower = "0"
upper = "60"

[[tabs]]
id = "all"
title = "全部"
items = ["cover", "narrative/overview/duties", "spending", "narrative/evaluation/budgeting", "indicator"]
"""


@cache
def tiny_standard() -> Standard:
    """Return a standard with two chapters, one table with a total, and two indicators of 40 and 60 points."""
    return load_standard_text(TINY_STANDARD, "tiny-2024.toml")


def report_with(values: Mapping[str, str | Entry], standard: Standard | None = None) -> Report:
    """Return a report that holds these values by address; text stands for an entry that was typed."""
    entries = {where: Entry(value) if isinstance(value, str) else value for where, value in values.items()}
    return Report(standard or tiny_standard(), entries)
