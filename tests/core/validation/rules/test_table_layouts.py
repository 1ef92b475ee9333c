"""The layouts that tables of budgets and accounts have: each is silent as it is, and one spoilt figure is found."""

from __future__ import annotations

import pytest

from tests.bench.planted import faults_of, findings_in, is_found, marked_document
from tests.core.validation.rules import code_layouts, period_layouts

LAYOUTS = code_layouts.LAYOUTS | period_layouts.LAYOUTS


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layout_is_silent_as_it_is(layout: str) -> None:
    document = marked_document(layout, "表")
    assert [finding.message for finding in findings_in(document.text)] == []


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_one_spoilt_figure_of_a_layout_is_found(layout: str) -> None:
    document = marked_document(layout, "表")
    missed = [
        (fault.token.text, fault.how)
        for fault in faults_of(document)
        if not is_found(document, fault, findings_in(fault.text))
    ]
    assert missed == []
