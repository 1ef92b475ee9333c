"""The window around the report: start page, opening what can and cannot be opened, every action, leaving."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.session import Session
from gui.actions import ACTIONS
from gui.dialogs.new_report import NewReportDialog
from gui.main_window import MainWindow
from gui.tabs.left_over import LeftOverPage
from gui.theme import DARK, LIGHT
from gui.widgets.fields import LineField
from gui.workspace import Notice, Workspace
from tests.gui.recording_prompts import RecordingPrompts


def open_path(window: MainWindow) -> Path | None:
    return window.workspace.context.live.session.path if window.workspace else None


# -- the start page and what it leads to ---------------------------------------------------------------------------


def test_the_start_page_says_what_to_do_when_nothing_was_opened(empty_window: MainWindow) -> None:
    page = empty_window.start_page
    assert page is not None
    assert page.recent.isHidden()
    assert any("还没有打开过报告" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_an_opened_report_is_first_among_the_recent(window: MainWindow, report_file: Path) -> None:
    window.menus.actions_by_id["close"].trigger()
    recent = window.findChild(QListWidget, "recent")
    assert recent is not None
    item = recent.item(0)
    assert item.text().startswith(report_file.stem)
    recent.itemActivated.emit(item)
    assert open_path(window) == report_file


def test_a_new_report_has_what_was_typed(empty_window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "新报告.ziping"

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewReportDialog)
        dialog.unit.setText("云川市测试局")
        dialog.path_line.setText(str(target))
        dialog.accept()

    QTimer.singleShot(0, fill_in)
    empty_window.menus.actions_by_id["new"].trigger()
    assert open_path(empty_window) == target
    assert empty_window.workspace is not None
    assert empty_window.workspace.context.live.report.title() == "云川市测试局2020年度部门整体支出绩效自评报告"


def test_a_new_report_never_takes_the_place_of_a_file(
    empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    before = report_file.read_bytes()

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewReportDialog)
        dialog.path_line.setText(str(report_file))
        dialog.accept()

    QTimer.singleShot(0, fill_in)
    empty_window.menus.actions_by_id["new"].trigger()
    assert prompts.told[0][0] == "没有建立报告"
    assert report_file.read_bytes() == before


def test_an_imported_text_keeps_what_it_could_not_place(
    empty_window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    source = tmp_path / "文稿.txt"
    source.write_text("不知何处的一行\n\n一、部门基本情况\n\n（一）部门职能\n\n负责全市公园。\n", encoding="gb18030")
    prompts.paths = [source, tmp_path / "导入"]
    empty_window.menus.actions_by_id["import"].trigger()
    workspace = empty_window.workspace
    assert workspace is not None
    live = workspace.context.live
    assert live.session.path == tmp_path / "导入.ziping"
    assert prompts.told[-1][0] == "导入完成"
    assert [entry.value for _, entry in live.report.left_over()] == ["不知何处的一行"]
    page = workspace.findChild(LeftOverPage)
    assert page is not None
    put = next(button for button in page.findChildren(QPushButton) if button.text() == "放到这一部分末尾")
    put.click()
    assert [item.text for item in live.report.paragraphs("narrative/overview/duties")] == [
        "负责全市公园。",
        "不知何处的一行",
    ]
    assert live.report.left_over() == []


def test_a_file_that_is_no_text_is_refused_with_a_sentence(
    empty_window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    source = tmp_path / "文稿.txt"
    source.write_bytes(bytes(range(256)))
    prompts.paths = [source]
    empty_window.menus.actions_by_id["import"].trigger()
    assert prompts.told[0][0] == "没有导入"
    assert empty_window.workspace is None


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
    prompts.paths = [None, None]

    def dismiss() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.reject()

    for name in (*ordered, *last):
        action = window.menus.actions_by_id[name]
        assert action.isEnabled(), name
        if name in ("new", "export"):
            QTimer.singleShot(0, dismiss)
        action.trigger()
    assert not window.isVisible()
    assert {title for title, _ in prompts.told} == {"快捷键", "关于自评"}
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert window.findChildren(QDialog) == []


def test_ctrl_and_a_digit_turn_to_a_tab(window: MainWindow, workspace: Workspace) -> None:
    keys = [action for action in window.actions() if action.shortcut().toString().startswith("Ctrl+")]
    assert keys == []  # they live in the menus
    for menu_action in window.menuBar().actions():
        for action in menu_action.menu().actions():  # type: ignore[attr-defined]
            if action.shortcut().toString() == "Ctrl+3":
                action.trigger()
    assert workspace.tabs.currentIndex() == 2


# -- looks -------------------------------------------------------------------------------------------------------------


def test_the_theme_changes_under_an_open_report(window: MainWindow, workspace: Workspace) -> None:
    workspace.show_tab(3)
    for theme in (DARK, LIGHT):
        window.use_theme(theme)
        assert window.workspace is not None
        assert window.workspace.context.theme == theme
        assert window.workspace.tabs.currentIndex() == 3


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, workspace: Workspace) -> None:
    for index in range(workspace.tabs.count()):
        workspace.show_tab(index)
    for widget in [*workspace.findChildren(QLineEdit), *workspace.findChildren(QTextEdit)]:
        assert widget.accessibleName(), widget
