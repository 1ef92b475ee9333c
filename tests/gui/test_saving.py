"""Nothing typed is lost: open cells, half-composed words, full disks, a change of colours, leaving in any way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.model.change import Change, Entry
from core.session import Session
from core.store.report_file import ReportFile
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.theme import DARK
from gui.widgets.fields import LineField
from gui.widgets.narrative_editor import NarrativeEditor
from gui.workspace import Notice, Workspace
from tests.gui.recording_prompts import RecordingPrompts

FINAL = "spending/project/final"
PART = "narrative/overview/organisation"
FULL = "磁盘已满。"


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    return workspace.context.live


@contextmanager
def full_disk() -> Iterator[None]:
    """Every write fails as on a full disk."""

    def refuse(*_args: object) -> None:
        raise AppError("disk_full", FULL)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("commit", "commit_step"):
            patch.setattr(ReportFile, name, refuse)
        yield


def open_cell(qtbot: QtBot, workspace: Workspace, where: str, text: str) -> QLineEdit:
    """Type in a cell and leave its editor open."""
    workspace.reveal(where)
    view = QApplication.focusWidget()
    assert isinstance(view, QTableView)
    qtbot.keyClicks(view, text[0])
    editor = view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    return editor


def on_disk(path: Path) -> Session:
    return Session.open(path, read_only=True)


def notice_of(workspace: Workspace) -> Notice:
    found = workspace.findChild(Notice)
    assert found is not None
    return found


def try_again(qtbot: QtBot, workspace: Workspace) -> None:
    button = next(item for item in notice_of(workspace).findChildren(QPushButton) if item.text() == "再试一次")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


# -- cells whose editor is still open --------------------------------------------------------------------------------


def test_closing_takes_the_figure_in_an_open_cell(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, report_file: Path
) -> None:
    open_cell(qtbot, workspace, FINAL, "1234.5")
    window.close()
    with on_disk(report_file) as session:
        assert session.report.amount(FINAL) == Decimal(12345000)


def test_closing_takes_the_score_in_an_open_cell(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, report_file: Path
) -> None:
    open_cell(qtbot, workspace, "indicator/budgeting/score", "6.5")
    window.close()
    with on_disk(report_file) as session:
        assert session.report.score("budgeting") == Decimal("6.5")


def test_closing_passes_over_what_is_no_figure(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, report_file: Path
) -> None:
    before = workspace.context.live.report.amount(FINAL)
    open_cell(qtbot, workspace, FINAL, "12a")
    window.close()
    assert not window.isVisible()
    with on_disk(report_file) as session:
        assert session.report.amount(FINAL) == before


def test_turning_to_another_tab_takes_the_figure_in_an_open_cell(
    qtbot: QtBot, workspace: Workspace, live: LiveReport
) -> None:
    open_cell(qtbot, workspace, FINAL, "1234.5")
    workspace.show_tab(0)
    assert live.report.amount(FINAL) == Decimal(12345000)


def test_the_menu_of_an_open_cell_leaves_it_open(qtbot: QtBot, workspace: Workspace, live: LiveReport) -> None:
    editor = open_cell(qtbot, workspace, FINAL, "1234.5")
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert editor.isVisible()
    assert not live.session.can_undo


def test_undo_from_an_open_cell_takes_back_what_was_typed_in_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport
) -> None:
    live.put("填写", {"cover/head": Entry("Somebody")})
    before = live.report.entries
    editor = open_cell(qtbot, workspace, FINAL, "1234.5")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert live.report.entries == before
    window.menus.actions_by_id["redo"].trigger()
    assert live.report.amount(FINAL) == Decimal(12345000)


def test_a_figure_that_could_not_be_saved_stays_in_its_cell(
    qtbot: QtBot, workspace: Workspace, live: LiveReport
) -> None:
    editor = open_cell(qtbot, workspace, FINAL, "1234.5")
    with full_disk():
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert editor.isVisible()
        assert editor.text() == "1234.5"
        assert notice_of(workspace).isVisible()
        try_again(qtbot, workspace)
        assert editor.isVisible()
        assert editor.text() == "1234.5"
    try_again(qtbot, workspace)
    assert live.report.amount(FINAL) == Decimal(12345000)
    assert notice_of(workspace).isHidden()


# -- words ------------------------------------------------------------------------------------------------------------


def test_closing_amid_a_composed_word_keeps_what_stood_before_it(
    qtbot: QtBot, window: MainWindow, at_address: Callable[[str], QWidget], report_file: Path
) -> None:
    editor = at_address(PART)
    assert isinstance(editor, NarrativeEditor)
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "ABC")
    QApplication.sendEvent(editor, QInputMethodEvent("zi'ping", []))
    window.close()
    with on_disk(report_file) as session:
        assert session.report.paragraphs(PART)[-1].text.endswith("ABC")


def test_a_line_broken_by_shift_and_enter_becomes_a_paragraph(
    qtbot: QtBot, live: LiveReport, at_address: Callable[[str], QWidget]
) -> None:
    editor = at_address(PART)
    assert isinstance(editor, NarrativeEditor)
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "ABC")
    live.flush()
    assert live.report.paragraphs(PART)[-1].text == "ABC"


def test_a_stream_of_typing_is_one_step(qtbot: QtBot, live: LiveReport, at_address: Callable[[str], QWidget]) -> None:
    editor = at_address(PART)
    before = live.report.paragraphs(PART)
    editor.setFocus()
    for letter in "ABC":
        qtbot.keyClicks(editor, letter)
        live.flush()
    live.undo()
    assert live.report.paragraphs(PART) == before


# -- when nothing can be written ---------------------------------------------------------------------------------------


@pytest.fixture
def unsaved(qtbot: QtBot, live: LiveReport, at_address: Callable[[str], QWidget]) -> Iterator[NarrativeEditor]:
    """An editor whose last words could not be written."""
    editor = at_address(PART)
    assert isinstance(editor, NarrativeEditor)
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    with full_disk():
        qtbot.keyClicks(editor, "ABC")
        live.flush()
        assert live.trouble == FULL
        yield editor


def test_words_that_could_not_be_saved_stay_in_their_editor(
    unsaved: NarrativeEditor, window: MainWindow, workspace: Workspace
) -> None:
    assert unsaved.toPlainText().endswith("ABC")
    assert notice_of(workspace).isVisible()
    assert window.status_line.saved.text() == "▲ 未能保存"


def test_what_one_editor_could_not_write_is_not_forgotten_over_anothers_success(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ReportFile.commit

    def refuse_head(file: ReportFile, change: Change, *rest: Any) -> None:
        if "cover/head" in change.addresses():
            raise AppError("cannot_store", "没有保存。")
        real(file, change, *rest)

    monkeypatch.setattr(ReportFile, "commit", refuse_head)
    for name in ("head", "preparer"):
        workspace.reveal(f"cover/{name}")
        field = QApplication.focusWidget()
        assert isinstance(field, LineField)
        qtbot.keyClicks(field, "Somebody")
    live.flush()
    assert live.report.text("cover/preparer") == "Somebody"
    assert live.trouble == "没有保存。"
    assert notice_of(workspace).isVisible()
    monkeypatch.undo()
    try_again(qtbot, workspace)
    assert live.report.text("cover/head") == "Somebody"
    assert window.status_line.saved.text().startswith("✓ 已保存")


def test_closing_all_the_same_closes(
    unsaved: NarrativeEditor, window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    before = report_file.read_bytes()
    prompts.confirmations = [True]
    assert window.close()
    assert prompts.asked[-1][0] == "还有内容没有保存"
    assert report_file.read_bytes() == before


def test_closing_all_the_same_with_an_open_cell_closes(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport, prompts: RecordingPrompts
) -> None:
    open_cell(qtbot, workspace, FINAL, "1234.5")
    with full_disk():
        prompts.confirmations = [True]
        assert window.close()
    assert prompts.asked[-1][0] == "还有内容没有保存"


@pytest.mark.parametrize("action", ["new", "open", "import", "close", "sample"])
def test_whoever_stays_keeps_report_and_words(
    unsaved: NarrativeEditor,
    window: MainWindow,
    workspace: Workspace,
    prompts: RecordingPrompts,
    report_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: str,
) -> None:
    monkeypatch.setattr("gui.dialogs.new_report.NewReportDialog.exec", lambda _dialog: 1)
    prompts.paths = [report_file]
    prompts.confirmations = [False]
    window.menus.actions_by_id[action].trigger()
    assert window.workspace is workspace
    assert unsaved.toPlainText().endswith("ABC")


def test_a_change_of_colours_waits_for_unsaved_words(
    unsaved: NarrativeEditor, window: MainWindow, workspace: Workspace
) -> None:
    window.use_theme(DARK)
    found = [editor.toPlainText() for editor in window.findChildren(NarrativeEditor) if editor.isVisible()]
    assert any(text.endswith("ABC") for text in found)


def test_a_step_that_could_not_be_undone_leaves_no_trouble_behind(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport
) -> None:
    editor = open_cell(qtbot, workspace, FINAL, "1234.5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    with full_disk():
        window.menus.actions_by_id["undo"].trigger()
        assert notice_of(workspace).isVisible()
    try_again(qtbot, workspace)
    assert notice_of(workspace).isHidden()
    assert window.status_line.saved.text().startswith("✓ 已保存")
    assert live.report.amount(FINAL) == Decimal(12345000)
