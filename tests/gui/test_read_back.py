"""An edited Word copy read back in the window: listed, ticked, taken over as one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.session import Session
from gui.dialogs.read_back import ReadBackDialog
from gui.difference_words import difference_html
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import LIGHT
from gui.workspace import Workspace
from tests.core.intake.word_copies import FINAL, PART, SECOND, exported, replaced, report, rewritten, unchanged
from tests.gui.recording_prompts import RecordingPrompts


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "报告.ziping"
    now = report()
    Session.create(path, now.standard, now.entries.items()).close()
    return path


@pytest.fixture
def report_file(small_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_file, tmp_path / "报告.ziping"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "修改稿.docx"
    change = replaced(("4,321.43", "4,400.00"), (SECOND, "负责全市公园和绿地的管理。"))
    path.write_bytes(rewritten(exported(report()), change))
    return path


def read_back(
    qtbot: QtBot,
    window: MainWindow,
    prompts: RecordingPrompts,
    path: Path | None,
    answer: Callable[[ReadBackDialog], None],
) -> None:
    """Trigger the action and answer its dialog once the copy has been read."""
    prompts.paths = [path]

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReadBackDialog)
        qtbot.waitUntil(lambda: dialog.tree is not None or title(dialog) != "正在读取 Word 文稿")
        answer(dialog)

    QTimer.singleShot(0, act)
    window.menus.actions_by_id["read_back"].trigger()


def title(dialog: ReadBackDialog) -> str:
    shown = [label for label in dialog.findChildren(QLabel) if label.objectName() == "title" and label.isVisible()]
    return shown[0].text()


def button(dialog: ReadBackDialog, words: str) -> QPushButton:
    return next(item for item in dialog.findChildren(QPushButton) if item.text() == words and item.isVisible())


def test_changes_are_taken_over_as_one_step(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, copy: Path
) -> None:
    live = workspace.context.live
    before = dict(live.report.entries)
    read_back(qtbot, window, prompts, copy, lambda dialog: button(dialog, "采纳 2 处").click())
    assert live.report.text(FINAL) == "44000000.00"
    assert live.report.text(f"{PART}/p2") == "负责全市公园和绿地的管理。"
    undo = window.menus.actions_by_id["undo"]
    assert undo.text() == "撤销：读回 Word 文稿"
    undo.trigger()
    assert live.report.entries == before


def test_what_is_not_ticked_stays(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, copy: Path
) -> None:
    def second_only(dialog: ReadBackDialog) -> None:
        button(dialog, "全不选").click()
        assert not button(dialog, "采纳所选").isEnabled()
        assert dialog.tree is not None
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(1).child(0), 2)
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
        button(dialog, "采纳 1 处").click()

    read_back(qtbot, window, prompts, copy, second_only)
    assert workspace.context.live.report.text(FINAL) == report().text(FINAL)
    assert workspace.context.live.report.text(f"{PART}/p2") != SECOND


def test_cancelling_changes_nothing(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, copy: Path
) -> None:
    before = workspace.context.live.report.entries
    read_back(qtbot, window, prompts, copy, lambda dialog: button(dialog, "取消").click())
    assert workspace.context.live.report.entries == before
    prompts.paths = [None]
    window.menus.actions_by_id["read_back"].trigger()
    assert workspace.context.live.report.entries == before


def test_conflicts_stand_on_top_unticked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, copy: Path
) -> None:
    workspace.context.live.put("", {FINAL: None})

    def look(dialog: ReadBackDialog) -> None:
        assert dialog.tree is not None
        top = dialog.tree.topLevelItem(0)
        assert "两边都改过" in top.text(0)
        assert top.child(0).checkState(0) == Qt.CheckState.Unchecked
        assert "（空白）" in top.child(0).text(1)
        assert "4,400.00" in top.child(0).text(2)
        button(dialog, "全选").click()
        button(dialog, "采纳 2 处").click()

    read_back(qtbot, window, prompts, copy, look)
    assert workspace.context.live.report.text(FINAL) == "44000000.00"


def test_a_copy_without_changes_says_so(
    qtbot: QtBot, window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    path = tmp_path / "修改稿.docx"
    path.write_bytes(rewritten(exported(report()), unchanged))
    seen = []

    def look(dialog: ReadBackDialog) -> None:
        seen.append(title(dialog))
        button(dialog, "关闭").click()

    read_back(qtbot, window, prompts, path, look)
    assert seen == ["没有要读回的改动"]


def test_a_file_that_cannot_be_read_says_why(
    qtbot: QtBot, window: MainWindow, prompts: RecordingPrompts, copy: Path
) -> None:
    copy.write_bytes(copy.read_bytes()[:600])
    seen = []

    def look(dialog: ReadBackDialog) -> None:
        result = dialog.findChild(QLabel, "read-back-result")
        assert isinstance(result, QLabel)
        seen.append((title(dialog), result.text()))
        button(dialog, "关闭").click()

    read_back(qtbot, window, prompts, copy, look)
    assert seen[0][0] == "没有读回"
    assert "已损坏" in seen[0][1]


def test_leaving_while_a_copy_is_read_stops_the_reading(qtbot: QtBot, workspace: Workspace, copy: Path) -> None:
    dialog = ReadBackDialog(workspace.context, copy)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.start()
    dialog.close()
    assert dialog.tree is None
    assert not dialog.isVisible()


def test_a_change_that_cannot_be_written_is_told_and_the_dialog_stays(
    qtbot: QtBot, window: MainWindow, prompts: RecordingPrompts, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import AppError

    def refuse(*_: object, **__: object) -> None:
        raise AppError("disk_full", "磁盘已满，没有写入。")

    monkeypatch.setattr(Session, "apply", refuse)

    def go(dialog: ReadBackDialog) -> None:
        button(dialog, "采纳 2 处").click()
        assert dialog.isVisible()
        button(dialog, "取消").click()

    read_back(qtbot, window, prompts, copy, go)
    assert prompts.told == [("没有采纳", "磁盘已满，没有写入。")]


def test_a_read_only_report_takes_nothing_back(
    qtbot: QtBot, report_file: Path, tmp_path: Path, prompts: RecordingPrompts
) -> None:
    with Session.open(report_file):
        prompts.confirmations = [True]
        window = MainWindow(Settings(tmp_path / "settings.ini"), prompts)
        qtbot.addWidget(window)
        window.start(report_file)
        assert window.workspace is not None
        assert window.workspace.context.live.read_only
        assert not window.menus.actions_by_id["read_back"].isEnabled()
        window.close()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("管理公园 86 个。", "管理公园 87 个。", ("管理公园 <s>86</s> 个。", "管理公园 <b><u>87</u></b> 个。")),
        ("", "新的", ("（空白）", "<b><u>新的</u></b>")),
        ("分段", "分\n段", ("分段", "分<b><u>↵<br></u></b>段")),
        ("<旧>&", "", ("<s>&lt;旧&gt;&amp;</s>", "（空白）")),
        ("一" * 90 + "甲", "一" * 90 + "乙", (f"…{'一' * 24}<s>甲</s>", f"…{'一' * 24}<b><u>乙</u></b>")),
    ],
)
def test_differing_characters_are_marked_by_more_than_colour(before: str, after: str, shown: tuple[str, str]) -> None:
    found = difference_html(before, after, LIGHT)
    plain = tuple(text.replace(f' style="color:{LIGHT.error}"', "") for text in found)
    assert tuple(text.replace(f' style="color:{LIGHT.good}"', "") for text in plain) == shown
