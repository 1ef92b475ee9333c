"""Giving out a workbook and merging it back: the same three-way comparison, of figures, points and the cover."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.cli import main
from core.errors import AppError
from core.handing_out import PartKind, give_out, returned_part
from core.intake.copy_changes import ALSO_CHANGED
from core.intake.part_merge import PartProposal, merging
from core.model.change import Entry
from core.model.handout import handouts
from core.session import Session
from tests.core.export.xlsx_readers import dump, opened, sheet_named
from tests.core.intake.part_files import BASIC, DUTIES, OFFICE, PROJECT, REASON, SCORE, content, whole

NOW = datetime(2025, 1, 20, 8, tzinfo=UTC)
TARGETS = ("spending", "indicator/budgeting")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    report = whole({PROJECT: "250000.127", REASON: "缺一项。\n缺两项。"})
    Session.create(path, report.standard, report.entries.items()).close()
    return path


@pytest.fixture
def book(file: Path) -> Path:
    with Session.open(file) as session:
        return give_out(session, OFFICE, TARGETS, file.parent / "发出", NOW, PartKind.WORKBOOK)


def filled(path: Path, values: Mapping[str, object], *, without_row_of: str = "") -> Path:
    """Fill in the workbook as an office does."""
    workbook = opened(path.read_bytes())

    def place(where: str) -> tuple[str, str]:
        ((sheet, cells),) = workbook.defined_names[where.replace("/", ".")].destinations
        return sheet, cells.replace("$", "").split(":")[0]

    for where, value in values.items():
        sheet, cell = place(where)
        sheet_named(workbook, sheet)[cell].value = value
    if without_row_of:
        del workbook[place(without_row_of)[0]]
    workbook.save(path)
    return path


def proposal(file: Path, book: Path) -> PartProposal:
    with Session.open(file, read_only=True) as session:
        return returned_part(session.report, book)


def test_an_untouched_workbook_changes_nothing(file: Path, book: Path) -> None:
    assert book.name == "云川市园林局-办公室-2024年度.xlsx"
    assert proposal(file, book).changes == ()
    assert proposal(file, filled(book, {})).changes == ()


def test_the_workbook_holds_only_what_was_given(book: Path) -> None:
    names = {name for name in opened(book.read_bytes()).defined_names if "." in name}
    assert {"spending.basic.final", "indicator.budgeting.score"} <= names
    assert not [name for name in names if name.startswith("indicator.results")]


def test_a_workbook_of_a_table_alone_speaks_of_no_points(file: Path) -> None:
    with Session.open(file) as session:
        path = give_out(session, "财务科", {"spending"}, file.parent / "发出", NOW, PartKind.WORKBOOK)
    words = dump(path.read_bytes())
    assert "三、得分和扣分" not in words
    assert "评价等级" not in words
    assert "#REF" not in words


def test_what_the_office_filled_in_is_taken(file: Path, book: Path) -> None:
    found = proposal(file, filled(book, {BASIC: 120.5, SCORE: 39, REASON: "只缺一项。"}))
    assert [change.address for change in found.changes] == [BASIC, SCORE, REASON]
    with Session.open(file) as session:
        session.apply(merging(session.report, found, list(found.changes), "2025-02-01"))
        after = session.report
        assert [after.amount(BASIC), after.score("budgeting")] == [Decimal(1205000), Decimal(39)]
        assert after.text(REASON) == "只缺一项。"
        assert after.entries[BASIC].source == "并入“办公室”的部分"
        assert handouts(after)[0].returned_on == "2025-02-01"
        assert returned_part(after, book).changes == ()
        session.undo()
        assert content(session.report) == content(whole({PROJECT: "250000.127", REASON: "缺一项。\n缺两项。"}))


def test_what_both_changed_is_a_conflict(file: Path, book: Path) -> None:
    with Session.open(file) as session:
        session.put("填写", {BASIC: Entry("1100000")})
    (change,) = proposal(file, filled(book, {BASIC: 120})).changes
    assert change.conflict == f"{ALSO_CHANGED}；交出去时是“100.00”"


def test_what_is_no_figure_and_what_is_gone_is_told_and_stays(file: Path, book: Path) -> None:
    found = proposal(file, filled(book, {BASIC: "一百万"}, without_row_of=SCORE))
    assert found.changes == ()
    assert found.notes[0] == "基本支出决算数要填数字，表格里写的不是数字，没有并入。"
    assert found.notes[1].startswith("表格里找不到预算编制情况 · 得分、预算编制情况 · 扣分原因（")


def test_what_was_not_given_is_never_taken(file: Path, book: Path) -> None:
    assert proposal(file, filled(book, {"cover/reporting_unit": "别的局"})).changes == ()


def test_prose_has_no_place_in_a_workbook(file: Path) -> None:
    with Session.open(file) as session, pytest.raises(AppError) as refusal:
        give_out(session, OFFICE, {DUTIES, "spending"}, file.parent / "发出", NOW, PartKind.WORKBOOK)
    assert refusal.value.code == "only_tables"
    assert not (file.parent / "发出").exists()


def test_a_workbook_that_the_report_does_not_know_is_refused(file: Path, book: Path) -> None:
    with Session.open(file) as session:
        session.undo()
    with pytest.raises(AppError, match="没有分出"):
        proposal(file, book)


def test_a_workbook_is_given_and_merged_from_the_command_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = file.parent / "发出"
    call = ["give-out", str(file), "--office", OFFICE, "--parts", "支出明细表", "--excel", "--to", str(to)]
    assert main(call, lambda: NOW) == 0
    (path,) = to.iterdir()
    filled(path, {BASIC: 120})
    assert main(["merge", str(file), str(path), "--apply"], lambda: NOW) == 0
    assert "共 1 处改动，并入 1 处" in capsys.readouterr().out
