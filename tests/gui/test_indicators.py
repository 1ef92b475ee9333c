"""Scoring: typed points change total, grade and header; the reason of a deduction has its field."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.model import address
from gui.main_window import MainWindow
from gui.models.indicator_table import SCORE_COLUMN, IndicatorTableModel
from gui.tabs.indicators import IndicatorDetail, IndicatorView
from gui.widgets.fields import TextField
from gui.workspace import Workspace


@pytest.fixture
def view(at_address: Callable[[str], QWidget]) -> IndicatorView:
    found = at_address("indicator")
    assert isinstance(found, IndicatorView)
    found.setFocus()
    return found


def enter_score(qtbot: QtBot, view: IndicatorView, row: int, text: str) -> None:
    view.setCurrentIndex(view.model().index(row, SCORE_COLUMN))
    qtbot.keyClicks(view, text[0])
    editor = view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def header_score(workspace: Workspace) -> str:
    label = workspace.findChild(QLabel, "score")
    assert label is not None
    return label.text()


def test_a_typed_score_changes_total_and_header(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    assert header_score(workspace) == "94.5 / 99"
    enter_score(qtbot, view, 0, "8.0")
    assert workspace.context.live.scorecard.total == Decimal(95)
    assert header_score(workspace) == "95 / 99"
    assert view.model().index(view.model().rowCount() - 1, SCORE_COLUMN).data() == "95"


def test_the_grade_follows_the_bands(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    enter_score(qtbot, view, 7, "20")
    label = workspace.findChild(QLabel, "grade")
    assert label is not None
    assert label.text() == "良"


def test_a_score_above_its_maximum_is_kept_and_found(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    enter_score(qtbot, view, 0, "9")
    live = workspace.context.live
    assert live.report.score("budgeting") == Decimal(9)
    assert "SCR-005" in {finding.rule for finding in live.run.findings}


def test_delete_makes_an_indicator_unscored(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    view.setCurrentIndex(view.model().index(0, SCORE_COLUMN))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert workspace.context.live.report.score("budgeting") is None
    assert not workspace.context.live.scorecard.complete


def test_the_chosen_indicator_shows_its_reason(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    live = workspace.context.live
    for row, indicator in enumerate(live.standard.indicators):
        view.setCurrentIndex(view.model().index(row, SCORE_COLUMN))
        where = address.indicator_reason(indicator.id)
        (field,) = [item for item in workspace.findChildren(TextField) if item.property("address") == where]
        assert field.isVisible()
        assert field.toPlainText() == live.report.text(where)


def test_a_typed_reason_reaches_the_report(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    live = workspace.context.live
    where = address.indicator_reason("budgeting")
    (field,) = [item for item in workspace.findChildren(TextField) if item.property("address") == where]
    field.selectAll()
    qtbot.keyClicks(field, "late")
    live.flush()
    assert live.report.reason("budgeting") == "late"


def test_the_model_keeps_the_rules_of_item_models(workspace: Workspace, qtmodeltester: ModelTester) -> None:
    scores = IndicatorTableModel(workspace.context)
    qtmodeltester.check(scores)
    scores.put_score("budgeting", Decimal(1))


def test_what_is_no_score_stays_in_the_cell_with_a_sentence(
    qtbot: QtBot, workspace: Workspace, view: IndicatorView
) -> None:
    before = workspace.context.live.report.score("budgeting")
    view.setCurrentIndex(view.model().index(0, SCORE_COLUMN))
    qtbot.keyClicks(view, "8")
    editor = view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "8x"
    assert any("“8x”不是分数" in label.text() for label in workspace.findChildren(QLabel, "trouble"))
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert workspace.context.live.report.score("budgeting") == before


def test_enter_moves_to_the_next_indicator_and_shows_it(
    qtbot: QtBot, workspace: Workspace, view: IndicatorView
) -> None:
    enter_score(qtbot, view, 0, "8")
    assert view.currentIndex().row() == 1
    where = address.indicator_reason(workspace.context.live.standard.indicators[1].id)
    assert any(item.property("address") == where and item.isVisible() for item in workspace.findChildren(TextField))


def test_maximum_and_deduction_cannot_be_typed(workspace: Workspace, view: IndicatorView) -> None:
    scores = view.model()
    for row in range(scores.rowCount()):
        for column in range(scores.columnCount()):
            typed = bool(scores.flags(scores.index(row, column)) & Qt.ItemFlag.ItemIsEditable)
            assert typed == (column == SCORE_COLUMN and row < scores.rowCount() - 1)


def test_undo_takes_a_score_back_everywhere(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, view: IndicatorView
) -> None:
    enter_score(qtbot, view, 0, "1")
    assert header_score(workspace) != "94.5 / 99"
    workspace.show_tab(0)
    window.menus.actions_by_id["undo"].trigger()
    assert header_score(workspace) == "94.5 / 99"
    assert workspace.tabs.currentIndex() == 4


def test_the_points_line_states_the_deduction(qtbot: QtBot, workspace: Workspace, view: IndicatorView) -> None:
    enter_score(qtbot, view, 0, "6")
    view.setCurrentIndex(view.model().index(0, SCORE_COLUMN))
    (detail,) = [item for item in workspace.findChildren(IndicatorDetail) if item.isVisible()]
    assert any(label.text() == "分值 8，得分 6，扣 2" for label in detail.findChildren(QLabel))
