"""Figures quoted in the editor: whole to every key, following their source, and plain words to other programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.model.quotation import Reference
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.widgets.narrative_editor import NarrativeEditor
from gui.widgets.quote_chips import all_chips
from gui.workspace import Workspace

PART = "narrative/overview/organisation"
SOURCE = "spending/project/final"
TOKEN = f"⟦{SOURCE}|万元|2⟧"


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    return workspace.context.live


@pytest.fixture
def editor(at_address: Callable[[str], QWidget], live: LiveReport) -> NarrativeEditor:
    """An editor with one paragraph: 甲, a quote of 1.00万元, 乙."""
    found = at_address(PART)
    assert isinstance(found, NarrativeEditor)
    old = {paragraph.address: None for paragraph in live.report.paragraphs(PART)}
    live.put("", {**old, SOURCE: Entry("10000"), f"{PART}/p1": Entry(f"甲{TOKEN}乙")})
    found.setFocus()
    return found


def stored(live: LiveReport) -> list[str]:
    live.flush()
    return [paragraph.stored for paragraph in live.report.paragraphs(PART)]


def at(editor: NarrativeEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def test_the_editor_shows_the_printed_words(editor: NarrativeEditor, live: LiveReport) -> None:
    assert editor.toPlainText() == "甲1.00万元乙" == live.report.paragraphs(PART)[0].text
    assert [chip.token for chip in all_chips(editor.document())] == [TOKEN]


def test_a_chip_follows_its_source_while_something_is_typed(
    qtbot: QtBot, editor: NarrativeEditor, live: LiveReport
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "ABC")
    live.put("", {SOURCE: Entry("25000")})
    assert editor.toPlainText() == "甲2.50万元乙ABC"
    assert stored(live) == [f"甲{TOKEN}乙ABC"]


@pytest.mark.parametrize(
    ("position", "key", "modifier"),
    [
        (7, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (1, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (7, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_key_deletes_a_chip_whole(
    qtbot: QtBot, editor: NarrativeEditor, live: LiveReport, position: int, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    at(editor, position)
    qtbot.keyClick(editor, key, modifier)
    assert stored(live) == ["甲乙"]


def test_the_cursor_steps_over_a_chip(qtbot: QtBot, editor: NarrativeEditor) -> None:
    at(editor, 1)
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 7
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert editor.textCursor().position() == 1


def test_a_selection_takes_a_chip_whole(qtbot: QtBot, editor: NarrativeEditor) -> None:
    at(editor, 0)
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "甲1.00万元"
    qtbot.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().selectedText() == "甲"


@pytest.mark.parametrize(("position", "after"), [(1, f"甲7{TOKEN}乙"), (7, f"甲{TOKEN}7乙")])
def test_what_is_typed_beside_a_chip_is_no_part_of_it(
    qtbot: QtBot, editor: NarrativeEditor, live: LiveReport, position: int, after: str
) -> None:
    at(editor, position)
    qtbot.keyClicks(editor, "7")
    assert stored(live) == [after]


def test_a_copy_keeps_the_quote_here_and_is_words_elsewhere(editor: NarrativeEditor, live: LiveReport) -> None:
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert copied.text() == "甲1.00万元乙"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(copied)
    assert stored(live) == [f"甲{TOKEN}乙甲{TOKEN}乙"]


def test_a_chip_cut_by_other_means_is_words(editor: NarrativeEditor, live: LiveReport) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(3)
    cursor.insertText("9")
    assert stored(live) == ["甲1.900万元乙"]
    assert not list(all_chips(editor.document()))


def test_a_token_that_is_typed_or_pasted_is_plain_words(editor: NarrativeEditor, live: LiveReport) -> None:
    source = QMimeData()
    source.setText(TOKEN)
    editor.selectAll()
    editor.insertFromMimeData(source)
    live.flush()
    assert not live.report.quoting_paragraphs()


def test_undo_brings_a_chip_back(qtbot: QtBot, window: MainWindow, editor: NarrativeEditor, live: LiveReport) -> None:
    at(editor, 7)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert stored(live) == ["甲乙"]
    window.menus.actions_by_id["undo"].trigger()
    assert stored(live) == [f"甲{TOKEN}乙"]
    assert [chip.shown for chip in all_chips(editor.document())] == ["1.00万元"]


def test_a_rare_character_before_a_chip_does_not_shift_it(editor: NarrativeEditor, live: LiveReport) -> None:
    live.put("", {f"{PART}/p1": Entry(f"𠮷{TOKEN}乙")})
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insert_reference(Reference(SOURCE, "元", 0))
    assert stored(live) == [f"𠮷{TOKEN}乙⟦{SOURCE}|元|0⟧"]
