"""On the common small screen everything essential fits: no page scrolls sideways, no words are cut off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from gui.main_window import MainWindow
from gui.workspace import Workspace


@pytest.fixture(autouse=True)
def common_screen(window: MainWindow) -> None:
    window.resize(1366, 768)
    assert (window.width(), window.height()) == (1366, 768)


@pytest.mark.parametrize("folded", [False, True], ids=["beside the findings", "findings folded"])
def test_no_page_scrolls_sideways(workspace: Workspace, folded: bool) -> None:
    workspace.fold_panel(folded)
    for index in range(workspace.tabs.count()):
        workspace.show_tab(index)
        QApplication.processEvents()
        for area in workspace.tabs.widget(index).findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, workspace.tabs.tabText(index)


def test_no_words_are_cut_off(workspace: Workspace) -> None:
    for index in range(workspace.tabs.count()):
        workspace.show_tab(index)
        QApplication.processEvents()
        for label in workspace.tabs.widget(index).findChildren(QLabel):
            if label.isVisible() and label.text():
                needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
                assert label.height() >= needed, label.text()
                assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        for button in workspace.tabs.widget(index).findChildren(QPushButton):
            assert not button.isVisible() or button.width() >= button.sizeHint().width(), button.text()


def test_no_words_of_the_findings_are_cut_off(window: MainWindow, workspace: Workspace) -> None:
    for _ in range(len(workspace.context.live.findings)):
        window.menus.actions_by_id["finding_next"].trigger()
        QApplication.processEvents()
        for label in workspace.panel.findChildren(QLabel):
            if label.isVisible() and label.text():
                needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
                assert label.height() >= needed, label.text()
        for button in workspace.panel.findChildren(QPushButton):
            assert not button.isVisible() or button.width() >= button.sizeHint().width(), button.text()
