"""Figures, scores, reasons and the cover of an edited copy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.intake.copy_changes import ALSO_CHANGED, TITLE, CopyProposal, change_of
from core.model.report import Report
from tests.core.intake.word_copies import (
    FINAL,
    TOTAL,
    as_saved_elsewhere,
    proposed,
    replaced,
    report,
    unchanged,
    without_controls,
    without_marks,
)


def taken(proposal: CopyProposal, of: Report | None = None) -> Report:
    """The report after all changes of a proposal."""
    now = of or report()
    return now.with_change(change_of(now, proposal.changes, proposal.name))


def test_an_unchanged_copy_changes_nothing(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, unchanged)
    assert (proposal.changes, proposal.notes, proposal.doubt) == ((), (), "")


@pytest.mark.parametrize("saved", [as_saved_elsewhere, without_controls, without_marks])
def test_what_other_programs_make_of_the_marks_changes_nothing(tmp_path: Path, saved: object) -> None:
    assert proposed(tmp_path, saved).changes == ()  # type: ignore[arg-type]


def test_a_changed_figure_comes_back_in_yuan_exactly(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced(("4,321.43", "4,321.48")))
    (change,) = proposal.changes
    assert (change.address, change.before, change.after, change.conflict) == (FINAL, "4,321.43", "4,321.48", "")
    after = taken(proposal)
    assert after.text(FINAL) == "43214800.00"
    # 4,321.43 is what is printed of the exact figure, and the exact one of the other cell stays as it was.
    assert after.text("spending/basic/initial") == "12345678.90"


def test_a_figure_that_the_report_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, unchanged, now=report(final="50000000"))
    assert proposal.changes == ()
    assert any("保留报告现在的内容" in note for note in proposal.notes)


def test_a_figure_that_both_changed_is_a_conflict_and_stands_on_top(tmp_path: Path) -> None:
    change = replaced(("云川市园林局</w:t></w:r></w:sdtContent>", "云川市绿化局</w:t></w:r></w:sdtContent>"))
    both = lambda text: change(replaced(("4,321.43", "4,400.00"))(text))  # noqa: E731
    proposal = proposed(tmp_path, both, now=report(final="50000000"))
    assert [(item.address, item.conflict) for item in proposal.changes] == [
        (FINAL, ALSO_CHANGED),
        ("cover/reporting_unit", ""),
    ]
    assert proposal.changes[0].before == "5,000.00"
    assert [proposal.is_proposed(item) for item in proposal.changes] == [False, True]


def test_what_both_changed_alike_is_no_change(tmp_path: Path) -> None:
    assert proposed(tmp_path, replaced(("4,321.43", "5,000.00")), now=report(final="50000000")).changes == ()


def test_a_figure_that_was_deleted_is_blank_and_a_blank_can_be_filled(tmp_path: Path) -> None:
    after = taken(proposed(tmp_path, replaced(("4,321.43", ""))))
    assert after.stored_figure(FINAL) is None
    blank = report(final=None)

    def filled(text: str) -> str:
        control = re.search(rf'<w:tag w:val="{FINAL}"/>.*?</w:sdt>', text)
        assert control
        typed = control[0].replace("<w:showingPlcHdr/>", "").replace("\u3000", "12.5")
        return text.replace(control[0], typed)

    proposal = proposed(tmp_path, filled, of=blank)
    assert taken(proposal, blank).text(FINAL) == "125000.0"


@pytest.mark.parametrize(("typed", "stored"), [("４，０００．５", "40005000.0"), ("4000.5 万元", "40005000.0")])
def test_figures_are_read_as_people_type_them(tmp_path: Path, typed: str, stored: str) -> None:
    assert taken(proposed(tmp_path, replaced(("4,321.43", typed)))).text(FINAL) == stored


def test_words_where_a_figure_must_be_are_not_taken(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced(("4,321.43", "约四千万")))
    assert proposal.changes == ()
    assert [note for note in proposal.notes if "约四千万" in note and "没有采纳" in note]


def test_a_computed_figure_that_was_typed_over_is_not_taken(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced(("4,322.43", "9,999.00")))
    assert proposal.changes == ()
    assert proposal.notes == ("合计决算数由程序算出，文稿里改成的“9,999.00”没有采纳。",)
    stated = report()
    stated = type(stated)(stated.standard, {**stated.entries, TOTAL: stated.entries[FINAL]})
    assert [item.address for item in proposed(tmp_path, lambda text: _total(text), of=stated).changes] == [TOTAL]


def _total(text: str) -> str:
    control = re.search(rf'<w:tag w:val="{TOTAL}"/>.*?</w:sdt>', text)
    assert control
    return text.replace(control[0], control[0].replace("4,321.43", "4,400.00"))


def test_scores_reasons_and_the_cover_come_back(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced((">38<", ">37.5分<"), ("编制较粗。", "编制较粗，调整较多。")))
    after = taken(proposal)
    assert after.text("indicator/budgeting/score") == "37.5"
    assert after.reason("budgeting") == "编制较粗，调整较多。"
    assert change_of(report(), proposal.changes, proposal.name).title == TITLE


def test_a_row_that_was_deleted_takes_nothing_away(tmp_path: Path) -> None:
    row = re.compile(r"<w:tr>(?:(?!</w:tr>).)*4,321\.43.*?</w:tr>")
    proposal = proposed(tmp_path, lambda text: row.sub("", text))
    assert proposal.changes == ()
    assert [note for note in proposal.notes if "找不到" in note and "基本支出决算数" in note]


def test_cells_that_were_merged_keep_their_figures(tmp_path: Path) -> None:
    """Word puts what stood in the second cell below what stood in the first."""
    between = re.compile(r"(1,234\.57.*?</w:p>)</w:tc><w:tc>(?:(?!<w:p>).)*(<w:p>(?:(?!</w:p>).)*4,321\.43)")

    def merge(text: str) -> str:
        assert between.search(text)
        return between.sub(r"\1\2", text)

    assert proposed(tmp_path, merge).changes == ()


def test_without_its_record_a_copy_is_compared_but_nothing_is_ticked(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, replaced(("4,321.43", "4,400.00")), without_base=True)
    assert [item.address for item in proposal.changes] == [FINAL]
    assert "没有导出时的记录" in proposal.doubt
    assert not proposal.is_proposed(proposal.changes[0])
