"""Help at hand: the palette, the card of keys, the manual at this place, larger type, what a maintainer asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextBrowser,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from core.paths import resource_path
from core.version import VERSION
from gui.actions import ACTIONS
from gui.crash import log_folder
from gui.fonts import narrative_font
from gui.main_window import MainWindow
from gui.manual_places import CHAPTERS, LEFT_OVER, START, TABLE, VIEWS
from gui.palette_entries import matching, palette_entries
from gui.settings import TEXT_PERCENTS
from gui.widgets.narrative_editor import NarrativeEditor
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts
from tests.manual_pictures import WIDEST, wanted_pictures


def act(window: MainWindow, action: str) -> None:
    window.menus.actions_by_id[action].trigger()


def during(window: MainWindow, action: str, look: Callable[[QDialog], None]) -> None:
    """Trigger an action that opens a dialog, and look at it while it is open."""
    seen: list[QDialog] = []

    def glance() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog)
        try:
            look(dialog)
        finally:
            dialog.done(dialog.result())

    QTimer.singleShot(0, glance)
    act(window, action)
    assert seen


def search_line(palette: QDialog) -> QLineEdit:
    line = palette.findChild(QLineEdit, "palette-line")
    assert line is not None
    return line


def found_list(palette: QDialog) -> QTreeWidget:
    found = palette.findChild(QTreeWidget, "palette-list")
    assert found is not None
    return found


# -- the palette -----------------------------------------------------------------------------------------------------


def words_for(window: MainWindow, typed: str) -> list[str]:
    return [entry.words for entry in matching(palette_entries(window), typed)]


def test_words_of_a_command_find_it(window: MainWindow) -> None:
    assert words_for(window, "导出报告") == ["导出报告"]
    assert "打印" in words_for(window, "打印")


def test_the_best_comes_first_and_characters_may_be_left_out(window: MainWindow) -> None:
    assert words_for(window, "资金管理")[0].startswith("资金管理")
    assert any("资金管理情况" in words for words in words_for(window, "资管情"))
    assert words_for(window, "没有这样的命令") == []


def test_spaces_and_capitals_do_not_matter(empty_window: MainWindow) -> None:
    everything = words_for(empty_window, "")
    assert words_for(empty_window, " 新 建 ") == [words for words in everything if "新建" in words]


def test_what_cannot_be_done_now_is_not_offered(empty_window: MainWindow) -> None:
    offered = words_for(empty_window, "")
    assert "新建报告" in offered
    assert "导出报告" not in offered


def test_enter_goes_to_the_place_below_the_arrow(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    before = workspace.tabs.currentIndex()

    def choose(dialog: QDialog) -> None:
        line = search_line(dialog)
        line.insert("明细表")  # QTest has no keys for Chinese
        assert found_list(dialog).topLevelItemCount() >= 1
        qtbot.keyClick(line, Qt.Key.Key_Down)
        qtbot.keyClick(line, Qt.Key.Key_Up)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted

    during(window, "palette", choose)
    assert workspace.tabs.currentIndex() != before


def test_the_palette_says_when_nothing_fits(qtbot: QtBot, window: MainWindow) -> None:
    def look(dialog: QDialog) -> None:
        line = search_line(dialog)
        qtbot.keyClicks(line, "qqq")
        assert not found_list(dialog).isVisible()
        assert any("没有找到" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert dialog.isVisible()

    during(window, "palette", look)


# -- keys ------------------------------------------------------------------------------------------------------------


def test_the_card_shows_every_key(window: MainWindow) -> None:
    def look(dialog: QDialog) -> None:
        words = {label.text() for label in dialog.findChildren(QLabel)}
        for spec in ACTIONS:
            if spec.shortcut:
                assert {spec.words.rstrip("…"), spec.shortcut.replace("；", "、")} <= words

    during(window, "shortcuts", look)


# -- the manual ------------------------------------------------------------------------------------------------------


def chapter_shown(window: MainWindow) -> str:
    manual = window.help_actions.manual
    assert manual is not None
    assert manual.isVisible()
    headings = manual.findChild(QListWidget, "manual-headings")
    assert headings is not None
    return headings.currentItem().text().strip()


def test_every_chapter_that_is_led_to_is_in_the_manual() -> None:
    manual = resource_path("manual", "manual.md").read_text(encoding="utf-8")
    headings = {line.lstrip("# ").strip() for line in manual.splitlines() if line.startswith("#")}
    assert headings >= CHAPTERS


def test_every_picture_of_the_manual_is_there_and_fits(window: MainWindow) -> None:
    names = wanted_pictures()
    assert len(names) > 5
    folder = resource_path("manual", "pictures")
    assert {path.stem for path in folder.iterdir()} == set(names)
    for name in names:
        image = QImage(str(folder / f"{name}.png"))
        assert 100 < image.width() <= WIDEST
    act(window, "manual")
    manual = window.help_actions.manual
    assert manual is not None
    text = manual.findChild(QTextBrowser)
    assert text is not None
    assert (
        text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"pictures/{names[0]}.png")) is not None
    )


@pytest.mark.parametrize(
    ("where", "chapter"),
    [
        ("cover/head", "封面"),
        ("spending", TABLE),
        ("narrative/overview/duties", "正文"),
        ("indicator/budgeting/score", "指标自评"),
    ],
)
def test_f1_opens_the_manual_at_this_place(window: MainWindow, workspace: Workspace, where: str, chapter: str) -> None:
    workspace.reveal(where)
    act(window, "manual")
    assert chapter_shown(window) == chapter


def test_f1_without_a_report_and_beside_the_charts(window: MainWindow, workspace: Workspace) -> None:
    workspace.show_charts()
    act(window, "manual")
    assert chapter_shown(window) == VIEWS
    window.close_report()
    act(window, "manual")
    assert chapter_shown(window) == START
    assert LEFT_OVER in CHAPTERS


def test_words_are_found_in_the_manual_from_the_start_again(qtbot: QtBot, window: MainWindow) -> None:
    act(window, "manual")
    manual = window.help_actions.manual
    assert manual is not None
    text, line = manual.findChild(QTextBrowser), manual.findChild(QLineEdit, "manual-find")
    assert text is not None
    assert line is not None
    qtbot.keyClicks(line, "Ctrl+K")
    places = set()
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert text.textCursor().selectedText() == "Ctrl+K"
        places.add(text.textCursor().position())
    assert len(places) <= 2
    line.setText("没有的字")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert any("没有这几个字" in label.text() for label in manual.findChildren(QLabel))


def test_the_manual_closes_with_the_window(window: MainWindow, prompts: RecordingPrompts) -> None:
    act(window, "manual")
    window.close()
    assert window.help_actions.manual is None


# -- larger type -----------------------------------------------------------------------------------------------------


@pytest.fixture
def usual_size_again(window: MainWindow) -> object:
    yield None
    window.use_text_size(100)


@pytest.mark.usefixtures("usual_size_again")
def test_type_grows_and_shrinks_and_is_remembered(window: MainWindow, workspace: Workspace) -> None:
    usual = QApplication.font().pixelSize()
    workspace.reveal("narrative/overview/duties")
    act(window, "text_larger")
    assert QApplication.font().pixelSize() > usual
    assert window.settings.text_percent() == 110
    assert window.workspace is not None
    assert window.workspace.tabs.currentIndex() == workspace.tabs.currentIndex()
    editor = window.workspace.findChild(NarrativeEditor)
    assert editor is not None
    assert editor.font().pixelSize() == narrative_font().pixelSize()
    for _ in TEXT_PERCENTS:
        act(window, "text_larger")
    assert window.settings.text_percent() == TEXT_PERCENTS[-1]
    act(window, "text_smaller")
    assert window.settings.text_percent() == TEXT_PERCENTS[-2]
    act(window, "text_usual")
    assert QApplication.font().pixelSize() == usual


@pytest.mark.usefixtures("usual_size_again")
def test_an_open_manual_grows_too(window: MainWindow) -> None:
    act(window, "manual")
    act(window, "text_larger")
    manual = window.help_actions.manual
    assert manual is not None
    text = manual.findChild(QTextBrowser)
    assert text is not None
    assert text.document().defaultFont().pixelSize() == QApplication.font().pixelSize()
    assert chapter_shown(window) == "封面"


# -- what a maintainer asks for --------------------------------------------------------------------------------------


def test_diagnostics_hold_nothing_of_the_report(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    act(window, "diagnostics")
    words = QApplication.clipboard().text()
    assert VERSION in words
    assert "foshan-2020" in words
    assert words in prompts.told[-1][1]
    report = workspace.context.live.report
    written = [entry.value for entry in report.entries.values() if len(entry.value) > 4]  # the year is the standard's
    assert written
    assert not any(value in words for value in written)
    assert str(workspace.context.live.session.path.parent) not in words


def test_the_log_folder_is_shown_once_there_is_one(window: MainWindow, prompts: RecordingPrompts) -> None:
    act(window, "log_folder")
    assert prompts.told[-1][0] == "还没有日志"
    log_folder().mkdir(parents=True)
    try:
        act(window, "log_folder")
    finally:
        log_folder().rmdir()
    assert prompts.shown == [log_folder()]


def test_licences_of_fonts_and_libraries_are_shown_whole(window: MainWindow) -> None:
    def look(dialog: QDialog) -> None:
        titles, text = dialog.findChild(QListWidget), dialog.findChild(QPlainTextEdit)
        assert titles is not None
        assert text is not None
        names = [titles.item(row).text() for row in range(titles.count())]
        assert any(name.startswith("openpyxl") for name in names)
        assert any("Noto" in name for name in names)
        for row in range(titles.count()):
            titles.setCurrentRow(row)
            assert len(text.toPlainText()) > 20

    during(window, "licences", look)


def test_about_says_the_version(window: MainWindow, prompts: RecordingPrompts) -> None:
    act(window, "about")
    assert VERSION in prompts.told[-1][1]
