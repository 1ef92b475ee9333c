"""A manuscript that is no report of ours, in a window of its own: text and tables marked, findings beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.intake.manuscript_text import text_manuscript
from core.progress import Progress
from core.validation.run import check_text
from gui.check_window import CheckWindow
from gui.checked_manuscript import CheckedManuscript
from gui.main_window import MainWindow
from gui.theme import DARK, LIGHT
from gui.widgets.finding_card import FindingCard
from gui.widgets.manuscript_view import ManuscriptView, names_of
from gui.widgets.place_link import PlaceLink
from tests.core.intake.hostile_pdfs import forms_within_forms
from tests.core.intake.pdf_files import pdf_file
from tests.gui.recording_prompts import RecordingPrompts
from tests.gui.test_accessibility import nameless

FAULTY = """\
一、收支情况
全年支出 500.00 万元，其中：基本支出 200.00 万元，项目支出 250.00 万元。

收入支出表
单位：万元
项目|年初数|决算数
基本支出|180.00|200.00
项目支出|220.00|250.00
合计|400.00|480.00

二、服务情况
本年接待来访 120 人次，上年 100 人次，增长 50%。
"""
FAULTLESS = "本年举办培训 3 期，参训 90 人次。\n"


@pytest.fixture
def check(qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path) -> Iterator[CheckWindow]:
    """The window, not yet given a manuscript."""
    window = CheckWindow(prompts, LIGHT)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def manuscript(folder: Path, text: str) -> Path:
    path = folder / "某局文稿.txt"
    path.write_text(text, encoding="utf-8")
    return path


def checked(qtbot: QtBot, window: CheckWindow, path: Path) -> ManuscriptView:
    window.check(path)
    qtbot.waitUntil(lambda: window.view is not None)
    view = window.view
    assert view is not None
    return view.text


def trouble(window: CheckWindow) -> QLabel:
    return next(label for label in window.findChildren(QLabel) if label.objectName() == "check-trouble")


def button(window: CheckWindow, name: str) -> QPushButton:
    return next(item for item in window.findChildren(QPushButton) if item.objectName() == name)


def grounds(text: ManuscriptView) -> list[tuple[str, str]]:
    """The colours that words are drawn on beside the usual one, with the words."""
    return [
        (item.format.background().color().name(), item.cursor.selectedText())  # type: ignore[attr-defined]
        for item in text.extraSelections()
    ]


def cards(window: CheckWindow) -> list[FindingCard]:
    return [card for card in window.findChildren(FindingCard) if not card.isHidden()]


def said(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_the_findings_are_those_of_the_command_line(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTY))
    expected = check_text(text_manuscript(FAULTY, "某局文稿.txt")).findings
    assert len(expected) > 1
    assert [card.finding for card in cards(check)] == list(expected)
    assert check.windowTitle() == "校核：某局文稿.txt"


def test_text_and_tables_are_shown_in_order(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    text = checked(qtbot, check, manuscript(tmp_path, FAULTY)).toPlainText()
    wanted = ["收支情况", "全年支出", "年初数", "180.00", "480.00", "服务情况"]
    assert [text.index(words) for words in wanted] == sorted(text.index(words) for words in wanted)


@pytest.mark.parametrize("person", ["某人", "𬱖某", "𠮷𬱖"], ids=["usual", "rare", "two rare"])
def test_every_place_is_found_by_its_very_words(qtbot: QtBot, check: CheckWindow, tmp_path: Path, person: str) -> None:
    faulty = FAULTY.replace("全年支出", f"{person}经手的全年支出").replace("合计|", f"合计（{person}）|")
    text = checked(qtbot, check, manuscript(tmp_path, faulty))
    assert len(cards(check)) > 1
    for card in cards(check):
        for place in card.finding.places:
            text.reveal(place.address, place.start, place.end)
            assert text.textCursor().selectedText() == place.text
            assert text.cursor_place() == (place.address, place.start)


def test_f8_goes_through_the_findings_and_opens_their_cards(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    text = checked(qtbot, check, manuscript(tmp_path, FAULTY))
    seen = []
    for _ in range(len(cards(check)) + 1):
        qtbot.keyClick(text, Qt.Key.Key_F8)
        seen.append(next(card.finding for card in cards(check) if card.property("current")))
    assert len(set(seen)) == len(cards(check))
    assert seen[-1] == seen[0]
    qtbot.keyClick(text, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert next(card.finding for card in cards(check) if card.property("current")) == seen[-2]


def test_its_cards_neither_mend_nor_accept(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTY))
    for card in cards(check):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        shown = {button.text() for button in card.findChildren(QPushButton) if button.isVisible()}
        assert "跳转" in shown
        assert not {words for words in shown if words.startswith(("修正", "接受", "同类"))}


def test_a_place_says_its_line_and_row() -> None:
    text = text_manuscript(FAULTY, "某局文稿.txt")
    names = names_of(text)
    assert names["line/2"] == "第 2 行"
    total = next(cell for grid in text.grids for cell in grid.rows[-1] if cell.text == "480.00")
    assert names[total.address] == "第 6 行起的表 合计"


def test_where_nothing_is_wrong_it_says_what_was_checked(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTLESS))
    assert cards(check) == []
    assert "未发现数字矛盾。读出数字 2 个，其中 0 个参加了校核。" in said(check)


def test_what_was_not_read_is_said_above_the_findings(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    path = tmp_path / "某局文稿.pdf"
    path.write_bytes(
        pdf_file(lambda sheet: sheet.write("全年培训 3 期。"), lambda sheet: sheet.picture(0, 0, 595, 842))
    )
    checked(qtbot, check, path)
    assert "注意：第 2 页是图片，没有校核。" in said(check)
    checked(qtbot, check, manuscript(tmp_path, FAULTLESS))
    assert "是图片" not in said(check)


@pytest.mark.parametrize("name", ["没有.txt", "空.txt", "坏.docx", "文件夹"])
def test_what_cannot_be_read_is_said(qtbot: QtBot, check: CheckWindow, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "文件夹":
        path.mkdir()
    elif name != "没有.txt":
        path.write_bytes(b"" if name == "空.txt" else b"PK\x03\x04broken")
    check.check(path)
    qtbot.waitUntil(lambda: trouble(check).isVisible())
    assert name.partition(".")[0] in trouble(check).text()
    assert "没有校核" in said(check)


def test_another_manuscript_takes_the_place_of_one_that_could_not_be_read(
    qtbot: QtBot, check: CheckWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    check.check(tmp_path / "没有.txt")
    qtbot.waitUntil(lambda: trouble(check).isVisible())
    prompts.paths = [None, manuscript(tmp_path, FAULTY)]
    other = button(check, "check-other")
    other.click()
    assert check.view is None
    other.click()
    qtbot.waitUntil(lambda: check.view is not None)
    assert cards(check)


def test_a_long_task_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, check: CheckWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled = Event()

    def slow(path: Path, progress: Progress) -> CheckedManuscript:
        progress.report(3, 20, "正在校核：完成率与所列数字不符")
        cancelled.wait(30)
        progress.report(4, 20, "正在校核：占比与所列数字不符")
        raise AssertionError("it went on after it was cancelled")

    monkeypatch.setattr("gui.checked_manuscript.check_file", slow)
    check.check(tmp_path / "某局文稿.txt")
    cancel = button(check, "check-cancel")
    assert not cancel.isVisible()
    qtbot.waitUntil(cancel.isVisible)
    assert "正在校核：完成率与所列数字不符" in said(check)
    cancel.click()
    assert "正在取消…" in said(check)
    cancelled.set()
    qtbot.waitUntil(lambda: "已取消" in said(check))
    assert "原文件没有改动" in said(check)


def test_a_file_that_never_ends_is_cancelled_at_once(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    path = tmp_path / "某局文稿.pdf"
    path.write_bytes(forms_within_forms())
    check.check(path)
    cancel = button(check, "check-cancel")
    qtbot.waitUntil(cancel.isVisible)
    cancel.click()
    qtbot.waitUntil(lambda: "已取消" in said(check))


def test_closing_during_the_task_stops_it(
    qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = CheckWindow(prompts, LIGHT)
    begun = Event()

    def endless(path: Path, progress: Progress) -> CheckedManuscript:
        while True:
            begun.set()
            progress.report(0, 0, "正在读取文稿…")

    monkeypatch.setattr("gui.checked_manuscript.check_file", endless)
    check.check(tmp_path / "某局文稿.txt")
    begun.wait(30)
    with qtbot.waitSignal(check.closed):
        check.close()


def test_both_ends_are_lit_together(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    text = checked(qtbot, check, manuscript(tmp_path, FAULTY))
    card = next(item for item in cards(check) if len(item.finding.places) > 1)
    card.lit.emit(card.finding)
    lit = {words for colour, words in grounds(text) if colour == LIGHT.selected.lower()}
    assert lit == {place.text for place in card.finding.places}
    card.lit.emit(None)
    assert LIGHT.selected.lower() not in dict(grounds(text))


def test_a_place_link_leads_to_the_other_end(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    text = checked(qtbot, check, manuscript(tmp_path, FAULTY))
    card = next(item for item in cards(check) if len(item.finding.places) > 1)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    _, link, *_ = card.findChildren(PlaceLink)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert text.textCursor().selectedText() == link.place.text


def test_numbers_can_be_tinted(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    text = checked(qtbot, check, manuscript(tmp_path, FAULTY))
    box = next(item for item in check.findChildren(QCheckBox) if item.objectName() == "check-numbers")
    box.setChecked(True)
    assert (LIGHT.checked.lower(), "250.00") in grounds(text)
    assert "没有参加校核" in said(check)
    box.setChecked(False)
    assert LIGHT.checked.lower() not in dict(grounds(text))
    assert "没有参加校核" not in said(check)


def test_the_check_report_is_exported(
    qtbot: QtBot, check: CheckWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTY))
    prompts.paths, prompts.confirmations = [None, tmp_path / "报告"], [True]
    export = button(check, "check-export")
    export.click()
    assert prompts.confirmations == [True]
    export.click()
    assert not export.isEnabled()
    qtbot.waitUntil(lambda: bool(prompts.shown))
    assert prompts.shown == [tmp_path / "报告"]
    names = {path.name for path in (tmp_path / "报告").iterdir()}
    assert names == {"某局文稿.txt-校核报告.pdf", "某局文稿.txt-校核报告.xlsx"}
    assert export.isEnabled()


def test_a_check_report_that_cannot_be_written_is_said(
    qtbot: QtBot, check: CheckWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = manuscript(tmp_path, FAULTY)
    checked(qtbot, check, path)
    prompts.paths = [path]
    button(check, "check-export").click()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert prompts.told[0][0] == "没有导出"


def test_colours_follow_the_theme(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTY))
    before = check.view
    check.use_theme(DARK)
    assert check.view is not before
    assert cards(check)


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, check: CheckWindow, tmp_path: Path) -> None:
    checked(qtbot, check, manuscript(tmp_path, FAULTY))
    for card in cards(check):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        assert nameless(check) == []


def test_the_menu_opens_it_and_the_main_window_takes_it_along(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    prompts.paths = [None, manuscript(tmp_path, FAULTY)]
    action = empty_window.menus.actions_by_id["check_other"]
    action.trigger()
    assert empty_window.finding_actions.check_windows == []
    action.trigger()
    window = empty_window.finding_actions.check_windows[0]
    qtbot.waitUntil(lambda: window.view is not None)
    empty_window.close()
    assert not window.isVisible()
    assert empty_window.finding_actions.check_windows == []
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
