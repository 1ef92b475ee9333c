"""Findings beside the editor: they lead to the cell or sentence, can be walked, filtered, folded and mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.intake.text import import_text
from core.model.finding import Finding, Place, Severity, place_in
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard
from gui.main_window import MainWindow
from gui.models.indicator_table import SCORE_COLUMN
from gui.models.roles import ChiefRole, LitRole, SeverityRole
from gui.tabs.indicators import IndicatorView
from gui.tabs.states import tab_of
from gui.theme import DARK, LIGHT
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.finding_card import FindingCard
from gui.widgets.narrative_editor import NarrativeEditor
from gui.widgets.place_link import PlaceLink
from gui.workspace import Workspace


@pytest.fixture(scope="session")
def faulty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with planted faults."""
    path = tmp_path_factory.mktemp("faulty") / "报告.ziping"
    standard = find_standard("foshan-2020")
    text = resource_path("samples", "sample-faults.txt").read_text(encoding="utf-8")
    Session.create(path, standard, import_text(text, standard, "sample-faults.txt").entries).close()
    return path


@pytest.fixture
def report_file(faulty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(faulty_file, tmp_path / "报告.ziping"))


def cards(workspace: Workspace) -> list[FindingCard]:
    return [card for card in workspace.panel.findChildren(FindingCard) if not card.isHidden()]


def card_of(workspace: Workspace, rule: str) -> FindingCard:
    return next(card for card in cards(workspace) if card.finding.rule == rule)


def current(workspace: Workspace) -> Finding:
    return next(card.finding for card in cards(workspace) if card.property("current"))


def found(workspace: Workspace) -> tuple[Finding, ...]:
    return workspace.context.live.run.findings


def test_every_finding_has_its_card_gravest_first(workspace: Workspace) -> None:
    shown = [card.finding for card in cards(workspace)]
    assert sorted(shown, key=found(workspace).index) == list(found(workspace))
    assert found(workspace)[0].severity == Severity.ERROR


def test_a_click_leads_to_the_cell(qtbot: QtBot, workspace: Workspace) -> None:
    card = card_of(workspace, "SPD-001")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    table = QApplication.focusWidget()
    assert isinstance(table, FigureTableView)
    assert table.figures.address_at(table.currentIndex()) == card.finding.places[0].address
    assert card.property("current") is True


def test_a_click_leads_to_the_sentence_and_selects_the_number(qtbot: QtBot, workspace: Workspace) -> None:
    card = card_of(workspace, "SCR-001")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, NarrativeEditor)
    assert editor.textCursor().selectedText() == card.finding.places[0].text == "97.5"


def test_f8_walks_all_findings_in_reading_order_and_comes_round(window: MainWindow, workspace: Workspace) -> None:
    live = workspace.context.live
    seen = []
    for _ in range(len(found(workspace)) + 1):
        window.menus.actions_by_id["finding_next"].trigger()
        seen.append(current(workspace))
    assert set(seen) == set(found(workspace))
    assert seen[-1] == seen[0]
    turns = [live.order.key_of(live.report, finding.places[0].address) for finding in seen[:-1]]
    start = turns.index(min(turns))
    assert turns[start:] + turns[:start] == sorted(turns)
    window.menus.actions_by_id["finding_previous"].trigger()
    assert current(workspace) == seen[-2]


def test_f8_goes_on_from_where_the_cursor_is(window: MainWindow, workspace: Workspace) -> None:
    workspace.reveal("narrative/evaluation/results/p1")
    window.menus.actions_by_id["finding_next"].trigger()
    assert current(workspace).places[0].address == "narrative/evaluation/results/p4"
    workspace.reveal("narrative/evaluation/results/p1")
    window.menus.actions_by_id["finding_previous"].trigger()
    order = workspace.context.live.order
    report = workspace.context.live.report
    before = order.key_of(report, current(workspace).places[0].address)
    assert before < order.key_of(report, "narrative/evaluation/results/p1")
    between = [item for item in found(workspace) if before < order.key(report, item)]
    assert all(order.key(report, item) > order.key_of(report, "narrative/evaluation/results/p1") for item in between)


def count(workspace: Workspace) -> str:
    return next(label.text() for label in workspace.panel.findChildren(QLabel) if label.text().endswith(" 条"))


def test_the_filter_shows_one_severity(workspace: Workspace) -> None:
    box = next(item for item in workspace.panel.findChildren(QComboBox))
    assert count(workspace) == f"{len(found(workspace))} 条"
    box.setCurrentText("错误")
    assert {card.finding.severity for card in cards(workspace)} == {Severity.ERROR}
    assert count(workspace) == f"{len(cards(workspace))} / {len(found(workspace))} 条"
    box.setCurrentText("全部")
    assert len(cards(workspace)) == len(found(workspace))


def test_only_those_of_the_tab_that_is_shown(workspace: Workspace) -> None:
    standard = workspace.context.live.standard
    next(item for item in workspace.panel.findChildren(QCheckBox)).setChecked(True)
    for index, tab in enumerate(standard.tabs):
        workspace.show_tab(index)
        wanted = [
            item for item in found(workspace) if any(tab_of(standard, place.address) == tab.id for place in item.places)
        ]
        assert [card.finding for card in cards(workspace)] == wanted
    workspace.show_tab(0)
    next(item for item in workspace.panel.findChildren(QComboBox)).setCurrentText("错误")
    assert count(workspace).startswith("0 / ")
    every = next(item for item in workspace.panel.findChildren(QPushButton) if item.text() == "显示全部")
    every.click()
    assert len(cards(workspace)) == len(found(workspace))


def test_f8_keeps_to_what_the_filter_shows(window: MainWindow, workspace: Workspace) -> None:
    next(item for item in workspace.panel.findChildren(QComboBox)).setCurrentText("错误")
    for _ in range(len(found(workspace))):
        window.menus.actions_by_id["finding_next"].trigger()
        assert current(workspace).severity == Severity.ERROR


def test_arrows_go_from_card_to_card(qtbot: QtBot, workspace: Workspace) -> None:
    first, second = cards(workspace)[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


# -- both ends ---------------------------------------------------------------------------------------------------------


def test_an_open_card_shows_both_ends_as_links(qtbot: QtBot, workspace: Workspace) -> None:
    card = card_of(workspace, "SPD-002")
    assert card.findChildren(PlaceLink) == []
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    # The text tells the same figure, a slip away: one root cause, one card.
    left, right, in_text = card.findChildren(PlaceLink)
    assert left.place.text == "4,650.00"
    assert right.place.text == "2,486.40"
    assert in_text.place.text == "465.00"
    assert left.mapTo(card, QPoint()).y() == right.mapTo(card, QPoint()).y()
    assert left.geometry().right() < right.geometry().left()
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    table = QApplication.focusWidget()
    assert isinstance(table, FigureTableView)
    assert table.figures.address_at(table.currentIndex()) == "spending/project/adjusted"


def test_many_places_are_a_few_and_the_others_on_demand(qtbot: QtBot, workspace: Workspace) -> None:
    card = card_of(workspace, "SCR-001")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    links = list(card.findChildren(PlaceLink))
    assert [link.place for link in links] == list(card.finding.places)
    assert sum(link.isVisible() for link in links) == 4
    more = next(item for item in card.findChildren(QPushButton) if item.text() == f"另有 {len(links) - 4} 处…")
    more.click()
    assert all(link.isVisible() for link in links)


def lit_cells(table: FigureTableView) -> set[str]:
    model = table.figures
    indexes = [model.index(row, column) for row in range(model.rowCount()) for column in range(1, model.columnCount())]
    return {model.address_at(index) for index in indexes if index.data(LitRole)}


def test_a_card_under_the_mouse_lights_text_and_table_together(
    at_address: Callable[[str], QWidget], workspace: Workspace
) -> None:
    table = at_address("spending")
    editor = at_address("narrative/overview/spending_use")
    assert isinstance(table, FigureTableView)
    assert isinstance(editor, NarrativeEditor)
    paragraph = workspace.context.live.report.paragraphs("narrative/overview/spending_use")[0]
    cell, span = Place("spending/total/final", "4,551.75"), place_in(paragraph.address, paragraph.text, 0, 4)
    workspace.context.highlights.light((cell, span))
    assert lit_cells(table) == {"spending/total/final"}
    lit = [
        item.cursor.selectedText()  # type: ignore[attr-defined]
        for item in editor.extraSelections()
        if item.format.background().color().name() == LIGHT.selected.lower()  # type: ignore[attr-defined]
    ]
    assert lit == [span.text]
    card = card_of(workspace, "SPD-002")
    QApplication.sendEvent(card, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert lit_cells(table) == {place.address for place in card.finding.places if place.address.startswith("spending/")}
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert lit_cells(table) == set()


def test_the_scores_of_a_wrong_total_are_lit_on_a_page_made_only_then(qtbot: QtBot, workspace: Workspace) -> None:
    card = card_of(workspace, "SCR-001")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    view = next(item for item in workspace.findChildren(IndicatorView))
    model = view.model()
    lit = [bool(model.index(row, SCORE_COLUMN).data(LitRole)) for row in range(model.rowCount())]
    assert lit == [True] * (model.rowCount() - 1) + [False]


def test_a_cell_that_a_finding_names_has_its_card_as_tip(at_address: Callable[[str], QWidget]) -> None:
    table = at_address("spending")
    assert isinstance(table, FigureTableView)
    index = table.figures.index_of("spending/total/final")
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "▲ 合计与各项之和不符" in tip
    assert "相差 36.00" in tip
    assert "合计改用各项之和" in tip
    assert (index.data(SeverityRole), index.data(ChiefRole)) == ("error", True)
    part = table.figures.index_of("spending/basic/final")
    assert (part.data(SeverityRole), part.data(ChiefRole)) == ("error", False)


def test_a_cell_that_a_finding_names_looks_different(at_address: Callable[[str], QWidget]) -> None:
    """The marks are painted: a sign for the cell to look at, a line under all that take part."""
    table = at_address("spending")
    assert isinstance(table, FigureTableView)

    def inks(where: str) -> set[str]:
        picture = table.viewport().grab(table.visualRect(table.figures.index_of(where))).toImage()
        points = ((x, y) for x in range(picture.width() // 3) for y in range(2, picture.height() - 2))
        return {picture.pixelColor(x, y).name() for x, y in points}

    assert LIGHT.error.lower() in inks("spending/construction/adjusted")
    assert LIGHT.error.lower() in inks("spending/project/adjusted")
    assert LIGHT.error.lower() not in inks("spending/personnel/adjusted")


# -- numbers -----------------------------------------------------------------------------------------------------------


def test_numbers_are_tinted_by_whether_they_were_checked(
    at_address: Callable[[str], QWidget], window: MainWindow, workspace: Workspace
) -> None:
    editor = at_address("narrative/overview/spending_use")
    assert isinstance(editor, NarrativeEditor)
    theme = workspace.context.theme

    def tinted() -> set[tuple[str, str]]:
        return {
            (item.format.background().color().name(), item.cursor.selectedText())  # type: ignore[attr-defined]
            for item in editor.extraSelections()
        }

    action = window.menus.actions_by_id["numbers"]
    action.trigger()
    assert (theme.checked.lower(), "1,010.95") in tinted()
    assert window.status_line.legend.isVisible()
    live = workspace.context.live
    where = live.report.paragraphs("narrative/overview/spending_use")[-1].address
    live.put("", {where: replace(live.report.entries[where], value="另有来访 37 批次。")})
    assert (theme.unchecked.lower(), "37") in tinted()
    window.use_theme(DARK)
    assert window.workspace is not None
    assert window.workspace.context.highlights.numbers_shown
    window.use_theme(LIGHT)
    action.trigger()
    assert not window.status_line.legend.isVisible()
    assert not window.workspace.context.highlights.numbers_shown


def test_the_legend_goes_with_the_report(window: MainWindow) -> None:
    window.menus.actions_by_id["numbers"].trigger()
    window.menus.actions_by_id["close"].trigger()
    assert not window.status_line.legend.isVisible()


# -- the panel and its mends -------------------------------------------------------------------------------------------


def test_the_panel_folds_to_a_strip_and_back(window: MainWindow, workspace: Workspace) -> None:
    window.menus.actions_by_id["panel"].trigger()
    assert workspace.panel_folded
    window.menus.actions_by_id["panel"].trigger()
    assert not workspace.panel_folded


def test_a_fix_mends_and_can_be_undone(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    card = card_of(workspace, "SPD-001")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    button = next(item for item in card.findChildren(QPushButton) if item.text() == "修正")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "SPD-001" not in {finding.rule for finding in found(workspace)}
    window.menus.actions_by_id["undo"].trigger()
    assert "SPD-001" in {finding.rule for finding in found(workspace)}


def test_cards_of_findings_that_stay_are_kept(workspace: Workspace) -> None:
    before = {card.finding: card for card in cards(workspace)}
    live = workspace.context.live
    fix = next(finding.fix for finding in found(workspace) if finding.rule == "SPD-001")
    assert fix is not None
    live.apply(fix)
    for card in cards(workspace):
        if card.finding in before:
            assert card is before[card.finding]


def test_every_place_of_every_finding_can_be_reached(workspace: Workspace) -> None:
    for finding in found(workspace):
        for place in finding.places:
            workspace.reveal(place.address, place.start, place.end)
            assert QApplication.focusWidget() is not None
