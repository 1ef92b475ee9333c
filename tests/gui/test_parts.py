"""Parts of the report given to offices in the window: written, filled in, merged, listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.handing_out import give_out
from core.model.change import Entry
from core.model.handout import handouts, own_handout
from core.session import Session
from gui.dialogs.give_out import GiveOutDialog
from gui.dialogs.given_out import GivenOutDialog
from gui.dialogs.merge_part import MergePartDialog
from gui.main_window import MainWindow
from gui.tabs.pages import Page
from gui.widgets.part_banner import PartBanner
from gui.workspace import Workspace
from tests.core.export.xlsx_readers import opened, sheet_named
from tests.gui.recording_prompts import RecordingPrompts

DUTIES = "narrative/overview/duties"
FIRST = f"{DUTIES}/p1"
PERSONNEL = "spending/personnel/final"
NOW = datetime(2025, 1, 20, tzinfo=UTC)


def act(window: MainWindow, name: str, *answers: Callable[[QDialog], None]) -> None:
    """Trigger an action and answer its dialogs one after the other."""
    left = list(answers)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        now = left.pop(0)
        if left:
            dialog.finished.connect(lambda: QTimer.singleShot(0, answer))
        now(dialog)

    if left:
        QTimer.singleShot(0, answer)
    window.menus.actions_by_id[name].trigger()
    assert not left


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(item for item in dialog.findChildren(QPushButton) if item.text() == words and item.isVisible())


def press(words: str) -> Callable[[QDialog], None]:
    return lambda dialog: button(dialog, words).click()


@pytest.fixture
def read(qtbot: QtBot) -> Callable[[str], Callable[[QDialog], None]]:
    """Press a button of the merging dialog once the file has been read."""

    def reading(words: str) -> Callable[[QDialog], None]:
        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, MergePartDialog)
            assert dialog.task is not None
            qtbot.waitUntil(lambda: any(item.text() == words and item.isVisible() for item in buttons(dialog)))
            button(dialog, words).click()

        return answer

    return reading


Child = TypeVar("Child", bound=QWidget)


def child(parent: QWidget, kind: type[Child], name: str = "") -> Child:
    found = [item for item in parent.findChildren(kind) if item.objectName() == name or not name]
    assert found
    return found[0]


def buttons(dialog: QDialog) -> list[QPushButton]:
    return list(dialog.findChildren(QPushButton))


@pytest.fixture
def part_file(workspace: Workspace, tmp_path: Path) -> Path:
    """A part with the duties and the table, given to the finance office."""
    return give_out(workspace.context.live.session, "财务科", {DUTIES, "spending"}, tmp_path / "发出", NOW)


def filled_in(path: Path, values: dict[str, str]) -> Path:
    with Session.open(path) as session:
        entries = session.report.entries
        session.put(
            "填写",
            {
                where: Entry(value, position=entries[where].position if where in entries else 0)
                for where, value in values.items()
            },
        )
    return path


def test_a_part_is_written_and_noted(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    prompts.paths = [tmp_path / "发给科室"]

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, GiveOutDialog)
        go = button(dialog, "写出文件")
        assert not go.isEnabled()
        child(dialog, QLineEdit, "give-out-office").setText("财务科")
        assert not go.isEnabled()
        dialog.tick("spending")
        button(dialog, "浏览…").click()
        go.click()
        assert dialog.written is not None
        assert str(dialog.written) in child(dialog, QLabel, "give-out-result").text()
        button(dialog, "打开所在文件夹").click()
        button(dialog, "再分给一个科室").click()
        tree = child(dialog, QTreeWidget, "give-out-parts")
        told = [tree.topLevelItem(3).child(row).text(1) for row in range(2)]
        assert told == ["", "财务科"]
        assert dialog.chosen == set()
        button(dialog, "取消").click()

    act(window, "give_out", fill)
    (handout,) = handouts(workspace.context.live.report)
    assert (handout.office, handout.targets) == ("财务科", ("spending",))
    (path,) = (tmp_path / "发给科室").iterdir()
    assert prompts.shown == [path.parent]
    assert path.name.endswith("-财务科-2020年度.ziping")
    assert window.menus.actions_by_id["undo"].text() == "撤销：分给“财务科”填写"


def test_a_workbook_is_offered_for_tables_and_merged(
    window: MainWindow,
    workspace: Workspace,
    prompts: RecordingPrompts,
    tmp_path: Path,
    read: Callable[[str], Callable[[QDialog], None]],
) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, GiveOutDialog)
        dialog.office.setText("财务科")
        dialog.folder.setText(str(tmp_path / "发给科室"))
        dialog.tick(DUTIES)
        dialog.tick("spending")
        child(dialog, QRadioButton, "give-out-xlsx").click()
        assert dialog.chosen == {"spending"}
        for row in (1, 3):
            dialog.tree.topLevelItem(row).setCheckState(0, Qt.CheckState.Checked)
        assert dialog.chosen == {"spending"}
        assert dialog.tree.topLevelItem(1).child(0).checkState(0) == Qt.CheckState.Unchecked
        button(dialog, "写出文件").click()
        dialog.accept()

    act(window, "give_out", fill)
    (path,) = (tmp_path / "发给科室").iterdir()
    workbook = opened(path.read_bytes())
    ((sheet, cell),) = workbook.defined_names[PERSONNEL.replace("/", ".")].destinations
    sheet_named(workbook, sheet)[cell.replace("$", "")].value = 1900
    workbook.save(path)
    prompts.several = [[path]]
    act(window, "merge_parts", read("并入 1 处"))
    assert workspace.context.live.report.amount(PERSONNEL) == 19000000


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_noted(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "是文件").write_text("", encoding="utf-8")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, GiveOutDialog)
        child(dialog, QLineEdit, "give-out-office").setText("财务科")
        child(dialog, QLineEdit, "give-out-folder").setText(str(tmp_path / "是文件" / "里面"))
        dialog.tick("cover")
        button(dialog, "写出文件").click()
        assert "建不起来" in child(dialog, QLabel, "trouble").text()
        assert child(dialog, QLabel, "trouble").isVisible()
        dialog.reject()

    act(window, "give_out", fill)
    assert handouts(workspace.context.live.report) == ()


def test_the_office_sees_only_its_part(
    qtbot: QtBot, window: MainWindow, part_file: Path, prompts: RecordingPrompts
) -> None:
    window.open_report(part_file)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.context.live.checked)
    pages = [workspace.tabs.widget(index) for index in range(workspace.tabs.count())]
    assert [page.tab.items for page in pages if isinstance(page, Page)] == [(DUTIES,), ("spending",)]
    banner = child(workspace, PartBanner, "part-banner")
    assert "2020 年度报告中交给“财务科”填写的部分" in child(banner, QLabel).text()
    for index in range(workspace.tabs.count()):
        workspace.show_tab(index)
    workspace.context.live.put("填写", {FIRST: Entry("财务科写的。", position=1024)})
    assert not [item for item in workspace.context.live.findings if item.rule.startswith(("CMP", "SCR"))]
    for name in ("give_out", "merge_parts", "given_out"):
        act(window, name)
    assert [title for title, _ in prompts.told] == ["这是一部分"] * 3

    def look(dialog: QDialog) -> None:
        radios = dialog.findChildren(QRadioButton)
        assert [(radio.objectName(), radio.isEnabled(), radio.isChecked()) for radio in radios] == [
            ("version-draft", True, True),
            ("version-final", False, False),
            ("version-public", False, False),
        ]
        assert "不是完整的报告，只能导出草稿" in child(dialog, QLabel, "export-part").text()
        button(dialog, "取消").click()

    act(window, "export", look)


def test_what_the_office_wrote_is_merged_as_one_step(
    window: MainWindow,
    workspace: Workspace,
    prompts: RecordingPrompts,
    part_file: Path,
    read: Callable[[str], Callable[[QDialog], None]],
) -> None:
    live = workspace.context.live
    before = dict(live.report.entries)
    prompts.several = [[filled_in(part_file, {FIRST: "财务科写的。", PERSONNEL: "19000000"})]]
    act(window, "merge_parts", read("并入 2 处"))
    assert (live.report.text(FIRST), live.report.text(PERSONNEL)) == ("财务科写的。", "19000000")
    assert handouts(live.report)[0].returned_on
    undo = window.menus.actions_by_id["undo"]
    assert undo.text() == "撤销：并入“财务科”的部分"
    workspace.show_tab(0)
    undo.trigger()
    assert live.report.entries == before
    assert workspace.tabs.tabText(workspace.tabs.currentIndex()) != "封面"
    workspace.show_tab(2)
    undo.trigger()
    assert handouts(live.report) == ()
    assert workspace.tabs.currentIndex() == 2


def test_a_conflict_stands_on_top_and_ours_stays_unless_it_is_ticked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts, part_file: Path
) -> None:
    live = workspace.context.live
    live.put("填写", {FIRST: Entry("我们写的。", position=1024)})
    prompts.several = [[filled_in(part_file, {FIRST: "财务科写的。", PERSONNEL: "19000000"})]]

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, MergePartDialog)
        qtbot.waitUntil(lambda: dialog.tree is not None)
        assert dialog.tree is not None
        top = dialog.tree.topLevelItem(0)
        assert "两边都改过" in top.text(0)
        assert "交出去时是" in top.child(0).text(0)
        button(dialog, "并入 1 处").click()

    act(window, "merge_parts", answer)
    assert (live.report.text(FIRST), live.report.text(PERSONNEL)) == ("我们写的。", "19000000")


def test_several_files_come_one_after_the_other(
    window: MainWindow,
    workspace: Workspace,
    prompts: RecordingPrompts,
    part_file: Path,
    tmp_path: Path,
    read: Callable[[str], Callable[[QDialog], None]],
) -> None:
    live = workspace.context.live
    second = give_out(live.session, "办公室", {DUTIES}, tmp_path / "发出", NOW)
    broken = tmp_path / "坏.ziping"
    broken.write_bytes(part_file.read_bytes()[:4096])
    untouched = give_out(live.session, "人事科", {"cover"}, tmp_path / "发出", NOW)
    filled_in(part_file, {PERSONNEL: "19000000"})
    filled_in(second, {FIRST: "办公室写的。"})
    prompts.several = [[part_file, broken, second, untouched]]
    act(window, "merge_parts", read("跳过这一份"), read("跳过这一份"), read("并入 1 处"), read("不并入，只记为已交回"))
    assert live.report.text(PERSONNEL) != "19000000"
    assert live.report.text(FIRST) == "办公室写的。"
    assert {item.office: bool(item.returned_on) for item in handouts(live.report)} == {
        "财务科": False,
        "办公室": True,
        "人事科": True,
    }


def test_cancelling_one_file_ends_it(
    window: MainWindow,
    workspace: Workspace,
    prompts: RecordingPrompts,
    part_file: Path,
    read: Callable[[str], Callable[[QDialog], None]],
) -> None:
    before = workspace.context.live.report.entries
    filled_in(part_file, {PERSONNEL: "19000000"})
    prompts.several = [[part_file, part_file], []]
    act(window, "merge_parts", read("取消"))
    act(window, "merge_parts")
    assert workspace.context.live.report.entries == before


def test_a_file_that_is_no_part_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    prompts.several = [[workspace.context.live.session.path]]

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, MergePartDialog)
        qtbot.waitUntil(lambda: dialog.findChild(QLabel, "merge-part-result") is not None)
        assert "不是分给科室填写的文件" in child(dialog, QLabel, "merge-part-result").text()
        button(dialog, "关闭").click()

    act(window, "merge_parts", answer)


def test_the_list_says_who_still_owes(window: MainWindow, workspace: Workspace, part_file: Path) -> None:
    live = workspace.context.live

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, GivenOutDialog)
        assert child(dialog, QLabel, "title").text() == "还有 1 份没有交回"
        item = dialog.tree.topLevelItem(0)
        assert [item.text(column) for column in (0, 2, 3)] == ["财务科", "2025-01-20", "○ 还没有交回"]
        button(dialog, "不再等这一份").click()
        assert not dialog.tree.isVisible()
        assert not button(dialog, "不再等这一份").isEnabled()
        button(dialog, "关闭").click()

    act(window, "given_out", look)
    assert handouts(live.report) == ()
    window.menus.actions_by_id["undo"].trigger()
    assert [item.office for item in handouts(live.report)] == ["财务科"]


def test_the_list_leads_on(window: MainWindow, prompts: RecordingPrompts) -> None:
    act(window, "given_out", press("分给科室填写…"), press("取消"))
    prompts.several = [[]]
    act(window, "given_out", press("并入交回的文件…"))
    assert prompts.asked[-1][0] == "科室交回的文件"


def test_a_report_that_cannot_be_edited_gives_nothing_out(
    qtbot: QtBot, window: MainWindow, report_file: Path, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    window.close_report()
    with Session.open(report_file):
        prompts.confirmations = [True]
        window.open_report(report_file)
    assert window.workspace is not None
    live = window.workspace.context.live
    assert live.read_only
    actions = window.menus.actions_by_id
    assert [actions[name].isEnabled() for name in ("give_out", "merge_parts", "given_out")] == [False, False, True]

    def look(dialog: QDialog) -> None:
        assert not button(dialog, "分给科室填写…").isEnabled()
        button(dialog, "关闭").click()

    act(window, "given_out", look)
    with pytest.raises(AppError, match="只读"):
        give_out(live.session, "财务科", {"cover"}, tmp_path, NOW)
    assert own_handout(live.report) is None
