"""How soon the window is usable, how typing feels, how much memory the open program takes."""

from __future__ import annotations

import os
import statistics
import tempfile
from functools import partial
from pathlib import Path

from core.model.change import Entry
from tests.bench.measure import Measure, run_child, seconds_of

_PAIRS = 5
_EDITS = 40


def measure() -> list[Measure]:
    """Measure the window against an empty one, an edit on its thread, and memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.samples import sample_report

    with tempfile.TemporaryDirectory() as folder:
        sample = sample_report(Path(folder))
        run_child("empty")
        run_child("program", str(sample))
        empty, shown, judged = [], [], []
        for _ in range(_PAIRS):
            empty += run_child("empty")
            once = run_child("program", str(sample))
            shown.append(once[0])
            judged.append(once[1])
        memory = run_child("memory", str(sample))[0]
        typical, slowest = _edit_times(sample)
    ratios = [program / nothing for nothing, program in zip(empty, shown, strict=True)]
    return [
        Measure("空窗口，从启动到显示", statistics.median(empty), "秒"),
        Measure("程序带示例报告，从启动到显示", statistics.median(shown), "秒"),
        Measure("程序带示例报告，到校核结果显示", statistics.median(judged), "秒"),
        Measure("程序显示 ÷ 空窗口显示", statistics.median(ratios), "倍", 2.0),
        Measure("改一处后重新校核与刷新，中位数", typical * 1000, "毫秒", 16),
        Measure("改一处后重新校核与刷新，最慢", slowest * 1000, "毫秒"),
        Measure("打开示例并看过各页签后的内存", memory, "MB", 150),
    ]


def _edit_times(sample: Path) -> tuple[float, float]:
    """Time edits as the window's thread sees them: file, score, checks and all that is shown anew."""
    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.settings import Settings

    application = make_application()
    window = MainWindow(Settings(sample.with_name("settings.ini")))
    window.start(sample)
    assert window.workspace is not None
    live = window.workspace.context.live
    paragraphs = list(live.report.all_paragraphs())
    times = []
    for count in range(_EDITS):
        paragraph = paragraphs[count * 7 % len(paragraphs)]
        entry = live.report.entries[paragraph.address]
        text = f"{entry.value}第 {count} 次修改，共 {count + 3} 处。"
        values = {paragraph.address: Entry(text, level=entry.level, position=entry.position)}
        application.processEvents()
        times.append(seconds_of(partial(live.put, "修改", values)))
    window.close()
    return statistics.median(times), max(times)
