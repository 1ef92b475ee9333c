"""A whole report by the keyboard alone: from nothing to export, and from last year's report to export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.model import address
from core.model.amount import format_plain
from core.model.last_year import unconfirmed
from core.model.report import Report
from core.session import Session
from gui.dialogs.export import ExportDialog
from gui.main_window import MainWindow
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_LEVEL_KEYS = {0: Qt.Key.Key_0, 3: Qt.Key.Key_1, 4: Qt.Key.Key_2}
_MOST_TABS = 40


class Hands:
    """What a user does without a mouse: keys, words by the input method, and the clipboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def report(self) -> Report:
        self.workspace.context.live.flush()
        return self.workspace.context.live.report

    def focused(self) -> QWidget:
        top = QApplication.activeModalWidget() or self.window
        # A dialog gives its first widget the keys once it is shown.
        self.qtbot.waitUntil(lambda: top.focusWidget() is not None)
        return top.focusWidget()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def type(self, words: str) -> None:
        """Type as an input method hands words over."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.focused(), event)

    def tab_to(self, where: str) -> None:
        for _ in range(_MOST_TABS):
            if self.focused().property("address") == where:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"not reached by Tab: {where}")

    def in_dialog(self, key: Qt.Key, modifier: Qt.KeyboardModifier, act: Callable[[QDialog], None]) -> None:
        """Press a key that opens a dialog, and act in it."""
        seen: list[QDialog] = []

        def during() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            seen.append(dialog)
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, during)
        self.press(key, modifier)
        assert seen
        # A desktop gives the window its keys back when a dialog closes.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def go_to(self, words: str, then: Callable[[QDialog], None] | None = None) -> None:
        """Go to a place, or do what is called so, by the palette; `then` acts in the dialog that it opens."""

        def choose(palette: QDialog) -> None:
            self.type(words)
            if then is not None:
                self._in_next_dialog(palette, then)
            self.press(Qt.Key.Key_Return)

        self.in_dialog(Qt.Key.Key_K, CONTROL, choose)

    def _in_next_dialog(self, before: QDialog, act: Callable[[QDialog], None]) -> None:
        timer = QTimer(self.window)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog is not before:
                timer.stop()
                act(dialog)

        timer.timeout.connect(look)
        timer.start(0)

    def export(self, folder: Path) -> list[Path]:
        def go(dialog: QDialog) -> None:
            for _ in range(_MOST_TABS):
                if self.focused().objectName() == "export-folder":
                    break
                self.press(Qt.Key.Key_Tab)
            self.press(Qt.Key.Key_A, CONTROL)
            self.type(str(folder))
            self.press(Qt.Key.Key_Return)
            assert isinstance(dialog, ExportDialog)
            self.qtbot.waitUntil(lambda: bool(dialog.written))
            self.press(Qt.Key.Key_Escape)

        self.in_dialog(Qt.Key.Key_E, CONTROL, go)
        return sorted(folder.iterdir())


@pytest.fixture
def model(sample_file: Path) -> Report:
    """The report that is to be written: the sample."""
    with Session.open(sample_file, read_only=True) as session:
        return session.report


@pytest.fixture
def hands(qtbot: QtBot, empty_window: MainWindow) -> Hands:
    return Hands(qtbot, empty_window)


def make_new(hands: Hands, path: Path, unit: str, year: str) -> None:
    def fill(dialog: QDialog) -> None:
        hands.type(unit)
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_A, CONTROL)
        hands.type(year)
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_A, CONTROL)
        hands.type(str(path))
        hands.press(Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted

    hands.in_dialog(Qt.Key.Key_N, CONTROL, fill)
    hands.qtbot.waitUntil(lambda: hands.workspace.context.live.checked)


def fill_cover(hands: Hands, model: Report) -> None:
    hands.go_to("封面部门名称")
    for field in model.standard.cover:
        where = address.cover_field(field.id)
        hands.tab_to(where)
        hands.press(Qt.Key.Key_A, CONTROL)
        hands.type(model.text(where))


def fill_parts(hands: Hands, model: Report) -> None:
    chapters = {chapter.id: chapter.title for chapter in model.standard.chapters}
    for where, part in model.standard.parts.items():
        chapter = chapters[part.chapter]
        hands.go_to(f"{chapter}{part.title}" if part.title else f"正文{chapter}")
        assert hands.focused().property("address") == where
        for number, paragraph in enumerate(model.paragraphs(where)):
            if number:
                hands.press(Qt.Key.Key_Return)
            hands.press(_LEVEL_KEYS[paragraph.level], CONTROL | ALT)
            hands.type(paragraph.text)


def fill_table(hands: Hands, model: Report) -> None:
    table = model.standard.tables[0]
    lines = []
    for row in table.rows:
        wheres = [address.cell(table.id, row.id, column.id) for column in table.columns]
        # What is computed is left blank, as one leaves it in the spreadsheet that is pasted from.
        lines.append("\t".join("" if row.parts else model.shown_amount(where) for where in wheres))
    QApplication.clipboard().setText("\n".join(lines))
    hands.go_to(f"表{table.title}")
    hands.press(Qt.Key.Key_Home, CONTROL)
    hands.press(Qt.Key.Key_Right)  # past the titles of the rows
    hands.press(Qt.Key.Key_V, CONTROL)


def fill_scores(hands: Hands, model: Report) -> None:
    for indicator in model.standard.scored_indicators:
        hands.go_to(f"指标{indicator.title}")
        score = model.score(indicator.id)
        assert score is not None
        for figure in format_plain(score):
            hands.qtbot.keyClicks(hands.focused(), figure)
        hands.press(Qt.Key.Key_Return)
        if model.reason(indicator.id):
            hands.go_to(f"指标{indicator.title}")
            hands.tab_to(address.indicator_reason(indicator.id))
            hands.type(model.reason(indicator.id))


def test_from_nothing_to_export(hands: Hands, model: Report, tmp_path: Path) -> None:
    make_new(hands, tmp_path / "报告.ziping", model.text("cover/reporting_unit"), model.text("cover/fiscal_year"))
    fill_cover(hands, model)
    fill_parts(hands, model)
    fill_table(hands, model)
    fill_scores(hands, model)
    made = hands.report
    for part in model.standard.parts:
        wanted = [(paragraph.level, paragraph.text) for paragraph in model.paragraphs(part)]
        assert [(paragraph.level, paragraph.text) for paragraph in made.paragraphs(part)] == wanted
    for where, entry in model.entries.items():
        if not where.startswith(("narrative/", "link/")):
            assert made.text(where) == entry.value or address.is_cell(where), where
    assert [made.amount(where) for *_, where in model.standard.cells()] == [
        model.amount(where) for *_, where in model.standard.cells()
    ]
    files = hands.export(tmp_path / "导出")
    assert {path.suffix for path in files} == {".pdf", ".docx", ".xlsx"}
    assert all("草稿" not in path.stem for path in files)


def test_from_last_years_report_to_export(
    hands: Hands, model: Report, report_file: Path, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    make_new(hands, tmp_path / "今年.ziping", model.text("cover/reporting_unit"), "2021")
    prompts.paths = [report_file]
    hands.go_to("沿用去年的报告", then=lambda _dialog: hands.press(Qt.Key.Key_Return))
    waiting = unconfirmed(hands.report)
    assert len(waiting) > 20
    fill_table(hands, model)
    fill_scores(hands, model)
    for _ in range(_MOST_TABS):
        if not unconfirmed(hands.report):
            break
        confirm_next(hands)
    assert unconfirmed(hands.report) == ()
    files = hands.export(tmp_path / "导出")
    assert {path.suffix for path in files} == {".pdf", ".docx", ".xlsx"}


def confirm_next(hands: Hands) -> None:
    """Go to the first thing that is still last year's, and press its button by the space bar."""
    where = unconfirmed(hands.report)[0]
    hands.workspace.reveal(where)
    for _ in range(_MOST_TABS):
        if hands.focused().accessibleName() == "确认沿用的内容" and hands.focused().isVisible():
            hands.press(Qt.Key.Key_Space)
            return
        hands.press(Qt.Key.Key_Tab)
    raise AssertionError(f"no button that confirms {where}")
