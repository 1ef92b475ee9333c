"""The contents of evidence inside the report file: by their hash, in pieces, whole or not there.

They are written and read by connections of their own, in the worker: one piece is one short transaction, so that 500 MB
cost neither memory nor a keystroke. What counts is the row of `content`, which is written last: pieces without it are
those of a program that was killed or a disk that was full, and are nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from core.errors import AppError
from core.progress import Progress
from core.store import refusals
from core.store.connection import connected
from core.store.rows import MOST_CONTENTS

PIECE = 1024 * 1024
LARGEST_CONTENT = 200 * 1024 * 1024
MOST_BYTES = 1024 * 1024 * 1024
"""What the contents of one report may come to; with more, the file could not be opened any more."""

_UNHARMED = "报告里原有的内容没有受影响，这份材料没有添加。"


@dataclass(frozen=True, slots=True)
class Idle:
    """Contents that nothing in the report refers to any more, not even a step that could be undone."""

    count: int
    size: int


class Contents:
    """The contents in one file. `turn` is held while something is written, so that an edit waits for one piece only.

    Without a turn nothing is written: the report is read only.
    """

    def __init__(self, path: Path, turn: Lock | None) -> None:
        self._path = path
        self._turn = turn

    # -- writing ---------------------------------------------------------------------------------------------------

    def add(self, source: BinaryIO, name: str, sha256: str, progress: Progress) -> None:
        """Write what `source` holds, unless it is there already; `sha256` is what it was found to be.

        Raises `AppError`: `changed_meanwhile`, `too_much_evidence`, `disk_full` and what else keeps a file from being
        written; `CancelledError` once `progress` does. Nothing of it is left then.
        """
        self._writable()
        with refusals.writing(self._path, _UNHARMED), connected(self._path, "rw") as connection:
            if self._size_of(connection, sha256) is not None:
                return
            with self._written(connection):
                connection.execute("DELETE FROM content_piece WHERE sha256 = ?", (sha256,))
            (held,) = connection.execute("SELECT coalesce(sum(size), 0) FROM content").fetchone()
            try:
                size = self._write_pieces(connection, source, name, sha256, MOST_BYTES - held, progress)
                with self._written(connection):
                    connection.execute("INSERT INTO content (sha256, size) VALUES (?, ?)", (sha256, size))
            except BaseException:
                # Where the disk is full or gone, this fails, too; what is left behind counts for nothing.
                self._forget(connection, sha256)
                raise

    def _write_pieces(
        self, connection: sqlite3.Connection, source: BinaryIO, name: str, sha256: str, most: int, progress: Progress
    ) -> int:
        digest, size, number = hashlib.sha256(), 0, 0
        while piece := source.read(PIECE):
            progress.report(0, 0, f"正在存入“{name}”")
            digest.update(piece)
            size += len(piece)
            if size > most:
                raise AppError(
                    "too_much_evidence",
                    f"佐证材料合计超过 {MOST_BYTES // PIECE} MB，“{name}”没有添加。请先压缩文件，或只保留必要的材料。",
                )
            with self._written(connection):
                connection.execute("INSERT INTO content_piece VALUES (?, ?, ?)", (sha256, number, piece))
            number += 1
        if digest.hexdigest() != sha256:
            raise AppError(
                "changed_meanwhile", f"“{name}”在添加时被别的程序改动了，没有添加。请在那个程序里保存并关闭它，再添加。"
            )
        return size

    @contextmanager
    def _written(self, connection: sqlite3.Connection) -> Iterator[None]:
        with self._writable(), connection:
            yield

    def _writable(self) -> Lock:
        if self._turn is None:
            raise refusals.opened_read_only(self._path)
        return self._turn

    def _forget(self, connection: sqlite3.Connection, sha256: str) -> None:
        try:
            with self._written(connection):
                connection.execute("DELETE FROM content_piece WHERE sha256 = ?", (sha256,))
        except sqlite3.Error:
            return

    # -- reading ---------------------------------------------------------------------------------------------------

    def holds(self, sha256: str) -> bool:
        """Tell whether contents are in the file whole."""
        with refusals.reading(self._path), connected(self._path, "ro") as connection:
            return self._size_of(connection, sha256) is not None

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield contents piece by piece; raises `AppError("damaged_content")` as soon as they are not what they were.

        That they were may only be known at the end: what is written meanwhile is to be thrown away then.
        """
        with self._sound(), connected(self._path, "ro") as connection:
            size = self._size_of(connection, sha256)
            if size is None:
                raise _damaged()
            digest, number = hashlib.sha256(), 0
            while size > 0:
                row = connection.execute(
                    "SELECT bytes FROM content_piece WHERE sha256 = ? AND number = ?"
                    " AND typeof(bytes) = 'blob' AND length(bytes) BETWEEN 1 AND ?",
                    (sha256, number, min(size, PIECE)),
                ).fetchone()
                if row is None:
                    raise _damaged()
                digest.update(row[0])
                yield row[0]
                size -= len(row[0])
                number += 1
            if digest.hexdigest() != sha256:
                raise _damaged()

    @contextmanager
    def _sound(self) -> Iterator[None]:
        with refusals.reading(self._path):
            try:
                yield
            except sqlite3.DatabaseError as error:
                # Their pages are not looked at when the report is opened.
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                    raise _damaged() from error
                raise

    def read(self, sha256: str) -> bytes:
        """Return contents whole, for one that is shown; raises as `pieces` does."""
        return b"".join(self.pieces(sha256))

    def _size_of(self, connection: sqlite3.Connection, sha256: str) -> int | None:
        row = connection.execute("SELECT size FROM content WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    # -- tidying ---------------------------------------------------------------------------------------------------

    def idle(self) -> Idle:
        """Count what `drop_idle` would drop."""
        with refusals.reading(self._path), connected(self._path, "ro") as connection:
            idle = self._idle(connection)
            size = sum(self._size_of_pieces(connection, sha256) for sha256 in idle)
            (free,) = connection.execute("PRAGMA freelist_count").fetchone()
            (page,) = connection.execute("PRAGMA page_size").fetchone()
        return Idle(len(idle), size + free * page)

    def drop_idle(self) -> None:
        """Drop contents that nothing refers to, and make the file as small as what is left; whole or not at all."""
        unharmed = "报告内容没有受影响，文件没有变小。"
        self._writable()
        with refusals.writing(self._path, unharmed), connected(self._path, "rw") as connection:
            with self._written(connection):
                for sha256 in self._idle(connection):
                    connection.execute("DELETE FROM content WHERE sha256 = ?", (sha256,))
                    connection.execute("DELETE FROM content_piece WHERE sha256 = ?", (sha256,))
            with self._writable():
                connection.execute("VACUUM")

    def _idle(self, connection: sqlite3.Connection) -> list[str]:
        held = connection.execute(
            "SELECT sha256 FROM content UNION SELECT DISTINCT sha256 FROM content_piece LIMIT ?", (2 * MOST_CONTENTS,)
        ).fetchall()
        return [sha256 for (sha256,) in held if not self._is_needed(connection, sha256)]

    def _is_needed(self, connection: sqlite3.Connection, sha256: str) -> bool:
        (needed,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM content WHERE sha256 = :it)"
            " AND (EXISTS (SELECT 1 FROM entry WHERE value = :it)"
            " OR EXISTS (SELECT 1 FROM change_log WHERE instr(puts, :it)))",
            {"it": sha256},
        ).fetchone()
        return bool(needed)

    def _size_of_pieces(self, connection: sqlite3.Connection, sha256: str) -> int:
        (size,) = connection.execute(
            "SELECT coalesce(sum(length(bytes)), 0) FROM content_piece WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return int(size)


def _damaged() -> AppError:
    return AppError(
        "damaged_content",
        "这份材料存在报告里的内容缺失或已损坏，打不开。报告的其他内容没有受影响。请移除它，再从原文件重新添加。",
    )
