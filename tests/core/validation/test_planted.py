"""The documents of the planted-fault bench: well marked, and nothing is found in them as they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.planted import DOCUMENTS, faults_of, findings_in, is_found, read_document

# Those that are held out are measured by the bench alone.
PATHS = sorted(DOCUMENTS.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_clean_document_is_silent(path: Path) -> None:
    assert [finding.message for finding in findings_in(read_document(path).text)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_relation_has_two_members(path: Path) -> None:
    document = read_document(path)
    assert "[[" not in document.text
    members = Counter(relation for token in document.tokens for relation in token.relations)
    assert members
    assert min(members.values()) >= 2


def test_planted_fault_is_told_by_its_place() -> None:
    document = read_document(DOCUMENTS / "final_accounts_water.txt")
    planted = next(item for item in faults_of(document) if item.how == "方向" and findings_in(item.text))
    assert is_found(document, planted, findings_in(planted.text))
    assert not is_found(document, planted, ())
