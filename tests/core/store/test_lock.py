"""One writer at a time, and a sentence that says who."""

from __future__ import annotations

import errno
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import AppError
from core.session import Session
from core.store.lock import ReportLock, lock_path
from tests.builders import tiny_standard
from tests.core.store.editor_process import started

SINCE = datetime(2024, 3, 5, 1, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    Session.create(path, tiny_standard()).close()
    return path


def code_of_open(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        Session.open(path)
    return caught.value.code


def test_second_process_is_told_who_edits(path: Path) -> None:
    with started(path, "hold"):
        holder = json.loads(lock_path(path).read_text(encoding="utf-8"))
        with pytest.raises(AppError) as caught:
            Session.open(path)
        assert caught.value.code == "locked"
        for words in (path.name, holder["user"], holder["host"], holder["since"][:4], "只读打开"):
            assert words in caught.value.message
        with Session.open(path, read_only=True) as session:
            assert session.read_only


def test_mark_of_a_killed_process_is_taken_over_and_removed(path: Path) -> None:
    with started(path, "hold") as process:
        pass
    assert json.loads(lock_path(path).read_text(encoding="utf-8"))["pid"] == process.pid
    with Session.open(path):
        assert json.loads(lock_path(path).read_text(encoding="utf-8"))["pid"] == os.getpid()
    assert not lock_path(path).exists()


def test_second_session_in_the_same_process_is_refused(path: Path) -> None:
    with Session.open(path):
        assert code_of_open(path) == "locked"
        with pytest.raises(AppError) as caught:
            Session.create(path, tiny_standard(), replace=True)
        assert caught.value.code == "locked"
    Session.open(path).close()


def test_lock_names_its_holder_in_local_time(path: Path) -> None:
    lock = ReportLock.take(path, SINCE)
    try:
        with pytest.raises(AppError, match="自 2024-03-05 09:30 起"):
            ReportLock.take(path, SINCE)
    finally:
        lock.release()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[1]", '{"user": 1}', "[" * 4000, '{"user": "a", "host": "b", "since": "gestern"}'],
    ids=["empty", "cut", "list", "keys", "deep", "time"],
)
def test_mark_that_tells_nothing_is_no_obstacle_to_the_sentence(path: Path, content: str) -> None:
    lock = ReportLock.take(path, SINCE)
    try:
        lock_path(path).write_text(content, encoding="utf-8")
        with pytest.raises(AppError, match="其他人或另一个窗口"):
            ReportLock.take(path, SINCE)
    finally:
        lock.release()


def test_names_in_a_mark_are_shortened_and_printable(path: Path) -> None:
    lock = ReportLock.take(path, SINCE)
    try:
        holder = {"user": "a\n\x1b" + "b" * 500, "host": "h", "since": SINCE.isoformat()}
        lock_path(path).write_text(json.dumps(holder), encoding="utf-8")
        with pytest.raises(AppError, match="“a" + "b" * 63 + "”") as caught:
            ReportLock.take(path, SINCE)
        assert "\n" not in caught.value.message
    finally:
        lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_mark_that_another_has_put_in_place_of_ours_is_left_alone(path: Path) -> None:
    lock = ReportLock.take(path, SINCE)
    lock_path(path).unlink()
    lock_path(path).write_text("{}", encoding="utf-8")
    lock.release()
    assert lock_path(path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_link_under_the_marks_name_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("要留下的文件", encoding="utf-8")
    lock_path(path).symlink_to(victim)
    assert code_of_open(path) == "locked"
    assert victim.read_text(encoding="utf-8") == "要留下的文件"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_report_opened_by_a_link_is_locked_where_it_lies(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link" / "别名.ziping"
    link.parent.mkdir()
    link.symlink_to(path)
    with Session.open(link) as session:
        assert session.path == path.resolve()
        assert code_of_open(path) == "locked"
    assert [file.name for file in link.parent.iterdir()] == [link.name]


def refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Have the system refuse to open any mark: root, whom tests may run as, is refused nothing."""
    real = os.open

    def fail(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).name.startswith(".~lock."):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", fail)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "read_only_folder"),
        (errno.EROFS, "read_only_folder"),
        (errno.ENOSPC, "disk_full"),
        (errno.ENAMETOOLONG, "cannot_write"),
    ],
)
def test_folder_that_takes_no_mark(path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    refuse(monkeypatch, number)
    assert code_of_open(path) == code
    with Session.open(path, read_only=True) as session:
        assert session.report.standard.id == tiny_standard().id


def test_folder_whose_mark_may_not_be_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_path(path).write_text("{}", encoding="utf-8")
    refuse(monkeypatch, errno.EACCES)
    assert code_of_open(path) == "locked"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write in any folder")
def test_folder_that_is_really_read_only(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert code_of_open(path) == "read_only_folder"
        with Session.open(path, read_only=True) as session:
            assert session.read_only
    finally:
        path.parent.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="flock is POSIX's")
def test_place_without_locks_is_refused_rather_than_trusted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", fail)
    assert code_of_open(path) == "cannot_write"


def test_report_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        ReportLock.take(tmp_path / "gone" / "a.ziping", SINCE)
    assert caught.value.code == "no_folder"
