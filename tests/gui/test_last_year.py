"""Last year's report in the window: taken over, compared with, confirmed piece by piece."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.model.change import Entry, Origin
from core.model.last_year import unconfirmed
from core.session import Session
from core.standard.catalog import find_standard
from gui.dialogs.carry_over import CarryOverDialog
from gui.main_window import MainWindow
from gui.tabs.last_year import TITLE
from gui.widgets.confirm_row import ConfirmRow
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

DUTIES = "narrative/overview/duties"


@pytest.fixture
def this_year(qtbot: QtBot, empty_window: MainWindow, tmp_path: Path) -> Workspace:
    """A report of the next year, still blank."""
    path = tmp_path / "今年.ziping"
    Session.create(path, find_standard("foshan-2020"), [("cover/fiscal_year", Entry("2021"))]).close()
    empty_window.open_report(path)
    workspace = empty_window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.context.live.checked)
    return workspace


def answer(untick: str = "", *, accept: bool = True) -> None:
    """Answer the dialog that comes next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CarryOverDialog)
        for row in range(dialog.list.count()):
            if untick and untick in dialog.list.item(row).text():
                dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        if accept:
            dialog.accept()
        else:
            dialog.reject()

    QTimer.singleShot(0, act)


def take_over(window: MainWindow, prompts: RecordingPrompts, path: Path) -> None:
    prompts.paths = [path]
    window.menus.actions_by_id["carry_over"].trigger()


@pytest.fixture
def taken(empty_window: MainWindow, this_year: Workspace, prompts: RecordingPrompts, report_file: Path) -> Workspace:
    answer()
    take_over(empty_window, prompts, report_file)
    return this_year


def confirm_rows(workspace: Workspace) -> list[ConfirmRow]:
    return [row for row in workspace.findChildren(ConfirmRow) if not row.isHidden()]


def words(row: ConfirmRow) -> str:
    label = row.findChild(QLabel)
    assert label is not None
    return label.text()


def button(row: ConfirmRow) -> QPushButton:
    found = row.findChild(QPushButton)
    assert found is not None
    return found


def test_words_are_taken_over_and_the_comparison_is_shown(taken: Workspace) -> None:
    report = taken.context.live.report
    assert report.paragraphs(DUTIES)
    assert all(
        report.entries[paragraph.address].origin is Origin.CARRIED_OVER for paragraph in report.paragraphs(DUTIES)
    )
    assert taken.tabs.tabText(taken.tabs.currentIndex()) == TITLE
    assert taken.last_year is not None
    shown = taken.last_year.text.toPlainText()
    assert "决算数" in shown
    assert "2,398.75" in shown
    assert "与去年一字不差" in shown
    assert "CMP-006" in {finding.rule for finding in taken.context.live.findings}


def test_one_undo_takes_all_of_it_back(empty_window: MainWindow, taken: Workspace) -> None:
    empty_window.menus.actions_by_id["undo"].trigger()
    assert set(taken.context.live.report.entries) == {"cover/fiscal_year"}


def test_a_part_that_is_unticked_stays_blank(
    empty_window: MainWindow, this_year: Workspace, prompts: RecordingPrompts, report_file: Path
) -> None:
    answer(untick="部门职能")
    take_over(empty_window, prompts, report_file)
    assert this_year.context.live.report.paragraphs(DUTIES) == ()
    assert this_year.context.live.report.paragraphs("narrative/overview/organisation")


def test_cancelling_changes_nothing(
    empty_window: MainWindow, this_year: Workspace, prompts: RecordingPrompts, report_file: Path
) -> None:
    answer(accept=False)
    take_over(empty_window, prompts, report_file)
    assert set(this_year.context.live.report.entries) == {"cover/fiscal_year"}
    assert this_year.last_year is None


def test_the_report_itself_and_a_broken_file_are_refused(
    empty_window: MainWindow, this_year: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    take_over(empty_window, prompts, this_year.context.live.session.path)
    assert "正在填写的这份" in prompts.told[-1][1]
    broken = tmp_path / "坏.ziping"
    broken.write_text("不是报告", encoding="utf-8")
    take_over(empty_window, prompts, broken)
    assert prompts.told[-1][0] == "没有沿用"


def test_a_part_is_confirmed_by_its_button(taken: Workspace) -> None:
    taken.reveal(DUTIES)
    live = taken.context.live
    before = live.report.paragraphs(DUTIES)
    rows = [row for row in confirm_rows(taken) if row.isVisible()]
    row = next(row for row in rows if f"{len(before)} 段" in words(row))
    button(row).click()
    assert unconfirmed(live.report, DUTIES) == ()
    assert live.report.paragraphs(DUTIES) == before
    assert row.isHidden()


def test_the_cover_is_confirmed_too_and_typing_counts_as_this_years(taken: Workspace) -> None:
    taken.show_tab(0)
    live = taken.context.live
    waiting = unconfirmed(live.report, "cover")
    assert len(waiting) > 1
    live.put("填写", {waiting[0]: Entry("新的")})
    row = next(row for row in confirm_rows(taken) if row.isVisible())
    assert f"{len(waiting) - 1} 项" in words(row)
    button(row).click()
    assert unconfirmed(live.report, "cover") == ()


def test_a_line_of_the_comparison_leads_to_its_place(taken: Workspace) -> None:
    assert taken.last_year is not None
    taken.last_year.text.anchorClicked.emit(QUrl("spending/project/final"))
    assert taken.tabs.tabText(taken.tabs.currentIndex()) != TITLE


def test_the_comparison_follows_what_is_filled_in(taken: Workspace) -> None:
    taken.context.live.put("填写", {"spending/project/final": Entry("11993750")})
    assert taken.last_year is not None
    assert "-50.00%" in taken.last_year.text.toPlainText()


def test_the_comparison_is_there_when_the_report_is_opened_again(
    qtbot: QtBot, empty_window: MainWindow, taken: Workspace
) -> None:
    path = taken.context.live.session.path
    empty_window.close_report()
    empty_window.open_report(path)
    workspace = empty_window.workspace
    assert workspace is not None
    assert workspace.last_year is not None
