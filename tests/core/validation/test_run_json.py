"""The object that `check --json` prints keeps its shape."""

from __future__ import annotations

import json

from core.model.finding import Finding, Place, Severity, Verdict
from core.model.waiver import Waiver
from core.validation.coverage import Ledger, NotRun
from core.validation.run import CheckRun, check
from core.validation.run_json import run_to_json
from core.validation.waiver import Judged
from tests.core.validation.drafts import Draft

FINDING = Finding(
    rule="XXX-001",
    severity=Severity.WARNING,
    verdict=Verdict.MUST_EXPLAIN,
    title="甲",
    message="乙",
    todo="丙",
    clause="丁",
    places=(Place("spending/total/final", "1.00", "合计 1.00", 0, 4),),
)
RUN = CheckRun((FINDING,), Ledger(("A",), (NotRun("B", "没有"),), (NotRun("C", "未填"),), 7, 5))


def test_json_has_the_stable_shape() -> None:
    assert run_to_json(RUN) == {
        "findings": [
            {
                "rule": "XXX-001",
                "severity": "warning",
                "verdict": "must_explain",
                "title": "甲",
                "message": "乙",
                "todo": "丙",
                "clause": "丁",
                "locations": [
                    {"address": "spending/total/final", "text": "1.00", "context": "合计 1.00", "start": 0, "end": 4}
                ],
            }
        ],
        "coverage": {
            "ran": ["A"],
            "not_applicable": ["B"],
            "could_not_run": [{"rule": "C", "why": "未填"}],
            "numbers_read": 7,
            "numbers_checked": 5,
            "unread": [],
        },
    }


def test_a_report_file_also_says_under_which_waiver_a_finding_is_accepted() -> None:
    waiver = Waiver("XXX-001", "0123456789abcdef", "按批复", "周文", "2021-03-05", "乙", "spending/total/final")
    plain = run_to_json(RUN)["findings"][0]
    (accepted,) = run_to_json(RUN, Judged((), ((FINDING, waiver),)))["findings"]
    assert accepted == {**plain, "waiver": {"reason": "按批复", "name": "周文", "date": "2021-03-05"}}
    (still_open,) = run_to_json(RUN, Judged((FINDING,)))["findings"]
    assert still_open == {**plain, "waiver": None}


def test_json_of_a_real_run_can_be_written() -> None:
    assert json.loads(json.dumps(run_to_json(check(Draft().report()))))["findings"][0]["rule"] == "SCR-004"
