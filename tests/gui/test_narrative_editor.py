"""Writing paragraphs: they reach the report by themselves, keep their levels, and show where faults are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.model.finding import Severity
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.tabs.narrative import PartSection
from gui.widgets.narrative_editor import NarrativeEditor
from gui.widgets.text_marks import Mark
from gui.workspace import Workspace

PART = "narrative/overview/organisation"


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    return workspace.context.live


@pytest.fixture
def editor(at_address: Callable[[str], QWidget]) -> NarrativeEditor:
    found = at_address(PART)
    assert isinstance(found, NarrativeEditor)
    found.setFocus()
    found.moveCursor(QTextCursor.MoveOperation.End)
    return found


def texts(live: LiveReport) -> list[str]:
    return [paragraph.text for paragraph in live.report.paragraphs(PART)]


def test_typing_reaches_the_report_by_itself(qtbot: QtBot, live: LiveReport, editor: NarrativeEditor) -> None:
    qtbot.keyClicks(editor, "ABC")
    assert not texts(live)[-1].endswith("ABC")
    qtbot.waitUntil(lambda: texts(live)[-1].endswith("ABC"))


def test_a_pasted_list_keeps_its_levels_and_loses_its_typed_numbers(live: LiveReport, editor: NarrativeEditor) -> None:
    before = live.report.paragraphs(PART)
    editor.textCursor().insertBlock()
    source = QMimeData()
    source.setText("1.\t建立台账。\n（1）逐项登记；\n2.\t按月核对。\n此外，加强培训。")
    editor.insertFromMimeData(source)
    live.flush()
    assert [(paragraph.level, paragraph.text) for paragraph in live.report.paragraphs(PART)[len(before) :]] == [
        (3, "建立台账。"),
        (4, "逐项登记；"),
        (3, "按月核对。"),
        (0, "此外，加强培训。"),
    ]


def test_a_pasted_line_joins_the_paragraph_at_the_cursor(live: LiveReport, editor: NarrativeEditor) -> None:
    before = live.report.paragraphs(PART)
    source = QMimeData()
    source.setText("\u3000另有专家 3 名。\n")
    editor.insertFromMimeData(source)
    live.flush()
    after = live.report.paragraphs(PART)
    assert len(after) == len(before)
    assert after[-1].text == f"{before[-1].text}另有专家 3 名。"
    assert after[-1].level == before[-1].level


def test_leaving_the_editor_hands_over_at_once(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor, workspace: Workspace
) -> None:
    qtbot.keyClicks(editor, "ABC")
    workspace.tabs.setFocus()
    assert texts(live)[-1].endswith("ABC")


def test_enter_makes_a_paragraph_with_an_address_of_its_own(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor
) -> None:
    before = live.report.paragraphs(PART)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "new")
    live.flush()
    after = live.report.paragraphs(PART)
    assert after[: len(before)] == before
    assert after[-1].text == "new"
    assert after[-1].address not in {paragraph.address for paragraph in before}


def test_levels_number_the_paragraph_in_editor_and_report(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor
) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "first")
    editor.set_level(3)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "second")
    live.flush()
    assert [(item.text, item.level) for item in live.report.paragraphs(PART)[-2:]] == [("first", 3), ("second", 3)]
    block = editor.textCursor().block()
    assert block.textList().itemText(block) == "2."


def test_enter_on_an_empty_numbered_paragraph_makes_it_plain(qtbot: QtBot, editor: NarrativeEditor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.set_level(3)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.current_level() == 0


def test_undo_across_tabs_shows_where_it_worked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, live: LiveReport, editor: NarrativeEditor
) -> None:
    before = editor.toPlainText()
    qtbot.keyClicks(editor, "ABC")
    workspace.show_tab(4)
    window.menus.actions_by_id["undo"].trigger()
    assert editor.toPlainText() == before
    assert workspace.tabs.currentIndex() == 1


def test_ctrl_z_in_the_editor_is_the_reports_undo(qtbot: QtBot, live: LiveReport, editor: NarrativeEditor) -> None:
    before = texts(live)
    qtbot.keyClicks(editor, "ABC")
    live.flush()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(live) == before


def test_an_edit_from_elsewhere_is_shown(live: LiveReport, editor: NarrativeEditor) -> None:
    first = live.report.paragraphs(PART)[0]
    live.put("修改", {first.address: Entry("换了一句。", position=first.position)})
    assert editor.toPlainText().splitlines()[0] == "换了一句。"


def test_pasting_leaves_fonts_behind(live: LiveReport, editor: NarrativeEditor) -> None:
    source = QMimeData()
    source.setHtml("<p style='font-size:40px;color:red'>红字</p>")
    source.setText("　　红字\n\n第二段")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(source)
    live.flush()
    assert texts(live)[-1] == "第二段"
    assert texts(live)[-2].endswith("红字")
    assert editor.currentFont().pixelSize() == editor.font().pixelSize()


def test_a_half_composed_word_is_not_saved(qtbot: QtBot, live: LiveReport, editor: NarrativeEditor) -> None:
    before = texts(live)
    QApplication.sendEvent(editor, QInputMethodEvent("zi'ping", []))
    live.flush()
    assert texts(live) == before
    committed = QInputMethodEvent()
    committed.setCommitString("自评")
    QApplication.sendEvent(editor, committed)
    live.flush()
    assert texts(live)[-1].endswith("自评")


def test_faults_are_underlined_where_they_stand(live: LiveReport, editor: NarrativeEditor) -> None:
    first = live.report.paragraphs(PART)[0]
    editor.set_marks([Mark(first.address, 2, 6, Severity.ERROR, "有误")])
    (selection,) = editor.extraSelections()
    assert selection.cursor.selectedText() == first.text[2:6]  # type: ignore[attr-defined]


def test_reveal_selects_the_very_text(workspace: Workspace, live: LiveReport, editor: NarrativeEditor) -> None:
    last = live.report.paragraphs(PART)[-1]
    workspace.reveal(last.address, 1, 5)
    assert editor.textCursor().selectedText() == last.text[1:5]


def test_emptying_a_part_makes_it_a_blank_one(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor, workspace: Workspace
) -> None:
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    live.flush()
    assert live.report.paragraphs(PART) == ()
    assert workspace.tabs.tabToolTip(1) == "部门概况：未填完"


def test_the_editor_is_as_high_as_its_text(qtbot: QtBot, editor: NarrativeEditor) -> None:
    before = editor.height()
    for _ in range(6):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.keyClicks(editor, "line")
    assert editor.height() > before
    assert editor.verticalScrollBar().maximum() == 0


def test_saving_amid_a_composed_word_does_not_disturb_it(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor
) -> None:
    before = texts(live)[-1]
    qtbot.keyClicks(editor, "ABC")
    QApplication.sendEvent(editor, QInputMethodEvent("zi'ping", []))
    qtbot.waitUntil(lambda: texts(live)[-1] == before + "ABC")
    assert editor.textCursor().block().layout().preeditAreaText() == "zi'ping"
    committed = QInputMethodEvent()
    committed.setCommitString("自评")
    QApplication.sendEvent(editor, committed)
    live.flush()
    assert texts(live)[-1] == before + "ABC自评"


def test_level_buttons_set_and_show_the_level(
    qtbot: QtBot, workspace: Workspace, live: LiveReport, editor: NarrativeEditor
) -> None:
    section = editor.parentWidget()
    assert isinstance(section, PartSection)
    buttons = {button.text(): button for button in section.findChildren(QToolButton, "level")}
    assert list(buttons) == ["正文", "1.", "（1）"]
    for words, level in (("1.", 3), ("（1）", 4), ("正文", 0)):
        qtbot.mouseClick(buttons[words], Qt.MouseButton.LeftButton)
        live.flush()
        assert live.report.paragraphs(PART)[-1].level == level
        assert buttons[words].isChecked()
        assert editor.hasFocus()


def test_a_level_is_undone_like_words(window: MainWindow, live: LiveReport, editor: NarrativeEditor) -> None:
    before = live.report.paragraphs(PART)
    editor.set_level(3)
    live.flush()
    assert live.report.paragraphs(PART)[-1].level == 3
    window.menus.actions_by_id["undo"].trigger()
    assert live.report.paragraphs(PART) == before
    assert editor.current_level() == 0


def test_numbers_begin_anew_below_each_outer_number(qtbot: QtBot, live: LiveReport, editor: NarrativeEditor) -> None:
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    for index, level in enumerate((3, 4, 4, 3, 4)):
        if index:
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        editor.set_level(level)
        qtbot.keyClicks(editor, "x")
    document = editor.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    assert [block.textList().itemText(block) for block in blocks] == ["1.", "（1）", "（2）", "2.", "（1）"]


def test_backspace_at_the_join_makes_one_paragraph_of_two(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor
) -> None:
    before = live.report.paragraphs(PART)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "x")
    live.flush()
    assert len(live.report.paragraphs(PART)) == len(before) + 1
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    live.flush()
    after = live.report.paragraphs(PART)
    assert [item.address for item in after] == [item.address for item in before]
    assert after[-1].text == before[-1].text + "x"


def test_tab_leaves_the_editor(qtbot: QtBot, editor: NarrativeEditor) -> None:
    text = editor.toPlainText()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    assert editor.toPlainText() == text


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # as offscreen says of tool tips
def test_resting_on_a_mark_shows_its_words(live: LiveReport, editor: NarrativeEditor) -> None:
    first = live.report.paragraphs(PART)[0]
    editor.set_marks([Mark(first.address, 2, 6, Severity.ERROR, "有误")])
    cursor = QTextCursor(editor.document())
    cursor.setPosition(4)
    spot = editor.cursorRect(cursor).center()
    QApplication.sendEvent(editor, QHelpEvent(QEvent.Type.ToolTip, spot, editor.mapToGlobal(spot)))
    assert "有误" in QToolTip.text()
    QToolTip.hideText()


def test_marks_stay_on_their_words_past_a_blank_line_being_typed(
    qtbot: QtBot, live: LiveReport, editor: NarrativeEditor
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    last = live.report.paragraphs(PART)[-1]
    editor.set_marks([Mark(last.address, 0, 4, Severity.ERROR, "有误")])
    (selection,) = editor.extraSelections()
    assert selection.cursor.selectedText() == last.text[:4]  # type: ignore[attr-defined]


def test_two_parts_are_edited_side_by_side(
    qtbot: QtBot, live: LiveReport, workspace: Workspace, editor: NarrativeEditor
) -> None:
    workspace.reveal("narrative/overview/duties")
    other = QApplication.focusWidget()
    assert isinstance(other, NarrativeEditor)
    assert other is not editor
    other.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "ABC")
    qtbot.keyClicks(other, "DEF")
    live.flush()
    assert texts(live)[-1].endswith("ABC")
    assert live.report.paragraphs("narrative/overview/duties")[-1].text.endswith("DEF")


def test_a_thousand_paragraphs_can_be_pasted(live: LiveReport, editor: NarrativeEditor) -> None:
    before = len(texts(live))
    source = QMimeData()
    source.setText("\n".join(f"第 {number} 段。" for number in range(1000)))
    QTextCursor(editor.document()).movePosition(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(source)
    live.flush()
    assert len(texts(live)) == before + 999


def test_a_rare_character_of_a_name_does_not_shift_what_a_finding_leads_to(
    live: LiveReport, editor: NarrativeEditor
) -> None:
    first = live.report.paragraphs(PART)[0]
    text = "𬱖某等 3 人参加了培训。"
    live.put("", {first.address: Entry(text, level=first.level, position=first.position)})
    start = text.index("3")
    editor.reveal(first.address, start, start + 1)
    assert editor.textCursor().selectedText() == "3"
    assert editor.cursor_place() == (first.address, start)
