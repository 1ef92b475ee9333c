"""A report with a long history: how soon it opens, how fast a step is undone, how soon its oldest state is back."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.editing.version_comparison import compare
from core.model.change import Change, Entry, Put
from core.model.report import Report
from core.session import Session
from core.store.history import History
from core.store.points import PointKind, add_point
from tests.bench.measure import Measure, median_seconds, seconds_of

_STEPS, _POINTS = 10_000, 500
_LONG = 2_000  # characters of the longest paragraph
_RUNS = 7


def measure() -> list[Measure]:
    """Measure the sample report after 10,000 edits of a long paragraph and with 500 points."""
    from gui.samples import sample_report

    with tempfile.TemporaryDirectory() as folder:
        path = sample_report(Path(folder))
        before = path.stat().st_size
        _edit(path)
        size = path.stat().st_size
        opening = median_seconds(lambda: Session.open(path).close(), _RUNS)
        with Session.open(path) as session:
            session.prepare_writing()
            undoing = median_seconds(session.undo, _RUNS)
            oldest = session.points()[0]
            past = seconds_of(lambda: session.report_at(oldest))
            comparing = seconds_of(lambda: compare(Report(session.report.standard, {}), session.report))
            naming = median_seconds(lambda: session.save_point("版本"), _RUNS)
    return [
        Measure("一万步、500 个版本的报告，打开", opening, "秒", 0.5),
        Measure("一万步、500 个版本的报告，撤销一步", undoing * 1000, "毫秒", 50),
        Measure("一万步、500 个版本的报告，保存一个版本", naming * 1000, "毫秒", 50),
        Measure("一万步以前的版本，找回", past, "秒"),
        Measure("与空白报告比较整份报告", comparing, "秒"),
        Measure("长段落每改一步，文件增加", (size - before) / _STEPS, "字节", 1000),
    ]


def _edit(path: Path) -> None:
    """Type a character at a time into a long paragraph, each a step of its own; one transaction, as no user has it."""
    with Session.open(path, read_only=True) as session:
        where, entry = max(
            ((where, entry) for where, entry in session.report.entries.items() if where.startswith("narrative/")),
            key=lambda item: len(item[1].value),
        )
        entries = dict(session.report.entries)
    moment = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)
    with closing(sqlite3.connect(path)) as connection, connection:
        log = History(connection)
        text = (entry.value * _LONG)[:_LONG]
        for step in range(_STEPS):
            at = step * 7 % _LONG
            text = f"{text[:at]}{'增减'[step % 2]}{text[at + 1 :]}"
            after = Entry(text, entry.origin, entry.source, entry.level, entry.position)
            log.record(Change("修改", (Put(where, entries[where], after),)), entries, "", moment)
            entries[where] = after
            if step % (_STEPS // _POINTS) == 0:
                add_point(connection, f"第{step}步", PointKind.NAMED, moment + timedelta(minutes=step))
        connection.execute("UPDATE entry SET value = ? WHERE address = ?", (text, where))
