"""Findings accepted with a reason: out of the counts, under a filter of their own, open again when a figure changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.intake.text import import_text
from core.model.change import Entry
from core.model.finding import Finding
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard
from gui.dialogs.accept import AcceptDialog
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.tabs.states import TabState
from gui.widgets.finding_card import FindingCard
from gui.widgets.lapsed_card import LapsedCard
from gui.workspace import Workspace
from tests.gui.test_accessibility import nameless

REASON = "该项目跨年实施，已报经主管部门同意。"
RULE = "SPD-001"
ADJUSTED = "spending/total/final"


@pytest.fixture(scope="session")
def faulty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faulty") / "报告.ziping"
    standard = find_standard("foshan-2020")
    text = resource_path("samples", "sample-faults.txt").read_text(encoding="utf-8")
    Session.create(path, standard, import_text(text, standard, "sample-faults.txt").entries).close()
    return path


@pytest.fixture
def report_file(faulty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(faulty_file, tmp_path / "报告.ziping"))


def fields(dialog: AcceptDialog) -> tuple[QPlainTextEdit, QLineEdit, QPushButton]:
    reason = next(item for item in dialog.findChildren(QPlainTextEdit) if item.objectName() == "accept-reason")
    name = next(item for item in dialog.findChildren(QLineEdit) if item.objectName() == "accept-name")
    go = next(item for item in dialog.findChildren(QPushButton) if item.objectName() == "primary")
    return reason, name, go


def answering(answer: Callable[[AcceptDialog], None]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AcceptDialog)
        answer(dialog)

    QTimer.singleShot(0, act)


def filled_in(dialog: AcceptDialog) -> None:
    reason, name, go = fields(dialog)
    reason.setPlainText(REASON)
    name.setText("示例填报人")
    go.click()


def cards(workspace: Workspace) -> list[FindingCard]:
    return [card for card in workspace.panel.findChildren(FindingCard) if not card.isHidden()]


def press(
    qtbot: QtBot,
    workspace: Workspace,
    finding: Finding,
    words: str,
    answer: Callable[[AcceptDialog], None] | None = None,
) -> None:
    """Press a button of a finding's card, and have the dialog that comes answered."""
    card = next(item for item in cards(workspace) if item.finding == finding)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    QApplication.processEvents()  # lays the opened card out
    button = next(item for item in card.findChildren(QPushButton) if item.text() == words)
    if answer:
        answering(answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def of_rule(workspace: Workspace) -> Finding:
    return next(item for item in workspace.context.live.findings if item.rule == RULE)


def show_accepted(workspace: Workspace) -> None:
    box = next(item for item in workspace.panel.findChildren(QComboBox))
    box.setCurrentIndex(box.count() - 1)


def said(card: FindingCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel))


@pytest.fixture
def accepted(qtbot: QtBot, workspace: Workspace) -> Finding:
    """The wrong total, accepted through the dialog."""
    finding = of_rule(workspace)
    press(qtbot, workspace, finding, "接受并说明", filled_in)
    return finding


def test_it_leaves_the_open_list_and_the_counts(workspace: Workspace, accepted: Finding) -> None:
    live = workspace.context.live
    assert accepted in live.run.findings
    assert accepted not in live.findings
    assert accepted not in [card.finding for card in cards(workspace)]
    counts = next(label.text() for label in workspace.findChildren(QLabel) if "错误</span>" in label.text())
    assert f"▲ {sum(item.severity == 'error' for item in live.findings)} 错误" in counts


def test_it_stands_under_the_filter_with_reason_name_and_date(workspace: Workspace, accepted: Finding) -> None:
    show_accepted(workspace)
    card = next(iter(cards(workspace)))
    assert card.finding == accepted
    assert REASON in said(card)
    assert "示例填报人" in said(card)
    waiver = workspace.context.live.judgement.waiver_of(accepted)
    assert waiver is not None
    assert waiver.date in said(card)


def test_it_can_be_withdrawn(qtbot: QtBot, workspace: Workspace, accepted: Finding) -> None:
    before = workspace.context.live.report.entries
    show_accepted(workspace)
    press(qtbot, workspace, accepted, "撤回")
    assert accepted in workspace.context.live.findings
    assert workspace.context.live.report.entries != before
    assert cards(workspace) == []
    words = [label.text() for label in workspace.panel.findChildren(QLabel)]
    assert any("还没有接受过问题" in text for text in words)


def test_it_can_be_undone_without_turning_to_another_tab(
    window: MainWindow, workspace: Workspace, accepted: Finding
) -> None:
    tab = workspace.tabs.currentIndex()
    assert tab != 0
    window.menus.actions_by_id["undo"].trigger()
    assert accepted in workspace.context.live.findings
    assert workspace.tabs.currentIndex() == tab


def test_another_figure_makes_it_count_again_and_says_so(workspace: Workspace, accepted: Finding) -> None:
    live = workspace.context.live
    live.put("填写", {ADJUSTED: Entry("50000000")})
    now = of_rule(workspace)
    assert now != accepted
    card = next(item for item in cards(workspace) if item.finding == now)
    assert "原说明因数字改变已失效" in said(card)
    assert REASON in said(card)
    live.undo()
    assert accepted not in live.findings


def lapsed_cards(workspace: Workspace) -> list[LapsedCard]:
    return [card for card in workspace.panel.findChildren(LapsedCard) if not card.isHidden()]


def test_reason_whose_finding_has_gone_is_shown_below_the_accepted_and_can_be_withdrawn(
    qtbot: QtBot, workspace: Workspace, accepted: Finding
) -> None:
    live = workspace.context.live
    assert accepted.fix is not None
    live.apply(accepted.fix)
    show_accepted(workspace)
    assert cards(workspace) == []
    (card,) = lapsed_cards(workspace)
    words = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert accepted.message in words
    assert REASON in words
    assert "这个问题已经不在" in words
    headings = [label.text() for label in workspace.panel.findChildren(QLabel)]
    assert "已失效的说明（1）" in headings
    (box,) = workspace.panel.findChildren(QComboBox)
    assert box.currentText() == "已接受（0），失效 1"
    (button,) = card.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert lapsed_cards(workspace) == []
    assert not [where for where in live.report.entries if where.startswith("waiver/")]
    live.undo()
    assert len(lapsed_cards(workspace)) == 1


def test_lapsed_reason_of_a_finding_that_changed_says_that_it_is_open(workspace: Workspace, accepted: Finding) -> None:
    workspace.context.live.put("填写", {ADJUSTED: Entry("50000000")})
    assert lapsed_cards(workspace) == [], "under the accepted ones only"
    show_accepted(workspace)
    (card,) = lapsed_cards(workspace)
    assert "仍列在“全部”里" in "\n".join(label.text() for label in card.findChildren(QLabel))
    assert nameless(card) == []


def test_lapsed_reasons_of_other_tabs_are_left_out_where_only_this_tab_is_shown(
    workspace: Workspace, accepted: Finding
) -> None:
    workspace.context.live.put("填写", {ADJUSTED: Entry("50000000")})
    show_accepted(workspace)
    (tick,) = workspace.panel.findChildren(QCheckBox)
    tick.setChecked(True)
    workspace.show_tab(0)
    assert lapsed_cards(workspace) == []
    workspace.show_tab(3)
    assert len(lapsed_cards(workspace)) == 1


def test_the_tab_is_no_longer_marked_faulty_once_all_its_errors_are_accepted(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.show_tab(3)
    assert workspace.tabs.tabToolTip(3).endswith(TabState.FAULTY.value)
    for finding in [item for item in workspace.context.live.findings if item.rule.startswith("SPD")]:
        press(qtbot, workspace, finding, "接受并说明", filled_in)
    assert not workspace.tabs.tabToolTip(3).endswith(TabState.FAULTY.value)


def test_cancelling_accepts_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    before = workspace.context.live.report.entries
    press(qtbot, workspace, of_rule(workspace), "接受并说明", lambda dialog: dialog.reject())
    assert workspace.context.live.report.entries == before


def test_the_name_is_remembered(qtbot: QtBot, workspace: Workspace, accepted: Finding, tmp_path: Path) -> None:
    assert Settings(tmp_path / "settings.ini").person() == "示例填报人"
    names = []

    def look(dialog: AcceptDialog) -> None:
        names.append(dialog.name)
        dialog.reject()

    press(qtbot, workspace, workspace.context.live.findings[0], "接受并说明", look)
    assert names == ["示例填报人"]


# -- the dialog --------------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> AcceptDialog:
    dialog = AcceptDialog(of_rule(workspace), "", date(2021, 4, 9))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_shows_what_is_accepted_and_the_date(dialog: AcceptDialog, workspace: Workspace) -> None:
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert of_rule(workspace).message in words
    assert "2021 年 4 月 9 日" in words


@pytest.mark.parametrize(
    ("reason", "name", "missing"),
    [
        ("", "某人", "还没有写理由"),
        ("  \n", "某人", "还没有写理由"),
        ("同意", "某人", "理由太短，至少写 4 个字"),
        ("确属实情", " ", "还没有写姓名"),
        ("确属实情", "某人", ""),
    ],
)
def test_reason_and_name_are_wanted(dialog: AcceptDialog, reason: str, name: str, missing: str) -> None:
    reason_field, name_field, go = fields(dialog)
    reason_field.setPlainText(reason)
    name_field.setText(name)
    assert go.isEnabled() == (not missing)
    assert not missing or missing in [label.text() for label in dialog.findChildren(QLabel)]


def test_everything_in_it_has_a_name(dialog: AcceptDialog) -> None:
    assert nameless(dialog) == []
