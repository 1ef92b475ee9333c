"""Versions in the window: saved by Ctrl+S, compared, restored whole or in part."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.model.change import Entry
from core.session import Session
from core.store.points import Point, PointKind
from core.store.report_file import ReportFile
from gui.context import Context
from gui.dialogs.history import HistoryDialog
from gui.dialogs.save_version import proposed_name
from gui.difference_rows import MOST_ROWS
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.workspace import Workspace
from tests.core.intake.word_copies import FINAL, PART, SECOND, report
from tests.gui.recording_prompts import RecordingPrompts

TEXT = f"{PART}/p2"


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "报告.ziping"
    now = report()
    Session.create(path, now.standard, now.entries.items()).close()
    return path


@pytest.fixture
def report_file(small_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_file, tmp_path / "报告.ziping"))


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    """The open report, changed in two places since a version was saved."""
    live = workspace.context.live
    live.save_point("第一版")
    live.put("修改", {TEXT: Entry("负责全市公园的管理。", position=2), FINAL: Entry("44000000")})
    return live


def during(window: MainWindow, action: str, act: Callable[[QDialog], None]) -> None:
    """Trigger an action and act in the dialog that it opens."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, answer)
    window.menus.actions_by_id[action].trigger()


def compared(qtbot: QtBot, dialog: QDialog) -> HistoryDialog:
    assert isinstance(dialog, HistoryDialog)
    qtbot.waitUntil(lambda: dialog.task is None)
    return dialog


def button(dialog: QDialog, name: str) -> QPushButton:
    return next(item for item in dialog.findChildren(QPushButton) if item.objectName() == name)


def words(dialog: QDialog, name: str) -> str:
    return next(item for item in dialog.findChildren(QLabel) if item.objectName() == name).text()


def line_of(dialog: QDialog) -> QLineEdit:
    line: QLineEdit
    (line,) = dialog.findChildren(QLineEdit)
    return line


def choose(dialog: HistoryDialog, name: str) -> None:
    for row in range(dialog.points.count()):
        if name in dialog.points.item(row).text():
            dialog.points.setCurrentRow(row)


def titles(dialog: HistoryDialog) -> list[str]:
    tree = dialog.tree
    return [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]


def test_enter_saves_a_version_under_the_proposed_name(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    def enter(dialog: QDialog) -> None:
        qtbot.keyClick(line_of(dialog), Qt.Key.Key_Return)
        assert not dialog.isVisible()

    during(window, "save_version", enter)
    (point,) = workspace.context.live.session.points()
    assert point.kind is PointKind.NAMED
    assert point.name.startswith("第1版 ")
    assert window.menus.actions_by_id["save_version"].shortcut().toString() == "Ctrl+S"


def test_name_counts_the_named_versions() -> None:
    now = datetime(2026, 11, 27, 15, 10, tzinfo=UTC)
    points = [Point(1, "一", PointKind.NAMED, now, 0), Point(2, "二", PointKind.AUTOMATIC, now, 0)]
    assert proposed_name(points, now) == "第2版 11月27日 15:10"


def test_version_needs_a_name_and_leaving_keeps_none(window: MainWindow, workspace: Workspace) -> None:
    def clear(dialog: QDialog) -> None:
        line_of(dialog).setText("  ")
        assert not [item for item in dialog.findChildren(QPushButton) if item.isEnabled() and item.isDefault()]

    during(window, "save_version", clear)
    assert workspace.context.live.session.points() == ()


def test_version_that_cannot_be_saved_is_told_and_loses_nothing(
    window: MainWindow, live: LiveReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AppError("disk_full", "磁盘已满。")

    monkeypatch.setattr(ReportFile, "keep_point", refuse)
    before, kept = live.report, live.session.points()
    during(window, "save_version", QDialog.accept)
    assert live.trouble == "磁盘已满。"
    assert live.report is before
    assert live.session.points() == kept


def test_history_without_points_says_how_it_fills(window: MainWindow, workspace: Workspace) -> None:
    def look(dialog: QDialog) -> None:
        assert "还没有历史版本" in words(dialog, "history-words")
        assert isinstance(dialog, HistoryDialog)
        assert not dialog.points.isVisible()
        assert not dialog.other.isVisible()
        assert not button(dialog, "history-all").isEnabled()

    during(window, "history", look)


def test_differences_are_marked_in_words_and_cells(qtbot: QtBot, window: MainWindow, live: LiveReport) -> None:
    def look(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        tree = history.tree
        assert len(titles(history)) == 2
        shown = [tree.topLevelItem(row).child(0) for row in range(2)]
        html = [item.text(column) for item in shown for column in (1, 2)]
        assert any("<s " in text for text in html)
        assert any("<u " in text for text in html)
        assert any("4,400.00" in text or "4400" in text for text in html)
        assert [tree.headerItem().text(column) for column in (1, 2)] == ["第一版", "现在"]

    during(window, "history", look)


def test_one_part_is_restored_and_undone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport
) -> None:
    after = dict(live.report.entries)

    def restore(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        assert history.tree.part is not None
        assert history.tree.part.address == PART
        button(history, "history-part").click()
        compared(qtbot, history)
        assert live.report.text(TEXT) == SECOND
        assert "Ctrl+Z（撤销：恢复到“第一版”）" in words(history, "history-said")
        assert any("恢复前" in history.points.item(row).text() for row in range(history.points.count()))
        choose(history, "第一版")
        compared(qtbot, history)
        assert len(titles(history)) == 1

    during(window, "history", restore)
    assert live.report.text(FINAL) == "44000000"
    undo = window.menus.actions_by_id["undo"]
    assert undo.text() == "撤销：恢复到“第一版”"
    undo.trigger()
    assert live.report.entries == after


def test_all_is_restored(qtbot: QtBot, window: MainWindow, live: LiveReport) -> None:
    before = live.session.report_at(live.session.points()[0]).entries

    def restore(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        button(history, "history-all").click()
        compared(qtbot, history)
        choose(history, "第一版")
        compared(qtbot, history)
        assert "没有不同" in words(history, "history-words")

    during(window, "history", restore)
    assert live.report.entries == before


def test_two_versions_are_compared_but_only_the_present_is_restored(
    qtbot: QtBot, window: MainWindow, live: LiveReport
) -> None:
    live.save_point("第二版")
    live.put("再改", {TEXT: None})

    def look(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        choose(history, "第一版")
        other = history.other
        other.setCurrentIndex(next(row for row in range(other.count()) if "第二版" in other.itemText(row)))
        compared(qtbot, history)
        assert history.tree.headerItem().text(2) == "第二版"
        assert len(titles(history)) == 2
        assert not button(history, "history-all").isEnabled()
        assert "现在" in words(history, "history-said")

    during(window, "history", look)


def test_read_only_report_is_compared_and_says_why_it_is_not_restored(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport
) -> None:
    with Session.open(live.session.path, read_only=True) as session:
        context = workspace.context
        reading = Context(LiveReport(session), context.prompts, context.theme, context.settings)
        dialog = HistoryDialog(reading, window)
        dialog.show()
        compared(qtbot, dialog)
        assert len(titles(dialog)) == 2
        assert not button(dialog, "history-part").isEnabled()
        assert "只读" in words(dialog, "history-said")
        dialog.reject()
        dialog.deleteLater()


def test_restoring_that_is_refused_is_told(
    qtbot: QtBot,
    window: MainWindow,
    live: LiveReport,
    prompts: RecordingPrompts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AppError("disk_full", "磁盘已满。")

    before = live.report

    def restore(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        monkeypatch.setattr(ReportFile, "commit", refuse)
        button(history, "history-all").click()
        monkeypatch.undo()

    during(window, "history", restore)
    assert prompts.told == [("没有恢复", "磁盘已满。")]
    assert live.report is before


def test_very_many_differences_are_cut_but_every_part_can_be_restored(
    qtbot: QtBot, window: MainWindow, live: LiveReport
) -> None:
    live.put("导入", {f"left_over/{number}": Entry("一段") for number in range(MOST_ROWS + 1)})

    def look(dialog: QDialog) -> None:
        history = compared(qtbot, dialog)
        choose(history, "第一版")
        compared(qtbot, history)
        assert f"前 {MOST_ROWS} 处" in words(history, "history-said")
        assert len(titles(history)) == 3

    during(window, "history", look)


def test_report_is_kept_before_an_export(qtbot: QtBot, window: MainWindow, live: LiveReport) -> None:
    during(window, "export", lambda _: None)
    assert live.session.points()[-1].name == "导出前"
