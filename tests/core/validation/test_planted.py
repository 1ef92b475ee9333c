"""The documents of the planted-fault bench: well marked, and nothing is found in them as they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.bench.planted import DOCUMENTS, Document, Token, faults_of, findings_in, is_found, read_document

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


def test_items_and_numerals_of_lists_are_planted_too() -> None:
    marked = Document(
        "甲",
        "设三个科，分别为东科、西科和南科。",
        (
            Token("三", 1, frozenset({"list1"})),
            Token("东科、", 8, frozenset({"list1"})),
            Token("南科", 14, frozenset({"list1"})),
        ),
    )
    assert [(planted.how, planted.text) for planted in faults_of(marked)] == [
        ("数字改动", "设四个科，分别为东科、西科和南科。"),
        ("删去一项", "设三个科，分别为西科和南科。"),
        ("删去一项", "设三个科，分别为东科、西科。"),
    ]


def test_a_list_is_found_by_its_number_or_by_a_part_of_another_item() -> None:
    document = read_document(DOCUMENTS / "work_report_market.txt")
    planted = [item for item in faults_of(document) if item.how == "删去一项" and item.token.text.startswith("二是")]
    assert planted
    assert all(is_found(document, item, findings_in(item.text)) for item in planted)
