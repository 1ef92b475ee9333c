"""Taking over last year's report: what is taken, what is kept to compare with, and what waits to be confirmed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.cli import main
from core.editing.carry_over import carry_over, confirming, offers, without_place
from core.editing.year_comparison import YearComparison, compare_years
from core.model.change import Entry, Origin
from core.model.last_year import has_last_year, last_year_figure, last_year_paragraphs, unconfirmed
from core.model.report import Report
from core.model.text_difference import RunKind
from core.session import Session
from core.standard.catalog import find_standard
from core.validation.run import Checker, check
from tests.builders import tiny_standard
from tests.core.validation.drafts import Draft

DUTIES = "narrative/overview/duties"
FINAL = "spending/project/final"


@pytest.fixture
def last() -> Report:
    return Draft().report()


@pytest.fixture
def empty() -> Report:
    return Report(find_standard("foshan-2020"), {"cover/fiscal_year": Entry("2021")})


def taken(report: Report, last: Report) -> Report:
    return report.with_change(carry_over(report, last, {offer.target for offer in offers(report, last)}))


def words(report: Report, part: str) -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs(part)]


def test_words_are_taken_over_and_wait_to_be_confirmed(empty: Report, last: Report) -> None:
    after = taken(empty, last)
    assert words(after, DUTIES) == words(last, DUTIES)
    assert after.text("cover/head") == last.text("cover/head")
    assert {"cover/head", *(paragraph.address for paragraph in last.paragraphs(DUTIES))} <= set(unconfirmed(after))
    assert after.entries["cover/head"].source == last.title()


def test_what_is_of_a_year_is_not_taken_over(empty: Report, last: Report) -> None:
    after = taken(empty, last)
    assert after.text("cover/fiscal_year") == "2021"
    assert after.text("cover/reported_on") == ""
    assert after.amount(FINAL) is None
    assert all(after.score(indicator.id) is None for indicator in after.standard.scored_indicators)


def test_figures_and_points_are_kept_beside_to_compare_with(empty: Report, last: Report) -> None:
    after = taken(empty, last)
    assert not has_last_year(empty)
    assert has_last_year(after)
    assert last_year_figure(after, FINAL) == last.amount(FINAL)
    assert last_year_figure(after, "spending/total/final") == last.amount("spending/total/final")
    assert last_year_paragraphs(after, DUTIES) == last.paragraphs(DUTIES)
    assert last_year_figure(after, "spending/nothing/final") is None


def test_a_kept_figure_that_is_none_counts_as_missing(empty: Report) -> None:
    report = Report(empty.standard, {"last_year/spending.project.final": Entry("NaN")})
    assert last_year_figure(report, FINAL) is None


def test_what_is_already_written_stays(empty: Report, last: Report) -> None:
    begun = Report(
        empty.standard, {**empty.entries, f"{DUTIES}/p1": Entry("今年的职能。"), "cover/head": Entry("新负责人")}
    )
    assert next(offer for offer in offers(begun, last) if offer.target == DUTIES).written
    after = taken(begun, last)
    assert words(after, DUTIES) == ["今年的职能。"]
    assert after.text("cover/head") == "新负责人"


def test_only_the_chosen_parts_are_taken(empty: Report, last: Report) -> None:
    after = empty.with_change(carry_over(empty, last, {DUTIES}))
    assert after.text("cover/head") == ""
    assert {where.rpartition("/")[0] for where in unconfirmed(after)} == {DUTIES}


def test_taking_over_again_replaces_what_is_kept_to_compare_with(empty: Report, last: Report) -> None:
    once = taken(empty, last)
    other = Draft().amount("project", "final", "").write("overview/duties", "另一年。").report()
    twice = taken(once, other)
    assert last_year_figure(twice, FINAL) is None
    assert [paragraph.text for paragraph in last_year_paragraphs(twice, DUTIES)] == ["另一年。"]
    assert carry_over(twice, other, set()).puts == ()


def test_a_change_back_takes_all_of_it_away(empty: Report, last: Report) -> None:
    change = carry_over(empty, last, {offer.target for offer in offers(empty, last)})
    assert empty.with_change(change).with_change(change.inverse()).entries == empty.entries


def test_parts_without_a_place_this_year_are_named(last: Report) -> None:
    assert "机构设置" in without_place(Report(tiny_standard(), {}), last)


def test_confirming_keeps_the_words_and_ends_the_waiting(empty: Report, last: Report) -> None:
    after = taken(empty, last)
    done = after.with_change(confirming(after, unconfirmed(after, DUTIES)))
    assert words(done, DUTIES) == words(after, DUTIES)
    assert unconfirmed(done, DUTIES) == ()
    assert unconfirmed(done)
    assert {done.entries[paragraph.address].origin for paragraph in done.paragraphs(DUTIES)} == {Origin.TYPED}


def test_the_finding_goes_when_words_are_confirmed(empty: Report, last: Report) -> None:
    report, checker = taken(empty, last), Checker()
    assert "CMP-006" in {finding.rule for finding in checker.update(report, None).findings}
    change = confirming(report, unconfirmed(report))
    report = report.with_change(change)
    run = checker.update(report, change.addresses())
    assert run == check(report)
    assert "CMP-006" not in {finding.rule for finding in run.findings}


def test_both_years_stand_side_by_side_with_their_differences(empty: Report, last: Report) -> None:
    amount = last.amount(FINAL)
    assert amount is not None
    now = {
        FINAL: Entry(f"{amount * Decimal('1.5'):f}"),
        "indicator/assets/score": Entry("4"),
        f"{DUTIES}/p1": Entry("全新的职能。"),
    }
    report = Report(empty.standard, {**taken(empty, last).entries, **now})
    both = compare_years(report)
    final = next(table for table in both.tables if table.title.endswith("决算数"))
    row = next(row for row in final.rows if row.address == FINAL)
    assert (row.last, row.this, row.rate) == (last.shown_amount(FINAL), report.shown_amount(FINAL), "50.00%")
    assert final.unit == "万元"
    points = next(row for row in both.tables[-1].rows if row.address == "indicator/assets/score")
    assert (points.this, points.rate) == ("4", "")
    text = next(text for text in both.texts if text.address == DUTIES)
    assert {run.kind for run in text.runs} >= {RunKind.REMOVED, RunKind.ADDED}
    assert "全新的职能。" in "".join(run.text for run in text.runs if run.kind is not RunKind.REMOVED)


def test_a_blank_is_no_zero_and_no_rate_is_made_of_it(empty: Report, last: Report) -> None:
    both = compare_years(taken(empty, last))
    final = next(table for table in both.tables if table.title.endswith("决算数"))
    assert all((row.this, row.change, row.rate) == ("", "", "") for row in final.rows)


def test_a_report_without_last_year_has_nothing_to_compare(last: Report) -> None:
    assert compare_years(last) == YearComparison((), ())


def test_the_command_takes_over_and_says_what_waits(
    tmp_path: Path, last: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    Session.create(tmp_path / "去年.ziping", last.standard, last.entries.items()).close()
    Session.create(tmp_path / "今年.ziping", last.standard, [("cover/fiscal_year", Entry("2021"))]).close()
    assert main(["carry-over", str(tmp_path / "今年.ziping"), str(tmp_path / "去年.ziping")]) == 0
    said = capsys.readouterr().out
    assert "封面、部门职能" in said
    assert "等待核对" in said
    with Session.open(tmp_path / "今年.ziping", read_only=True) as session:
        assert words(session.report, DUTIES) == words(last, DUTIES)
        assert session.report.title() != last.title()
