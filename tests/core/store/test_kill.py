"""A program that is killed at any moment loses nothing that it had acknowledged, and leaves a sound file."""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path

import pytest

from core.errors import AppError
from core.model.change import Entry
from core.session import Session
from tests.builders import tiny_standard
from tests.core.store.editor_process import NUMBER, TEXT, started, text_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")

ROUNDS = 6


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    Session.create(path, tiny_standard(), [(NUMBER, Entry("0")), (TEXT, Entry(text_of(0)))]).close()
    return path


def files_beside(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


@pytest.fixture
def half_written(path: Path) -> Path:
    """A report whose writer was killed in the middle of a transaction, half of it in the file already."""
    before = path.read_bytes()
    with started(path, "half"):
        pass
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    assert path.read_bytes() != before
    return path


def test_killed_in_a_stream_of_changes(path: Path) -> None:
    chance = random.Random(20240601)
    for _ in range(ROUNDS):
        with started(path, "stream") as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(chance.randint(1, 30))]
            # A share of the time that a change takes, so that the signal comes at any of its moments.
            hashlib.pbkdf2_hmac("sha256", b"", b"", chance.randint(1, 6000))
            process.kill()
            lines += process.stdout.readlines()
        acknowledged = max(int(line) for line in lines if line.endswith("\n"))

        with Session.open(path) as session:
            number = int(session.report.text(NUMBER))
            # The last change may have been made though the kill came before it could be acknowledged.
            assert acknowledged <= number <= acknowledged + 1
            assert session.report.text(TEXT) == text_of(number), "a change is there whole or not at all"
            session.undo()
            assert session.report.text(TEXT) == text_of(number - 1)
            session.redo()
        assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_half_a_transaction_is_rolled_back_at_the_next_opening(half_written: Path) -> None:
    with Session.open(half_written) as session:
        assert dict(session.report.entries) == {NUMBER: Entry("0"), TEXT: Entry(text_of(0))}
        session.put("修改", {NUMBER: Entry("1")})
    assert [file.name for file in half_written.parent.iterdir()] == [half_written.name]


def test_reading_only_sees_the_report_before_the_half_transaction_and_touches_nothing(half_written: Path) -> None:
    before = files_beside(half_written)
    with Session.open(half_written, read_only=True) as session:
        assert session.report.text(TEXT) == text_of(0)
    assert files_beside(half_written) == before


def test_journal_that_names_a_further_file_is_refused(half_written: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("要留下的文件", encoding="utf-8")
    name = str(victim).encode("utf-8")
    # As SQLite's format has it: page number, name, its length, its sum, magic.
    record = b"\0\0\0\0" + name + len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big")
    with half_written.with_name(half_written.name + "-journal").open("ab") as journal:
        journal.write(record + bytes.fromhex("d9d505f920a163d7"))
    half_written.with_name(f".~lock.{half_written.name}#").unlink()
    before = files_beside(half_written)
    with pytest.raises(AppError) as caught:
        Session.open(half_written)
    assert caught.value.code == "damaged"
    assert files_beside(half_written) == before


def test_new_report_in_place_of_a_half_written_one_does_not_inherit_its_journal(half_written: Path) -> None:
    with Session.create(half_written, tiny_standard(), [(NUMBER, Entry("9"))], replace=True):
        pass
    with Session.open(half_written) as session:
        assert dict(session.report.entries) == {NUMBER: Entry("9")}
    assert [file.name for file in half_written.parent.iterdir()] == [half_written.name]
