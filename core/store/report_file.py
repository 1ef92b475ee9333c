"""Writing a report file: one SQLite database, one transaction a change.

`journal_mode=DELETE` leaves nothing beside a closed file, which people carry on a stick; `synchronous=FULL` has a
committed change on the disk when `commit` returns. sqlite-utils, which takes 0.15 s to import, is imported by the
first write, so that opening a report does not wait for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from core.model.change import Change, Entry, Put
from core.store import refusals
from core.store.connection import beside, connect, connected
from core.store.history import History, State, Step, Steps
from core.store.inspection import StandardCopy
from core.store.migrations import migrate
from core.store.points import Point, PointKind, add_point, outlived, read_points, remove_points
from core.store.rows import check_entry, check_title

if TYPE_CHECKING:
    from sqlite_utils import Database

_PUT_ENTRY = "INSERT OR REPLACE INTO entry (address, value, origin, source, level, position) VALUES (?, ?, ?, ?, ?, ?)"
_UNHARMED = "这次修改没有保存；此前的内容都在文件里，没有受影响。"


def prepare_writing() -> None:
    """Import what the first write would import."""
    import sqlite_utils  # noqa: F401


def write_new(
    path: Path, standard: StandardCopy, entries: Mapping[str, Entry], created_at: datetime, created_as: str
) -> None:
    """Write a whole new report into `path`, an empty file; `created_as` says in words how it came about.

    Raises `BadRowError` for entries that a report must not hold, and what SQLite raises.
    """
    check_title(created_as)
    for where, entry in entries.items():
        check_entry(where, entry)
    with connected(path, "rw") as connection:
        migrate(connection)
        with connection:
            connection.executemany(
                "INSERT INTO meta (key, value) VALUES (?, ?)",
                [("created_at", created_at.isoformat()), ("created_as", created_as)],
            )
            connection.execute(
                "INSERT INTO standard (id, version, source) VALUES (?, ?, ?)",
                (standard.id, standard.version, standard.source),
            )
            connection.executemany(_PUT_ENTRY, [_row(where, entry) for where, entry in entries.items()])


def drop_journal(path: Path) -> None:
    """Remove the journal that a killed program left beside a report which is about to be replaced.

    SQLite would roll it back into the new file, which it was not made for.
    """
    beside(path, "-journal").unlink(missing_ok=True)


def _row(where: str, entry: Entry) -> tuple[str, str, str, str, int, int]:
    return where, entry.value, entry.origin.value, entry.source, entry.level, entry.position


class ReportFile:
    """A report file open for writing. Its caller holds the report's lock and has read the file before.

    `steps` is what undo and redo would take, kept here so that a look at it never reads the disk. `turn` is held while
    something is written: who writes contents of evidence meanwhile has to wait, and lets edits in between.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.steps = Steps()
        self.turn = Lock()
        self._history = History(connection)
        self._connection = connection
        self._writer: Database | None = None

    @classmethod
    def open(cls, path: Path) -> ReportFile:
        """Open a file that was read and found sound; what a killed program left half done is rolled back.

        Raises `AppError`: `read_only_file`, `locked`, `cannot_read`.
        """
        with refusals.reading(path):
            connection = connect(path, "rw")
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("PRAGMA synchronous = FULL")
                # Fails now, not at the first edit, where the file cannot be written; it changes nothing.
                connection.execute("DELETE FROM entry WHERE 0")
                connection.rollback()
                file = cls(path, connection)
                file.steps = file._history.steps()
            except BaseException:
                connection.close()
                raise
        return file

    def commit(
        self, change: Change, entries: Mapping[str, Entry], merge: str, made_at: datetime, keep: str = ""
    ) -> None:
        """Write a change of `entries` and its log entry in one transaction, after a point named `keep` (empty: none).

        Raises `BadRowError`, or `AppError` as the disk will have it; nothing is written then.
        """
        with self._transaction():
            if keep:
                self._keep(keep, PointKind.AUTOMATIC, made_at)
            self._history.record(change, entries, merge, made_at)
            self._put(change.puts)

    def commit_step(self, step: Step, change: Change, state: State) -> None:
        """Write what undoing or redoing a step changes, and the step's new state, in one transaction."""
        with self._transaction():
            self._history.mark(step, state)
            self._put(change.puts)

    def keep_point(self, name: str, kind: PointKind, made_at: datetime) -> None:
        """Keep a point where the report stands; raises as `commit` does."""
        with self._transaction():
            self._keep(name, kind, made_at)

    def points(self) -> tuple[Point, ...]:
        """Return the points of the file, oldest first."""
        with refusals.reading(self.path):
            return read_points(self._connection)

    def _keep(self, name: str, kind: PointKind, made_at: datetime) -> None:
        add_point(self._connection, name, kind, made_at)
        remove_points(self._connection, outlived(read_points(self._connection), made_at))

    def change_of(self, step: Step, entries: Mapping[str, Entry], *, done: bool) -> Change:
        """Return the change that a step made when it was done; `entries` is the report with it, or else without.

        Raises `BadRowError` when the log does not tell.
        """
        with refusals.writing(self.path, _UNHARMED):
            return self._history.change_of(step, entries, done=done)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._writer is None:
            from sqlite_utils import Database

            self._writer = Database(self._connection, execute_plugins=False)
        with refusals.writing(self.path, _UNHARMED):
            with self.turn, self._writer.atomic():
                yield
                steps = self._history.steps()
            self.steps = steps

    def _put(self, puts: tuple[Put, ...]) -> None:
        self._connection.executemany(
            _PUT_ENTRY, [_row(put.address, put.after) for put in puts if put.after is not None]
        )
        gone = [(put.address,) for put in puts if put.after is None]
        self._connection.executemany("DELETE FROM entry WHERE address = ?", gone)

    def close(self) -> None:
        """Close the file; nothing lies beside it afterwards."""
        self._connection.close()
