"""Addresses in the words of the form."""

from __future__ import annotations

import pytest

from core.model import address
from core.model.naming import cell_name, title_of
from core.standard.catalog import find_standard


@pytest.mark.parametrize(
    ("where", "title"),
    [
        ("cover/head", "封面 · 部门负责人"),
        ("indicator/funds/score", "资金管理情况 · 得分"),
        ("indicator/funds/reason", "资金管理情况 · 扣分原因"),
        ("indicator/funds/max_score", "资金管理情况 · 分值"),
        ("narrative/overview/duties", "部门基本情况 · 部门职能"),
        ("narrative/overview/duties/p4", "部门基本情况 · 部门职能"),
        ("narrative/problems/main/p1", "存在问题"),
        ("narrative/evaluation/summary", "绩效自评结果及指标分析"),
        ("spending/total/final", "部门预算支出明细表 · 合计 · 决算数"),
        ("spending", "部门预算支出明细表"),
        ("left_over/3", "未归位内容"),
        ("waiver/SCR-004/0123456789abcdef/reason", "接受并说明 · 理由"),
        ("waiver/SCR-004/0123456789abcdef/name", "接受并说明 · 姓名"),
        ("link/problem/p1.1.0123abcd/indicators", "问题与措施的对应 · 涉及指标"),
        ("link/problem/p1.1.0123abcd/measures", "问题与措施的对应 · 改进措施"),
        (address.TOTAL_SCORE, "总分"),
        (address.GRADE, "评价等级"),
        (address.FULL_MARK, "满分"),
    ],
)
def test_title_of_a_place(where: str, title: str) -> None:
    assert title_of(find_standard("foshan-2020"), where) == title


@pytest.mark.parametrize(
    "where",
    [
        "", "x", "x/y/z", "cover", "cover/x", "cover/x/y", "indicator/x/score", "indicator/funds/x", "narrative",
        "narrative/x", "narrative/x/y/p1", "spending/x/y", "spending/total", "result/x", "left_over",
        "waiver", "waiver/x", "waiver/x/y", "waiver/x/y/z",
    ],
)  # fmt: skip
def test_places_that_the_standard_does_not_know_have_some_title(where: str) -> None:
    """A report made with another version of a standard may hold them; naming them must not fail."""
    assert title_of(find_standard("foshan-2020"), where) or not where


def test_cell_within_an_explanation() -> None:
    assert cell_name(find_standard("foshan-2020"), "spending/project/final") == "项目支出决算数"
    assert cell_name(find_standard("foshan-2020"), "spending/total/initial") == "合计年初预算数"
