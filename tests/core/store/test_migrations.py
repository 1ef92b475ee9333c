"""New files, and older ones brought to the newest version."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.errors import AppError
from core.model.change import Entry
from core.session import Session
from core.store import migrations
from core.store.migrations import APPLICATION_ID, VERSIONS, FileVersion, migrate
from tests.builders import tiny_standard

TEXT = "narrative/overview/duties/p1"
NOTE = "CREATE TABLE note (address TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL)"
NEXT = len(VERSIONS) + 1
NEXT_SCHEMA: Mapping[str, str] = {**VERSIONS[-1].schema, "note": NOTE}


def add_notes(db: Database) -> None:
    db.execute(NOTE)
    db.execute("UPDATE entry SET value = value || '（新版）'")


def add_notes_and_fail(db: Database) -> None:
    add_notes(db)
    db.execute("INSERT INTO nowhere VALUES (1)")


def add_something_else(db: Database) -> None:
    db.execute("CREATE TABLE other (a)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    with Session.create(path, tiny_standard(), [(TEXT, Entry("旧"))]) as session:
        session.put("修改", {TEXT: Entry("旧文")})
    return path


def next_version(monkeypatch: pytest.MonkeyPatch, version: FileVersion) -> None:
    monkeypatch.setattr(migrations, "VERSIONS", (*VERSIONS, version))


@pytest.fixture
def later_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of a later day, whose files are a version further than the report of `path`."""
    next_version(monkeypatch, FileVersion(NEXT_SCHEMA, add_notes))


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_new_file_says_what_it_is(path: Path) -> None:
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == len(VERSIONS)
    assert pragma(path, "journal_mode") == "delete"


@pytest.mark.parametrize("number", range(1, len(VERSIONS) + 1))
def test_schema_of_each_version_is_what_its_steps_make(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "VERSIONS", VERSIONS[:number])
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection)
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    assert made == VERSIONS[number - 1].schema


@pytest.mark.usefixtures("later_program")
def test_older_report_is_upgraded_when_opened_for_editing(path: Path, home: Path) -> None:
    old = path.read_bytes()
    with Session.open(path) as session:
        assert pragma(path, "user_version") == NEXT
        assert session.undo_title == "修改"
        session.put("再改", {"cover/fiscal_year": Entry("2024")})
    with Session.open(path) as session:
        assert session.report.text(TEXT) == "旧文（新版）"
        assert session.report.text("cover/fiscal_year") == "2024"
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    (kept,) = (home / ".local" / "share" / "ziping" / "backups").iterdir()
    assert kept.read_bytes() == old
    assert kept.name.startswith(f"报告-v{len(VERSIONS)}-")


@pytest.mark.usefixtures("later_program")
def test_upgraded_report_is_what_the_session_shows_at_once(path: Path) -> None:
    with Session.open(path) as session:
        assert session.report.text(TEXT) == "旧文（新版）"


@pytest.mark.usefixtures("later_program")
def test_older_report_is_left_alone_when_opened_to_be_read(path: Path, home: Path) -> None:
    old = path.read_bytes()
    with Session.open(path, read_only=True) as session:
        assert session.report.text(TEXT) == "旧文（新版）"
    assert path.read_bytes() == old
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert not (home / ".local" / "share" / "ziping").exists()


@pytest.mark.usefixtures("later_program")
def test_new_file_goes_through_all_steps(tmp_path: Path) -> None:
    Session.create(tmp_path / "新.ziping", tiny_standard()).close()
    ours = {"meta", "standard", "entry", "change_log", "point", "content", "content_piece"}
    assert tables(tmp_path / "新.ziping") == {*ours, "note"}


def test_step_that_fails_leaves_the_old_report(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, FileVersion(NEXT_SCHEMA, add_notes_and_fail))
    old = path.read_bytes()
    with pytest.raises(AppError):
        Session.open(path)
    assert path.read_bytes() == old
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_steps_are_taken_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, FileVersion(NEXT_SCHEMA, add_notes_and_fail))
    with closing(sqlite3.connect(":memory:")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_upgraded_file_is_checked_before_it_replaces_the_old_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, FileVersion(NEXT_SCHEMA, add_something_else))
    old = path.read_bytes()
    with pytest.raises(AppError):
        Session.open(path)
    assert path.read_bytes() == old


@pytest.mark.usefixtures("later_program")
def test_report_is_not_upgraded_when_the_old_one_cannot_be_kept(path: Path, home: Path) -> None:
    (home / ".local" / "share" / "ziping").write_text("", encoding="utf-8")
    old = path.read_bytes()
    with pytest.raises(AppError, match="副本") as caught:
        Session.open(path)
    assert caught.value.code == "cannot_write"
    assert path.read_bytes() == old
    assert [file.name for file in path.parent.iterdir()] == [path.name]
