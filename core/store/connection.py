"""Connections to report files, set up for files that may be hostile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from core.store.rows import LONGEST_PUTS

_LONGEST_FIELD = 4 * LONGEST_PUTS  # in bytes, of which a character has at most four
_PATIENCE = 3.0  # seconds to wait for a lock that another program holds for a moment


def connect(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """Open a database that exists; what its schema may call is limited, and so is the length of its fields."""
    posix = path.absolute().as_posix()
    # A drive (C:/…) needs a slash of its own before it; a share (//server/…) keeps its two.
    uri = f"file://{quote(posix if posix.startswith('/') else '/' + posix)}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_FIELD)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


@contextmanager
def connected(path: Path, mode: Literal["ro", "rw"]) -> Iterator[sqlite3.Connection]:
    """Give a connection that is closed when the block ends."""
    connection = connect(path, mode)
    try:
        yield connection
    finally:
        connection.close()


def beside(path: Path, suffix: str) -> Path:
    """Return the path of a file that SQLite keeps beside a database: `-journal`, `-wal`."""
    return path.with_name(path.name + suffix)
