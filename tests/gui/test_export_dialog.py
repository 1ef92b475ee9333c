"""Exporting from the window: the files, cancel, failure, and what is offered afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QProgressBar, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from core.document.version import Version
from core.export.release import errors_among
from core.export.report import Exported, Format, export_report
from core.model.change import Entry
from core.model.report import Report
from core.progress import CancelledError, Progress
from gui.dialogs import export as export_module
from gui.dialogs.export import ExportDialog
from gui.main_window import MainWindow
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


def radio(dialog: ExportDialog, version: Version) -> QRadioButton:
    found = dialog.findChild(QRadioButton, f"version-{version.value}")
    assert found is not None
    return found


def go(dialog: ExportDialog) -> QPushButton:
    return next(item for item in dialog.findChildren(QPushButton) if item.text() == "导出")


def test_all_files_are_written_and_can_be_opened(qtbot: QtBot, dialog: ExportDialog, prompts: RecordingPrompts) -> None:
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    assert {path.suffix for path in dialog.written} == {".pdf", ".docx", ".xlsx"}
    assert all(path.stat().st_size > 0 for path in dialog.written)
    press(qtbot, dialog, "打开 PDF 文件")
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
    def endless(_report: object, _folder: Path, _formats: object, progress: Progress, **_options: object) -> Exported:
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

    def endless(_report: object, _folder: Path, _formats: object, progress: Progress, **_options: object) -> Exported:
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
    assert not go(dialog).isEnabled()


def test_cancel_keeps_the_files_of_an_earlier_export(
    qtbot: QtBot, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    before = {path: path.read_bytes() for path in dialog.written}
    press(qtbot, dialog, "返回")

    def cancelled_midway(
        report: Report, folder: Path, formats: Sequence[Format], progress: Progress, **_options: object
    ) -> Exported:
        steps = 0

        class Sink:
            def report(self, done: int, total: int, message: str) -> None:
                nonlocal steps
                steps += 1
                if steps == 3:
                    raise CancelledError
                progress.report(done, total, message)

        return export_report(report, folder, formats, Sink(), version=Version.FINAL)

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

    def slow(_report: object, folder: Path, _formats: object, progress: Progress, **_options: object) -> Exported:
        progress.report(3, 10, "正在排版第 3 页…")
        assert go_on.wait(20)
        return Exported((folder / "报告.pdf",))

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
    def broken(*_args: object, **_options: object) -> Exported:
        raise KeyError("a bug")

    monkeypatch.setattr(export_module, "export_report", broken)
    with qtbot.captureExceptions() as caught:
        press(qtbot, dialog, "导出")
        qtbot.waitUntil(lambda: bool(result(dialog)))
    assert "报告本身没有受影响" in result(dialog)
    assert len(caught) == 1
    assert "KeyError: 'a bug'" in str(caught[0][1])


def test_with_open_errors_a_draft_is_proposed_and_each_error_leads_to_its_place(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.context.live.put("填写", {"spending/project/final": Entry("1")})
    dialog = ExportDialog(workspace.context, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    (warning,) = [label for label in dialog.findChildren(QLabel, "trouble") if label.isVisible()]
    assert "处错误没有改正或接受" in warning.text()
    assert radio(dialog, Version.DRAFT).isChecked()
    for version in (Version.FINAL, Version.PUBLIC):
        radio(dialog, version).click()
        assert not go(dialog).isEnabled()
    rows = [item for item in dialog.findChildren(QPushButton) if item.property("role") == "open-error"]
    errors = errors_among(workspace.context.live.findings)
    assert len(rows) == min(len(errors), 4)
    with qtbot.waitSignal(dialog.place_chosen) as chosen:
        rows[0].click()
    assert chosen.args == [errors[0].places[0]]
    assert not dialog.isVisible()


def test_a_place_that_is_chosen_is_shown_in_the_window(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.context.live.put("填写", {"spending/project/final": Entry("1")})
    window = workspace.window()
    assert isinstance(window, MainWindow)
    revealed: list[str] = []
    monkeypatch.setattr(workspace, "reveal", lambda where, *_span: revealed.append(where))

    def choose(dialog: ExportDialog) -> int:
        rows = [item for item in dialog.findChildren(QPushButton) if item.property("role") == "open-error"]
        rows[0].click()
        return 0

    monkeypatch.setattr(ExportDialog, "exec", choose)
    window.menus.actions_by_id["export"].trigger()
    assert revealed == [errors_among(workspace.context.live.findings)[0].places[0].address]


def test_errors_that_are_mended_open_the_way(qtbot: QtBot, workspace: Workspace, dialog: ExportDialog) -> None:
    assert radio(dialog, Version.FINAL).isChecked()
    workspace.context.live.put("填写", {"spending/project/final": Entry("1")})
    qtbot.waitUntil(lambda: not go(dialog).isEnabled())
    workspace.context.live.undo()
    qtbot.waitUntil(lambda: go(dialog).isEnabled())


def test_an_error_that_the_window_does_not_know_of_yet_is_refused_all_the_same(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.dialogs.export_choices.errors_among", lambda _findings: ())
    workspace.context.live.put("填写", {"spending/project/final": Entry("1")})
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(result(dialog)))
    assert "不能导出正式文件" in result(dialog)
    assert not (tmp_path / "导出").exists()


def test_what_a_public_version_leaves_out_is_told(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.export.pdf.system_fonts.font_folders", list)
    address = next(iter(workspace.context.live.report.all_paragraphs())).address
    workspace.context.live.put(
        "填写", {"cover/phone": Entry("0757-83312345"), address: Entry("电话83312345，手机13800138000。")}
    )
    radio(dialog, Version.PUBLIC).click()
    box = dialog.findChild(QCheckBox, "export-system-fonts")
    assert box is not None
    box.click()
    press(qtbot, dialog, "导出")
    qtbot.waitUntil(lambda: bool(dialog.written))
    account = dialog.findChild(QPlainTextEdit, "export-account")
    assert account is not None
    assert account.isVisible()
    told = account.toPlainText()
    assert "略去了 2 处" in told
    assert "封面 · 联系电话：略去“0757-83312345”" in told
    assert "“13800138000”像是电话号码，仍在文中，请看一眼" in told
    assert "正文：本机没有仿宋_GB2312" in told
    assert {path.stem[-4:] for path in dialog.written} == {"（公开）"}


def test_words_just_typed_are_exported(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported: list[Report] = []

    def keep(report: Report, folder: Path, _formats: object, _progress: Progress, **_options: object) -> Exported:
        exported.append(report)
        return Exported((folder / "报告.pdf",))

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
