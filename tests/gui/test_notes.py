"""Notes by F4: beside what the cursor is at, kept however the dialog closes, listed, and led to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.editing.notes import Note, notes_of
from gui.dialogs.notes import NotesDialog
from gui.main_window import MainWindow
from gui.report_findings import place_of_cursor
from gui.workspace import Workspace

HEAD, FINAL = "cover/head", "spending/project/final"


def during(window: MainWindow, act: Callable[[NotesDialog], None]) -> None:
    seen: list[NotesDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NotesDialog)
        seen.append(dialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    window.menus.actions_by_id["note"].trigger()
    assert seen


def write(words: str) -> Callable[[NotesDialog], None]:
    return lambda dialog: dialog.text.setPlainText(words)


def at(qtbot: QtBot, window: MainWindow, workspace: Workspace, where: str) -> None:
    """Put the cursor at an address; a desktop gives the window its keys back when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    workspace.reveal(where)
    place = place_of_cursor()
    assert place is not None
    assert place[0] == where


@pytest.fixture
def noted(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> Workspace:
    for where in (HEAD, FINAL):
        at(qtbot, window, workspace, where)
        during(window, write("等复核"))
    at(qtbot, window, workspace, FINAL)
    return workspace


def test_a_note_is_kept_beside_the_cursor_even_by_escape(noted: Workspace) -> None:
    assert notes_of(noted.context.live.report) == (Note(HEAD, "等复核"), Note(FINAL, "等复核"))


def test_another_note_is_opened_from_the_list_and_led_to(window: MainWindow, noted: Workspace) -> None:
    def act(dialog: NotesDialog) -> None:
        assert dialog.list.count() == 2
        dialog.text.setPlainText("改过的备注")
        dialog.list.itemActivated.emit(dialog.list.item(0))
        assert dialog.text.toPlainText() == "等复核"
        goto = dialog.findChild(QPushButton, "note-goto")
        assert goto is not None
        goto.click()

    during(window, act)
    assert noted.tabs.currentIndex() == 0
    assert notes_of(noted.context.live.report)[1].text == "改过的备注"


def test_an_emptied_note_is_gone_and_undo_brings_it_back(window: MainWindow, noted: Workspace) -> None:
    during(window, write(""))
    assert len(notes_of(noted.context.live.report)) == 1
    window.menus.actions_by_id["undo"].trigger()
    assert len(notes_of(noted.context.live.report)) == 2
