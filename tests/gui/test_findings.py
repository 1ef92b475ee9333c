"""Findings beside the editor: they lead to the cell or sentence, can be walked, filtered, folded and mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from core.intake.text import import_text
from core.model.finding import Finding, Severity
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard
from gui.main_window import MainWindow
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.finding_card import FindingCard
from gui.widgets.narrative_editor import NarrativeEditor
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


def test_f8_walks_all_findings_and_comes_round(window: MainWindow, workspace: Workspace) -> None:
    seen = []
    for _ in range(len(found(workspace)) + 1):
        window.menus.actions_by_id["finding_next"].trigger()
        seen.append(next(card.finding for card in cards(workspace) if card.property("current")))
    assert seen[:-1] == list(found(workspace))
    assert seen[-1] == seen[0]
    window.menus.actions_by_id["finding_previous"].trigger()
    assert next(card.finding for card in cards(workspace) if card.property("current")) == found(workspace)[-1]


def test_the_filter_shows_one_severity(workspace: Workspace) -> None:
    box = workspace.panel.findChild(QComboBox)
    assert box is not None
    box.setCurrentText("错误")
    assert {card.finding.severity for card in cards(workspace)} == {Severity.ERROR}


def test_the_panel_folds_to_a_strip_and_back(window: MainWindow, workspace: Workspace) -> None:
    window.menus.actions_by_id["panel"].trigger()
    assert workspace.panel_folded
    window.menus.actions_by_id["panel"].trigger()
    assert not workspace.panel_folded


def test_a_fix_mends_and_can_be_undone(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    card = card_of(workspace, "SPD-001")
    button = next(item for item in card.findChildren(QPushButton) if item.text().startswith("修正"))
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
