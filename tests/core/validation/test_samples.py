"""The sample report is clean, and each fault planted into its twin is found, alone and among the others."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest

from core.intake.text import import_text
from core.model.finding import Severity
from core.model.report import Report
from core.paths import resource_path
from core.standard.catalog import find_standard
from core.validation.run import CheckRun, check

# What finds each kind of planted fault that the present checks claim to find.
RULE_OF_KIND = {
    "scores": "SCR-001",
    "score_above_maximum": "SCR-005",
    "grade": "SCR-008",
    "deduction_without_reason": "SCR-007",
    "sums": "SPD-001",
    "part_above_whole": "SPD-002",
    "variance_without_reason": "VAR-001",
    "missing": "CMP-002",
    "growth": "NUM-003",
    "counts": "LST-001",
    "direction": "NUM-004",
    "left_over": "NAM-001",
}
GAP_OF_THE_STANDARD = "SCR-004"


def sample(name: str) -> str:
    return resource_path("samples", name).read_text(encoding="utf-8")


def run_over(text: str) -> CheckRun:
    standard = find_standard("foshan-2020")
    return check(Report(standard, dict(import_text(text, standard, "sample").entries)))


@cache
def faults() -> list[dict[str, Any]]:
    """The planted faults that the present checks should find."""
    listed: list[dict[str, Any]] = tomllib.loads(sample("faults.toml"))["faults"]
    return [fault for fault in listed if fault["found_by"] == "now"]


def test_sample_is_clean_but_for_the_gap_of_its_standard() -> None:
    run = run_over(sample("sample.txt"))
    assert [(finding.rule, finding.severity) for finding in run.findings] == [(GAP_OF_THE_STANDARD, Severity.WARNING)]
    assert run.coverage.could_not_run == ()
    assert run.coverage.numbers_checked > 0


def test_planted_faults_are_found_together() -> None:
    found = {finding.rule for finding in run_over(sample("sample-faults.txt")).findings}
    assert found == {GAP_OF_THE_STANDARD, *(RULE_OF_KIND[fault["kind"]] for fault in faults())}


@pytest.mark.parametrize("number", range(len(RULE_OF_KIND)))
def test_planted_fault_alone_is_one_finding(number: int) -> None:
    assert len(faults()) == len(RULE_OF_KIND)
    fault = faults()[number]
    clean = sample("sample.txt")
    assert clean.count(fault["correct"]) == 1
    run = run_over(clean.replace(fault["correct"], fault["planted"]))
    rules = [finding.rule for finding in run.findings if finding.rule != GAP_OF_THE_STANDARD]
    assert rules == [RULE_OF_KIND[fault["kind"]]]
