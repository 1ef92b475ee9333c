"""Zoom, small pages and words in the preview, and what is said while there is nothing to see."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.export.preview import PreviewWriter
from core.model.report import Report
from gui.main_window import MainWindow
from gui.preview.pane import PreviewPane
from gui.workspace import Workspace
from tests.gui.preview_readers import (
    act,
    button,
    count_words,
    pages,
    part,
    preview,
    text_in,
    words_shown,
)

# -- zoom, small pages, find -----------------------------------------------------------------------------------------


def test_zoom_by_actions_box_and_wheel(window: MainWindow, shown: Workspace) -> None:
    view = pages(shown)
    fitting = view.percent
    assert view.horizontalScrollBar().maximum() == 0
    act(window, "fit_page")
    assert view.percent < fitting
    act(window, "zoom_in")
    act(window, "zoom_in")
    larger = view.percent
    act(window, "zoom_out")
    assert view.percent < larger
    box = part(shown, QComboBox, "preview-zoom")
    box.setCurrentIndex(box.findText("200%"))
    box.activated.emit(box.currentIndex())
    assert view.percent == 200
    assert view.horizontalScrollBar().maximum() > 0
    act(window, "zoom_in")
    assert view.percent == 200
    wheel = QWheelEvent(
        QPointF(50, 50),
        view.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.percent == 175
    assert box.currentText() == "175%"
    act(window, "fit_width")
    assert view.percent == fitting


def test_zooming_stays_on_the_page(window: MainWindow, shown: Workspace) -> None:
    pages(shown).turn_to(11)
    before = count_words(shown)
    for name in ("fit_page", "zoom_in", "zoom_in", "zoom_out", "fit_width"):
        act(window, name)
    assert count_words(shown) == before


def test_small_pages_lead_to_pages(qtbot: QtBot, window: MainWindow, shown: Workspace) -> None:
    act(window, "preview_thumbnails")
    small = part(shown, QListWidget, "preview-thumbnails")
    assert small.isVisible()
    assert small.count() == 24
    small.setCurrentRow(4)
    assert count_words(shown) == "第 5 / 24 页"
    blank = small.item(small.count() - 1).icon().pixmap(76, 108).toImage()
    qtbot.waitUntil(lambda: small.item(4).icon().pixmap(76, 108).toImage() != blank)
    act(window, "preview_thumbnails")
    assert not small.isVisible()


def test_words_are_found_and_gone_through(qtbot: QtBot, window: MainWindow, shown: Workspace) -> None:
    act(window, "preview_find")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    said = text_in(shown, "政务服务", qtbot)
    total = said.split("/")[1]
    assert said == f"第 1 /{total}"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert f"第 2 /{total}" in words_shown(shown)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert f"第 1 /{total}" in words_shown(shown)
    button(shown, "preview-find-previous").click()
    assert f"第{total.removesuffix('处')}/{total}" in words_shown(shown)
    assert count_words(shown) != "第 1 / 24 页"
    button(shown, "preview-find-next").click()
    assert f"第 1 /{total}" in words_shown(shown)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_what_is_not_there_is_said(qtbot: QtBot, window: MainWindow, shown: Workspace) -> None:
    act(window, "preview_find")
    assert text_in(shown, "这句话哪里也没有", qtbot) == "没有找到"


# -- states ----------------------------------------------------------------------------------------------------------


def test_a_report_without_content_says_so(
    qtbot: QtBot, window: MainWindow, prompts: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from core.session import Session
    from core.standard.catalog import find_standard

    path = tmp_path_factory.mktemp("empty") / "空白.ziping"
    Session.create(path, find_standard("foshan-2020")).close()
    window.open_report(path)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.context.live.checked)
    act(window, "preview")
    qtbot.waitUntil(lambda: any("报告还没有内容" in text for text in words_shown(workspace)))


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A writer that cannot set anything, until what is returned is called."""
    real = PreviewWriter.set_report

    def refuse(self: PreviewWriter, report: Report) -> object:
        raise AppError("no_preview", "预览没有排成：内存可能不够。报告本身没有受影响。")

    monkeypatch.setattr(PreviewWriter, "set_report", refuse)
    return lambda: monkeypatch.setattr(PreviewWriter, "set_report", real)


def test_a_failure_is_said_and_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, failing: Callable[[], None]
) -> None:
    act(window, "preview")
    qtbot.waitUntil(lambda: any("报告本身没有受影响" in text for text in words_shown(workspace)))
    failing()
    again = next(item for item in preview(workspace).findChildren(QPushButton) if item.text() == "再试一次")
    again.click()
    qtbot.waitUntil(lambda: count_words(workspace) == "第 1 / 24 页")


def test_a_process_that_is_gone_is_replaced(qtbot: QtBot, beside: Workspace, window: MainWindow) -> None:
    writer = preview(beside)._refresher._writer
    assert writer is not None
    process = writer._child._process
    assert process is not None
    os.kill(process.pid, 9)
    act(window, "preview_find")
    text_in(beside, "另一位", qtbot)
    entry = beside.context.live.report.entries["cover/head"]
    beside.context.live.put("修改", {"cover/head": type(entry)("另一位")})
    qtbot.waitUntil(lambda: "第 1 / 1 处" in words_shown(beside))


def test_leaving_while_pages_are_set(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    act(window, "preview")
    qtbot.waitUntil(lambda: workspace.findChild(PreviewPane, "preview") is not None)
    act(window, "close")
    assert window.workspace is None
