"""The page of progress: what stands there, what comes next, and that a click leads to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from gui.main_window import MainWindow
from gui.tabs.progress import ProgressPage
from gui.workspace import Workspace
from tests.gui.preview_readers import act


@pytest.fixture
def page(window: MainWindow, workspace: Workspace) -> ProgressPage:
    act(window, "progress")
    QApplication.processEvents()
    assert workspace.progress is not None
    return workspace.progress


def item_of(page: ProgressPage, title: str) -> QTreeWidgetItem:
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    found = [item for item in page.tree.findItems(title, flags) if item.text(1)]
    return found[0]


def test_the_action_turns_to_the_page_once(window: MainWindow, workspace: Workspace, page: ProgressPage) -> None:
    count = workspace.tabs.count()
    workspace.show_tab(0)
    act(window, "progress")
    assert workspace.tabs.currentWidget() is page
    assert workspace.tabs.count() == count


def test_the_status_line_leads_there(window: MainWindow, workspace: Workspace) -> None:
    window.status_line.done.linkActivated.emit("#")
    assert workspace.progress is not None
    assert workspace.tabs.currentWidget() is workspace.progress


def test_a_blank_is_the_next_step_and_leads_to_its_field(
    qtbot: QtBot, workspace: Workspace, page: ProgressPage
) -> None:
    workspace.context.live.put("清空", {"cover/head": None})
    qtbot.waitUntil(lambda: item_of(page, "封面").text(1).startswith("未填完"))
    with qtbot.waitSignal(page.place_chosen) as asked:
        page.tree.itemClicked.emit(item_of(page, "封面"), 0)
    assert asked.args == ["cover/head"]
    assert workspace.tabs.currentIndex() == 0


def test_enter_leads_to_the_chosen_part(qtbot: QtBot, workspace: Workspace, page: ProgressPage) -> None:
    page.tree.setCurrentItem(item_of(page, "部门职能"))
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert workspace.tabs.currentWidget() is not page


def test_the_next_step_is_one_press_away(qtbot: QtBot, workspace: Workspace, page: ProgressPage) -> None:
    workspace.context.live.put("清空", {"cover/head": None, "cover/reporting_unit": None})
    qtbot.waitUntil(lambda: page.next.isEnabled())
    with qtbot.waitSignal(page.place_chosen):
        page.next.click()
    assert workspace.tabs.currentWidget() is not page


def test_length_follows_the_words(qtbot: QtBot, workspace: Workspace, page: ProgressPage) -> None:
    before = item_of(page, "部门职能").text(2)
    workspace.context.live.put("写", {"narrative/overview/duties/p99": Entry("多写八个字就好。", position=99)})
    qtbot.waitUntil(lambda: item_of(page, "部门职能").text(2) != before)
