"""The one object that both shells work with."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import AppError
from core.model import address
from core.model.change import Change, Entry, Origin, Put
from core.model.report import ChangeConflictError, Report
from core.model.standard import Standard
from core.session import ReportChanged, Session
from core.standard.catalog import bundled_standards
from tests.builders import report_with, tiny_standard

CELL = address.cell("spending", "basic", "final")
PART = address.part("overview", "duties")
TEXT = f"{PART}/p1"
NOW = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)
ENTRIES = [
    (CELL, Entry("42255500.00", Origin.IMPORTED, "2024.xlsx 支出表 B7")),
    (TEXT, Entry("负责全市工作。\n“堃”、𠮷、①，100%", Origin.CARRIED_OVER, "", 3, 2)),
    (address.indicator_score("budgeting"), Entry("38.5")),
    (f"{address.LEFT_OVER}/1", Entry("", position=-1)),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "报告.ziping"


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with Session.create(path, tiny_standard(), ENTRIES, clock=lambda: NOW) as session:
        yield session


def code(caught: pytest.ExceptionInfo[AppError]) -> str:
    return caught.value.code


# -- opening and closing -----------------------------------------------------------------------------------------------


def test_report_comes_back_as_it_was_written(path: Path) -> None:
    Session.create(path, tiny_standard(), ENTRIES).close()
    with Session.open(path) as session:
        assert session.report.entries == dict(ENTRIES)
        assert session.report.standard == tiny_standard()
        assert session.path == path
        assert not session.read_only


@pytest.mark.parametrize("standard", bundled_standards(), ids=lambda standard: standard.id)
def test_every_bundled_standard_travels_in_the_report(path: Path, standard: Standard) -> None:
    Session.create(path, standard).close()
    with Session.open(path) as session:
        assert session.report.standard == standard
        assert session.report.standard.source == standard.source


def test_new_report_does_not_take_the_place_of_a_file(path: Path) -> None:
    path.write_text("别的文件", encoding="utf-8")
    with pytest.raises(AppError) as caught:
        Session.create(path, tiny_standard())
    assert code(caught) == "exists"
    assert path.read_text(encoding="utf-8") == "别的文件"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_new_report_takes_the_place_of_a_file_when_told_to(path: Path) -> None:
    path.write_text("别的文件", encoding="utf-8")
    Session.create(path, tiny_standard(), replace=True).close()
    Session.open(path).close()


def test_new_report_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        Session.create(tmp_path / "没有" / "报告.ziping", tiny_standard())
    assert code(caught) == "no_folder"


def test_beginning_with_two_entries_for_one_address_is_a_mistake_of_the_caller(path: Path) -> None:
    with pytest.raises(ValueError, match="two entries"):
        Session.create(path, tiny_standard(), [(TEXT, Entry("a")), (TEXT, Entry("b"))])
    assert not path.exists()


def test_beginning_that_the_file_could_not_give_back_is_refused(path: Path) -> None:
    with pytest.raises(AppError) as caught:
        Session.create(path, tiny_standard(), [(CELL, Entry("一万"))])
    assert code(caught) == "cannot_store"
    assert not list(path.parent.iterdir())


def test_read_only_session_writes_nothing(path: Path) -> None:
    Session.create(path, tiny_standard(), ENTRIES).close()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with Session.open(path, read_only=True) as session:
        assert session.read_only
        assert not session.can_undo
        with pytest.raises(AppError) as caught:
            session.put("修改", {TEXT: Entry("新")})
        assert code(caught) == "read_only"
        with pytest.raises(AppError) as caught:
            session.undo()
        assert code(caught) == "read_only"
        assert session.report.entries == dict(ENTRIES)
        assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_closed_session_can_be_closed_again_but_not_edited(session: Session) -> None:
    session.close()
    session.close()
    assert not session.can_undo
    with pytest.raises(ValueError, match="closed"):
        session.put("修改", {TEXT: Entry("新")})


# -- changes -----------------------------------------------------------------------------------------------------------


def test_saved_at_is_the_time_of_the_last_write(path: Path) -> None:
    times = iter([NOW, NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)])
    with Session.create(path, tiny_standard(), clock=lambda: next(times)) as session:
        assert session.saved_at == NOW
    with Session.open(path, clock=lambda: next(times)) as session:
        assert session.saved_at is None
        session.put("修改", {TEXT: Entry("新")})
        assert session.saved_at == NOW + timedelta(minutes=1)
        session.undo()
        assert session.saved_at == NOW + timedelta(minutes=2)


def test_put_leaves_out_what_is_so_already(session: Session) -> None:
    seen: list[ReportChanged] = []
    session.subscribe(seen.append)
    session.put("修改", {TEXT: session.report.entries[TEXT], CELL: Entry("1"), f"{PART}/p9": None})
    assert [event.addresses for event in seen] == [{CELL}]
    session.put("修改", {CELL: Entry("1")})
    assert len(seen) == 1, "nothing changed"


def test_put_removes_an_entry(session: Session) -> None:
    session.put("删除", {TEXT: None})
    assert TEXT not in session.report.entries
    session.undo()
    assert session.report.entries == dict(ENTRIES)


def test_change_for_another_state_of_the_report_is_a_mistake_of_the_caller(session: Session) -> None:
    with pytest.raises(ChangeConflictError):
        session.apply(Change("修改", (Put(TEXT, None, Entry("新")),)))
    assert not session.can_undo


@pytest.mark.parametrize(
    ("where", "value"), [(CELL, "一万"), (TEXT, "\ud83d"), (TEXT, "长" * 1_000_001), ("没有/这个", "")]
)
def test_change_that_the_file_could_not_give_back_is_refused(session: Session, where: str, value: str) -> None:
    before = session.report
    with pytest.raises(AppError) as caught:
        session.put("修改", {where: Entry(value)})
    assert code(caught) == "cannot_store"
    assert session.report is before
    assert not session.can_undo
    session.put("修改", {TEXT: Entry("新")})
    assert session.report.text(TEXT) == "新"


def test_undo_and_redo_survive_a_restart(path: Path) -> None:
    with Session.create(path, tiny_standard(), ENTRIES) as session:
        session.put("改金额", {CELL: Entry("1")})
        session.put("改正文", {TEXT: Entry("新"), f"{PART}/p2": Entry("增")})
        session.put("删分数", {address.indicator_score("budgeting"): None})
        last = session.report.entries
        session.undo()
    with Session.open(path) as session:
        assert (session.undo_title, session.redo_title) == ("改正文", "删分数")
        change = session.undo()
        assert change is not None
        assert change.addresses() == {TEXT, f"{PART}/p2"}
        session.undo()
        assert session.report.entries == dict(ENTRIES)
        assert (session.undo_title, session.redo_title) == ("", "改金额")
        assert session.undo() is None
    with Session.open(path) as session:
        while session.can_redo:
            session.redo()
        assert session.report.entries == last
        assert session.redo() is None


# -- listeners ---------------------------------------------------------------------------------------------------------


def test_listeners_learn_what_happened_after_it_is_on_disk(session: Session) -> None:
    seen: list[ReportChanged] = []

    def listen(event: ReportChanged) -> None:
        with Session.open(session.path, read_only=True) as on_disk:
            assert on_disk.report.entries == event.report.entries
        assert session.report is event.report
        seen.append(event)

    session.subscribe(listen)
    session.put("修改", {CELL: Entry("1")})
    session.undo()
    session.redo()
    assert [event.addresses for event in seen] == [{CELL}] * 3
    old, new = dict(ENTRIES)[CELL], Entry("1")
    changes = [event.change for event in seen]
    assert changes == [Change("修改", (Put(CELL, *pair),)) for pair in ((old, new), (new, old), (old, new))]


def test_listener_that_has_unsubscribed_is_not_called(session: Session) -> None:
    seen: list[ReportChanged] = []
    forget = session.subscribe(seen.append)
    session.subscribe(lambda event: forget())
    session.put("修改", {CELL: Entry("1")})
    session.put("修改", {CELL: Entry("2")})
    assert len(seen) == 1
    forget()


# -- laws --------------------------------------------------------------------------------------------------------------

WHERE = st.sampled_from([f"{PART}/p{number}" for number in range(4)] + ["narrative/evaluation/budgeting/p1", CELL])
DIGITS = st.integers(0, 999).map(str)
VALUES = st.none() | st.builds(Entry, value=DIGITS, level=st.sampled_from([0, 3]), position=st.integers(0, 3))
STATES = st.dictionaries(WHERE, st.builds(Entry, value=DIGITS, position=st.integers(0, 3)))
EDITS = st.dictionaries(WHERE, VALUES, min_size=1)


def paragraphs(report: Report) -> list[object]:
    return [report.paragraphs(part) for part in report.standard.parts]


@given(STATES, EDITS)
def test_change_and_its_inverse_leave_the_report_as_it_was(
    state: dict[str, Entry], edit: dict[str, Entry | None]
) -> None:
    report = report_with(state)
    change = Change("修改", tuple(Put(where, state.get(where), after) for where, after in edit.items()))
    changed = report.with_change(change)
    restored = changed.with_change(change.inverse())
    assert restored.entries == report.entries
    assert paragraphs(restored) == paragraphs(report)
    # What is derived step by step is what a fresh look at the entries gives.
    assert paragraphs(changed) == paragraphs(Report(report.standard, changed.entries))


@settings(max_examples=15)
@given(st.lists(EDITS | st.sampled_from(["undo", "redo", "reopen"]), min_size=5, max_size=25))
def test_any_sequence_of_edits_undos_redos_and_restarts(acts: list[dict[str, Entry | None] | str]) -> None:
    """The session does what a list of states with a cursor does."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        path = Path(folder) / "报告.ziping"
        session = stack.enter_context(Session.create(path, tiny_standard()))
        states: list[dict[str, Entry]] = [{}]
        at = 0
        for act in acts:
            match act:
                case "undo":
                    at -= session.undo() is not None
                case "redo":
                    at += session.redo() is not None
                case "reopen":
                    session.close()
                    session = stack.enter_context(Session.open(path))
                case dict():
                    after = {where: entry for where, entry in ({**states[at], **act}).items() if entry is not None}
                    session.put("修改", act)
                    if after != states[at]:
                        states[at + 1 :] = [after]
                        at += 1
                case _:
                    raise AssertionError(act)
            assert session.report.entries == states[at]
            assert session.can_undo == (at > 0)
            assert session.can_redo == (at < len(states) - 1)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
