"""Keys as they are pressed, through the window's own shortcuts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.model.finding import Finding
from gui.actions import ACTIONS
from gui.main_window import MainWindow
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.finding_card import FindingCard
from gui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FINAL = "spending/project/final"


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(), key, modifier)


def current_finding(workspace: Workspace) -> Finding:
    return next(card.finding for card in workspace.panel.findChildren(FindingCard) if card.property("current"))


def table_at(workspace: Workspace, where: str) -> FigureTableView:
    workspace.reveal(where)
    table = focused()
    assert isinstance(table, FigureTableView)
    return table


def test_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [key for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) > len([spec for spec in ACTIONS if spec.shortcut])
    assert len({key.toString() for key in keys}) == len(keys)


@pytest.mark.parametrize("number", range(1, 7))
def test_control_and_a_digit_turn_to_a_tab(qtbot: QtBot, workspace: Workspace, number: int) -> None:
    table_at(workspace, FINAL)
    press(qtbot, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    assert workspace.tabs.currentIndex() == number - 1


def test_control_and_tab_go_round_the_tabs(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.show_tab(workspace.tabs.count() - 1)
    window.menus.actions_by_id["tab_next"].trigger()
    assert workspace.tabs.currentIndex() == 0
    window.menus.actions_by_id["tab_previous"].trigger()
    assert workspace.tabs.currentIndex() == workspace.tabs.count() - 1


def test_undo_and_redo_by_keys_in_the_table(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    table_at(workspace, FINAL)
    before = live.report.entries
    press(qtbot, Qt.Key.Key_Delete)
    after = live.report.entries
    assert after != before
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert live.report.entries == before
    press(qtbot, Qt.Key.Key_Y, CONTROL)
    assert live.report.entries == after
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    press(qtbot, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert live.report.entries == after


def test_undo_by_key_in_a_field_of_the_cover(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    workspace.reveal("cover/head")
    before = live.report.text("cover/head")
    qtbot.keyClicks(focused(), "Somebody")
    live.flush()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    field = focused()
    assert isinstance(field, QLineEdit)
    assert (live.report.text("cover/head"), field.text()) == (before, before)


def test_f8_walks_the_findings_either_way(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    table_at(workspace, FINAL)
    press(qtbot, Qt.Key.Key_Delete)
    assert len(live.findings) > 1
    press(qtbot, Qt.Key.Key_F8)
    first = current_finding(workspace)
    press(qtbot, Qt.Key.Key_F8)
    assert current_finding(workspace) != first
    press(qtbot, Qt.Key.Key_F8, SHIFT)
    assert current_finding(workspace) == first


def test_f8_takes_the_figure_of_an_open_cell_and_goes_where_it_says(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    table = table_at(workspace, "spending/construction/final")
    qtbot.keyClicks(table, "9")
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "9999")
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert live.report.stored_figure("spending/construction/final") is not None
    place = current_finding(workspace).places[0]
    assert place.address == "spending/construction/final"
    assert table.figures.address_at(table.currentIndex()) == place.address
    assert focused() is table


def test_f9_folds_and_unfolds_the_findings(qtbot: QtBot, workspace: Workspace) -> None:
    table_at(workspace, FINAL)
    press(qtbot, Qt.Key.Key_F9)
    assert workspace.panel_folded
    press(qtbot, Qt.Key.Key_F9)
    assert not workspace.panel_folded


def test_a_click_on_another_cell_takes_the_figure_and_goes_there(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    table = table_at(workspace, FINAL)
    qtbot.keyClicks(table, "7")
    target = table.figures.index_of("spending/personnel/initial")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(target).center())
    assert live.report.shown_amount(FINAL) == "7.00"
    assert table.currentIndex() == target


def test_arrows_and_shift_enter_move_as_in_a_spreadsheet(qtbot: QtBot, workspace: Workspace) -> None:
    table = table_at(workspace, FINAL)
    row, column = table.currentIndex().row(), table.currentIndex().column()
    moves = [(Qt.Key.Key_Return, SHIFT, -1, 0), (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, 1, 0)]
    moves += [(Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 0, -1)]
    for key, modifier, down, across in moves:
        press(qtbot, key, modifier)
        row, column = row + down, column + across
        assert (table.currentIndex().row(), table.currentIndex().column()) == (row, column)


def test_tab_in_an_open_cell_takes_the_figure(qtbot: QtBot, workspace: Workspace) -> None:
    table = table_at(workspace, "spending/personnel/initial")
    qtbot.keyClicks(table, "7")
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert workspace.context.live.report.shown_amount("spending/personnel/initial") == "7.00"


def test_every_shortcut_is_a_key_that_qt_knows() -> None:
    for spec in ACTIONS:
        for key in filter(None, spec.shortcut.split("；")):
            assert QKeySequence(key).toString() == key, spec.id
