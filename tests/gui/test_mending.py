"""Mends: one at a click, several after a look at each, always one step that can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from core.intake.text import import_text
from core.model.change import Entry
from core.model.finding import Finding, TextEdit
from core.paths import resource_path
from core.session import Session
from core.standard.catalog import find_standard
from gui.dialogs.mend import MendDialog
from gui.main_window import MainWindow
from gui.mends import Mend, change_of, mends_of
from gui.widgets.finding_card import FindingCard, is_mendable
from gui.workspace import Workspace
from tests.gui.recording_prompts import RecordingPrompts

PARAGRAPH = "narrative/overview/organisation/p1"
UNTIDY = "全年开展培训 12 期,参训 960 人次(含外单位 35 人)。"
TIDY = "全年开展培训 12 期，参训 960 人次（含外单位 35 人）。"


@pytest.fixture(scope="session")
def untidy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The faulty sample with a paragraph whose punctuation is of two widths."""
    path = tmp_path_factory.mktemp("untidy") / "报告.ziping"
    standard = find_standard("foshan-2020")
    text = resource_path("samples", "sample-faults.txt").read_text(encoding="utf-8")
    entries = [*import_text(text, standard, "sample-faults.txt").entries, (PARAGRAPH, Entry(UNTIDY, position=1))]
    Session.create(path, standard, entries).close()
    return path


@pytest.fixture
def report_file(untidy_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(untidy_file, tmp_path / "报告.ziping"))


def finding_of(workspace: Workspace, rule: str) -> Finding:
    return next(item for item in workspace.context.live.findings if item.rule == rule)


def answering(answer: Callable[[MendDialog], None]) -> None:
    """Have the next dialog of mends answered."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MendDialog)
        answer(dialog)

    QTimer.singleShot(0, act)


def mends(workspace: Workspace) -> list[Mend]:
    live = workspace.context.live
    return mends_of(live.report, live.findings)


def words(mend: Mend) -> tuple[str, str]:
    return mend.before.changing, mend.after.changing


# -- what is listed ----------------------------------------------------------------------------------------------------


def test_each_edit_is_listed_before_and_after(workspace: Workspace) -> None:
    live = workspace.context.live
    listed = mends_of(live.report, [finding_of(workspace, "FRM-001")])
    assert [words(item) for item in listed] == [(",", "，"), ("(", "（"), (")", "）")]
    assert listed[0].before.lead.endswith("12 期")
    assert listed[0].before.trail.startswith("参训")


def test_a_figure_is_listed_as_the_table_shows_it(workspace: Workspace) -> None:
    total = next(item for item in mends(workspace) if item.finding.rule == "SPD-001")
    assert (total.place, words(total)) == ("合计决算数", ("4,551.75", "4,515.75"))


def test_a_number_in_the_prose_is_listed_whole(workspace: Workspace) -> None:
    score = next(item for item in mends(workspace) if item.finding.rule == "SCR-001")
    assert words(score) == ("97.5", "95")


def test_a_blank_that_goes_is_named(workspace: Workspace) -> None:
    live = workspace.context.live
    live.put("", {PARAGRAPH: Entry("本单位设 三个科室。", position=1)})
    finding = replace(live.findings[0], fix=None, edits=(TextEdit(PARAGRAPH, 4, 5, " ", ""),))
    assert [words(item) for item in mends_of(live.report, [finding])] == [("［空格］", "")]


def test_what_no_longer_stands_there_is_left_out(workspace: Workspace) -> None:
    live = workspace.context.live
    finding = finding_of(workspace, "FRM-001")
    live.put("", {PARAGRAPH: Entry(UNTIDY.replace("期,参", "期参"), position=1)})
    assert mends_of(live.report, [finding]) == []


# -- one, a kind, all --------------------------------------------------------------------------------------------------


def open_card(qtbot: QtBot, workspace: Workspace, rule: str) -> FindingCard:
    card = next(item for item in workspace.panel.findChildren(FindingCard) if item.finding.rule == rule)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    QApplication.processEvents()  # lays the opened card out
    return card


def press(qtbot: QtBot, card: FindingCard, words: str, answer: Callable[[MendDialog], None] | None = None) -> None:
    """Press a button of a card, and have the dialog that comes answered."""
    button = next(item for item in card.findChildren(QPushButton) if item.text().startswith(words))
    assert button.isVisible()
    if answer:
        answering(answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_several_edits_of_one_finding_are_one_step(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    live = workspace.context.live
    press(qtbot, open_card(qtbot, workspace, "FRM-001"), "修正", lambda dialog: dialog.accept())
    assert live.report.text(PARAGRAPH) == TIDY
    window.menus.actions_by_id["undo"].trigger()
    assert live.report.text(PARAGRAPH) == UNTIDY
    assert "FRM-001" in {finding.rule for finding in live.findings}


def test_what_is_not_ticked_stays(qtbot: QtBot, workspace: Workspace) -> None:
    def first_only(dialog: MendDialog) -> None:
        next(item for item in dialog.findChildren(QPushButton) if item.objectName() == "mend-none").click()
        go = next(item for item in dialog.findChildren(QPushButton) if item.text() == "修正")
        assert not go.isEnabled()
        leaf = dialog.tree.topLevelItem(0).child(0)
        dialog.tree.setCurrentItem(leaf, 2)
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
        assert go.isEnabled()
        assert go.text() == "修正 1 处"
        go.click()

    press(qtbot, open_card(qtbot, workspace, "FRM-001"), "修正", first_only)
    assert workspace.context.live.report.text(PARAGRAPH) == UNTIDY.replace("期,参", "期，参")


def test_a_branch_ticks_all_its_leaves(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = MendDialog(workspace.context.theme, mends(workspace))
    qtbot.addWidget(dialog)
    branches = [dialog.tree.topLevelItem(number) for number in range(dialog.tree.topLevelItemCount())]
    punctuation: QTreeWidgetItem = next(item for item in branches if "标点" in item.text(0))
    punctuation.setCheckState(0, Qt.CheckState.Unchecked)
    assert "FRM-001" not in {mend.finding.rule for mend in dialog.chosen}
    assert dialog.chosen
    next(item for item in dialog.findChildren(QPushButton) if item.objectName() == "mend-all").click()
    assert len(dialog.chosen) == len(mends(workspace))


def test_cancelling_changes_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    before = workspace.context.live.report.entries
    press(qtbot, open_card(qtbot, workspace, "FRM-001"), "修正", lambda dialog: dialog.reject())
    assert workspace.context.live.report.entries == before


def test_all_that_can_be_mended_is_one_step(window: MainWindow, workspace: Workspace) -> None:
    live = workspace.context.live
    before = live.report.entries
    answering(lambda dialog: dialog.accept())
    window.menus.actions_by_id["mend_all"].trigger()
    assert not [finding for finding in live.findings if finding.rule in ("SPD-001", "SCR-001", "FRM-001")]
    window.menus.actions_by_id["undo"].trigger()
    assert live.report.entries == before


def test_without_anything_to_mend_it_is_said(
    window: MainWindow, workspace: Workspace, prompts: RecordingPrompts
) -> None:
    live = workspace.context.live
    while any(is_mendable(finding) for finding in live.findings):
        live.apply(change_of(live.report, mends(workspace), "修正"))
    window.menus.actions_by_id["mend_all"].trigger()
    assert prompts.told[-1][0] == "没有可以自动修正的问题"


def test_findings_of_a_kind_are_mended_together(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    live.put(
        "",
        {
            "spending/total/initial": Entry("10000000"),
            "spending/total/adjusted": Entry("20000000"),
        },
    )
    count = sum(finding.rule == "SPD-001" for finding in live.findings)
    assert count == 3
    card = open_card(qtbot, workspace, "SPD-001")
    press(qtbot, card, f"同类 {count} 条", lambda dialog: dialog.accept())
    assert "SPD-001" not in {finding.rule for finding in live.findings}
