"""What the change log holds: one row a step, nothing thrown away but what cancels out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import AppError
from core.model.change import Entry
from core.session import Session
from tests.builders import tiny_standard

TEXT = "narrative/overview/duties/p1"
NEXT = "narrative/overview/duties/p2"


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    with Session.create(tmp_path / "报告.ziping", tiny_standard(), clock=clock) as session:
        yield session


def log(session: Session) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(session.path)) as connection:
        return connection.execute("SELECT title, state FROM change_log ORDER BY id").fetchall()


def write(session: Session, text: str, *, merge: str = "", title: str = "输入") -> None:
    session.put(title, {TEXT: Entry(text)}, merge=merge)


def test_new_report_has_no_history(session: Session) -> None:
    assert log(session) == []
    assert not session.can_undo
    assert not session.can_redo


def test_each_change_is_a_step(session: Session) -> None:
    write(session, "一", title="输入一")
    write(session, "二", title="输入二")
    assert log(session) == [("输入一", "done"), ("输入二", "done")]


def test_steps_carry_the_time_at_which_they_were_made(session: Session, clock: Clock) -> None:
    write(session, "一")
    clock.move(60)
    write(session, "二")
    with closing(sqlite3.connect(session.path)) as connection:
        times = connection.execute("SELECT made_at FROM change_log ORDER BY id").fetchall()
    assert times == [("2024-03-05T08:00:00+00:00",), ("2024-03-05T08:01:00+00:00",)]


def test_changes_of_one_key_within_five_seconds_are_one_step(session: Session, clock: Clock) -> None:
    write(session, "一", merge=TEXT, title="输入一")
    clock.move(4.9)
    session.put("输入二", {TEXT: Entry("一二"), NEXT: Entry("三")}, merge=TEXT)
    assert log(session) == [("输入二", "done")]
    session.undo()
    assert not session.report.entries
    session.redo()
    assert session.report.entries == {TEXT: Entry("一二"), NEXT: Entry("三")}


@pytest.mark.parametrize(
    ("first", "second", "seconds"),
    [("", "", 1.0), ("a", "b", 1.0), ("a", "", 1.0), ("", "a", 1.0), ("a", "a", 5.0), ("a", "a", -1.0)],
    ids=["no key", "other key", "then none", "first none", "too late", "clock set back"],
)
def test_other_changes_stay_apart(session: Session, clock: Clock, first: str, second: str, seconds: float) -> None:
    write(session, "一", merge=first)
    clock.move(seconds)
    write(session, "二", merge=second)
    assert len(log(session)) == 2
    session.undo()
    assert session.report.text(TEXT) == "一"


def test_typing_without_a_pause_makes_steps_of_five_seconds(session: Session, clock: Clock) -> None:
    for length in range(1, 13):
        write(session, "字" * length, merge=TEXT)
        clock.move(1)
    assert len(log(session)) == 3


def test_changes_that_cancel_out_leave_no_step(session: Session) -> None:
    write(session, "一", title="先前")
    write(session, "一二", merge=TEXT)
    write(session, "一", merge=TEXT)
    assert log(session) == [("先前", "done")]
    assert session.undo_title == "先前"


def test_change_is_not_merged_into_an_undone_step(session: Session) -> None:
    write(session, "一", merge=TEXT)
    session.undo()
    write(session, "二", merge=TEXT)
    assert log(session) == [("输入", "abandoned"), ("输入", "done")]
    session.undo()
    assert not session.report.entries


def test_change_after_an_undo_abandons_what_was_undone_and_keeps_it_in_the_log(session: Session) -> None:
    for text in "一二三":
        write(session, text, title=f"输入{text}")
    session.undo()
    session.undo()
    assert session.redo_title == "输入二"
    write(session, "四", title="输入四")
    assert not session.can_redo
    assert log(session) == [
        ("输入一", "done"),
        ("输入二", "abandoned"),
        ("输入三", "abandoned"),
        ("输入四", "done"),
    ]
    session.undo()
    session.undo()
    assert not session.can_undo
    assert session.redo_title == "输入一"


def spoil(session: Session, statement: str) -> None:
    with closing(sqlite3.connect(session.path, isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_log SET puts = '['",
        "UPDATE change_log SET puts = CAST(x'5bff5d' AS TEXT)",
        "UPDATE change_log SET puts = replace(puts, '二', '五')",
        "DELETE FROM change_log",
    ],
    ids=["no JSON", "no UTF-8", "another text", "gone"],
)
def test_step_that_does_not_fit_the_report_is_not_undone(session: Session, statement: str) -> None:
    write(session, "一二")
    spoil(session, statement)
    with pytest.raises(AppError) as caught:
        session.undo()
    assert caught.value.code == "damaged_history"
    assert session.report.text(TEXT) == "一二"
    write(session, "三")
    assert session.report.text(TEXT) == "三"


@pytest.mark.parametrize("column", ["puts", "made_at"])
def test_step_that_cannot_be_read_is_no_obstacle_to_typing(session: Session, column: str) -> None:
    write(session, "一", merge=TEXT)
    spoil(session, f"UPDATE change_log SET {column} = 'x'")
    write(session, "一二", merge=TEXT)
    assert session.report.text(TEXT) == "一二"
    assert len(log(session)) == 2
