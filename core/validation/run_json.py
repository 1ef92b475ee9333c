"""A run as the object that `check --json` prints; its shape is stable."""

from __future__ import annotations

from typing import Any

from core.model.finding import Finding
from core.validation.run import CheckRun
from core.validation.waiver import Judged


def run_to_json(run: CheckRun, judged: Judged | None = None) -> dict[str, Any]:
    """Return a run as an object; with `judged`, every finding also says under which waiver it is accepted."""
    return {
        "findings": [_finding(finding, judged) for finding in run.findings],
        "coverage": {
            "ran": list(run.coverage.ran),
            "not_applicable": [item.rule for item in run.coverage.not_applicable],
            "could_not_run": [{"rule": item.rule, "why": item.why} for item in run.coverage.could_not_run],
            "numbers_read": run.coverage.numbers_read,
            "numbers_checked": run.coverage.numbers_checked,
            "unread": list(run.coverage.unread),
        },
    }


def _finding(finding: Finding, judged: Judged | None) -> dict[str, Any]:
    told = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "title": finding.title,
        "message": finding.message,
        "todo": finding.todo,
        "clause": finding.clause,
        "locations": [
            {
                "address": place.address,
                "text": place.text,
                "context": place.context,
                "start": place.start,
                "end": place.end,
            }
            for place in finding.places
        ],
    }
    if judged is None:
        return told
    waiver = judged.waiver_of(finding)
    named = {"reason": waiver.reason, "name": waiver.name, "date": waiver.date} if waiver else None
    return {**told, "waiver": named}
