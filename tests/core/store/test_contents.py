"""The contents of evidence in the report file: whole or not there, never read at opening, dropped only when idle."""

from __future__ import annotations

import hashlib
import io
import sqlite3
import sys
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import AppError
from core.model.change import Change, Entry
from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile, add_evidence, remove_evidence
from core.progress import CancelledError, SilentProgress
from core.session import Session
from core.store import contents as store
from core.store.connection import connected
from core.store.contents import PIECE
from tests.builders import tiny_standard
from tests.core.store.editor_process import started

LONG = bytes(range(256)) * 16 * 1024 + b"end"
"""Four pieces and three bytes."""
UNIT = "cover/reporting_unit"
SILENT = SilentProgress()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    Session.create(path, tiny_standard()).close()
    return path


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store_in(session: Session, content: bytes, name: str = "批复.pdf") -> str:
    session.contents.add(io.BytesIO(content), name, digest(content), SILENT)
    return digest(content)


def attach(session: Session, content: bytes, name: str = "批复.pdf") -> Change:
    file = EvidenceFile(name, store_in(session, content, name), len(content), EvidenceKind.PDF, 1)
    change = add_evidence(session.report, [file])
    session.apply(change)
    return change


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


class StopAfter:
    """Progress whose user cancels at a step."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def report(self, done: int, total: int, message: str) -> None:
        self._left -= 1
        if self._left < 0:
            raise CancelledError


@pytest.mark.parametrize("content", [b"x", LONG, bytes(PIECE), bytes(2 * PIECE)], ids=["byte", "long", "one", "two"])
def test_contents_come_back_as_they_were(path: Path, content: bytes) -> None:
    with Session.open(path) as session:
        attach(session, content)
    with Session.open(path, read_only=True) as session:
        (item,) = session.report.evidence()
        assert session.contents.read(item.sha256) == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_same_contents_are_stored_once(path: Path) -> None:
    with Session.open(path) as session:
        store_in(session, LONG)
        size = path.stat().st_size
        store_in(session, LONG, "另一个名字.pdf")
        assert path.stat().st_size == size


def test_reports_without_evidence_do_without(path: Path) -> None:
    with Session.open(path) as session:
        assert session.report.evidence() == ()
        assert not session.contents.holds("0" * 64)
        with pytest.raises(AppError) as caught:
            session.contents.read("0" * 64)
    assert caught.value.code == "damaged_content"


def test_edits_go_on_while_contents_are_written(path: Path) -> None:
    with Session.open(path) as session:

        class Typing:
            def report(self, done: int, total: int, message: str) -> None:
                typed.append(message)
                session.put("修改", {UNIT: Entry(str(len(typed)))})

        typed: list[str] = []
        session.contents.add(io.BytesIO(LONG), "批复.pdf", digest(LONG), Typing())
        assert session.report.text(UNIT) == "5"
        assert session.contents.read(digest(LONG)) == LONG


def test_cancelled_leaves_nothing(path: Path) -> None:
    with Session.open(path) as session:
        with pytest.raises(CancelledError):
            session.contents.add(io.BytesIO(LONG), "批复.pdf", digest(LONG), StopAfter(3))
        assert not session.contents.holds(digest(LONG))
    assert count(path, "content_piece") == 0


def test_a_file_that_changes_meanwhile_is_not_stored(path: Path) -> None:
    with Session.open(path) as session, pytest.raises(AppError) as caught:
        session.contents.add(io.BytesIO(LONG), "批复.pdf", digest(b"other"), SILENT)
    assert caught.value.code == "changed_meanwhile"
    assert count(path, "content_piece") == 0


def test_read_only_report_takes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Session.open(path, read_only=True) as session:
        for write in (lambda: store_in(session, b"x"), session.contents.drop_idle):
            with pytest.raises(AppError) as caught:
                write()
            assert caught.value.code == "read_only"
    assert path.read_bytes() == before


def test_full_disk_leaves_nothing_half_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = connected
    with closing(sqlite3.connect(path)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()

    def small_disk(where: Path, mode: str) -> object:
        context = real(where, mode)  # type: ignore[arg-type]

        class Limited:
            def __enter__(self) -> sqlite3.Connection:
                connection = context.__enter__()
                connection.execute(f"PRAGMA max_page_count = {pages + 600}")
                return connection

            def __exit__(self, *error: object) -> None:
                context.__exit__(*error)  # type: ignore[arg-type]

        return Limited()

    with Session.open(path) as session:
        monkeypatch.setattr("core.store.contents.connected", small_disk)
        with pytest.raises(AppError) as caught:
            store_in(session, LONG)
        monkeypatch.setattr("core.store.contents.connected", real)
        assert caught.value.code == "disk_full"
        assert "没有添加" in caught.value.message
        assert not session.contents.holds(digest(LONG))
        session.put("修改", {UNIT: Entry("示例局")})
    assert count(path, "content_piece") == 0
    Session.open(path).close()


def test_more_than_a_report_may_hold_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", PIECE)
    with Session.open(path) as session, pytest.raises(AppError) as caught:
        store_in(session, LONG)
    assert caught.value.code == "too_much_evidence"
    assert count(path, "content_piece") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_killed_while_adding(path: Path) -> None:
    with started(path, "attach"):
        pass
    with Session.open(path) as session:
        assert session.report.evidence() == ()
        assert session.contents.idle().size >= PIECE
        store_in(session, b"later")
        session.contents.drop_idle()
        assert session.contents.idle().size == 0
    assert count(path, "content_piece") == 0
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# -- damage ------------------------------------------------------------------------------------------------------------

SPOILED: dict[str, str] = {
    "piece missing": "DELETE FROM content_piece WHERE number = 1",
    "piece changed": "UPDATE content_piece SET bytes = zeroblob(1048576) WHERE number = 1",
    "piece of text": "UPDATE content_piece SET bytes = 'abc' WHERE number = 1",
    "piece without end": "UPDATE content_piece SET bytes = zeroblob(100000000) WHERE number = 1",
    "piece empty": "UPDATE content_piece SET bytes = x'' WHERE number = 1",
    "size too small": "UPDATE content SET size = 5",
    "size too large": "UPDATE content SET size = size + 1",
    "not registered": "DELETE FROM content",
}


@pytest.mark.parametrize("statement", SPOILED.values(), ids=SPOILED)
def test_spoiled_contents_are_told_when_they_are_asked_for(path: Path, statement: str) -> None:
    with Session.open(path) as session:
        attach(session, LONG)
    run(path, statement)
    with Session.open(path) as session:
        (item,) = session.report.evidence()
        with pytest.raises(AppError) as caught:
            session.contents.read(item.sha256)
    assert caught.value.code == "damaged_content"


def test_a_spoiled_page_of_contents_does_not_keep_the_report_from_opening(path: Path) -> None:
    with Session.open(path) as session:
        attach(session, LONG)
    content = bytearray(path.read_bytes())
    start = content.index(bytes(range(256)) * 4)
    content[start + 5000 : start + 15000] = b"\xff" * 10000
    path.write_bytes(content)
    with Session.open(path) as session:
        session.put("修改", {UNIT: Entry("示例局")})
        with pytest.raises(AppError) as caught:
            session.contents.read(digest(LONG))
    assert caught.value.code == "damaged_content"


# -- what nothing refers to --------------------------------------------------------------------------------------------


def test_contents_stay_while_a_step_could_bring_them_back(path: Path) -> None:
    with Session.open(path) as session:
        attach(session, LONG)
        (item,) = session.report.evidence()
        session.apply(remove_evidence(session.report, item))
        assert session.report.evidence() == ()
        session.contents.drop_idle()
        session.undo()
        assert session.contents.read(item.sha256) == LONG
        session.undo()
        session.contents.drop_idle()
        session.redo()
        assert session.contents.read(item.sha256) == LONG


def test_tidying_drops_what_nothing_refers_to_and_makes_the_file_smaller(path: Path) -> None:
    with Session.open(path) as session:
        kept = attach(session, b"kept")
        store_in(session, LONG)
        idle = session.contents.idle()
        assert (idle.count, len(LONG) <= idle.size < len(LONG) + PIECE) == (1, True)
        before = path.stat().st_size
        session.contents.drop_idle()
        assert path.stat().st_size < before - len(LONG)
        assert not session.contents.holds(digest(LONG))
        assert session.undo_title == kept.title
        session.put("修改", {UNIT: Entry("示例局")})
    with Session.open(path) as session:
        assert session.contents.read(digest(b"kept")) == b"kept"


# -- cost --------------------------------------------------------------------------------------------------------------


class Sparse(io.RawIOBase):
    """So many bytes of zero."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1) -> bytes:
        given = min(size, self._left)
        self._left -= given
        return bytes(given)


def test_large_contents_cost_no_memory_and_are_not_read_at_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = 40 * PIECE
    whole = hashlib.sha256(bytes(size)).hexdigest()
    with Session.open(path) as session:
        tracemalloc.start()
        session.contents.add(Sparse(size), "大.pdf", whole, SILENT)  # type: ignore[arg-type]
        assert sum(map(len, session.contents.pieces(whole))) == size
        (_, most) = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 8 * PIECE

    asked: list[str] = []
    real = sqlite3.connect

    def traced(*arguments: object, **settings: object) -> sqlite3.Connection:
        connection = real(*arguments, **settings)  # type: ignore[call-overload]
        connection.set_trace_callback(asked.append)
        assert isinstance(connection, sqlite3.Connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    Session.open(path).close()
    of_pieces = [statement for statement in asked if "content_piece" in statement or "quick_check(1)" in statement]
    assert of_pieces == ["SELECT 1 FROM content_piece LIMIT 1"]
