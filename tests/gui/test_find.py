"""Find and replace over the window: each place leads there, the chosen ones change in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.editing.text_search import find_words
from core.model.change import Entry
from core.session import Session
from gui.dialogs.find import FindDialog
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.widgets.narrative_editor import NarrativeEditor
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

WORDS = "政务服务"


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    return workspace.context.live


def opened(window: MainWindow, action: str = "replace") -> FindDialog:
    window.menus.actions_by_id[action].trigger()
    assert window.workspace is not None
    dialogs = [item for item in window.workspace.findChildren(FindDialog) if item.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def button(dialog: FindDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def count(dialog: FindDialog) -> str:
    label = dialog.findChild(QLabel, "find-count")
    assert label is not None
    return label.text()


def test_the_list_shows_every_place(window: MainWindow, live: LiveReport) -> None:
    dialog = opened(window)
    assert "只能找" in count(dialog)
    dialog.words.setText(WORDS)
    expected = list(find_words(live.report, WORDS))
    assert len(expected) > 3
    assert dialog.list.topLevelItemCount() == len(expected)
    assert dialog.list.ticked() == expected
    assert f"{len(expected)} 处" in count(dialog)


def test_a_line_leads_to_the_words(window: MainWindow, workspace: Workspace) -> None:
    dialog = opened(window, "find")
    dialog.words.setText(WORDS)
    matches = list(find_words(workspace.context.live.report, WORDS))
    row = next(row for row, match in enumerate(matches) if match.address.startswith("narrative/"))
    dialog.list.itemActivated.emit(dialog.list.topLevelItem(row), 0)
    selected = [
        editor.textCursor().selectedText()
        for editor in workspace.findChildren(NarrativeEditor)
        if editor.textCursor().hasSelection()
    ]
    assert WORDS in selected


def test_enter_and_f3_go_round_the_places(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(window, "find")
    dialog.words.setText(WORDS)
    last = dialog.list.topLevelItemCount() - 1

    def current() -> int:
        return dialog.list.indexOfTopLevelItem(dialog.list.currentItem())

    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert current() == 0
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert current() == 1
    dialog.list.step(-1)
    dialog.list.step(-1)
    assert current() == last


def test_the_ticked_places_change_in_one_step_that_is_undone_whole(window: MainWindow, live: LiveReport) -> None:
    before = live.report
    dialog = opened(window)
    dialog.words.setText(WORDS)
    dialog.by.setText("便民服务")
    found = dialog.list.topLevelItemCount()
    dialog.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert button(dialog, "primary").text() == f"替换 {found - 1} 处"
    button(dialog, "primary").click()
    assert "Ctrl+Z" in count(dialog)
    assert len(list(find_words(live.report, WORDS))) == 1
    window.menus.actions_by_id["undo"].trigger()
    assert live.report.entries == before.entries


def test_all_or_none_are_ticked(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.words.setText(WORDS)
    button(dialog, "find-none").click()
    assert dialog.list.ticked() == []
    assert not button(dialog, "primary").isEnabled()
    button(dialog, "find-all").click()
    assert len(dialog.list.ticked()) == dialog.list.topLevelItemCount()


def test_figures_of_tables_are_found_and_left(window: MainWindow, live: LiveReport) -> None:
    shown = live.report.shown_amount("spending/personnel/final")
    dialog = opened(window)
    dialog.words.setText(shown)
    cells = [match for match in find_words(live.report, shown) if match.address == "spending/personnel/final"]
    assert len(cells) == 1
    assert cells[0] not in dialog.list.ticked()


def test_what_changes_in_the_report_changes_in_the_list(window: MainWindow, live: LiveReport) -> None:
    dialog = opened(window)
    dialog.words.setText("绝无仅有")
    assert count(dialog) == "没有找到。"
    live.put("填写", {"cover/head": Entry("绝无仅有")})
    assert dialog.list.topLevelItemCount() == 1


def test_capitals_count_only_when_asked(window: MainWindow, live: LiveReport) -> None:
    live.put("填写", {"cover/head": Entry("Zhang")})
    dialog = opened(window)
    dialog.words.setText("ｚＨａｎｇ")
    assert dialog.list.topLevelItemCount() == 1
    exact = dialog.findChild(QCheckBox, "find-exact")
    assert exact is not None
    exact.setChecked(True)
    assert dialog.list.topLevelItemCount() == 0


def test_asking_again_keeps_the_one_dialog_and_closing_leaves_nothing(
    window: MainWindow, workspace: Workspace, live: LiveReport
) -> None:
    first = opened(window, "find")
    assert opened(window) is first
    first.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert workspace.findChildren(FindDialog) == []
    live.put("填写", {"cover/head": Entry("x")})


def test_a_read_only_report_is_searched_but_not_changed(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    with Session.open(report_file):
        prompts.confirmations = [True]
        empty_window.open_report(report_file)
        workspace = empty_window.workspace
        assert workspace is not None
        qtbot.waitUntil(lambda: workspace.context.live.checked)
        assert not empty_window.menus.actions_by_id["replace"].isEnabled()
        dialog = opened(empty_window, "find")
        dialog.words.setText(WORDS)
        assert dialog.list.topLevelItemCount() > 0
        assert dialog.list.ticked() == []
        assert dialog.findChild(QPushButton, "primary") is None
        assert not dialog.by.isVisible()
