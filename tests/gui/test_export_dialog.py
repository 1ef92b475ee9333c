"""Exporting from the window: both files, cancel, failure, and what is offered afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.progress import CancelledError, Progress
from gui.dialogs import export as export_module
from gui.dialogs.export import ExportDialog
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(workspace.context, tmp_path / "导出")
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, dialog: ExportDialog, words: str) -> None:
    button = next(item for item in dialog.findChildren(QPushButton) if item.text() == words and item.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def result(dialog: ExportDialog) -> str:
    label = dialog.findChild(QLabel, "export-result")
    assert label is not None
    return label.text()


def test_both_files_are_written_and_can_be_opened(
    qtbot: QtBot, dialog: ExportDialog, prompts: RecordingPrompts
) -> None:
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20000)
    assert {path.suffix for path in dialog.written} == {".pdf", ".xlsx"}
    assert all(path.stat().st_size > 0 for path in dialog.written)
    press(qtbot, dialog, "打开文件 PDF")
    press(qtbot, dialog, "打开所在文件夹")
    assert prompts.shown == [dialog.written[0], dialog.written[0].parent]


def test_a_folder_that_is_a_file_is_said(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    line = dialog.findChild(QLineEdit, "export-folder")
    assert line is not None
    line.setText(str(tmp_path / "文件"))
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(result(dialog)), timeout=20000)
    assert "没有导出" in result(dialog)
    press(qtbot, dialog, "返回")
    assert any(button.text() == "导出" and button.isVisible() for button in dialog.findChildren(QPushButton))


def test_cancel_leaves_nothing_half_made(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_report: object, _folder: Path, _formats: object, progress: Progress) -> list[Path]:
        step = 0
        while True:
            step += 1
            progress.report(step % 100, 100, "正在排版…")

    monkeypatch.setattr(export_module, "export_report", endless)
    press(qtbot, dialog, "导出")
    press(qtbot, dialog, "取消")
    qtbot.waitUntil(lambda: bool(result(dialog)), timeout=20000)
    assert "原有的文件没有改动" in result(dialog)
    assert list(tmp_path.glob("导出/*")) == []


def test_leaving_the_dialog_stops_the_task(qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    def endless(_report: object, _folder: Path, _formats: object, progress: Progress) -> list[Path]:
        try:
            while True:
                progress.report(1, 2, "正在排版…")
        except CancelledError:
            ended.append(True)
            raise

    monkeypatch.setattr(export_module, "export_report", endless)
    press(qtbot, dialog, "导出")
    dialog.reject()
    assert ended == [True]


def test_nothing_chosen_cannot_be_exported(dialog: ExportDialog) -> None:
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(False)
    go = next(item for item in dialog.findChildren(QPushButton) if item.text() == "导出")
    assert not go.isEnabled()
