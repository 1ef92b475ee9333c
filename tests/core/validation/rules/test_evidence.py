"""The rules of the evidence where a standard wants some, and the ledger where it wants none."""

from __future__ import annotations

from core.model.standard import Standard
from core.standard.loader import load_standard_text
from core.validation.run import check
from tests.builders import TINY_STANDARD, report_with

WANTING = TINY_STANDARD.replace('max_score = "40"', 'max_score = "40"\nevidence = ["预算批复", "入库审核表"]')


def wanting() -> Standard:
    return load_standard_text(WANTING.replace('"indicator"]', '"indicator", "evidence"]'), "wanting.toml")


def attached(indicators: str) -> dict[str, str]:
    return {
        "evidence/a/title": "批复",
        "evidence/a/sha256": "a" * 64,
        "evidence/a/size": "99999999",
        "evidence/a/indicators": indicators,
    }


def test_missing_evidence_is_told_with_what_is_wanted() -> None:
    (finding,) = [item for item in check(report_with({}, wanting())).findings if item.rule == "EVD-001"]
    assert finding.message == "有 1 项指标还没有佐证材料：预算编制情况（预算批复、入库审核表）。"
    assert finding.places[0].address == "evidence"


def test_evidence_of_another_indicator_does_not_do() -> None:
    for indicators, found in (("results", ["EVD-001"]), ("results budgeting", [])):
        run = check(report_with(attached(indicators), wanting()))
        assert [item.rule for item in run.findings if item.rule.startswith("EVD")] == found


def test_a_standard_that_wants_nothing_is_said_so_in_the_ledger() -> None:
    ledger = check(report_with(attached("budgeting"))).coverage
    why = {item.rule: item.why for item in ledger.not_applicable}
    assert why["EVD-001"] == "指标体系没有规定要附佐证材料"
    assert why["EVD-003"] == "指标体系没有规定材料的大小上限"
    assert "EVD-002" in ledger.ran
