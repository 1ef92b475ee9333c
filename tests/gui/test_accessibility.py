"""What a screen reader says: everything that takes the focus has a name, as the accessibility interface tells it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.standard.catalog import bundled_standards
from gui.dialogs.export import ExportDialog
from gui.dialogs.new_report import NewReportDialog
from gui.main_window import MainWindow
from gui.widgets.finding_card import FindingCard
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts


def nameless(root: QWidget) -> list[QWidget]:
    """Return the visible widgets that take the focus by Tab and have no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip():
            found.append(widget)
    return found


def test_every_tab(workspace: Workspace) -> None:
    for index in range(workspace.tabs.count()):
        workspace.show_tab(index)
        assert nameless(workspace) == []


def test_the_start_page(empty_window: MainWindow) -> None:
    assert nameless(empty_window) == []


def test_the_export_dialog(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    dialog = ExportDialog(workspace.context, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_the_dialog_of_a_new_report(qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path) -> None:
    dialog = NewReportDialog(prompts, bundled_standards(), tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_open_cards_of_findings(qtbot: QtBot, workspace: Workspace) -> None:
    for card in workspace.panel.findChildren(FindingCard):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        assert nameless(workspace.panel) == []


def test_a_figure_says_its_row_and_column(workspace: Workspace) -> None:
    workspace.reveal("spending/project/final")
    table = workspace.focusWidget()
    index = table.currentIndex()  # type: ignore[attr-defined]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "决算数" in spoken
    assert "项目支出" in spoken
    assert "2,398.75" in spoken
