"""The preview as it is used: pages appear, follow what is typed and where, lead back to the editor, are found in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.preview.pane import PreviewPane
from gui.widgets.narrative_editor import NarrativeEditor
from gui.workspace import Workspace
from tests.gui.preview_readers import (
    PARAGRAPH,
    act,
    button,
    count_words,
    ink,
    pages,
    part,
    picture,
    preview,
    text_in,
    words_shown,
)

# -- pages -----------------------------------------------------------------------------------------------------------


def test_the_tab_shows_the_pages(shown: Workspace) -> None:
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "预览"
    assert count_words(shown) == "第 1 / 24 页"


def test_the_tab_stands_behind_the_parts_and_has_a_key(window: MainWindow, workspace: Workspace) -> None:
    titles = [workspace.tabs.tabText(index) for index in range(workspace.tabs.count())]
    assert titles[-2:] == ["预览", "图表"]
    keys = {action.text(): action.shortcut().toString() for action in window.findChildren(QAction)}
    assert keys["问题与措施"] == "Ctrl+6"
    assert "预览" in keys


def test_nothing_is_set_before_somebody_looks(workspace: Workspace) -> None:
    assert workspace.findChild(PreviewPane, "preview") is None


def test_a_wide_window_has_it_beside_the_editor(beside: Workspace) -> None:
    titles = [beside.tabs.tabText(index) for index in range(beside.tabs.count())]
    assert "预览" not in titles
    assert pages(beside).isVisible()
    assert beside.tabs.isVisible()
    assert pages(beside).mapTo(beside, QPoint()).x() >= beside.tabs.width()


def test_it_goes_back_to_its_tab_in_a_narrow_window(qtbot: QtBot, window: MainWindow, beside: Workspace) -> None:
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: "预览" in [beside.tabs.tabText(index) for index in range(beside.tabs.count())])
    act(window, "preview")
    assert pages(beside).isVisible()
    assert count_words(beside) == "第 1 / 24 页"


def test_beside_the_editor_it_can_be_hidden_and_stays_so(window: MainWindow, beside: Workspace) -> None:
    act(window, "preview")
    assert not pages(beside).isVisible()
    assert not beside.context.settings.preview_beside()
    act(window, "preview")
    assert pages(beside).isVisible()
    assert beside.context.settings.preview_beside()


def test_pages_are_turned_and_counted(qtbot: QtBot, shown: Workspace) -> None:
    view = pages(shown)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert count_words(shown) == "第 24 / 24 页"
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert count_words(shown) == "第 12 / 24 页"
    qtbot.waitUntil(lambda: ink(picture(view)) > 100)


# -- typing ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_soon_on_the_page(qtbot: QtBot, beside: Workspace, window: MainWindow) -> None:
    beside.reveal(PARAGRAPH)
    editor = QApplication.focusWidget()
    assert isinstance(editor, NarrativeEditor)
    act(window, "preview_find")
    assert text_in(beside, "甲乙丙丁", qtbot) == "没有找到"
    editor.setFocus()
    editor.insertPlainText("甲乙丙丁，")
    qtbot.waitUntil(lambda: "第 1 / 1 处" in words_shown(beside))


def test_the_newest_report_wins(qtbot: QtBot, beside: Workspace, window: MainWindow) -> None:
    live = beside.context.live
    act(window, "preview_find")
    text_in(beside, "第九次修改", qtbot)
    for word in ("第一次修改", "第五次修改", "第九次修改"):
        entry = live.report.entries[PARAGRAPH]
        live.put("修改", {PARAGRAPH: type(entry)(word, level=entry.level, position=entry.position)})
    qtbot.waitUntil(lambda: "第 1 / 1 处" in words_shown(beside))
    assert text_in(beside, "第一次修改", qtbot)


def test_it_follows_the_cursor(qtbot: QtBot, beside: Workspace) -> None:
    beside.reveal("narrative/problems/main/p1")
    qtbot.waitUntil(lambda: count_words(beside).startswith("第 1") and count_words(beside) != "第 1 / 24 页")
    beside.reveal("cover/head")
    qtbot.waitUntil(lambda: count_words(beside) == "第 1 / 24 页")
    beside.reveal("spending/total/final")
    qtbot.waitUntil(lambda: count_words(beside) == "第 7 / 24 页")


def test_the_line_that_is_edited_is_marked(qtbot: QtBot, beside: Workspace) -> None:
    view = pages(beside)
    plain = picture(view)
    beside.reveal(PARAGRAPH)
    qtbot.waitUntil(lambda: picture(view) != plain)

    def bar() -> bool:
        image = picture(view)
        return any(
            QColor(image.pixel(x, y)) == QColor("#1B5E9B")
            for x in range(image.width() // 4)
            for y in range(0, image.height(), 8)
        )

    qtbot.waitUntil(bar)


def test_who_scrolls_by_hand_is_left_alone(qtbot: QtBot, beside: Workspace) -> None:
    beside.reveal(PARAGRAPH)
    qtbot.waitUntil(lambda: count_words(beside) == "第 2 / 24 页")
    view = pages(beside)
    small = part(beside, QListWidget, "preview-thumbnails")
    button(beside, "preview-thumbnails-button").click()
    small.setCurrentRow(9)
    assert count_words(beside) == "第 10 / 24 页"
    before = view.verticalScrollBar().value()
    with qtbot.waitSignal(preview(beside)._refresher.refreshed):
        beside.context.live.undo()
        entry = beside.context.live.report.entries["cover/head"]
        beside.context.live.put("修改", {"cover/head": type(entry)("另一位")})
    assert view.verticalScrollBar().value() == before


# -- back to the editor ----------------------------------------------------------------------------------------------


def click_on(qtbot: QtBot, shown: Workspace, where: str) -> None:
    """Click in the middle of where an address stands on the pages."""
    pane, view = preview(shown), pages(shown)
    landing = pane._places.of(where)[0]
    view.lead_to(landing.page, landing.top, landing.bottom)
    box = view._layout.on_screen(landing.page, landing.left, landing.top, landing.right, landing.bottom)
    spot = box.center() - QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())


@pytest.mark.parametrize(
    ("where", "tab"),
    [
        (PARAGRAPH, "部门概况"),
        ("cover/head", "封面"),
        ("spending/project/final", "支出情况"),
        ("narrative/problems", "问题与措施"),
        ("indicator/budgeting/reason", "指标自评"),
    ],
)
def test_a_click_leads_to_the_editor(qtbot: QtBot, shown: Workspace, where: str, tab: str) -> None:
    if not preview(shown)._places.of(where):
        pytest.fail(f"{where} stands nowhere")
    click_on(qtbot, shown, where)
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == tab


def test_a_click_on_a_paragraph_puts_the_cursor_there(qtbot: QtBot, shown: Workspace) -> None:
    click_on(qtbot, shown, PARAGRAPH)
    editor = QApplication.focusWidget()
    assert isinstance(editor, NarrativeEditor)
    assert editor.cursor_place()[0] == PARAGRAPH


def test_a_click_on_a_rate_that_only_follows_leads_nowhere(qtbot: QtBot, shown: Workspace) -> None:
    where = next(name for name in preview(shown)._places._by_address if name.startswith("quantity/"))
    click_on(qtbot, shown, where)
    assert shown.tabs.tabText(shown.tabs.currentIndex()) == "预览"
