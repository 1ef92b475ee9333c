"""Light and dark: the window is dressed anew around what is open in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.errors import AppError
from gui.main_window import MainWindow
from gui.theme import DARK, LIGHT
from gui.widgets.fields import LineField
from gui.widgets.finding_card import FindingCard
from gui.workspace import Workspace


def test_the_theme_changes_under_an_open_report(window: MainWindow, workspace: Workspace) -> None:
    workspace.show_tab(3)
    for theme in (DARK, LIGHT):
        window.use_theme(theme)
        assert window.workspace is not None
        assert window.workspace.context.theme == theme
        assert window.workspace.tabs.currentIndex() == 3


def test_the_systems_colours_are_followed(
    window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.fold_panel(True)
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr("gui.main_window.current_theme", lambda: DARK)  # the offscreen platform has no dark colours
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.workspace is not None
    assert window.workspace is not workspace
    assert window.workspace.context.theme == DARK
    assert window.workspace.panel_folded
    assert window.workspace.panel.findChildren(FindingCard)
    monkeypatch.undo()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.workspace.context.theme == LIGHT


def test_colours_that_waited_for_unsaved_words_come_with_them(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = workspace.context.live
    field = next(item for item in workspace.findChildren(LineField) if item.property("address") == "cover/head")
    with monkeypatch.context() as patch:

        def full(*_args: object, **_settings: object) -> None:
            raise AppError("disk_full", "磁盘已满。")

        patch.setattr(live.session, "put", full)
        field.selectAll()
        qtbot.keyClicks(field, "Somebody")
        window.use_theme(DARK)
        assert window.workspace is workspace
    live.flush()
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.context.theme == DARK)
    assert live.report.text("cover/head") == "Somebody"
    window.use_theme(LIGHT)


def test_the_start_page_changes_its_colours_too(empty_window: MainWindow) -> None:
    before = empty_window.start_page
    empty_window.use_theme(DARK)
    assert empty_window.start_page is not before
    assert empty_window.start_page is not None
    assert empty_window.start_page.isVisible()
    empty_window.use_theme(LIGHT)
