"""A run in the words of the people who read it."""

from __future__ import annotations

import pytest

from core.document.check_words import (
    LedgerLine,
    count_words,
    coverage_words,
    lapsed_words,
    ledger_lines,
    place_lines,
    signature,
    title_of_rule,
)
from core.model.finding import Place, Severity
from core.model.waiver import Waiver
from core.validation.run import RULES
from tests.core.document.check_runs import faulty_report, finding, run_of, run_with

WAIVER = Waiver("SPD-001", "0123456789abcdef", "以批复为准", "周文", "2021-03-04", "甲", "spending/total/final")


def test_counts_name_every_severity() -> None:
    findings = (finding(severity=Severity.ERROR), finding(), finding())
    assert count_words(findings) == "错误 1 条，提醒 0 条，提示 2 条"


def test_a_waiver_is_signed_with_name_and_day() -> None:
    assert signature(WAIVER) == "周文，2021年3月4日"
    assert "“以批复为准”（周文，2021年3月4日）" in lapsed_words(WAIVER)
    assert "失效" in lapsed_words(WAIVER)


def names(where: str) -> str:
    return {"a": "正文", "b": "合计 · 决算数"}.get(where, "")


@pytest.mark.parametrize(
    ("places", "lines"),
    [
        ([], []),
        ([Place("a", "97"), Place("b", "3,000.00")], ["正文：“97”", "合计 · 决算数：“3,000.00”"]),
        ([Place("a", "97"), Place("b", ""), Place("a", "98"), Place("a", "97")], ["正文：“97”“98”", "合计 · 决算数"]),
        ([Place("a", "一段\n 很长的话" * 9)], ["正文：“一段 很长的话一段 很长的话一段 很长的话一段 很长的话一…”"]),
        ([Place("a", str(number)) for number in range(40)], ["正文：“0”“1”“2”“3”“4”“5”", "等 40 处"]),
        ([Place("c", "无名处")], ["“无名处”"]),
        ([Place("c", "")], []),
    ],
    ids=["none", "two", "same place", "long", "many", "no label", "nothing to say"],
)
def test_places_are_named_and_quoted(places: list[Place], lines: list[str]) -> None:
    assert place_lines(finding(*places), names) == lines


def test_ledger_says_what_did_not_run_first_and_why() -> None:
    run, _ = run_with(finding(), finding())
    assert ledger_lines(run) == [
        LedgerLine("TAB-002", title_of_rule("TAB-002"), "未能校核", "表头读不出；列数不一"),
        LedgerLine("TAB-001", title_of_rule("TAB-001"), "部分校核", "第 3 行的表读不全"),
        LedgerLine("FRM-001", title_of_rule("FRM-001"), "已校核", "发现 2 条"),
        LedgerLine("NUM-001", title_of_rule("NUM-001"), "已校核", "没有发现"),
        LedgerLine("NUM-002", title_of_rule("NUM-002"), "不适用", "没有占比"),
    ]
    assert coverage_words(run) == ("已校核 3 项，不适用 1 项，未能校核 2 项；读出数字 12 个，其中 7 个参加了校核。")


def test_a_rule_that_found_something_and_missed_something_says_both() -> None:
    run, _ = run_with(finding(rule="TAB-001"))
    (line,) = (line for line in ledger_lines(run) if line.code == "TAB-001")
    assert line.remark == "发现 1 条；第 3 行的表读不全"


def test_of_a_report_every_rule_stands_in_the_ledger_once() -> None:
    run, _ = run_of(faulty_report())
    assert sorted(line.code for line in ledger_lines(run)) == sorted(rule.code for rule in RULES)


def test_a_rule_that_this_version_does_not_know_keeps_its_code() -> None:
    assert title_of_rule("OLD-001") == "OLD-001"
