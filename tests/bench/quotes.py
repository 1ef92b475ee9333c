"""How typing feels in a long report that quotes many figures."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path

from core.model.change import Entry
from tests.bench.measure import Measure, seconds_of

_PARAGRAPHS, _QUOTES_EACH, _CHARACTERS = 50, 4, 400
_KEYS, _WARM = 200, 10
_TOKENS = "".join(f"，⟦spending/{row}/final|万元|2⟧" for row in ("project", "basic", "personnel", "total"))


def measure() -> list[Measure]:
    """Measure a keystroke to its painting, and a figure to all its quotes, with 20,000 characters and 200 quotes."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtTest import QTest

    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.samples import sample_report
    from gui.settings import Settings
    from gui.widgets.narrative_editor import NarrativeEditor

    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder) / "settings.ini"))
        window.start(sample_report(Path(folder)))
        assert window.workspace is not None
        live, part = window.workspace.context.live, "narrative/overview/organisation"
        plain = "我局组织湖岸巡护和清理工作" * (_CHARACTERS // 13 - 2)
        live.put(
            "",
            {f"{part}/q{number}": Entry(plain + _TOKENS, position=10**6 + number) for number in range(_PARAGRAPHS)},
        )
        window.workspace.reveal(f"{part}/q20", 5, 5)
        editors: list[NarrativeEditor] = list(window.workspace.findChildren(NarrativeEditor))
        editor = next(item for item in editors if item.property("address") == part)
        editor.setFocus()

        def press() -> None:
            QTest.keyClicks(editor, "a")
            editor.viewport().repaint()

        times = [seconds_of(press) for _ in range(_KEYS + _WARM)][_WARM:]
        times.sort()
        live.flush()
        application.processEvents()
        changes = [Entry(str(10**6 + number)) for number in range(20)]
        figures = [seconds_of(partial(live.put, "", {"spending/project/final": entry})) for entry in changes]
        window.close()
    return [
        Measure("两万字、200 处引用：按键到显示，99%", times[int(_KEYS * 0.99)] * 1000, "毫秒", 16),
        Measure("两万字、200 处引用：改一个数到各处跟上，中位数", sorted(figures)[10] * 1000, "毫秒"),
    ]
