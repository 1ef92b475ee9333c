"""The published report that the first checks were made for; it lies beside the project and is never copied into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from core.intake.text import import_text
from core.model.finding import Finding, Severity, Verdict
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check

REAL = Path(__file__).resolve().parents[4] / "shared" / "samples" / "foshan-2020.txt"
pytestmark = pytest.mark.skipif(not REAL.is_file(), reason="the published report does not lie beside the project")


@cache
def findings() -> dict[str, Finding]:
    """The findings by rule; no rule may find two faults."""
    standard = find_standard("foshan-2020")
    intake = import_text(REAL.read_text(encoding="utf-8"), standard, REAL.name)
    run = check(Report(standard, dict(intake.entries)))
    found = {finding.rule: finding for finding in run.findings}
    assert len(found) == len(run.findings)
    return found


def test_exactly_the_four_known_faults_are_found() -> None:
    kinds = {code: (finding.severity, finding.verdict) for code, finding in findings().items()}
    assert kinds == {
        "SCR-001": (Severity.ERROR, Verdict.CONTRADICTED),
        "SCR-004": (Severity.WARNING, Verdict.CONTRADICTED),
        "SCR-007": (Severity.WARNING, Verdict.MUST_EXPLAIN),
        "VAR-001": (Severity.WARNING, Verdict.MUST_EXPLAIN),
    }
