"""Writing: what is on the disk, what lies beside it, and what happens when the disk will not have it."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from core.errors import AppError
from core.model.change import Entry
from core.session import ReportChanged, Session
from core.store import connection as connections
from core.store import report_file
from tests.builders import tiny_standard

ROOT = Path(__file__).resolve().parents[3]
TEXT = "narrative/overview/duties/p1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    Session.create(path, tiny_standard(), [(TEXT, Entry("原文"))]).close()
    return path


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with Session.open(path) as session:
        yield session


def raw(session: Session) -> sqlite3.Connection:
    """The session's own connection, to put the disk in the state that a test is about."""
    file = session._file
    assert file is not None
    return file._connection


def refused(session: Session, change: Callable[[], object]) -> AppError:
    """Check that a change is refused without a trace; return the error."""
    before, steps = session.report, (session.undo_title, session.redo_title)
    told: list[ReportChanged] = []
    forget = session.subscribe(told.append)
    with pytest.raises(AppError) as caught:
        change()
    forget()
    assert session.report is before
    assert (session.undo_title, session.redo_title) == steps
    assert not told
    with Session.open(session.path, read_only=True) as on_disk:
        assert on_disk.report.entries == before.entries
    return caught.value


def test_change_is_on_disk_when_the_call_returns(session: Session) -> None:
    session.put("修改", {TEXT: Entry("新文")})
    with Session.open(session.path, read_only=True) as other:
        assert other.report.text(TEXT) == "新文"


def test_settings_that_keep_the_file_whole(session: Session) -> None:
    assert raw(session).execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert raw(session).execute("PRAGMA synchronous").fetchone() == (2,)
    assert raw(session).execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_nothing_lies_beside_a_closed_report(path: Path) -> None:
    with Session.open(path) as session:
        session.put("修改", {TEXT: Entry("新文")})
        session.undo()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_full_disk(session: Session) -> None:
    session.put("修改", {TEXT: Entry("短")})
    raw(session).execute("PRAGMA max_page_count = 1")  # SQLite takes the size that the file has
    error = refused(session, lambda: session.put("加长", {TEXT: Entry("长" * 50_000)}))
    assert error.code == "disk_full"
    assert "此前的内容都在文件里" in error.message
    raw(session).execute("PRAGMA max_page_count = 100000")
    session.put("加长", {TEXT: Entry("长" * 50_000)})
    assert session.undo_title == "加长"


def test_file_that_became_read_only(session: Session) -> None:
    session.put("修改", {TEXT: Entry("短")})
    raw(session).execute("PRAGMA query_only = ON")
    assert refused(session, session.undo).code == "read_only_file"
    assert refused(session, lambda: session.put("修改", {TEXT: Entry("长")})).code == "read_only_file"


def test_file_that_another_program_holds(session: Session) -> None:
    session.put("修改", {TEXT: Entry("短")})
    raw(session).execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(session.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refused(session, lambda: session.put("修改", {TEXT: Entry("长")})).code == "locked"
        other.execute("ROLLBACK")
    session.put("修改", {TEXT: Entry("长")})


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_file_that_was_moved_away(session: Session, tmp_path: Path) -> None:
    session.path.rename(tmp_path / "别处.ziping")
    with pytest.raises(AppError) as caught:
        session.put("修改", {TEXT: Entry("长")})
    assert caught.value.code == "cannot_write"
    (tmp_path / "别处.ziping").rename(session.path)
    session.put("修改", {TEXT: Entry("长")})
    with Session.open(session.path, read_only=True) as other:
        assert other.report.text(TEXT) == "长"


def test_read_only_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write any file, so the connection is made as SQLite makes it where the system refuses writing.
    def connect_to_read(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
        return connections.connect(path, "ro")

    monkeypatch.setattr(report_file, "connect", connect_to_read)
    with pytest.raises(AppError) as caught:
        Session.open(path)
    assert caught.value.code == "read_only_file"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write any file")
def test_file_that_is_really_read_only(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(AppError) as caught:
        Session.open(path)
    assert caught.value.code == "read_only_file"
    with Session.open(path, read_only=True) as session:
        assert session.report.text(TEXT) == "原文"


@pytest.mark.parametrize("old", [None, b"old"], ids=["new name", "in place of a file"])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "disk_full"),
        (AppError("disk_full", ""), "disk_full"),
        (KeyboardInterrupt(), ""),
    ],
    ids=["system", "database", "interrupted"],
)
def test_new_report_that_cannot_be_finished_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None, error: BaseException, code: str
) -> None:
    path = tmp_path / "报告.ziping"
    if old is not None:
        path.write_bytes(old)

    def write_half(path: Path, *rest: object) -> None:
        path.write_bytes(b"half")
        raise error

    monkeypatch.setattr(report_file, "write_new", write_half)
    with pytest.raises((AppError, KeyboardInterrupt)) as caught:
        Session.create(path, tiny_standard(), replace=True)
    assert getattr(caught.value, "code", "") == code
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == ({} if old is None else {path.name: old})


def test_new_report_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect_to_full_disk(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(connections, "connect", connect_to_full_disk)
    with pytest.raises(AppError) as caught:
        Session.create(tmp_path / "报告.ziping", tiny_standard())
    assert caught.value.code == "disk_full"
    assert "报告.ziping" in caught.value.message
    assert not list(tmp_path.iterdir())


def test_opening_does_not_wait_for_the_library_that_writes(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from core.session import Session\n"
        "session = Session.open(Path(sys.argv[1]))\n"
        "assert 'sqlite_utils' not in sys.modules\n"
        "Session.prepare_writing()\n"
        "assert 'sqlite_utils' in sys.modules\n"
        "session.close()"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, check=True)
