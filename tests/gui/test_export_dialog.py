"""Exporting from the window: the files, cancel, failure, and what is offered afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from core.export.report import Format, export_report
from core.model.change import Entry
from core.model.report import Report
from core.progress import CancelledError, Progress
from gui.dialogs import export as export_module
from gui.dialogs.export import ExportDialog
from gui.widgets.fields import LineField
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(workspace.context, tmp_path / "导出")
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, dialog: ExportDialog, words: str) -> None:
    def shown() -> list[QPushButton]:
        return [item for item in dialog.findChildren(QPushButton) if item.text() == words and item.isVisible()]

    # A button added to a face that is up is shown only when its layout has been worked out.
    qtbot.waitUntil(lambda: bool(shown()))
    qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)


def result(dialog: ExportDialog) -> str:
    label = dialog.findChild(QLabel, "export-result")
    assert label is not None
    return label.text()


def test_all_files_are_written_and_can_be_opened(qtbot: QtBot, dialog: ExportDialog, prompts: RecordingPrompts) -> None:
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    assert {path.suffix for path in dialog.written} == {".pdf", ".docx", ".xlsx"}
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
    qtbot.waitUntil(lambda: bool(result(dialog)))
    assert "没有导出" in result(dialog)
    press(qtbot, dialog, "返回")
    assert any(button.text() == "导出" and button.isVisible() for button in dialog.findChildren(QPushButton))


def test_cancel_leaves_nothing_half_made(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_report: object, _folder: Path, _formats: object, progress: Progress, **_options: object) -> list[Path]:
        step = 0
        while True:
            step += 1
            progress.report(step % 100, 100, "正在排版…")

    monkeypatch.setattr(export_module, "export_report", endless)
    press(qtbot, dialog, "导出")
    press(qtbot, dialog, "取消")
    qtbot.waitUntil(lambda: bool(result(dialog)))
    assert "原有的文件没有改动" in result(dialog)
    assert list(tmp_path.glob("导出/*")) == []


def test_leaving_the_dialog_stops_the_task(qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    def endless(_report: object, _folder: Path, _formats: object, progress: Progress, **_options: object) -> list[Path]:
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


def test_cancel_keeps_the_files_of_an_earlier_export(
    qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    before = {path: path.read_bytes() for path in dialog.written}
    press(qtbot, dialog, "返回")

    def cancelled_midway(
        report: Report, folder: Path, formats: Sequence[Format], progress: Progress, **_options: object
    ) -> list[Path]:
        steps = 0

        class Sink:
            def report(self, done: int, total: int, message: str) -> None:
                nonlocal steps
                steps += 1
                if steps == 3:
                    raise CancelledError
                progress.report(done, total, message)

        return list(export_report(report, folder, formats, Sink()))

    monkeypatch.setattr(export_module, "export_report", cancelled_midway)
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: "原有的文件没有改动" in result(dialog))
    folder = next(iter(before)).parent
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_only_the_chosen_files_are_written(qtbot: QtBot, dialog: ExportDialog) -> None:
    box = dialog.findChild(QCheckBox, "format-xlsx")
    assert box is not None
    box.setChecked(False)
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    assert [path.suffix for path in dialog.written] == [".pdf", ".docx"]


def test_progress_is_shown_while_working(qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slow(_report: object, folder: Path, _formats: object, progress: Progress, **_options: object) -> list[Path]:
        progress.report(3, 10, "正在排版第 3 页…")
        assert go_on.wait(20)
        return [folder / "报告.pdf"]

    monkeypatch.setattr(export_module, "export_report", slow)
    press(qtbot, dialog, "导出")
    bar = dialog.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (3, 10))
    assert any(label.text() == "正在排版第 3 页…" and label.isVisible() for label in dialog.findChildren(QLabel))
    go_on.set()
    qtbot.waitUntil(lambda: bool(dialog.written))


def test_a_bug_in_the_export_is_said_and_goes_to_the_border(
    qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> list[Path]:
        raise KeyError("a bug")

    monkeypatch.setattr(export_module, "export_report", broken)
    with qtbot.captureExceptions() as caught:
        press(qtbot, dialog, "导出")
        qtbot.waitUntil(lambda: bool(result(dialog)))
    assert "报告本身没有受影响" in result(dialog)
    assert len(caught) == 1
    assert "KeyError: 'a bug'" in str(caught[0][1])


def test_open_errors_are_named_before_they_leave_the_house(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    workspace.context.live.put("填写", {"spending/project/final": Entry("1")})
    dialog = ExportDialog(workspace.context, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    (warning,) = [label for label in dialog.findChildren(QLabel, "trouble") if label.isVisible()]
    assert "处错误未改正" in warning.text()


def test_words_just_typed_are_exported(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported: list[Report] = []

    def keep(report: Report, folder: Path, _formats: object, _progress: Progress, **_options: object) -> list[Path]:
        exported.append(report)
        return [folder / "报告.pdf"]

    monkeypatch.setattr(export_module, "export_report", keep)
    field = next(item for item in workspace.findChildren(LineField) if item.property("address") == "cover/head")
    field.selectAll()
    qtbot.keyClicks(field, "Somebody")
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(exported))
    assert exported[0].text("cover/head") == "Somebody"
    qtbot.waitUntil(lambda: bool(dialog.written))


def test_the_folder_can_be_browsed_for(
    qtbot: QtBot, dialog: ExportDialog, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    line = dialog.findChild(QLineEdit, "export-folder")
    assert line is not None
    prompts.paths = [tmp_path / "别处", None]
    press(qtbot, dialog, "浏览…")
    assert line.text() == str(tmp_path / "别处")
    press(qtbot, dialog, "浏览…")
    assert line.text() == str(tmp_path / "别处")
