"""Points of the history: kept, thinned out, rebuilt from the log, and never in the way."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import AppError
from core.model.change import Change, Entry
from core.session import Session
from core.store.points import Point, PointKind, outlived
from tests.builders import tiny_standard
from tests.core.store.editor_process import NUMBER, started, text_of
from tests.core.store.test_history import Clock

TEXT = "narrative/overview/duties/p1"
HOUR = 3600.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    with Session.create(tmp_path / "报告.ziping", tiny_standard(), [(TEXT, Entry("初稿"))], clock=clock) as session:
        yield session


def write(session: Session, text: str, *, merge: str = "") -> None:
    session.put("输入", {TEXT: Entry(text)}, merge=merge)


def names(session: Session) -> list[str]:
    return [point.name for point in session.points()]


def test_named_point_brings_back_what_stood_there(session: Session) -> None:
    write(session, "第一稿")
    session.save_point("第一版")
    write(session, "第二稿")
    point = session.points()[-1]
    assert (point.name, point.kind) == ("第一版", PointKind.NAMED)
    assert session.report_at(point).text(TEXT) == "第一稿"
    assert session.report.text(TEXT) == "第二稿"


def test_points_survive_a_restart_and_reading_only(session: Session) -> None:
    write(session, "第一稿")
    session.save_point("第一版")
    write(session, "第二稿")
    kept = session.points()
    session.close()
    for read_only in (True, False):
        with Session.open(session.path, read_only=read_only) as again:
            assert again.points() == kept
            assert again.report_at(kept[-1]).text(TEXT) == "第一稿"


def test_point_of_a_branch_that_was_given_up_is_still_there(session: Session) -> None:
    write(session, "第一稿")
    write(session, "给出去的稿")
    session.save_point("给出去的")
    session.undo()
    session.undo()
    write(session, "另一稿")
    assert session.report_at(session.points()[-1]).text(TEXT) == "给出去的稿"


def test_typing_does_not_run_into_a_point(session: Session, clock: Clock) -> None:
    write(session, "一", merge="typing")
    session.save_point("一")
    clock.move(1)
    write(session, "一二", merge="typing")
    assert session.report_at(session.points()[-1]).text(TEXT) == "一"


def test_what_was_found_at_the_opening_is_kept_at_the_first_change(session: Session) -> None:
    assert names(session) == []
    write(session, "第一稿")
    write(session, "第二稿")
    assert names(session) == ["开始编辑前"]
    assert session.report_at(session.points()[0]).text(TEXT) == "初稿"


def test_report_that_is_only_looked_at_stays_untouched(session: Session) -> None:
    write(session, "第一稿")
    session.close()
    before = session.path.read_bytes()
    Session.open(session.path).close()
    assert session.path.read_bytes() == before


def test_half_an_hour_of_editing_is_kept(session: Session, clock: Clock) -> None:
    write(session, "第一稿")
    clock.move(29 * 60)
    write(session, "第二稿")
    clock.move(60)
    write(session, "第三稿")
    assert names(session) == ["开始编辑前", "编辑半小时"]
    assert session.report_at(session.points()[-1]).text(TEXT) == "第二稿"


def test_report_is_kept_before_a_large_change(session: Session) -> None:
    write(session, "第一稿")
    session.put("导入", {f"left_over/{number}": Entry("一段") for number in range(20)})
    assert names(session)[-1] == "大改动前（导入）"
    assert session.report_at(session.points()[-1]).left_over() == []


def test_automatic_point_is_not_kept_twice_at_one_place(session: Session) -> None:
    write(session, "第一稿")
    session.keep_point("导出前")
    session.keep_point("导出前")
    assert names(session) == ["开始编辑前", "导出前"]
    session.save_point("导出前")
    assert names(session)[-1] == "导出前", "what somebody names is kept however it stands"


def test_of_earlier_days_the_last_automatic_point_stays_and_every_named_one() -> None:
    noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
    points = [
        Point(number, str(number), kind, noon + timedelta(days=day, minutes=number), number)
        for number, (kind, day) in enumerate(
            [
                (PointKind.AUTOMATIC, 0),
                (PointKind.NAMED, 0),
                (PointKind.AUTOMATIC, 0),
                (PointKind.AUTOMATIC, 1),
                (PointKind.AUTOMATIC, 2),
                (PointKind.AUTOMATIC, 2),
            ]
        )
    ]
    gone = outlived(points, noon + timedelta(days=2, minutes=30))
    assert [point.id for point in gone] == [0]


def test_thinning_takes_places_away_but_no_steps(session: Session, clock: Clock) -> None:
    for number in range(4):
        write(session, f"第{number}稿")
        session.keep_point("导出前")
    clock.move(30 * HOUR)
    write(session, "末稿")
    session.keep_point("导出前")
    assert [session.report_at(point).text(TEXT) for point in session.points()] == ["第3稿", "末稿"]
    while session.can_undo:
        session.undo()
    assert session.report.text(TEXT) == "初稿"


def test_read_only_report_keeps_no_points(session: Session) -> None:
    write(session, "第一稿")
    session.save_point("第一版")
    session.close()
    with Session.open(session.path, read_only=True) as reading:
        for act in (
            lambda: reading.save_point("另一版"),
            lambda: reading.restore(reading.points()[0]),
        ):
            with pytest.raises(AppError) as caught:
                act()
            assert caught.value.code == "read_only"


def test_name_that_the_file_could_not_give_back_is_refused(session: Session) -> None:
    with pytest.raises(AppError) as caught:
        session.save_point("版" * 1001)
    assert caught.value.code == "cannot_store"
    assert session.points() == ()


def test_log_that_does_not_fit_the_report_is_told(session: Session) -> None:
    write(session, "第一稿")
    session.save_point("第一版")
    write(session, "第二稿")
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute("UPDATE entry SET value = '别的' WHERE address = ?", (TEXT,))
    with pytest.raises(AppError, match="第一版") as caught:
        session.report_at(session.points()[-1])
    assert caught.value.code == "damaged_history"


@pytest.mark.parametrize(
    "row",
    [
        ("版", "strange", "2024-03-05T08:00:00+00:00", 0),
        ("版", "named", "昨天", 0),
        ("版", "named", "2024-03-05T08:00:00", 0),
        ("版", "named", "2024-03-05T08:00:00+00:00", -1),
        ("版", "named", "2024-03-05T08:00:00+00:00", "一"),
        (b"\xff", "named", "2024-03-05T08:00:00+00:00", 0),
        ("版" * 1001, "named", "2024-03-05T08:00:00+00:00", 0),
    ],
)
def test_file_with_a_strange_point_is_refused(session: Session, row: tuple[object, ...]) -> None:
    session.close()
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute("INSERT INTO point (name, kind, made_at, after) VALUES (?, ?, ?, ?)", row)
    with pytest.raises(AppError) as caught:
        Session.open(session.path, read_only=True)
    assert caught.value.code == "damaged"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_killed_while_points_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "报告.ziping"
    Session.create(path, tiny_standard(), [(NUMBER, Entry("0")), (TEXT, Entry(text_of(0)))]).close()
    for lines_read in (1, 4, 7):
        with started(path, "points") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(lines_read)]
            process.kill()
            lines += process.stdout.readlines()
        acknowledged = max(int(line) for line in lines if line.endswith("\n"))
        with Session.open(path) as session:
            assert int(session.report.text(NUMBER)) >= acknowledged
            named = {point.name: point for point in session.points() if point.kind is PointKind.NAMED}
            assert str(acknowledged) in named
            for name, point in named.items():
                assert session.report_at(point).text(TEXT) == text_of(int(name))


WHERE = st.sampled_from([TEXT, "cover/fiscal_year", "narrative/overview/duties/p2"])
LONG = "负责全市公园和绿地的管理。" * 20
VALUES = st.none() | st.builds(Entry, value=st.sampled_from(["", "一", LONG, f"{LONG}一", f"一{LONG}"]))
EDITS = st.dictionaries(WHERE, VALUES, min_size=1)
ACTS = st.lists(EDITS | st.sampled_from(["undo", "undo", "redo", "save", "keep", "reopen", "restore"]), max_size=30)


@settings(max_examples=25, deadline=None)
@given(ACTS, st.sampled_from(["", "typing"]))
def test_every_point_of_any_history_gives_back_what_stood_there(
    acts: list[dict[str, Entry | None] | str], merge: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "报告.ziping"
        session = stack.enter_context(Session.create(path, tiny_standard()))
        stood: dict[int, dict[str, Entry]] = {}
        for act in acts:
            before = dict(session.report.entries)
            match act:
                case "undo":
                    session.undo()
                case "redo":
                    session.redo()
                case "save":
                    session.save_point("版")
                case "keep":
                    session.keep_point("导出前")
                case "reopen":
                    session.close()
                    session = stack.enter_context(Session.open(path))
                case "restore" if session.points():
                    point = session.points()[len(session.points()) // 2]
                    change: Change = session.restore(point)
                    assert session.report.entries == stood.get(point.id, before)
                    assert session.report.with_change(change.inverse()).entries == before
                case dict():
                    session.put("输入", act, merge=merge)
            for point in session.points():
                stood.setdefault(point.id, before)
                assert session.report_at(point).entries == stood[point.id]
