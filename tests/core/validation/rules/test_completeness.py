"""What is missing is said shortly: one finding a kind, not one a blank."""

from __future__ import annotations

from core.model.change import Entry
from core.model.finding import Severity, Verdict
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import check
from tests.core.validation.drafts import Draft


def test_new_report_shows_a_short_calm_list() -> None:
    run = check(Report(find_standard("foshan-2020"), {"cover/fiscal_year": Entry("2020")}))
    assert [finding.rule for finding in run.findings] == ["CMP-001", "CMP-002", "CMP-003", "SCR-004", "CMP-004"]
    assert {finding.severity for finding in run.findings} == {Severity.WARNING}
    missing = [finding for finding in run.findings if finding.verdict is Verdict.INCOMPLETE]
    assert [len(finding.places) for finding in missing] == [5, 1, 1, 1]
    assert missing[0].message == "封面还没有填：部门名称、部门负责人、填报人、联系电话、填报日期。"


def test_some_blank_cells_are_listed_up_to_a_few() -> None:
    draft = Draft()
    for row in ("remitted", "business", "subsidies"):
        for column in ("initial", "adjusted", "final"):
            draft.amount(row, column, "")
    (finding,) = [item for item in check(draft.report()).findings if item.rule == "CMP-003"]
    assert "上缴上级支出年初预算数、" in finding.message
    assert "等 9 处" in finding.message
    assert "由程序合计的数只含已填的数" in finding.message
    assert len(finding.places) == 9


def test_part_that_is_a_whole_chapter_is_called_by_the_chapter() -> None:
    (finding,) = [item for item in check(Draft().write("problems/main").report()).findings if item.rule == "CMP-002"]
    assert "“存在问题”" in finding.message
    assert finding.places[0].address == "narrative/problems/main"


def test_left_over_text_is_a_hint_with_every_piece_as_a_place() -> None:
    draft = Draft().put("left_over/1", "附件目录").put("left_over/2", "（盖章）")
    finding = check(draft.report()).findings[-1]
    assert (finding.rule, finding.severity) == ("CMP-005", Severity.HINT)
    assert [place.text for place in finding.places] == ["附件目录", "（盖章）"]
