"""Rates that the narrative names, against what the table can give."""

from __future__ import annotations

import pytest

from core.model.finding import Finding
from core.validation.run import check
from tests.core.validation.drafts import Draft


def findings(*texts: str, draft: Draft | None = None) -> list[Finding]:
    report = (draft or Draft()).write("evaluation/funds", *texts).report()
    return [finding for finding in check(report).findings if finding.rule == "RAT-001"]


@pytest.mark.parametrize(
    "sentence",
    [
        "支出完成率为 98.94%。",
        "支出完成率（决算数÷年初预算数）98.4%，结转结余率为 1.1%。",
        "支出完成率约 97%。",
    ],
)
def test_rate_that_the_table_gives_by_any_base_is_silent(sentence: str) -> None:
    assert findings(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "湖泊清淤项目支出完成率 85%。",
        "2019 年支出完成率为 91%。",
        "年初预算 400.00 万元，支出 360.00 万元，预算执行率 90.00%。",
        "预算执行率（支出数÷下达数）为 90.0%，即 360.00 万元÷400.00 万元。",
        "问卷回收率 91%，群众满意率 96%。",
    ],
)
def test_rate_of_something_else_or_with_its_own_numbers_is_left_alone(sentence: str) -> None:
    assert findings(sentence) == []


def test_two_rates_of_one_base_leave_a_gap() -> None:
    (finding,) = findings("我中心支出完成率为 92%，结转结余率为 3%。")
    assert "文中写支出完成率 92%、结转结余率 3%，按明细表算不出" in finding.message
    assert "两个比率相加为 95%，还有 5% 没有交代" in finding.message
    assert {place.text for place in finding.places} == {"92", "3", "2,116.05", "2,138.70", "2,150.00"}


def test_total_that_does_not_add_up_does_not_accuse_the_rate() -> None:
    draft = Draft().amount("total", "final", "2661.05")
    assert findings("支出完成率为 98.94%。", draft=draft) == []
    assert findings("支出完成率为 124.42%。", draft=draft) == []
    assert findings("支出完成率为 92%。", draft=draft) != []


def test_same_rate_told_again_is_the_same_fault() -> None:
    (finding,) = findings("支出完成率为 92%。", "综上，预算执行率为 92%，管理规范。")
    assert [place.text for place in finding.places][:2] == ["92", "92"]
    assert "没有交代" not in finding.message


def test_sum_over_blanks_proves_nothing() -> None:
    report = Draft().amount("business", "final", "").write("evaluation/funds", "支出完成率为 92%。").report()
    run = check(report)
    assert "RAT-001" not in [finding.rule for finding in run.findings]
    assert "支出完成率所用的明细表数据没有填" in [skipped.why for skipped in run.coverage.could_not_run]
