"""The window around the report: opening what can and cannot be opened, every action, leaving."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.model.change import Entry, Origin
from core.session import Session
from gui.actions import ACTIONS
from gui.main_window import MainWindow
from gui.widgets.fields import LineField
from gui.widgets.finding_card import FindingCard
from gui.workspace import Notice, Workspace
from tests.gui.recording_prompts import RecordingPrompts


def open_path(window: MainWindow) -> Path | None:
    return window.workspace.context.live.session.path if window.workspace else None


# -- what cannot be opened -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["missing", "foreign", "newer", "damaged"])
def test_what_cannot_be_opened_is_said_and_left_alone(
    window: MainWindow, prompts: RecordingPrompts, report_file: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "其他.ziping"
    if kind != "missing":
        shutil.copy(report_file, path)
    if kind == "foreign":
        path.write_text("不是报告", encoding="utf-8")
    if kind == "newer":
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 999")
        database.close()
    if kind == "damaged":
        path.write_bytes(path.read_bytes()[:20000])
    before = path.read_bytes() if path.exists() else None
    window.open_report(path)
    assert prompts.told[0][0] == "打不开报告"
    assert open_path(window) == report_file
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_report_that_another_holds_opens_read_only(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    with Session.open(report_file):
        prompts.confirmations = [True]
        empty_window.open_report(report_file)
        workspace = empty_window.workspace
        assert workspace is not None
        qtbot.waitUntil(lambda: workspace.context.live.checked)
        for index in range(workspace.tabs.count()):
            workspace.show_tab(index)
        editors = [*workspace.findChildren(QTextEdit), *workspace.findChildren(LineField)]
        assert editors
        assert all(editor.isReadOnly() for editor in editors)
        assert empty_window.status_line.saved.text() == "只读，不能修改"


def test_a_report_that_another_holds_can_be_left_alone(
    empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    with Session.open(report_file):
        prompts.confirmations = [False]
        empty_window.open_report(report_file)
    assert empty_window.workspace is None
    assert prompts.told == []


def test_a_read_only_report_offers_no_fix_and_no_undo(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    with Session.open(report_file) as holder:
        holder.put("导入", {"spending/total/final": Entry("10000", Origin.IMPORTED)})
        prompts.confirmations = [True]
        empty_window.open_report(report_file)
        workspace = empty_window.workspace
        assert workspace is not None
        qtbot.waitUntil(lambda: workspace.context.live.checked)
        assert any(finding.fix for finding in workspace.context.live.run.findings)
        card = next(item for item in workspace.panel.findChildren(FindingCard) if item.finding.fix)
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        words = {button.text() for button in card.findChildren(QPushButton) if button.isVisible()}
        assert "跳转" in words
        assert "修正" not in words
        assert not empty_window.menus.actions_by_id["undo"].isEnabled()
        assert not empty_window.menus.actions_by_id["mend_all"].isEnabled()


# -- saving ----------------------------------------------------------------------------------------------------------


def test_what_cannot_be_saved_stays_in_the_editor_and_is_said(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = workspace.context.live
    field = next(item for item in workspace.findChildren(LineField) if item.property("address") == "cover/head")
    with monkeypatch.context() as patch:

        def full(*_args: object, **_settings: object) -> None:
            raise AppError("disk_full", "磁盘已满。")

        patch.setattr(live.session, "put", full)
        field.selectAll()
        qtbot.keyClicks(field, "Somebody")
        live.flush()
        notice = workspace.findChild(Notice)
        assert notice is not None
        assert notice.isVisible()
        assert window.status_line.saved.text() == "▲ 未能保存"
        assert field.text() == "Somebody"
        prompts.confirmations = [False]
        assert not window.close()
        assert prompts.asked[-1][0] == "还有内容没有保存"
    again = next(button for button in notice.findChildren(QPushButton) if button.text() == "再试一次")
    again.click()
    assert live.report.text("cover/head") == "Somebody"
    assert notice.isHidden()


def test_closing_hands_over_what_was_just_typed(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, report_file: Path
) -> None:
    field = next(item for item in workspace.findChildren(LineField) if item.property("address") == "cover/head")
    field.selectAll()
    qtbot.keyClicks(field, "Somebody")
    window.close()
    with Session.open(report_file, read_only=True) as session:
        assert session.report.text("cover/head") == "Somebody"


# -- actions -----------------------------------------------------------------------------------------------------------


def test_actions_that_need_a_report_wait_for_one(empty_window: MainWindow) -> None:
    for spec in ACTIONS:
        assert empty_window.menus.actions_by_id[spec.id].isEnabled() == (not spec.needs), spec.id


def test_every_action_does_something_without_a_fault(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    field = next(item for item in workspace.findChildren(LineField) if item.property("address") == "cover/head")
    qtbot.keyClicks(field, "x")
    workspace.context.live.flush()
    last = ("close", "sample", "quit")
    ordered = [spec.id for spec in ACTIONS if spec.id not in last]
    prompts.paths = [None] * len(ACTIONS)
    prompts.several = [[] for _ in ACTIONS]

    def dismiss() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()

    dismisser = QTimer(window)
    dismisser.timeout.connect(dismiss)
    dismisser.start(0)
    for name in (*ordered, *last):
        action = window.menus.actions_by_id[name]
        assert action.isEnabled(), name
        action.trigger()
    dismisser.stop()
    assert not window.isVisible()
    assert {title for title, _ in prompts.told} == {
        "关于自评",
        "没有可以自动修正的问题",
        "数字引用",
        "还没有日志",
        "诊断信息已复制",
    }
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert window.findChildren(QDialog) == []
