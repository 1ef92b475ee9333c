"""The real dialogs: Chinese words on every button, and what each answer means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.prompts import DialogPrompts
from gui.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def real(qtbot: QtBot, settings: Settings) -> Iterator[DialogPrompts]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield DialogPrompts(parent, settings)
    assert QApplication.activeModalWidget() is None


def answer_box(act: Callable[[QMessageBox], None]) -> None:
    """Act on the message box as soon as it is up."""

    def when_up() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        act(box)

    QTimer.singleShot(0, when_up)


def press(words: str) -> Callable[[QMessageBox], None]:
    return lambda box: next(button for button in box.buttons() if button.text() == words).click()


@pytest.mark.parametrize(("words", "answer"), [("仍然关闭", True), ("取消", False)])
def test_a_question_is_answered_by_its_own_words(real: DialogPrompts, words: str, answer: bool) -> None:
    answer_box(press(words))
    assert real.confirm("还有内容没有保存", "磁盘已满。", "仍然关闭") is answer


def test_escape_means_no(real: DialogPrompts) -> None:
    answer_box(lambda box: box.reject())
    assert real.confirm("还有内容没有保存", "磁盘已满。", "仍然关闭") is False


def test_what_is_told_is_shown_as_it_stands(real: DialogPrompts) -> None:
    shown = []

    def look(box: QMessageBox) -> None:
        shown.append((box.text(), [button.text() for button in box.buttons()]))
        box.reject()

    answer_box(look)
    real.tell("打不开报告", "“报告.ziping”不是自评报告。")
    assert shown == [("“报告.ziping”不是自评报告。", ["知道了"])]


def test_the_folder_of_a_chosen_file_is_remembered(
    real: DialogPrompts, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "部门"
    folder.mkdir()
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, _pattern: str = "", **_options: object) -> tuple[str, str]:
        asked.append(start)
        return str(folder / "报告.ziping"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert real.open_path("打开报告", "*") == folder / "报告.ziping"
    assert settings.last_folder() == folder
    assert real.save_path("保存", "新.ziping", "*") == folder / "报告.ziping"
    assert asked[-1] == str(folder / "新.ziping")


def test_several_files_are_chosen_at_once_and_their_folder_is_remembered(
    real: DialogPrompts, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "甲.ziping", tmp_path / "乙.ziping"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in files], ""))
    assert real.open_paths("交回的文件", "*") == files
    assert settings.last_folder() == tmp_path
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    assert real.open_paths("交回的文件", "*") == []


def test_a_cancelled_choice_is_none_and_remembers_nothing(
    real: DialogPrompts, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = settings.last_folder()
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_options: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    assert real.open_path("打开报告", "*") is None
    assert real.save_path("保存", "新.ziping", "*") is None
    assert real.folder("文件夹") is None
    assert settings.last_folder() == before


def test_a_chosen_folder_is_remembered(
    real: DialogPrompts, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    assert real.folder("文件夹") == tmp_path
    assert settings.last_folder() == tmp_path


def test_a_file_that_no_program_opens_is_said(
    real: DialogPrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    said = []

    def look(box: QMessageBox) -> None:
        said.append(box.text())
        box.reject()

    answer_box(look)
    real.show_in_desktop(tmp_path / "报告.pdf")
    assert "没有可以打开“报告.pdf”的程序" in said[0]


def test_qts_own_dialogs_speak_chinese(qapp: QApplication) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
