"""Reading a report file that may come from anyone: whatever it is, it is checked whole and never written."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.model.change import Entry
from core.store import migrations, refusals
from core.store.connection import beside, connected
from core.store.contents import LARGEST_CONTENT
from core.store.history import State
from core.store.migrations import APPLICATION_ID, FileVersion, migrate
from core.store.points import Point, read_points
from core.store.rows import MOST_CONTENTS, MOST_ENTRIES, BadRowError, check_title, entry_of

_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; what SQLite's file format keeps where in them
_ROLLBACK_FORMAT = b"\x01\x01"  # at 18: written and read without a write-ahead log
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)
_MAGIC_OF_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_LARGEST_FILE = 2 * 1024 * 1024 * 1024
# The table that is not read at opening: what it holds is judged by its hash when it is asked for.
_UNREAD = "content_piece"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StandardCopy:
    """The copy of the standard that travels inside the report."""

    id: str
    version: int
    source: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report file holds, read and checked; `entries` by address, `points` of its history oldest first."""

    standard: StandardCopy
    entries: Mapping[str, Entry]
    points: tuple[Point, ...]


def stated_version(path: Path) -> int:
    """Return the file's version from its header, before SQLite sees the file.

    Raises `AppError`: `not_found`, `is_folder`, `cannot_read`, `not_a_report`, `newer_file`, `damaged`.
    """
    header = _header(path)
    if not header.startswith(_MAGIC):
        raise refusals.not_a_report(path)
    if len(header) < _HEADER:
        raise refusals.damaged(path, "文件不完整")
    if int.from_bytes(header[_APPLICATION_ID], "big") != APPLICATION_ID:
        raise refusals.not_a_report(path)
    version = int.from_bytes(header[_USER_VERSION], "big")
    if version > len(migrations.VERSIONS):
        raise refusals.newer_file(path)
    if version == 0:
        raise refusals.damaged(path, "没有版本号")
    if header[18:20] != _ROLLBACK_FORMAT or beside(path, "-wal").exists():
        raise refusals.damaged(path, "被其他数据库软件改过")
    return version


def _header(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refusals.is_folder(path)
        if not stat.S_ISREG(status.st_mode):
            raise refusals.not_a_report(path)
        if status.st_size > _LARGEST_FILE:
            raise refusals.damaged(path, "文件大得不合常理")
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError as error:
        raise refusals.not_found(path) from error
    except OSError as error:
        raise refusals.cannot_read(path) from error


def read(path: Path) -> Contents:
    """Check the whole file and return what it holds, in the newest version's terms; writes nothing.

    Raises `AppError` as `stated_version` does, and `locked` while another program keeps the file to itself.
    """
    version = stated_version(path)
    with refusals.reading(path), opened_for_reading(path) as connection:
        _check_structure(path, connection, migrations.VERSIONS[version - 1])
        if version == len(migrations.VERSIONS):
            return _contents(path, connection)
        # A database without a name lies in memory only as far as it is small.
        with closing(sqlite3.connect("")) as upgraded:
            connection.backup(upgraded)
            migrate(upgraded)
            return _contents(path, upgraded)


@contextmanager
def opened_for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that cannot write the file.

    The journal of a program that was killed has to be rolled back before the file means anything. That is done in a
    copy elsewhere, since the file may yet turn out to be no report of ours, or lie where nothing may be written.
    """
    with connected(path, "ro") as connection:
        if not _needs_rollback(connection):
            # One moment of the file, though its owner may be writing to it.
            connection.execute("BEGIN")
            yield connection
            return
    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        copy = Path(folder) / "report"
        try:
            journal = beside(path, "-journal").read_bytes()
            shutil.copyfile(path, copy)
            beside(copy, "-journal").write_bytes(journal)
        except OSError as error:
            raise refusals.cannot_read(path) from error
        if journal.endswith(_MAGIC_OF_SUPER_JOURNAL):
            # It names a further file, which SQLite would delete after the rollback. This program writes no such.
            raise refusals.damaged(path, "旁边的恢复日志不是本程序写的")
        with connected(copy, "rw") as connection:
            yield connection


def _needs_rollback(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return True
        raise
    return False


def _check_structure(path: Path, connection: sqlite3.Connection, version: FileVersion) -> None:
    """Refuse a file with any table, index, view or trigger but this version's, or with a fault in its pages."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master LIMIT 100").fetchall()
    found = {name: sql for kind, name, sql in rows if not (kind == "index" and sql is None)}
    if found != version.schema:
        raise refusals.damaged(path, "内部结构不是本程序建立的")
    if not all(_pages_are_sound(connection, check) for check in _page_checks(connection, version)):
        raise refusals.damaged(path, "数据页有错")


def _page_checks(connection: sqlite3.Connection, version: FileVersion) -> list[str]:
    """Return what is to be checked: the whole file, or, where it holds contents of evidence, all tables but theirs."""
    if _UNREAD not in version.schema or not connection.execute(f"SELECT 1 FROM {_UNREAD} LIMIT 1").fetchone():
        return ["1"]
    tables = [name for name, sql in version.schema.items() if sql.startswith("CREATE TABLE ")]
    return [name for name in tables if name != _UNREAD]


def _pages_are_sound(connection: sqlite3.Connection, check: str) -> bool:
    (answer,) = connection.execute(f"PRAGMA quick_check({check})").fetchone()
    return bool(answer == "ok")


def _contents(path: Path, connection: sqlite3.Connection) -> Contents:
    try:
        rows = connection.execute("SELECT id, version, source FROM standard LIMIT 2").fetchall()
        standard = _standard_copy(rows)
        entries = read_entries(connection)
        _check_log(connection)
        _check_contents(connection)
        points = read_points(connection)
    except BadRowError as error:
        raise refusals.damaged(path, str(error)) from error
    return Contents(standard, entries, points)


def read_entries(connection: sqlite3.Connection) -> dict[str, Entry]:
    """Return the entries of a file of the newest version by address; raises `BadRowError` for what is none."""
    rows = connection.execute(
        "SELECT address, value, origin, source, level, position FROM entry LIMIT ?", (MOST_ENTRIES + 1,)
    ).fetchall()
    if len(rows) > MOST_ENTRIES:
        raise BadRowError("内容项过多")
    entries = {row[0]: entry_of(*row) for row in rows}
    if len(entries) != len(rows):
        raise BadRowError("同一地址有两项内容")
    return entries


def _standard_copy(rows: list[tuple[object, object, object]]) -> StandardCopy:
    match rows:
        case [(str(standard_id), int(version), str(source))]:
            return StandardCopy(standard_id, version, source)
        case _:
            raise BadRowError("缺少指标体系")


def _check_log(connection: sqlite3.Connection) -> None:
    # The puts themselves are read when a step is undone: a long history must not slow down each opening.
    states = [state.value for state in State]
    (wrong,) = connection.execute(
        "SELECT count(*) FROM change_log WHERE state NOT IN (?, ?, ?) OR typeof(made_at) <> 'text'"
        " OR typeof(title) <> 'text' OR typeof(merge_key) <> 'text' OR typeof(puts) <> 'text'"
        " OR typeof(replaced_by) NOT IN ('integer', 'null')",
        states,
    ).fetchone()
    if wrong:
        raise BadRowError("修改记录的写法有误")
    for row in connection.execute("SELECT made_at, title, merge_key FROM change_log"):
        for text in row:
            check_title(text)


def _check_contents(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT sha256, size FROM content LIMIT ?", (MOST_CONTENTS + 1,)).fetchall()
    if len(rows) > MOST_CONTENTS:
        raise BadRowError("佐证材料过多")
    for sha256, size in rows:
        if not (isinstance(sha256, str) and _SHA256.fullmatch(sha256)) or type(size) is not int:
            raise BadRowError("佐证材料的登记有误")
        if not 0 < size <= LARGEST_CONTENT:
            raise BadRowError("佐证材料的大小不合常理")
