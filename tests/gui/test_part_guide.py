"""Guidance beside a part: examples that fold out and stay so, and a count of words against the limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QToolButton

from core.model.change import Entry
from gui.main_window import MainWindow
from gui.widgets.part_guide import PartGuide
from gui.workspace import Workspace

DUTIES = "narrative/overview/duties"


@pytest.fixture
def guide(workspace: Workspace) -> PartGuide:
    return PartGuide(workspace.context, workspace.context.live.standard.parts[DUTIES], beside=True)


def fold(guide: PartGuide) -> QToolButton:
    button = guide.findChild(QToolButton)
    assert button is not None
    return button


def test_every_part_of_the_standard_that_ships_has_a_good_and_a_poor_example(workspace: Workspace) -> None:
    parts = workspace.context.live.standard.parts.values()
    assert all(part.good and part.poor for part in parts if part.guidance)


def test_examples_fold_out_and_are_remembered(window: MainWindow, workspace: Workspace, guide: PartGuide) -> None:
    assert guide.examples.isHidden()
    fold(guide).click()
    assert not guide.examples.isHidden()
    assert "古树" in guide.examples.text()
    again = PartGuide(workspace.context, workspace.context.live.standard.parts[DUTIES], beside=True)
    assert not again.examples.isHidden()
    fold(again).click()
    assert not window.settings.examples_shown()


def test_words_are_counted_as_one_writes(workspace: Workspace, guide: PartGuide) -> None:
    live = workspace.context.live
    before = sum(len(paragraph.text) for paragraph in live.report.paragraphs(DUTIES))
    assert guide.length.text() == f"{before:,} 字"
    live.put("填写", {f"{DUTIES}/new": Entry("十个字的一段话在这里", position=10**8)})
    assert guide.length.text() == f"{before + 10:,} 字"


def test_too_many_words_are_said(workspace: Workspace) -> None:
    part = replace(workspace.context.live.standard.parts[DUTIES], longest=100)
    guide = PartGuide(workspace.context, part, beside=True)
    count = sum(len(paragraph.text) for paragraph in workspace.context.live.report.paragraphs(DUTIES))
    assert guide.length.text() == f"◆ {count:,} 字，不超过 100 字，超出 {count - 100:,} 字"
    assert guide.length.property("severity") == "warning"


def test_a_part_without_examples_offers_none(workspace: Workspace) -> None:
    part = replace(workspace.context.live.standard.parts[DUTIES], good="", poor="", clause="")
    assert PartGuide(workspace.context, part, beside=False).findChild(QToolButton) is None
