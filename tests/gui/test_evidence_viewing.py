"""Evidence looked at, saved elsewhere, tidied up, and met on other pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.session import Session
from gui.dialogs.evidence_viewer import EvidenceViewer
from gui.main_window import MainWindow
from gui.models.evidence_table import (
    FILE_COLUMN,
    INDICATORS_COLUMN,
    TITLE_COLUMN,
)
from gui.palette_entries import palette_entries
from gui.tabs.evidence import EvidenceSection
from gui.workspace import Workspace
from tests.gui.evidence_hands import button, go, rest, titles
from tests.gui.recording_prompts import RecordingPrompts
from tests.gui.test_accessibility import nameless

# -- looking, saving, tidying ------------------------------------------------------------------------------------------


@pytest.fixture
def viewer(qtbot: QtBot, filled: EvidenceSection) -> Iterator[EvidenceViewer]:
    go(filled, 0, FILE_COLUMN)
    qtbot.keyClick(filled.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(filled.window().findChildren(EvidenceViewer)))
    (found,) = filled.window().findChildren(EvidenceViewer)
    qtbot.waitUntil(lambda: found.view.isVisible() and found.view.image(0) is not None)
    yield found
    filled._close_viewer()


def test_pages_are_turned_and_enlarged(qtbot: QtBot, viewer: EvidenceViewer) -> None:
    assert viewer.page_words.text() == "第 1 / 2 页"
    assert not viewer.before.isEnabled()
    qtbot.keyClick(viewer, Qt.Key.Key_PageDown)
    assert viewer.page_words.text() == "第 2 / 2 页"
    viewer.before.click()
    assert viewer.page_words.text() == "第 1 / 2 页"
    before = viewer.view.percent
    qtbot.keyClick(viewer, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert viewer.view.percent < before
    assert viewer.zoom.currentText() == f"{viewer.view.percent}%"
    assert nameless(viewer) == []


def test_a_page_that_cannot_be_drawn_is_told(viewer: EvidenceViewer) -> None:
    viewer.page_failed.emit(0)
    assert viewer.page_words.text() == "第 1 / 2 页（这一页显示不出来）"


def test_closing_at_once_leaves_no_process_behind(qtbot: QtBot, filled: EvidenceSection, tmp_path: Path) -> None:
    viewer = EvidenceViewer(filled._context.theme, filled.table.items[0], tmp_path / "批复.pdf")
    qtbot.addWidget(viewer)
    viewer.show()
    viewer.close()
    assert viewer._pages.picture(0, 10) is None
    assert viewer._pages._child._process is None


def test_a_picture_is_shown_too(qtbot: QtBot, filled: EvidenceSection) -> None:
    filled.look_at(filled.table.items[1])
    qtbot.waitUntil(lambda: bool(filled.window().findChildren(EvidenceViewer)))
    (found,) = filled.window().findChildren(EvidenceViewer)
    qtbot.waitUntil(lambda: found.view.image(0) is not None)
    image = found.view.image(0)
    assert image.pixelColor(5, 5).green() > 100
    filled._close_viewer()


def test_a_workbook_is_opened_by_the_machines_own_program_as_a_read_only_copy(
    qtbot: QtBot, filled: EvidenceSection, prompts: RecordingPrompts, tmp_path: Path, window: MainWindow
) -> None:
    go(filled, 2, TITLE_COLUMN)
    button(filled, "evidence-open").click()
    rest(qtbot, filled)
    (copy,) = prompts.shown
    assert copy.read_bytes() == (tmp_path / "明细.xlsx").read_bytes()
    assert copy.name == "明细.xlsx"
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o222 == 0
    window.close_report()
    assert not copy.exists()


def test_saving_as_writes_the_file_and_never_over_another(
    qtbot: QtBot, filled: EvidenceSection, prompts: RecordingPrompts, tmp_path: Path
) -> None:
    target = tmp_path / "另存.pdf"
    for words in ("已另存为", "已经存在，没有另存"):
        go(filled, 0, TITLE_COLUMN)
        prompts.paths = [target]
        button(filled, "evidence-save").click()
        rest(qtbot, filled)
        assert words in filled.notice.text()
    assert prompts.suggested == ["批复.pdf", "批复.pdf"]
    assert target.read_bytes() == (tmp_path / "批复.pdf").read_bytes()


def test_spoiled_contents_are_told(qtbot: QtBot, filled: EvidenceSection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.contents.Contents._size_of", lambda *_: None)
    filled.look_at(filled.table.items[0])
    rest(qtbot, filled)
    assert "内容缺失或已损坏" in filled.notice.text()


def test_tidying_says_how_much_it_frees(
    qtbot: QtBot, filled: EvidenceSection, prompts: RecordingPrompts, report_file: Path
) -> None:
    button(filled, "evidence-tidy").click()
    rest(qtbot, filled)
    assert "没有可以腾出的空间" in filled.notice.text()
    live = filled._context.live
    content = bytes(range(256)) * 8000
    store_idle(live.session, content)
    before = report_file.stat().st_size
    prompts.confirmations = [True]
    button(filled, "evidence-tidy").click()
    qtbot.waitUntil(lambda: "整理好了" in filled.notice.text())
    assert "2.0 MB" in prompts.asked[-1][1]
    assert report_file.stat().st_size < before - len(content)
    assert titles(filled) == ["批复", "现场", "明细"]


def store_idle(session: Session, content: bytes) -> None:
    import hashlib
    import io

    from core.progress import SilentProgress

    session.contents.add(io.BytesIO(content), "x", hashlib.sha256(content).hexdigest(), SilentProgress())


# -- elsewhere ---------------------------------------------------------------------------------------------------------


def test_the_indicator_names_its_evidence_and_leads_there(
    filled: EvidenceSection, workspace: Workspace, at_address: Callable[[str], QWidget]
) -> None:
    filled.table.choose(filled.table.index(1, INDICATORS_COLUMN), ["assets"])
    workspace.reveal("indicator/assets/score")
    (link,) = [
        item
        for item in workspace.findChildren(QPushButton)
        if item.text().startswith("佐证材料：") and item.isVisible()
    ]
    assert link.text() == "佐证材料：现场 →"
    link.click()
    assert filled.isVisible()
    assert filled.view.current is not None
    assert filled.view.current.title == "现场"


def test_the_palette_leads_there(section: EvidenceSection, workspace: Workspace, window: MainWindow) -> None:
    workspace.show_tab(0)
    assert not section.isVisible()
    (entry,) = [item for item in palette_entries(window) if item.words == "佐证材料"]
    entry.act()
    assert section.isVisible()


def test_a_finding_leads_to_the_piece_that_it_speaks_of(filled: EvidenceSection, workspace: Workspace) -> None:
    (finding,) = [item for item in workspace.context.live.findings if item.rule == "EVD-002"]
    workspace.reveal(finding.places[1].address)
    assert filled.view.current is not None
    assert filled.view.current.title == "现场"
