"""The first page and what it leads to: a new report, an import, the reports opened last."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.standard.catalog import bundled_standards
from gui.dialogs.new_report import NewReportDialog
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tabs.left_over import LeftOverPage
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts


def open_path(window: MainWindow) -> Path | None:
    return window.workspace.context.live.session.path if window.workspace else None


def test_the_start_page_says_what_to_do_when_nothing_was_opened(empty_window: MainWindow) -> None:
    page = empty_window.start_page
    assert page is not None
    assert page.recent.isHidden()
    assert any("还没有打开过报告" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_an_opened_report_is_first_among_the_recent(window: MainWindow, report_file: Path) -> None:
    window.menus.actions_by_id["close"].trigger()
    recent = window.findChild(QListWidget, "recent")
    assert recent is not None
    item = recent.item(0)
    assert item.text().startswith(report_file.stem)
    recent.itemActivated.emit(item)
    assert open_path(window) == report_file


def test_a_new_report_has_what_was_typed(empty_window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "新报告.ziping"

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewReportDialog)
        dialog.unit.setText("云川市测试局")
        dialog.path_line.setText(str(target))
        dialog.accept()

    QTimer.singleShot(0, fill_in)
    empty_window.menus.actions_by_id["new"].trigger()
    assert open_path(empty_window) == target
    assert empty_window.workspace is not None
    assert empty_window.workspace.context.live.report.title() == "云川市测试局2020年度部门整体支出绩效自评报告"


def test_a_new_report_never_takes_the_place_of_a_file(
    empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    before = report_file.read_bytes()

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewReportDialog)
        dialog.path_line.setText(str(report_file))
        dialog.accept()

    QTimer.singleShot(0, fill_in)
    empty_window.menus.actions_by_id["new"].trigger()
    assert prompts.told[0][0] == "没有建立报告"
    assert report_file.read_bytes() == before


def test_an_imported_text_keeps_what_it_could_not_place(
    empty_window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    source = tmp_path / "文稿.txt"
    source.write_text("不知何处的一行\n\n一、部门基本情况\n\n（一）部门职能\n\n负责全市公园。\n", encoding="gb18030")
    prompts.paths = [source, tmp_path / "导入"]
    empty_window.menus.actions_by_id["import"].trigger()
    workspace = empty_window.workspace
    assert workspace is not None
    live = workspace.context.live
    assert live.session.path == tmp_path / "导入.ziping"
    assert prompts.told[-1][0] == "导入完成"
    assert [entry.value for _, entry in live.report.left_over()] == ["不知何处的一行"]
    page = workspace.findChild(LeftOverPage)
    assert page is not None
    put = next(button for button in page.findChildren(QPushButton) if button.text() == "放到这一部分末尾")
    put.click()
    assert [item.text for item in live.report.paragraphs("narrative/overview/duties")] == [
        "负责全市公园。",
        "不知何处的一行",
    ]
    assert live.report.left_over() == []


def test_a_file_that_is_no_text_is_refused_with_a_sentence(
    empty_window: MainWindow, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    source = tmp_path / "文稿.txt"
    source.write_bytes(bytes(range(256)))
    prompts.paths = [source]
    empty_window.menus.actions_by_id["import"].trigger()
    assert prompts.told[0][0] == "没有导入"
    assert empty_window.workspace is None


def test_what_no_one_chose_changes_nothing(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, report_file: Path, tmp_path: Path
) -> None:
    before = report_file.read_bytes()
    source = tmp_path / "文稿.txt"
    source.write_text("一、部门基本情况\n", encoding="utf-8")
    for name, paths in (("open", [None]), ("import", [None]), ("import", [source, None])):
        prompts.paths = list(paths)
        window.menus.actions_by_id[name].trigger()
        assert prompts.paths == []
        assert window.workspace is workspace
    assert prompts.told == []
    assert report_file.read_bytes() == before


def test_an_open_report_stays_when_an_import_fails(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    source = tmp_path / "文稿.txt"
    source.write_bytes(bytes(range(256)))
    prompts.paths = [source]
    window.menus.actions_by_id["import"].trigger()
    assert [title for title, _ in prompts.told] == ["没有导入"]
    assert window.workspace is workspace
    assert not list(tmp_path.glob("文稿*.ziping"))


def test_an_import_never_takes_the_place_of_a_report(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, report_file: Path, tmp_path: Path
) -> None:
    before = report_file.read_bytes()
    source = tmp_path / "文稿.txt"
    source.write_text("一、部门基本情况\n", encoding="utf-8")
    prompts.paths = [source, report_file]
    window.menus.actions_by_id["import"].trigger()
    assert prompts.told[0][0] == "没有建立报告"
    assert window.workspace is workspace
    assert report_file.read_bytes() == before


def test_left_over_words_are_shown_as_they_stand_and_can_be_taken_away(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    live = workspace.context.live
    words = "<b>附注</b> &amp; 说明"
    live.put("导入", {"left_over/1": Entry(words, source="文稿.txt 第 3 行", position=1)})
    page = workspace.findChild(LeftOverPage)
    assert page is not None
    assert workspace.tabs.tabText(workspace.tabs.count() - 1) == "未归位内容"
    shown = [label for label in page.findChildren(QLabel) if label.text() == words]
    assert [label.textFormat() for label in shown] == [Qt.TextFormat.PlainText]
    drop = next(button for button in page.findChildren(QPushButton) if button.text() == "删除")
    drop.click()
    assert live.report.left_over() == []
    assert any(label.text() == "全部内容都已归位。" for label in page.findChildren(QLabel))
    window.menus.actions_by_id["undo"].trigger()
    assert [entry.value for _, entry in live.report.left_over()] == [words]


def test_a_name_for_the_new_report_is_made_from_what_is_typed(
    qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    dialog = NewReportDialog(prompts, bundled_standards(), tmp_path)
    qtbot.addWidget(dialog)
    dialog.unit.setText("云川市测试局")
    made = dialog.path
    assert made.parent == tmp_path
    assert made.name == "云川市测试局2020年度部门整体支出绩效自评报告.ziping"
    made.touch()
    dialog.year.setText("2021")
    dialog.year.setText("2020")
    assert dialog.path != made
    prompts.paths = [tmp_path / "自选"]
    qtbot.mouseClick(dialog.findChild(QPushButton, "new-browse"), Qt.MouseButton.LeftButton)
    assert prompts.suggested == [f"{made.stem}（2）.ziping"]
    dialog.unit.setText("另一个局")
    assert dialog.path == tmp_path / "自选.ziping"
    dialog.path_line.clear()
    dialog.path_line.textEdited.emit("")
    create = dialog.findChild(QPushButton, "primary")
    assert isinstance(create, QPushButton)
    assert not create.isEnabled()


def test_starting_with_a_file_that_is_gone_says_so_over_the_start_page(
    qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    window = MainWindow(Settings(tmp_path / "settings.ini"), prompts)
    qtbot.addWidget(window)
    window.start(tmp_path / "没有.ziping")
    assert prompts.told[0][0] == "打不开报告"
    assert window.start_page is not None
    assert window.start_page.isVisible()


def test_the_buttons_of_the_start_page_do_what_the_menu_does(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    prompts.paths = [None, report_file]
    for name in ("start-import", "start-open"):
        qtbot.mouseClick(empty_window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    assert [title for title, _ in prompts.asked] == ["导入文稿", "打开报告"]
    assert open_path(empty_window) == report_file


def test_the_menu_lists_the_recent_reports(window: MainWindow, report_file: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(report_file, tmp_path / "另一份.ziping"))
    window.open_report(other)
    menu = next(item for item in window.findChildren(QMenu) if item.title() == "最近打开")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["另一份", report_file.stem]
    menu.actions()[1].trigger()
    assert open_path(window) == report_file
