"""Typing figures: what follows changes at once, undo takes it back, and what is no figure stays to be mended."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.model.change import Entry, Origin
from core.session import Session
from gui.live import LiveReport
from gui.main_window import MainWindow
from gui.models.figure_table import FigureTableModel
from gui.models.roles import ExplanationRole, ImportedRole
from gui.tabs.indicators import IndicatorDetail
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.finding_card import FindingCard
from gui.widgets.header import Header
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

FINAL = "spending/project/final"
TOTAL = "spending/total/final"
EDITABLE = Qt.ItemFlag.ItemIsEditable


@pytest.fixture
def live(workspace: Workspace) -> LiveReport:
    return workspace.context.live


@pytest.fixture
def table(at_address: Callable[[str], QWidget], qapp: QApplication) -> FigureTableView:
    view = at_address("spending")
    assert isinstance(view, FigureTableView)
    view.setFocus()
    return view


def go_to(table: FigureTableView, where: str) -> None:
    table.setCurrentIndex(table.figures.index_of(where))


def type_figure(qtbot: QtBot, table: FigureTableView, text: str) -> QLineEdit:
    """Type over the current cell; the editor is left open."""
    qtbot.keyClicks(table, text[0])
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text[1:])
    return editor


def enter_figure(qtbot: QtBot, table: FigureTableView, where: str, text: str) -> None:
    go_to(table, where)
    qtbot.keyClick(type_figure(qtbot, table, text), Qt.Key.Key_Return)


def shown(table: FigureTableView, where: str) -> str:
    return str(table.figures.index_of(where).data())


def test_a_new_figure_changes_total_rate_and_findings_at_once(
    qtbot: QtBot, live: LiveReport, table: FigureTableView
) -> None:
    before = [finding.rule for finding in live.run.findings]
    enter_figure(qtbot, table, FINAL, "100.5")
    assert shown(table, FINAL) == "100.50"
    assert shown(table, TOTAL) == "2,217.50"
    assert live.report.amount(TOTAL) == Decimal(22175000)
    assert [finding.rule for finding in live.run.findings] != before
    assert "SPD-002" in {finding.rule for finding in live.run.findings}


def test_the_figure_is_on_disk_as_soon_as_it_is_entered(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    enter_figure(qtbot, table, FINAL, "2000")
    with Session.open(live.session.path, read_only=True) as other:
        assert other.report.amount(FINAL) == Decimal(20000000)


def test_undo_and_redo_follow_the_window_actions(
    qtbot: QtBot, window: MainWindow, live: LiveReport, table: FigureTableView
) -> None:
    total, findings = shown(table, TOTAL), live.run.findings
    enter_figure(qtbot, table, FINAL, "2000")
    changed = shown(table, TOTAL)
    window.menus.actions_by_id["undo"].trigger()
    assert (shown(table, TOTAL), live.run.findings) == (total, findings)
    window.menus.actions_by_id["redo"].trigger()
    assert shown(table, TOTAL) == changed


def test_enter_moves_one_row_down(qtbot: QtBot, table: FigureTableView) -> None:
    enter_figure(qtbot, table, FINAL, "2000")
    assert table.figures.address_at(table.currentIndex()) == "spending/construction/final"


def test_what_is_no_figure_stays_in_the_editor_with_a_sentence(
    qtbot: QtBot, live: LiveReport, table: FigureTableView
) -> None:
    before = live.report.amount(FINAL)
    go_to(table, FINAL)
    said: list[str] = []
    table.explained.connect(said.append)
    editor = type_figure(qtbot, table, "12a")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "12a"
    assert editor.property("trouble") is True
    assert "“12a”不是数字" in said[-1]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert live.report.amount(FINAL) == before


def test_computed_cells_cannot_be_typed_in(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    go_to(table, TOTAL)
    qtbot.keyClicks(table, "5")
    assert table.findChild(QLineEdit) is None
    assert "自动计算" in str(table.figures.index_of(TOTAL).data(Qt.ItemDataRole.ToolTipRole))


def test_a_block_from_a_spreadsheet_is_one_step(window: MainWindow, live: LiveReport, table: FigureTableView) -> None:
    go_to(table, "spending/personnel/initial")
    QApplication.clipboard().setText("1,846.30\t１９２１．５８\t1920.16\r\n212.6\t201.97\t\r\n")
    table.paste_from_clipboard()
    assert shown(table, "spending/personnel/adjusted") == "1,921.58"
    assert live.report.amount("spending/operating/final") is None
    window.menus.actions_by_id["undo"].trigger()
    assert live.report.amount("spending/operating/final") is not None


def test_a_bad_cell_of_a_block_is_named_and_the_rest_is_taken(live: LiveReport, table: FigureTableView) -> None:
    said: list[str] = []
    table.explained.connect(said.append)
    go_to(table, FINAL)
    kept = live.report.amount("spending/construction/final")
    QApplication.clipboard().setText("9\n约八万")
    table.paste_from_clipboard()
    assert shown(table, FINAL) == "9.00"
    assert live.report.amount("spending/construction/final") == kept
    assert "约八万" in said[-1]


def test_a_block_over_computed_cells_leaves_them(live: LiveReport, table: FigureTableView) -> None:
    go_to(table, "spending/basic/final")
    QApplication.clipboard().setText("1\n2\n3\n4")
    table.paste_from_clipboard()
    assert live.report.stored_figure("spending/basic/final") is None
    assert shown(table, "spending/basic/final") == "5.00"


def test_delete_blanks_a_cell_and_blank_is_not_zero(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    go_to(table, FINAL)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert live.report.amount(FINAL) is None
    assert shown(table, FINAL) == ""
    assert live.report.figure(TOTAL).blanks == 1


def test_copy_gives_lines_of_tabs(qtbot: QtBot, table: FigureTableView) -> None:
    go_to(table, FINAL)
    table.selectRow(table.currentIndex().row())
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "二、项目支出\t3,562.00\t2,486.40\t2,398.75"


def test_a_stated_total_gives_way_to_the_computed_one(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    computed = shown(table, TOTAL)
    live.put("导入", {TOTAL: Entry("10000", Origin.IMPORTED)})
    assert shown(table, TOTAL) == "1.00"
    assert "SPD-001" in {finding.rule for finding in live.run.findings}
    go_to(table, TOTAL)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert shown(table, TOTAL) == computed
    assert "SPD-001" not in {finding.rule for finding in live.run.findings}


def test_the_model_keeps_the_rules_of_item_models(workspace: Workspace, qtmodeltester: ModelTester) -> None:
    live = workspace.context.live
    figures = FigureTableModel(workspace.context, live.standard.tables_by_id["spending"])
    qtmodeltester.check(figures)
    live.put("填写", {FINAL: Entry("10000")})


def test_the_rates_beside_the_indicator_follow_the_figure(
    qtbot: QtBot, workspace: Workspace, table: FigureTableView
) -> None:
    workspace.reveal("indicator/funds/score")
    (detail,) = [item for item in workspace.findChildren(IndicatorDetail) if item.isVisible()]

    def rates() -> str:
        return "".join(label.text() for label in detail.findChildren(QLabel) if "支出完成率" in label.text())

    before = rates()
    workspace.reveal(FINAL)
    enter_figure(qtbot, table, FINAL, "100.5")
    assert "2,217.50" in rates()
    assert rates() != before


def test_header_panel_and_saved_time_follow_the_figure(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, table: FigureTableView
) -> None:
    enter_figure(qtbot, table, FINAL, "100.5")
    assert "SPD-002" in {card.property("rule") for card in workspace.panel.findChildren(FindingCard)}
    header = workspace.findChild(Header)
    assert header is not None
    assert any("错误" in label.text() for label in header.findChildren(QLabel))
    assert workspace.tabs.tabToolTip(3) == "支出情况：有错误"
    saved = workspace.context.live.saved_at
    assert saved is not None
    assert window.status_line.saved.text() == f"✓ 已保存 {saved.astimezone():%H:%M:%S}"


def test_a_figure_in_yuan_keeps_its_cents(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    enter_figure(qtbot, table, FINAL, "1234.567891")
    assert live.report.amount(FINAL) == Decimal("12345678.91")
    assert shown(table, FINAL) == "1,234.57"
    assert table.figures.index_of(FINAL).data(Qt.ItemDataRole.EditRole) == "1234.567891"


def test_opening_a_cell_and_leaving_it_is_no_step(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    go_to(table, FINAL)
    table.edit(table.currentIndex())
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not live.session.can_undo


def test_the_same_figure_typed_again_is_no_step(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    enter_figure(qtbot, table, FINAL, "2,398.75")
    assert not live.session.can_undo


def test_what_is_no_figure_is_named_when_the_cell_is_left(
    qtbot: QtBot, live: LiveReport, table: FigureTableView
) -> None:
    before = live.report.amount(FINAL)
    said: list[str] = []
    table.explained.connect(said.append)
    go_to(table, FINAL)
    type_figure(qtbot, table, "12a")
    table.setFocus()
    assert "“12a”不是数字" in said[-1]
    assert live.report.amount(FINAL) == before


def test_a_block_that_reaches_over_the_edge_is_taken_as_far_as_it_fits(
    live: LiveReport, table: FigureTableView
) -> None:
    last = table.figures.rowCount() - 1
    typed = next(row for row in range(last, -1, -1) if table.figures.flags(table.figures.index(row, 3)) & EDITABLE)
    table.setCurrentIndex(table.figures.index(typed, 3))
    where = table.figures.address_at(table.currentIndex())
    QApplication.clipboard().setText("7\t8\n" * 20)
    table.paste_from_clipboard()
    assert shown(table, where) == "7.00"


@pytest.mark.parametrize("text", ["", "\n", "\r\n"])
def test_pasting_nothing_changes_nothing(live: LiveReport, table: FigureTableView, text: str) -> None:
    go_to(table, FINAL)
    before = live.report.entries
    QApplication.clipboard().setText(text)
    table.paste_from_clipboard()
    assert live.report.entries == before


def test_what_was_copied_can_be_pasted_back(qtbot: QtBot, live: LiveReport, table: FigureTableView) -> None:
    before = live.report.entries
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table.setCurrentIndex(table.figures.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert live.report.entries == before


def test_a_read_only_table_takes_nothing(
    qtbot: QtBot, empty_window: MainWindow, prompts: RecordingPrompts, report_file: Path
) -> None:
    with Session.open(report_file) as holder:
        prompts.confirmations = [True]
        empty_window.open_report(report_file)
        assert empty_window.workspace is not None
        empty_window.workspace.reveal(FINAL)
        view = QApplication.focusWidget()
        assert isinstance(view, FigureTableView)
        QApplication.clipboard().setText("1")
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_5):
            qtbot.keyClick(view, key)
        qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert view.findChild(QLineEdit) is None
        assert empty_window.workspace.context.live.report.entries == holder.report.entries
        assert prompts.told == []


def test_what_is_no_figure_stays_open_when_another_cell_is_clicked(
    qtbot: QtBot, live: LiveReport, table: FigureTableView
) -> None:
    before = live.report.amount(FINAL)
    go_to(table, FINAL)
    editor = type_figure(qtbot, table, "12a")
    other = table.visualRect(table.figures.index_of("spending/personnel/final")).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert editor.isVisible()
    assert (editor.text(), editor.property("trouble")) == ("12a", True)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert live.report.amount(FINAL) == Decimal(120000)
    assert before != Decimal(120000)


def test_an_imported_figure_has_a_sign_and_says_where_it_came_from(live: LiveReport, table: FigureTableView) -> None:
    live.put("导入", {FINAL: Entry("20000", Origin.IMPORTED, "支出表.xlsx 支出 B3")})
    index = table.figures.index_of(FINAL)
    assert index.data(ImportedRole)
    assert "支出表.xlsx 支出 B3" in index.data(ExplanationRole)
    live.put("填写", {FINAL: Entry("30000")})
    assert not index.data(ImportedRole)


def test_a_double_click_on_a_computed_cell_leads_to_what_it_is_made_of(table: FigureTableView) -> None:
    total = table.figures.index_of(TOTAL)
    table.doubleClicked.emit(total)
    assert table.figures.address_at(table.currentIndex()) == table.figures.sources_of(total)[0]
    typed = table.figures.index_of(FINAL)
    table.doubleClicked.emit(typed)
    assert table.figures.sources_of(typed) == []
