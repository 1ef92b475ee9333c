"""Wrong totals are one finding a root cause; rounding is told from error."""

from __future__ import annotations

from core.model.finding import Finding, Severity, Verdict
from core.validation.run import check
from tests.core.validation.drafts import Draft

BASIC, PROJECT, TOTAL = "1370.80", "745.25", "2116.05"


def stated(basic: str = BASIC, total: str = TOTAL) -> Draft:
    """The clean draft with the totals of the final accounts typed in instead of computed."""
    return Draft().amount("basic", "final", basic).amount("total", "final", total)


def findings_of(draft: Draft, *codes: str) -> list[Finding]:
    return [finding for finding in check(draft.report()).findings if finding.rule in codes]


def addresses(finding: Finding) -> list[str]:
    return [place.address.removeprefix("spending/") for place in finding.places]


def test_right_totals_are_silent() -> None:
    assert findings_of(stated(), "SPD-001", "SPD-002") == []


def test_wrong_total_names_itself_and_its_parts() -> None:
    (finding,) = findings_of(stated(total="2216.05"), "SPD-001")
    assert addresses(finding)[:3] == ["total/final", "basic/final", "project/final"]
    assert finding.severity is Severity.ERROR
    assert finding.places[0].text == "2,216.05"


def test_wrong_subtotal_is_one_finding_when_the_total_is_right() -> None:
    (finding,) = findings_of(stated(basic="1307.80"), "SPD-001")
    # The text tells the right subtotal, and is a place of the same root cause.
    table = ["basic/final", "personnel/final", "operating/final", "total/final"]
    assert addresses(finding) == [*table, "narrative/overview/spending_use/p1"]
    assert "人员经费 1,230.50＋日常公用经费 140.30＝1,370.80，表中填 1,307.80" in finding.message
    assert "合计决算数与改正后的数相符" in finding.message


def test_wrong_subtotal_is_one_finding_when_the_total_repeats_it() -> None:
    draft = stated(basic="1307.80", total="2053.05")
    (finding,) = findings_of(draft, "SPD-001")
    assert addresses(finding)[0] == "basic/final"
    assert "合计决算数也按这个数合计" in finding.message
    assert finding.fix is not None
    mended = draft.report().with_change(finding.fix)
    assert mended.shown_amount("spending/total/final") == "2,116.05"
    assert "SPD-001" not in [item.rule for item in check(mended).findings]


def test_two_wrong_totals_are_two_findings() -> None:
    findings = findings_of(stated(basic="1307.80", total="3000.00"), "SPD-001")
    assert [addresses(finding)[0] for finding in findings] == ["basic/final", "total/final"]


def test_each_column_is_judged_by_itself() -> None:
    draft = stated(total="2216.05").amount("total", "initial", "2250.00")
    findings = findings_of(draft, "SPD-001")
    assert [addresses(finding)[0] for finding in findings] == ["total/initial", "total/final"]


def test_difference_that_rounding_can_make_is_a_warning() -> None:
    (finding,) = findings_of(stated(total="2116.06"), "SPD-001")
    assert (finding.severity, finding.verdict) == (Severity.WARNING, Verdict.NOT_REPRODUCIBLE)
    assert "尾差" in finding.message
    (finding,) = findings_of(stated(total="2116.07"), "SPD-001")
    assert finding.severity is Severity.ERROR


def test_exact_figures_leave_no_room_for_rounding() -> None:
    draft = stated(total="2116.0531").amount("personnel", "final", "1230.5021").amount("basic", "final", "")
    (finding,) = findings_of(
        draft.amount("operating", "final", "140.3").amount("project", "final", "745.2521"), "SPD-001"
    )
    assert finding.severity is Severity.ERROR


def test_total_of_zero_above_filled_parts_is_wrong() -> None:
    (finding,) = findings_of(stated(total="0"), "SPD-001")
    assert finding.places[0].text == "0.00"


def test_total_over_blank_parts_could_not_be_judged() -> None:
    run = check(stated().amount("remitted", "final", "").report())
    assert "SPD-001" in run.coverage.ran
    assert [(item.rule, item.why) for item in run.coverage.could_not_run] == [
        ("SPD-001", "合计决算数的组成项有未填的数")
    ]


def test_computed_totals_need_no_check() -> None:
    run = check(Draft().report())
    assert "SPD-001" in [item.rule for item in run.coverage.not_applicable]


def test_part_above_whole_is_the_wrong_total_when_the_total_says_so() -> None:
    draft = stated().amount("project", "final", "74.25")
    (finding,) = findings_of(draft, "SPD-001", "SPD-002")
    assert finding.rule == "SPD-001"
    assert addresses(finding)[-1] == "construction/final"


def test_part_above_whole_is_its_own_fault_when_the_totals_agree() -> None:
    (finding,) = findings_of(stated().amount("construction", "final", "980.00"), "SPD-001", "SPD-002")
    assert finding.rule == "SPD-002"
    assert addresses(finding) == ["construction/final", "project/final"]
