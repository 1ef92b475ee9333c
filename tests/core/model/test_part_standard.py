"""The standard as far as it concerns a part: nothing else is shown, scored or asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document.build import build_document
from core.document.workbook import build_workbook
from core.model.change import Entry
from core.model.part_standard import given_fields, given_parts, narrowed, targets_of
from core.model.report import Report
from core.model.standard import Indicator
from core.scoring.engine import score
from core.standard.catalog import find_standard
from core.validation.run import Checker
from tests.builders import tiny_standard
from tests.core.validation.drafts import Draft

STANDARD = find_standard("foshan-2020")
TARGETS = [target.address for target in targets_of(STANDARD)]
TABLES = [table.id for table in STANDARD.tables]


def test_everything_but_links_can_be_given_out_once() -> None:
    assert len(set(TARGETS)) == len(TARGETS)
    assert set(given_parts(STANDARD, TARGETS)) == set(STANDARD.parts)
    cells = {where for _, _, _, where in STANDARD.cells()}
    assert cells < set(given_fields(STANDARD, TARGETS))


def test_an_indicator_is_given_with_its_analysis() -> None:
    standard = tiny_standard()
    assert [target.address for target in targets_of(standard)] == [
        "cover",
        "narrative/overview/duties",
        "spending",
        "indicator/budgeting",
        "indicator/results",
    ]
    assert given_parts(standard, {"indicator/budgeting"}) == ("narrative/evaluation/budgeting",)


def test_only_what_was_given_is_left() -> None:
    part = narrowed(tiny_standard(), {"narrative/overview/duties", "indicator/budgeting"})
    assert list(part.parts) == ["narrative/overview/duties", "narrative/evaluation/budgeting"]
    assert (part.tables, part.links, part.grades) == ((), None, ())
    assert [(item.id, item.max_score) for item in part.indicators] == [("budgeting", Decimal(40))]
    assert part.full_mark == 40
    assert [tab.items for tab in part.tabs] == [
        ("narrative/overview/duties", "narrative/evaluation/budgeting", "indicator")
    ]
    assert [(field.id, field.required) for field in part.cover] == [("reporting_unit", False), ("fiscal_year", False)]


def test_groups_above_an_indicator_have_the_maximum_of_what_is_left() -> None:
    tiny = tiny_standard()
    group = Indicator("management", "管理", Decimal(100))
    below = [replace(indicator, parent=group.id) for indicator in tiny.indicators]
    part = narrowed(replace(tiny, indicators=(group, *below)), {"indicator/budgeting"})
    assert [(item.id, item.max_score) for item in part.indicators] == [
        ("management", Decimal(40)),
        ("budgeting", Decimal(40)),
    ]
    assert [item.id for item in part.scored_indicators] == ["budgeting"]


def test_identity_and_source_stay_those_of_the_whole() -> None:
    part = narrowed(STANDARD, {"spending"})
    assert (part.id, part.version, part.source) == (STANDARD.id, STANDARD.version, STANDARD.source)


def test_an_empty_part_is_asked_for_what_it_lacks_and_no_more() -> None:
    report = Report(narrowed(STANDARD, {"narrative/overview/duties"}), {})
    assert [finding.rule for finding in Checker().update(report).findings] == ["CMP-002"]


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(TARGETS), min_size=1))
def test_any_part_is_checked_scored_and_laid_out(targets: set[str]) -> None:
    draft = Draft().report()
    entries = {where: Entry(entry.value, position=entry.position) for where, entry in draft.entries.items()}
    report = Report(narrowed(STANDARD, targets), entries)
    score(report)
    document = build_document(report, charts=True)
    workbook = build_workbook(report, document, None)
    assert {table.address for table in workbook.tables() if table.address in TARGETS} == targets & set(TABLES)
    rules = {finding.rule for finding in Checker().update(report).findings}
    assert rules.isdisjoint({"SCR-004", "VAR-001"})


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_has_a_tab_of_its_own(target: str) -> None:
    part = narrowed(STANDARD, {target})
    assert len(part.tabs) == 1
    assert len(part.tabs[0].items) == 1
    assert targets_of(part)[0].address == target
