"""A report whose check takes long is checked in the worker; what is shown is the run of its newest state."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.model.change import Entry
from core.validation.run import check
from gui.rechecking import Rechecker
from gui.workspace import Workspace

TOTAL = "spending/total/final"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every check count as slow, and the pause between two be none."""
    monkeypatch.setattr("gui.rechecking._BUDGET", -1.0)
    monkeypatch.setattr("gui.rechecking._ENOUGH", 0)
    monkeypatch.setattr("gui.rechecking._PAUSE", 0)


@pytest.mark.usefixtures("slow")
def test_the_worker_finds_what_a_check_at_once_finds(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    before = live.findings
    live.put("填写", {TOTAL: Entry("10000")})
    assert live.findings == before
    qtbot.waitUntil(lambda: live.findings != before)
    assert live.run == check(live.report)


@pytest.mark.usefixtures("slow")
def test_an_edit_during_a_check_is_checked_too(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    for yuan in ("10000", "20000", "30000"):
        live.put("填写", {TOTAL: Entry(yuan)})
        QApplication.processEvents()  # lets the worker begin
    live.put("填写", {"cover/head": None})
    qtbot.waitUntil(lambda: live.run == check(live.report))


@pytest.mark.usefixtures("slow")
def test_closing_waits_for_the_worker(qtbot: QtBot, workspace: Workspace) -> None:
    live = workspace.context.live
    live.put("填写", {TOTAL: Entry("10000")})
    live.close()
    with pytest.raises(ValueError, match="closed"):
        live.session.put("填写", {TOTAL: None})


def test_a_single_slow_check_sends_nothing_to_the_worker(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, qapp: QApplication
) -> None:
    report = workspace.context.live.report
    seconds = iter((0.0, 0.0, 9.0, 0.0, 9.0))  # the first run begins; the runs of two edits begin and end
    monkeypatch.setattr("gui.rechecking.thread_time", lambda: next(seconds))
    monkeypatch.setattr("gui.rechecking._BUDGET", 0.04)
    rechecker = Rechecker(qapp)
    assert rechecker.check(report, None) is not None
    assert rechecker.check(report, frozenset({TOTAL})) is not None
    assert rechecker.check(report, frozenset({TOTAL})) is not None
    assert rechecker.check(report, frozenset({TOTAL})) is None
    rechecker.stop()
