"""The real application, a window with a copy of the sample report, and prompts that answer by themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.session import Session
from core.validation.run import check
from gui.app import make_application
from gui.main_window import MainWindow
from gui.preview.pane import PreviewPane
from gui.samples import sample_report
from gui.settings import Settings
from gui.tabs.evidence import EvidenceSection
from gui.workspace import Workspace
from tests import evidence_files as files
from tests.gui.evidence_hands import rest
from tests.gui.preview_readers import act, count_words, ink, pages, picture
from tests.gui.read_before import Known, ReadBefore
from tests.gui.recording_prompts import RecordingPrompts


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it: its fonts, its theme, its language."""
    return make_application()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report, imported once; tests work on copies."""
    return sample_report(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def report_file(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample report."""
    return Path(shutil.copy(sample_file, tmp_path / "报告.ziping"))


@pytest.fixture
def prompts() -> RecordingPrompts:
    """Answers that a test lays ready, and what was asked."""
    return RecordingPrompts()


class PatientBot(QtBot):
    """A bot that gives what the worker does the time that a busy machine takes."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The user's hands, and patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every edit checked before it returns, however busy the machine; what waits is shown in test_rechecking."""
    monkeypatch.setattr("gui.rechecking._BUDGET", inf)


@pytest.fixture(scope="session")
def sample_known(sample_file: Path) -> Known:
    """What the checks read from the paragraphs of the sample, each by itself: most of what a first check costs."""
    readings = ReadBefore({})
    with pytest.MonkeyPatch.context() as patch, Session.open(sample_file, read_only=True) as session:
        patch.setattr("core.validation.run.Readings", lambda: readings)
        check(session.report)
    return readings.known


@pytest.fixture(autouse=True)
def read_before(monkeypatch: pytest.MonkeyPatch, sample_known: Known) -> None:
    """Have every checker know the paragraphs of the sample; its rules all run, and it reads what a test writes."""
    monkeypatch.setattr("core.validation.run.Readings", lambda: ReadBefore(sample_known))


@pytest.fixture
def empty_window(qtbot: QtBot, prompts: RecordingPrompts, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with its start page."""
    window = MainWindow(Settings(tmp_path / "settings.ini"), prompts)
    window.start(None)
    qtbot.waitExposed(window)
    yield window
    prompts.confirmations = [True]
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, empty_window: MainWindow, report_file: Path) -> MainWindow:
    """The window with the sample report, its checks done."""
    empty_window.open_report(report_file)
    workspace = empty_window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.context.live.checked)
    return empty_window


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    """The editor of the open sample report."""
    assert window.workspace is not None
    return window.workspace


@pytest.fixture
def at_address(workspace: Workspace) -> Callable[[str], QWidget]:
    """Find the editor of an address, after turning to its tab."""

    def find(where: str) -> QWidget:
        workspace.show_tab_of(where)
        found = [widget for widget in workspace.findChildren(QWidget) if widget.property("address") == where]
        assert len(found) == 1, where
        return found[0]

    return find


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> Workspace:
    """The sample with its preview on the tab, its first page drawn."""
    act(window, "preview")
    qtbot.waitUntil(lambda: count_words(workspace) != "")
    qtbot.waitUntil(lambda: ink(picture(pages(workspace))) > 100)
    return workspace


@pytest.fixture
def beside(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> Workspace:
    """The sample in a wide window, its preview beside the editor."""
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: workspace.findChild(PreviewPane, "preview") is not None)
    qtbot.waitUntil(lambda: count_words(workspace) != "")
    return workspace


@pytest.fixture
def section(workspace: Workspace) -> EvidenceSection:
    workspace.reveal("evidence")
    (found,) = workspace.findChildren(EvidenceSection)
    assert isinstance(found, EvidenceSection)
    return found


@pytest.fixture
def filled(qtbot: QtBot, section: EvidenceSection, tmp_path: Path) -> EvidenceSection:
    """The tab with a PDF of two pages, a picture and a workbook."""
    section.take([files.pdf(tmp_path), files.picture(tmp_path), files.workbook(tmp_path)])
    rest(qtbot, section)
    return section
