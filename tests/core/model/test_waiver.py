"""What a finding is recognised by after it was accepted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from core.model.change import Change
from core.model.finding import Finding, Place, Severity, TextEdit, Verdict
from core.model.waiver import key_of

FINDING = Finding(
    rule="SPD-001",
    severity=Severity.ERROR,
    verdict=Verdict.CONTRADICTED,
    title="合计与各项之和不符",
    message="1＋2＝3，表中填 4",
    todo="核对",
    clause="合计等于各项之和",
    places=(Place("spending/total/final", "4.00", "合计 4.00", 0, 4), Place("spending/basic/final", "1.00")),
)


def test_a_key_fits_into_an_address() -> None:
    assert re.fullmatch("[0-9a-f]{16}", key_of(FINDING))


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule="SPD-002"),
        replace(FINDING, verdict=Verdict.INCOMPLETE),
        replace(FINDING, message="1＋2＝3，表中填 5"),
        replace(FINDING, places=FINDING.places[:1]),
        replace(FINDING, places=FINDING.places[::-1]),
        replace(FINDING, places=(replace(FINDING.places[0], text="5.00"), FINDING.places[1])),
        replace(FINDING, places=(replace(FINDING.places[0], address="spending/total/initial"), FINDING.places[1])),
    ],
    ids=["rule", "verdict", "message", "place gone", "order", "text", "address"],
)
def test_what_tells_one_finding_from_another_changes_the_key(other: Finding) -> None:
    assert key_of(other) != key_of(FINDING)


@pytest.mark.parametrize(
    "same",
    [
        replace(FINDING, title="新的说法"),
        replace(FINDING, todo=""),
        replace(FINDING, clause=""),
        replace(FINDING, severity=Severity.HINT),
        replace(FINDING, fix=Change("改", ())),
        replace(FINDING, edits=(TextEdit("x", 0, 1, "甲", "乙"),)),
        replace(FINDING, places=(replace(FINDING.places[0], context="", start=9, end=13), FINDING.places[1])),
    ],
    ids=["title", "todo", "clause", "severity", "fix", "edits", "moved within its paragraph"],
)
def test_how_the_program_speaks_of_it_does_not(same: Finding) -> None:
    assert key_of(same) == key_of(FINDING)


def test_texts_and_addresses_are_never_run_together() -> None:
    one = replace(FINDING, places=(Place("a", "bc"), Place("d", "")))
    other = replace(FINDING, places=(Place("a", "b"), Place("cd", "")))
    assert key_of(one) != key_of(other)
