"""Printing through the system's dialog, which the prompts port answers for: onto a PDF file instead of paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preview.pane import PreviewPane
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts


def printer_to(path: Path, first: int = 0, last: int = 0) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(100)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    if first:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)
    return printer


def note(workspace: Workspace) -> str:
    pane = workspace.findChild(PreviewPane, "preview")
    if not isinstance(pane, PreviewPane):
        return ""
    words: list[QLabel] = list(pane.findChildren(QLabel, "preview-notice"))
    return words[0].text() if words[0].isVisible() else ""


def print_and_wait(qtbot: QtBot, window: MainWindow, workspace: Workspace, end: str) -> None:
    window.menus.actions_by_id["print"].trigger()
    qtbot.waitUntil(lambda: end in note(workspace))


def test_chosen_pages_are_printed_whole(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    target = tmp_path / "打印.pdf"
    prompts.printers = [printer_to(target, 2, 3)]
    print_and_wait(qtbot, window, workspace, "已送出 2 页草稿")
    assert prompts.asked[-1] == (workspace.context.live.report.title(), "24")

    printed = pypdfium2.PdfDocument(target)
    assert len(printed) == 2
    width, height = printed.get_page_size(0)
    assert (width, height) == pytest.approx((595, 842), abs=2)
    # Where the first heading stands there is ink, in the margins there is none.
    image = printed[0].render(scale=1).to_pil().convert("L")
    assert min(image.crop((100, 105, 300, 135)).tobytes()) < 100
    assert min(image.crop((0, 0, 70, 842)).tobytes()) > 200
    printed.close()


def test_what_was_just_typed_is_printed(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    window.menus.actions_by_id["preview"].trigger()
    live = workspace.context.live
    entry = live.report.entries["cover/head"]
    live.put("修改", {"cover/head": type(entry)("另一位")})
    prompts.printers = [printer_to(tmp_path / "打印.pdf", 1, 1)]
    print_and_wait(qtbot, window, workspace, "已送出 1 页草稿")
    pane = workspace.findChild(PreviewPane, "preview")
    assert isinstance(pane, PreviewPane)
    assert pane._pages is not None
    assert pane._pages.report is live.report


def test_nothing_is_printed_when_the_dialog_is_cancelled(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    prompts.printers = [None]
    window.menus.actions_by_id["print"].trigger()
    qtbot.waitUntil(lambda: bool(prompts.asked))
    assert note(workspace) == ""


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    prompts.printers = [printer_to(tmp_path / "没有这个文件夹" / "打印.pdf", 1, 1)]
    print_and_wait(qtbot, window, workspace, "没有打印完")


def test_printing_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    prompts.printers = [printer_to(tmp_path / "打印.pdf")]
    print_and_wait(qtbot, window, workspace, "正在打印")
    pane = workspace.findChild(PreviewPane, "preview")
    assert isinstance(pane, PreviewPane)
    cancel = next(item for item in pane.findChildren(QPushButton) if item.text() == "取消")
    cancel.click()
    assert "已取消打印" in note(workspace)
