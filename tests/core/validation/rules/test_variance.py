"""Large movements need a word, once for each root cause."""

from __future__ import annotations

from core.model.finding import Finding
from core.validation.run import check
from tests.core.validation.drafts import Draft

USE = "overview/spending_use"


def variances(draft: Draft) -> list[Finding]:
    return [finding for finding in check(draft.report()).findings if finding.rule == "VAR-001"]


def rows(draft: Draft) -> list[str]:
    return [finding.places[0].address.split("/")[1] for finding in variances(draft)]


def test_places_are_the_two_cells_as_shown() -> None:
    (finding,) = variances(Draft().amount("project", "final", "500.00"))
    assert [(place.address, place.text) for place in finding.places] == [
        ("spending/project/final", "500.00"),
        ("spending/project/initial", "800.00"),
    ]
    assert finding.message == "项目支出 800.00 → 500.00（单位：万元），减少 37.5%，正文没有说明原因。"


def test_threshold_itself_must_be_explained() -> None:
    assert rows(Draft().amount("project", "final", "560.00")) == ["project"]
    assert rows(Draft().amount("project", "final", "560.01")) == []
    assert rows(Draft().amount("project", "final", "1040.00")) == ["project"]


def test_total_that_moved_with_its_part_is_not_reported_again() -> None:
    draft = Draft().amount("project", "final", "99.00").amount("personnel", "final", "1230.50")
    assert rows(draft) == ["project"]  # the total moved by 32%, all of it the projects'


def test_subtotal_that_moved_with_its_part_is_not_reported_again() -> None:
    assert rows(Draft().amount("personnel", "final", "600.00")) == ["personnel"]


def test_part_of_an_explained_whole_needs_no_word_of_its_own() -> None:
    draft = Draft().amount("project", "final", "400.00").amount("construction", "final", "20.00")
    assert rows(draft) == ["project", "construction"]
    assert rows(draft.write(USE, "项目支出比年初减少一半，原因是两座监测站改在下一年开工。")) == []


def test_explanation_of_the_whole_table_does_not_speak_for_a_row() -> None:
    draft = Draft().amount("project", "final", "99.00")
    assert rows(draft.write(USE, "合计比年初减少，主要是厉行节约。")) == ["project"]


def test_usual_shorter_name_of_a_row_will_do() -> None:
    draft = Draft().amount("operating", "final", "60.00")
    assert rows(draft) == ["operating"]
    assert rows(draft.write("evaluation/operating_cost", "公用经费减少较多，主要是会议改在线上。")) == []


def test_spending_without_a_budget_counts_when_it_is_material() -> None:
    assert rows(Draft().amount("business", "final", "10.00")) == []
    (finding,) = [
        item
        for item in variances(Draft().amount("business", "final", "1500.00"))
        if "business" in item.places[0].address
    ]
    assert "年初预算数为 0" in finding.message


def test_blank_table_could_not_be_judged() -> None:
    draft = Draft()
    for where in [where for where in draft.entries if where.startswith("spending/")]:
        del draft.entries[where]
    assert "VAR-001" in [item.rule for item in check(draft.report()).coverage.could_not_run]
