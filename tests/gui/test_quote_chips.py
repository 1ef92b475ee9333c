"""Figures quoted in the editor: whole to every key, following their source, and plain words to other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.model import address
from core.model.change import Entry
from core.model.quotation import Reference
from gui.dialogs.figure_picker import FigurePicker
from gui.dialogs.link_figures import LinkFiguresDialog
from gui.dialogs.plain_figure import PlainFigureDialog
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.widgets.link_bar import LinkBar
from gui.widgets.narrative_editor import NarrativeEditor
from gui.widgets.quote_chips import all_chips
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

Widget = TypeVar("Widget", bound=QWidget)
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


def only(parent: QWidget, kind: type[Widget]) -> Widget:
    """The one child of a kind."""
    found: list[Widget] = list(parent.findChildren(kind))
    (child,) = found
    return child


def buttons(parent: QWidget) -> list[QPushButton]:
    return list(parent.findChildren(QPushButton))


def picker_of(window: MainWindow) -> FigurePicker:
    return only(window, FigurePicker)


def test_a_figure_is_picked_by_its_name(
    qtbot: QtBot, window: MainWindow, editor: NarrativeEditor, live: LiveReport
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    window.menus.actions_by_id["quote_figure"].trigger()
    picker = picker_of(window)
    picker.line.setText("项目支出决算")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert stored(live) == [f"甲{TOKEN}乙{TOKEN}"]


def test_a_sign_calls_the_picker_and_gives_way_to_the_figure(
    qtbot: QtBot, window: MainWindow, editor: NarrativeEditor, live: LiveReport
) -> None:
    at(editor, 1)
    qtbot.keyClicks(editor, "#")
    picker = picker_of(window)
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.line, Qt.Key.Key_Up)
    picker.line.setText("总分")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert stored(live)[0].startswith("甲⟦result/total_score|分|")
    assert "#" not in stored(live)[0]


def test_who_only_means_the_sign_goes_on_with_escape(
    qtbot: QtBot, window: MainWindow, editor: NarrativeEditor, live: LiveReport
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(editor, "#")
    picker = picker_of(window)
    picker.line.setText("1号楼")
    qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert stored(live) == [f"#1号楼甲{TOKEN}乙"]


def test_without_a_cursor_in_the_narrative_the_way_is_told(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    workspace.tabs.setFocus()
    window.menus.actions_by_id["quote_figure"].trigger()
    assert "请先在正文里点一下" in prompts.told[0][1]


def test_numbers_already_written_are_offered_and_become_quotes_in_one_step(
    window: MainWindow, editor: NarrativeEditor, live: LiveReport
) -> None:
    live.put("", {SOURCE: Entry("12345678"), f"{PART}/p1": Entry("项目支出1234.57万元，即 1,234.57 万元。")})
    words = live.report.paragraphs(PART)[0].text
    window.menus.actions_by_id["link_figures"].trigger()
    dialog = only(window, LinkFiguresDialog)
    ours = [link for link in dialog.chosen if link.paragraph.address == f"{PART}/p1"]
    assert len(ours) == 2
    dialog.accept()
    assert stored(live) == [f"项目支出{TOKEN}，即 ⟦{SOURCE}|万元|2|gn⟧ 万元。"]
    assert live.report.paragraphs(PART)[0].text == words
    live.undo()
    assert stored(live) == [words]


def test_a_paste_offers_its_numbers_and_changes_nothing_by_itself(
    workspace: Workspace, editor: NarrativeEditor, live: LiveReport
) -> None:
    live.put("", {SOURCE: Entry("12345678")})
    source = QMimeData()
    source.setText("今年1234.57万元。")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(source)
    assert stored(live) == [f"甲{TOKEN}乙今年1234.57万元。"]
    bars: list[LinkBar] = [bar for bar in workspace.findChildren(LinkBar) if bar.isVisibleTo(workspace)]
    (bar,) = bars
    next(button for button in buttons(bar) if button.text() == "看一看…").click()
    dialog = only(workspace.window(), LinkFiguresDialog)
    dialog.accept()
    assert stored(live) == [f"甲{TOKEN}乙今年{TOKEN}。"]


def test_the_menu_of_a_chip_leads_to_its_source_and_changes_its_look(
    qtbot: QtBot, editor: NarrativeEditor, live: LiveReport
) -> None:
    menu = editor.menu_at(3, QPoint(0, 0))
    actions = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(editor.place_chosen) as chosen:
        actions["跳到来源"].trigger()
    assert chosen.args[0] == SOURCE
    looks = only(menu, QMenu)
    next(action for action in looks.actions() if action.text() == "10000.00元").trigger()
    assert stored(live) == [f"甲⟦{SOURCE}|元|2⟧乙"]


def test_a_chip_becomes_words_with_a_note(editor: NarrativeEditor, live: LiveReport) -> None:
    menu = editor.menu_at(3, QPoint(0, 0))
    next(action for action in menu.actions() if action.text() == "改为普通文字…").trigger()
    dialog = only(editor, PlainFigureDialog)
    dialog.note.setText("口径不同")
    dialog.accept()
    assert stored(live) == ["甲1.00万元乙"]
    assert not live.report.quoting_paragraphs()
    assert live.report.text(address.note(f"{PART}/p1")) == "1.00万元改为普通文字：口径不同"
