"""The table of problems: proposed, confirmed, chosen from lists, taken back; by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.session import Session
from core.validation.links import links_of
from gui.main_window import MainWindow
from gui.models.link_table import (
    INDICATORS_COLUMN,
    MEASURES_COLUMN,
    PROBLEM_COLUMN,
    STATE_COLUMN,
    LinkTableModel,
)
from gui.models.roles import ExplanationRole, ProposedRole
from gui.widgets.check_list import CheckList
from gui.widgets.link_table_view import LinkTableView
from gui.widgets.narrative_editor import NarrativeEditor
from gui.workspace import Workspace
from tests.gui.test_accessibility import nameless

PROBLEMS = "narrative/problems/main"
MEASURES = "narrative/measures/main"
LAST_PROBLEM, LAST_MEASURE = f"{PROBLEMS}/p7", f"{MEASURES}/p7"


@pytest.fixture
def view(workspace: Workspace, at_address: Callable[[str], QWidget]) -> LinkTableView:
    found = at_address("link")
    assert isinstance(found, LinkTableView)
    workspace.reveal("link")
    return found


def cell(view: LinkTableView, row: int, column: int) -> QModelIndex:
    return view.model().index(row, column)


def click(qtbot: QtBot, view: LinkTableView, row: int, column: int) -> None:
    spot = view.visualRect(cell(view, row, column)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def open_list(qtbot: QtBot, view: LinkTableView, row: int, column: int) -> CheckList:
    click(qtbot, view, row, column)
    (found,) = [item for item in view.window().findChildren(CheckList) if item.isVisible()]
    return found


def shown(workspace: Workspace, words: str) -> bool:
    return any(words in label.text() and label.isVisible() for label in workspace.findChildren(QLabel))


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_each_problem_has_a_row_with_what_is_proposed(view: LinkTableView) -> None:
    assert view.model().rowCount() == 6
    assert cell(view, 0, PROBLEM_COLUMN).data() == "一是预算编制不够细化"
    assert cell(view, 0, INDICATORS_COLUMN).data() == "预算编制情况"
    assert cell(view, 0, MEASURES_COLUMN).data() == "一是细化预算编制"
    assert cell(view, 0, STATE_COLUMN).data() == "确认"
    assert cell(view, 0, MEASURES_COLUMN).data(ProposedRole)
    assert "按文字推测" in cell(view, 0, MEASURES_COLUMN).data(ExplanationRole)


def test_a_proposal_is_in_lighter_ink_until_it_is_confirmed(qtbot: QtBot, view: LinkTableView) -> None:
    index = cell(view, 0, INDICATORS_COLUMN)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    click(qtbot, view, 0, STATE_COLUMN)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is None
    assert not index.data(ProposedRole)


def test_whole_words_stand_in_the_tip_and_below(workspace: Workspace, view: LinkTableView) -> None:
    view.setCurrentIndex(cell(view, 4, PROBLEM_COLUMN))
    assert "没有及时鉴定和报批" in cell(view, 4, PROBLEM_COLUMN).data(Qt.ItemDataRole.ToolTipRole)
    assert shown(workspace, "没有及时鉴定和报批")


def test_the_rows_follow_the_text(workspace: Workspace, view: LinkTableView) -> None:
    live = workspace.context.live
    live.put("", {LAST_PROBLEM: None})
    assert view.model().rowCount() == 5
    live.put("", {f"{PROBLEMS}/p2": Entry("一是会计核算不够规范。", position=2048)})
    assert cell(view, 0, INDICATORS_COLUMN).data() == "财务管理情况"


def test_an_empty_report_is_told_what_goes_here(workspace: Workspace, view: LinkTableView) -> None:
    live = workspace.context.live
    live.put("", {item.address: None for item in live.report.paragraphs(PROBLEMS)})
    assert not view.isVisible()
    assert shown(workspace, "“存在问题”还没有列出问题")
    live.undo()
    assert view.isVisible()


def test_a_problem_without_a_measure_says_so(workspace: Workspace, view: LinkTableView) -> None:
    workspace.context.live.put("", {LAST_MEASURE: None})
    assert cell(view, 5, MEASURES_COLUMN).data() == "没有对应的措施"
    assert "PRB-001" in {finding.rule for finding in workspace.context.live.findings}


def test_a_measure_without_a_problem_is_named_below(workspace: Workspace, view: LinkTableView) -> None:
    workspace.context.live.put("", {LAST_PROBLEM: None})
    assert shown(workspace, "还没有对应问题的措施：“六是补齐未完成的目标”")


# -- confirming and choosing -------------------------------------------------------------------------------------------


def test_confirming_all_is_one_step_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, view: LinkTableView
) -> None:
    before = workspace.context.live.report.entries
    (button,) = [item for item in workspace.findChildren(QPushButton) if item.text() == "全部确认"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [cell(view, row, STATE_COLUMN).data() for row in range(6)] == ["✓ 已确认"] * 6
    assert not button.isEnabled()
    workspace.show_tab(0)
    window.menus.actions_by_id["undo"].trigger()
    assert workspace.context.live.report.entries == before
    assert workspace.tabs.currentIndex() == 5
    assert button.isEnabled()


def test_indicators_are_ticked_in_a_list(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    offered = open_list(qtbot, view, 0, INDICATORS_COLUMN)
    assert offered.property("address") == view.links.address_at(cell(view, 0, INDICATORS_COLUMN))
    assert offered.keys == ["budgeting"]
    qtbot.keyClick(offered.list, Qt.Key.Key_Down)
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    qtbot.keyClick(offered.list, Qt.Key.Key_Return)
    assert cell(view, 0, INDICATORS_COLUMN).data() == "预算编制情况、绩效目标设置情况"
    (link,) = links_of(workspace.context.live.report)
    assert link.indicators == ("budgeting", "objectives")
    assert QApplication.focusWidget() is view


def test_a_click_on_a_line_ticks_it_and_leaving_takes_it(qtbot: QtBot, view: LinkTableView) -> None:
    offered = open_list(qtbot, view, 0, MEASURES_COLUMN)
    line = offered.list.visualItemRect(offered.list.item(1)).center()
    qtbot.mouseClick(offered.list.viewport(), Qt.MouseButton.LeftButton, pos=line)
    view.setFocus()
    assert cell(view, 0, MEASURES_COLUMN).data() == "一是细化预算编制；二是完善绩效指标"
    assert not offered.isVisible()


def test_a_press_elsewhere_takes_it_though_nothing_there_takes_the_focus(
    qtbot: QtBot, workspace: Workspace, view: LinkTableView
) -> None:
    offered = open_list(qtbot, view, 0, INDICATORS_COLUMN)
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    (label,) = [item for item in workspace.findChildren(QLabel) if item.text() == "问题与措施的对应"]
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert not offered.isVisible()
    assert cell(view, 0, INDICATORS_COLUMN).data() == "没有"


def test_leaving_the_report_takes_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, view: LinkTableView
) -> None:
    offered = open_list(qtbot, view, 0, INDICATORS_COLUMN)
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    path = workspace.context.live.session.path
    window.close_report()
    with Session.open(path, read_only=True) as session:
        (link,) = links_of(session.report)
    assert link.indicators == ()
    assert not [item for item in window.findChildren(CheckList) if item.isVisible()]


def test_turning_to_another_tab_takes_it(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    offered = open_list(qtbot, view, 0, INDICATORS_COLUMN)
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    workspace.show_tab(0)
    assert not offered.isVisible()
    assert cell(view, 0, INDICATORS_COLUMN).data() == "没有"


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    before = workspace.context.live.report.entries
    offered = open_list(qtbot, view, 0, MEASURES_COLUMN)
    qtbot.keyClick(offered.list, Qt.Key.Key_Space)
    qtbot.keyClick(offered.list, Qt.Key.Key_Escape)
    assert workspace.context.live.report.entries == before
    assert QApplication.focusWidget() is view


def test_a_list_says_what_it_is(qtbot: QtBot, view: LinkTableView) -> None:
    offered = open_list(qtbot, view, 0, MEASURES_COLUMN)
    assert nameless(offered) == []
    assert offered.list.item(0).toolTip()
    assert 0 <= offered.y() <= view.window().height() - offered.height()


def test_all_can_be_done_by_keys(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    view.setCurrentIndex(cell(view, 0, PROBLEM_COLUMN))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    (offered,) = [item for item in view.window().findChildren(CheckList) if item.isVisible()]
    qtbot.keyClick(offered.list, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert cell(view, 0, STATE_COLUMN).data() == "✓ 已确认"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert cell(view, 0, STATE_COLUMN).data() == "确认"
    assert links_of(workspace.context.live.report) == ()


def test_a_problem_leads_to_its_paragraph(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    click(qtbot, view, 2, PROBLEM_COLUMN)
    editor = QApplication.focusWidget()
    assert isinstance(editor, NarrativeEditor)
    assert editor.property("address") == PROBLEMS
    assert editor.textCursor().selectedText() == "上半年支出进度偏慢"


def test_what_was_said_of_a_problem_that_has_gone_stays_until_it_is_deleted(
    qtbot: QtBot, workspace: Workspace, view: LinkTableView
) -> None:
    live = workspace.context.live
    click(qtbot, view, 5, STATE_COLUMN)
    live.put("", {LAST_PROBLEM: None})
    assert view.model().rowCount() == 6
    assert cell(view, 5, PROBLEM_COLUMN).data() == "（问题已删改）两项年度目标没有完成"
    assert "重点任务完成与部门履职效益" in cell(view, 5, INDICATORS_COLUMN).data()
    click(qtbot, view, 5, INDICATORS_COLUMN)
    assert not [item for item in view.window().findChildren(CheckList) if item.isVisible()]
    click(qtbot, view, 5, STATE_COLUMN)
    assert view.model().rowCount() == 5
    live.undo()
    live.undo()
    assert cell(view, 5, STATE_COLUMN).data() == "✓ 已确认"


def test_what_is_typed_above_is_taken_before_a_row_is_confirmed(
    qtbot: QtBot, workspace: Workspace, view: LinkTableView
) -> None:
    workspace.reveal(LAST_PROBLEM, 8, 8)
    editor = QApplication.focusWidget()
    assert isinstance(editor, NarrativeEditor)
    qtbot.keyClicks(editor, "X")
    view.act_on(view.links.index(5, STATE_COLUMN))
    (link,) = links_of(workspace.context.live.report)
    assert link.problem.key == view.links.table.rows[5].problem.key


def test_undo_shows_the_row(window: MainWindow, workspace: Workspace, view: LinkTableView) -> None:
    view.links.confirm(view.links.pending()[:1])
    (link,) = links_of(workspace.context.live.report)
    workspace.reveal(f"link/problem/{link.problem.key}/measures")
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, MEASURES_COLUMN)


def test_the_model_keeps_the_rules_of_item_models(workspace: Workspace, qtmodeltester: ModelTester) -> None:
    links = LinkTableModel(workspace.context)
    qtmodeltester.check(links)
    links.confirm(links.pending())
    workspace.context.live.put("", {LAST_PROBLEM: None})
    assert links.gone_at(links.index(5, 0)) is not None
    links.withdraw(links.index(5, 0))
    assert links.rowCount() == 5


def test_the_page_follows_the_current_row(qtbot: QtBot, workspace: Workspace, view: LinkTableView) -> None:
    (area,) = [item for item in workspace.tabs.currentWidget().findChildren(QScrollArea) if item.isVisible()]
    area.verticalScrollBar().setValue(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    spot = view.viewport().mapTo(area, view.visualRect(view.currentIndex()).center())
    assert 0 <= spot.y() <= area.height()


def test_f8_goes_on_from_the_current_problem(workspace: Workspace, view: LinkTableView) -> None:
    view.setCurrentIndex(cell(view, 1, PROBLEM_COLUMN))
    assert view.cursor_place() == (f"{PROBLEMS}/p3", 2)


def test_nothing_is_chosen_in_a_report_that_is_only_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, workspace: Workspace, view: LinkTableView
) -> None:
    monkeypatch.setattr(workspace.context.live.session, "read_only", True)
    before = workspace.context.live.report.entries
    click(qtbot, view, 0, STATE_COLUMN)
    click(qtbot, view, 0, MEASURES_COLUMN)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert not window.findChildren(CheckList)
    assert workspace.context.live.report.entries == before
