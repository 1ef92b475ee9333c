"""The versions of the report file: the schema of each, and the step that leads to it from the one before.

`user_version` is the number of steps that a file has been through, and a new file goes through all of them, so that
a new and an upgraded file are alike by construction. sqlite-utils' own `Migrations` are not used: they keep their
state in a table of the file, by name, while a report's version must be readable from the file's header before SQLite
has looked at anything else of a file that may be hostile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x5A50_4E47
"""ASCII “ZPNG”, at byte 68 of every report file; `file` and other programs may know a report by it."""


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One version: the SQL of every table and index by name, exactly as the file holds it, and the step to it."""

    schema: Mapping[str, str]
    migrate: Callable[[Database], None]


# What was published is never edited: a change is a new version.
_SCHEMA_1: Mapping[str, str] = {
    "meta": "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    "standard": "CREATE TABLE standard (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, source TEXT NOT NULL)",
    "entry": (
        "CREATE TABLE entry (address TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, origin TEXT NOT NULL,"
        " source TEXT NOT NULL, level INTEGER NOT NULL, position INTEGER NOT NULL)"
    ),
    # The long column stands last, so that a look at a row's state does not read it.
    "change_log": (
        "CREATE TABLE change_log (id INTEGER PRIMARY KEY NOT NULL, made_at TEXT NOT NULL, title TEXT NOT NULL,"
        " merge_key TEXT NOT NULL, state TEXT NOT NULL, puts TEXT NOT NULL)"
    ),
    "change_log_by_state": "CREATE INDEX change_log_by_state ON change_log (state, id)",
}


def _create_version_1(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _SCHEMA_1.values():
        db.execute(statement)


# Points of a report's history. `after` is the last step that was done when the point was made, 0 before the first.
# `replaced_by` is the step that turned an undone one into an abandoned one: with it the log tells what was done at any
# point, whatever was undone since.
_SCHEMA_2: Mapping[str, str] = {
    **_SCHEMA_1,
    "change_log": (
        "CREATE TABLE change_log (id INTEGER PRIMARY KEY NOT NULL, made_at TEXT NOT NULL, title TEXT NOT NULL,"
        " merge_key TEXT NOT NULL, state TEXT NOT NULL, replaced_by INTEGER, puts TEXT NOT NULL)"
    ),
    "point": (
        "CREATE TABLE point (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
        " made_at TEXT NOT NULL, after INTEGER NOT NULL)"
    ),
}


def _add_points(db: Database) -> None:
    db.execute("DROP INDEX change_log_by_state")
    db.execute("ALTER TABLE change_log RENAME TO change_log_1")
    for name in ("change_log", "change_log_by_state", "point"):
        db.execute(_SCHEMA_2[name])
    # By which step a branch was abandoned was not noted. No point is as old as that, and a step replaced by itself
    # belongs to none.
    db.execute(
        "INSERT INTO change_log (id, made_at, title, merge_key, state, replaced_by, puts)"
        " SELECT id, made_at, title, merge_key, state, CASE state WHEN 'abandoned' THEN id END, puts FROM change_log_1"
    )
    db.execute("DROP TABLE change_log_1")


# The contents of evidence. A piece is of at most 1 MiB; the long column stands last.
_CONTENTS: Mapping[str, str] = {
    "content": "CREATE TABLE content (sha256 TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL)",
    "content_piece": (
        "CREATE TABLE content_piece (sha256 TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,"
        " PRIMARY KEY (sha256, number))"
    ),
}
_SCHEMA_3: Mapping[str, str] = {**_SCHEMA_2, **_CONTENTS}


def _add_contents(db: Database) -> None:
    for statement in _CONTENTS.values():
        db.execute(statement)


VERSIONS: tuple[FileVersion, ...] = (
    FileVersion(_SCHEMA_1, _create_version_1),
    FileVersion(_SCHEMA_2, _add_points),
    FileVersion(_SCHEMA_3, _add_contents),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file (or an empty database) to the newest version, in one transaction: whole or not at all."""
    from sqlite_utils import Database

    db = Database(connection, execute_plugins=False)
    with db.atomic():
        (version,) = db.execute("PRAGMA user_version").fetchone()
        for number, step in enumerate(VERSIONS[version:], version + 1):
            step.migrate(db)
            db.execute(f"PRAGMA user_version = {number}")
