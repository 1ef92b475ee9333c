"""How soon the preview shows what was typed, and that typing does not feel it."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Measure

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.preview.pane import PreviewPane
    from gui.widgets.narrative_editor import NarrativeEditor
    from gui.workspace import Workspace

_ROUNDS = 8
_KEYS = 60
_BETWEEN_KEYS = 0.03
_PART = "narrative/overview/duties"


def measure() -> list[Measure]:
    """Measure the first page, a page after a pause in typing, and keys while pages are set and while they are not."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.samples import sample_report
    from gui.settings import Settings

    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder) / "settings.ini"))
        window.resize(1920, 1080)
        window.start(sample_report(Path(folder)))
        workspace = window.workspace
        assert workspace is not None
        session = _Typist(application, workspace)
        first = session.wait_for_page()
        drawn, seen = zip(*(session.type_and_wait() for _ in range(_ROUNDS)), strict=True)
        busy = session.keys(setting=True)
        window.menus.actions_by_id["preview"].trigger()
        idle = session.keys(setting=False)
        window.close()
    return [
        Measure("预览，打开示例到第一页显示", first, "秒"),
        Measure("预览，PDF 排好到当前页显示", statistics.median(drawn), "秒", 0.3),
        Measure("预览，停止输入到当前页更新", statistics.median(seen), "秒", 0.5),
        Measure("按一个键，无预览，中位数", statistics.median(idle), "毫秒"),
        Measure("按一个键，预览排版时，中位数", statistics.median(busy), "毫秒"),
        Measure("按一个键，无预览，最慢的十分之一", _slow(idle), "毫秒"),
        Measure("按一个键，预览排版时，最慢的十分之一", _slow(busy), "毫秒", 16),
    ]


def _slow(times: list[float]) -> float:
    return sorted(times)[len(times) * 9 // 10]


class _Typist:
    """Types into a part of the report and watches the preview."""

    def __init__(self, application: QApplication, workspace: Workspace) -> None:
        self._application = application
        self._workspace = workspace
        self._set_at = self._drawn_at = 0.0

    @property
    def _pane(self) -> PreviewPane:
        return self._workspace.preview.host.pane

    def wait_for_page(self) -> float:
        """Return the seconds until a page is drawn for the first time."""
        start = time.perf_counter()
        self._pane._refresher.refreshed.connect(self._on_set)
        self._pane.view._images.arrived.connect(self._on_drawn)
        self._until(lambda: self._drawn_at > 0)
        return self._drawn_at - start

    def _on_set(self) -> None:
        self._set_at, self._drawn_at = time.perf_counter(), 0.0

    def _on_drawn(self) -> None:
        self._drawn_at = self._drawn_at or time.perf_counter()

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.perf_counter() + 10
        while not is_so() and time.perf_counter() < end:
            self._application.processEvents()
            time.sleep(0.001)

    def type_and_wait(self) -> tuple[float, float]:
        """Press a key and pause; return the seconds from the new PDF, and from the key, to its page on the screen."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        editor = self._editor()
        self._drawn_at = self._set_at = 0.0
        start = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_A)
        self._until(lambda: self._set_at > 0 and self._drawn_at > 0)
        return self._drawn_at - self._set_at, self._drawn_at - start

    def keys(self, *, setting: bool) -> list[float]:
        """Press keys as fast as one types; return the milliseconds that each took until it was on the screen."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        editor = self._editor()
        times = []
        for _ in range(_KEYS):
            if setting:
                self._pane._refresher.again()
            start = time.perf_counter()
            QTest.keyClick(editor, Qt.Key.Key_A)
            self._application.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            self._pause()
        self._workspace.context.live.flush()
        return times

    def _pause(self) -> None:
        end = time.perf_counter() + _BETWEEN_KEYS
        self._until(lambda: time.perf_counter() > end)

    def _editor(self) -> NarrativeEditor:
        from gui.widgets.narrative_editor import NarrativeEditor

        self._workspace.reveal(f"{_PART}/p2")
        editors: list[NarrativeEditor] = list(self._workspace.findChildren(NarrativeEditor))
        editor = next(item for item in editors if item.property("address") == _PART)
        editor.setFocus()
        self._application.processEvents()
        return editor
