"""How long the checks take on the sample, and whether that grows with the text and not faster."""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.model import address
from core.model.change import Entry
from core.model.report import Report
from core.session import Session
from core.validation.run import check
from tests.bench.measure import Measure, median_seconds

_TIMES = 100


def measure() -> list[Measure]:
    """Measure all checks on the sample, and on its text a hundred times over."""
    from gui.samples import sample_report

    with tempfile.TemporaryDirectory() as folder, Session.open(sample_report(Path(folder)), read_only=True) as session:
        report = session.report
    large = _longer(report, _TIMES)
    once = median_seconds(lambda: check(report), 9)
    often = median_seconds(lambda: check(large), 3)
    return [
        Measure("示例全部校核", once * 1000, "毫秒", 50),
        Measure(f"正文 {_TIMES} 倍时全部校核", often, "秒"),
        Measure(f"正文 {_TIMES} 倍的用时 ÷ {_TIMES} 倍用时", often / (once * _TIMES), "倍", 1.25),
    ]


def _longer(report: Report, times: int) -> Report:
    """Return the report with its narrative `times` over, no two paragraphs alike."""
    entries: dict[str, Entry] = {}
    for where, entry in report.entries.items():
        if not address.is_paragraph(where):
            entries[where] = entry
            continue
        for count in range(times):
            copy = Entry(f"{entry.value}（{count}）", level=entry.level, position=entry.position * times + count)
            entries[f"{where}x{count}"] = copy
    return Report(report.standard, entries)
