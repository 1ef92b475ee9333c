"""Files that are no report, no longer one, or made to do harm: a sentence each, and nothing touched."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import AppError
from core.model import address
from core.model.change import Entry
from core.session import Session
from core.store import connection as connections
from core.store import inspection
from core.store.migrations import APPLICATION_ID, VERSIONS
from tests.builders import tiny_standard

SCORE = address.indicator_score("budgeting")
CELL = address.cell("spending", "basic", "final")
TEXT = "narrative/overview/duties/p1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "报告.ziping"
    entries = [(CELL, Entry("10000")), (SCORE, Entry("38.5")), (TEXT, Entry("负责。" * 3000))]
    with Session.create(path, tiny_standard(), entries) as session:
        session.put("修改", {TEXT: Entry("负责全市工作。")})
    return path


def run(*statements: str) -> Callable[[Path], None]:
    """Return what has these statements carried out in a report, as anyone can with a common tool."""

    def carry_out(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return carry_out


def put_value(where: str, value: str) -> Callable[[Path], None]:
    return run(f"UPDATE entry SET value = {value} WHERE address = '{where}'")


def plant(kind: str, sql: str) -> Callable[[Path], None]:
    """Return what writes a line of the schema by hand, for objects that this SQLite might not make."""
    return run(
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('{kind}', 'x', 'x', 0, '{sql}')",
    )


def cut(length: Callable[[int], int]) -> Callable[[Path], None]:
    def shorten(path: Path) -> None:
        os.truncate(path, length(path.stat().st_size))

    return shorten


def overwrite(offset: int, content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(content)

    return write


def replace_by(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def replace_by_database(*statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.unlink()
        run("CREATE TABLE t (a)", *statements)(path)

    return make


def add_write_ahead_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"")


FOREIGN: dict[str, Callable[[Path], None]] = {
    "empty": replace_by(b""),
    "text": replace_by("部门整体支出绩效自评报告".encode()),
    "word": replace_by(b"PK\x03\x04" + bytes(1000)),
    "other database": replace_by_database(),
    "other application's database": replace_by_database("PRAGMA application_id = 7", "PRAGMA user_version = 1"),
}
NEWER: dict[str, Callable[[Path], None]] = {
    "next version": run(f"PRAGMA user_version = {len(VERSIONS) + 1}"),
    "far version": run("PRAGMA user_version = 2147483647"),
    "newer and strange": run("PRAGMA user_version = 9", "CREATE TABLE future (a)", "DROP TABLE entry"),
    "negative version": run("PRAGMA user_version = -1"),
}
DAMAGED: dict[str, Callable[[Path], None]] = {
    "cut within the header": cut(lambda size: 60),
    "cut in the middle": cut(lambda size: size // 2),
    "cut by a page": cut(lambda size: size - 4096),
    "garbage in a page": overwrite(4096, random.Random(1).randbytes(4096)),
    "zeros in a page": overwrite(4096 * 5, bytes(4096)),
    "garbage in the schema": overwrite(3500, random.Random(2).randbytes(500)),
    "no version": run("PRAGMA user_version = 0"),
    "our mark on an empty database": replace_by_database(
        f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1"
    ),
    "write-ahead log": run("PRAGMA journal_mode = WAL"),
    "write-ahead log beside": add_write_ahead_log,
    "trigger": run("CREATE TRIGGER x AFTER INSERT ON entry BEGIN DELETE FROM entry; END"),
    "view": run("CREATE VIEW x AS SELECT * FROM entry"),
    "view in place of a table": run("ALTER TABLE entry RENAME TO old", "CREATE VIEW entry AS SELECT * FROM old"),
    "further table": run("CREATE TABLE x (a)"),
    "further index": run("CREATE INDEX x ON entry (value)"),
    "index on an expression": run("CREATE INDEX x ON entry (abs(value))"),
    "virtual table": plant("table", "CREATE VIRTUAL TABLE x USING fts5(a)"),
    "unreadable schema": plant("table", "CREATE NONSENSE"),
    "missing table": run("DROP TABLE meta"),
    "missing index": run("DROP INDEX change_log_by_state"),
    "further column": run("ALTER TABLE entry ADD COLUMN x TEXT"),
    "computed column": run("ALTER TABLE entry ADD COLUMN x TEXT AS (upper(value))"),
    "word in a cell": put_value(CELL, "'一万'"),
    "not a number in a cell": put_value(CELL, "'NaN'"),
    "endless number in a cell": put_value(CELL, "'Infinity'"),
    "number without end in a cell": put_value(CELL, "'1E+99999999'"),
    "number of many digits in a cell": put_value(CELL, f"'{'9' * 100}'"),
    "number beyond money in a cell": put_value(CELL, "'1000000000000000000'"),
    "number with separators in a cell": put_value(CELL, "'1,000'"),
    "word in a score": put_value(SCORE, "'满分'"),
    "bytes for a value": put_value(TEXT, "x'00ff'"),
    "no UTF-8 in a value": put_value(TEXT, "CAST(x'ff41' AS TEXT)"),
    "NUL in a value": put_value(TEXT, "'a' || char(0) || 'b'"),
    "value without end": put_value(TEXT, "CAST(zeroblob(20000000) AS TEXT)"),
    "unknown origin": run("UPDATE entry SET origin = 'guessed'"),
    "word for a level": run(f"UPDATE entry SET level = 'one' WHERE address = '{TEXT}'"),
    "level out of range": run("UPDATE entry SET level = 99"),
    "position out of range": run("UPDATE entry SET position = 10000000000"),
    "long source": run("UPDATE entry SET source = CAST(zeroblob(20000) AS TEXT)"),
    "strange address": run(f"UPDATE entry SET address = '../../etc' WHERE address = '{TEXT}'"),
    "long address": run(f"UPDATE entry SET address = 'cover/' || '{'a' * 300}' WHERE address = '{TEXT}'"),
    "bytes for an address": run(f"UPDATE entry SET address = x'00' WHERE address = '{TEXT}'"),
    "no standard": run("DELETE FROM standard"),
    "two standards": run("INSERT INTO standard SELECT 'b', version, source FROM standard"),
    "standard that is no TOML": run("UPDATE standard SET source = '['"),
    "standard with a fault": run("UPDATE standard SET source = replace(source, 'max_score = \"40\"', 'max_score = 1')"),
    "standard of another name": run("UPDATE standard SET id = 'other-2024'"),
    "standard of another version": run("UPDATE standard SET version = 2"),
    "standard that is bytes": run("UPDATE standard SET source = x'00'"),
    "unknown state in the log": run("UPDATE change_log SET state = 'perhaps'"),
    "long title in the log": run("UPDATE change_log SET title = CAST(zeroblob(2000) AS TEXT)"),
    "contents of another name": run("INSERT INTO content VALUES ('../../etc', 10)"),
    "contents with bytes for a name": run("INSERT INTO content VALUES (x'00', 10)"),
    "contents without a size": run(f"INSERT INTO content VALUES ('{'a' * 64}', 'large')"),
    "contents of no size": run(f"INSERT INTO content VALUES ('{'a' * 64}', 0)"),
    "contents beyond any size": run(f"INSERT INTO content VALUES ('{'a' * 64}', 10000000000)"),
    "contents without end": run(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10001)"
        " INSERT INTO content SELECT printf('%064x', i), 1 FROM n"
    ),
    "bytes in the log": run("UPDATE change_log SET puts = x'00'"),
}
CASES = [
    *((make, "not_a_report", name) for name, make in FOREIGN.items()),
    *((make, "newer_file", name) for name, make in NEWER.items()),
    *((make, "damaged", name) for name, make in DAMAGED.items()),
]


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize("read_only", [False, True], ids=["editing", "reading only"])
@pytest.mark.parametrize(("spoil", "code"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_bad_file_is_refused_and_left_as_it_is(
    path: Path, spoil: Callable[[Path], None], code: str, read_only: bool
) -> None:
    spoil(path)
    before = state_of(path.parent)
    with pytest.raises(AppError) as caught:
        Session.open(path, read_only=read_only)
    assert caught.value.code == code
    assert path.name in caught.value.message
    assert "没有改动" in caught.value.message
    assert state_of(path.parent) == before


def test_the_file_that_the_cases_start_from_is_sound(path: Path) -> None:
    with Session.open(path) as session:
        assert session.report.text(TEXT) == "负责全市工作。"


def test_random_bytes_anywhere_are_refused_or_harmless(path: Path) -> None:
    """No byte in the file makes the program fail in any way but by a sentence, or write."""
    sound = path.read_bytes()
    chance = random.Random(20240603)
    refused: list[str] = []
    for _ in range(400):
        content = bytearray(sound)
        start = chance.choice((chance.randrange(len(sound)), chance.randrange(4096), chance.randrange(100)))
        for offset in range(start, min(start + chance.choice((1, 2, 40)), len(sound))):
            content[offset] = chance.randrange(256)
        path.write_bytes(content)
        try:
            Session.open(path, read_only=True).close()
        except AppError as error:
            refused.append(error.code)
        assert path.read_bytes() == content
        assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert set(refused) == {"damaged", "newer_file", "not_a_report"}


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert code_of(lambda: Session.open(tmp_path / "没有.ziping")) == "not_found"
    assert not list(tmp_path.iterdir())


def test_folder(tmp_path: Path) -> None:
    assert code_of(lambda: Session.open(tmp_path)) == "is_folder"
    assert code_of(lambda: Session.create(tmp_path, tiny_standard(), replace=True)) == "is_folder"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX's special files")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ziping")
    assert code_of(lambda: Session.open(tmp_path / "pipe.ziping")) == "not_a_report"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read any file")
def test_file_that_may_not_be_read(path: Path) -> None:
    path.chmod(0)
    assert code_of(lambda: Session.open(path, read_only=True)) == "cannot_read"


def test_file_larger_than_any_report(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "_LARGEST_FILE", path.stat().st_size - 1)
    assert code_of(lambda: Session.open(path)) == "damaged"


def test_field_larger_than_any_is_not_even_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_value(TEXT, f"'{'长' * 5000}'")(path)
    Session.open(path).close()
    monkeypatch.setattr(connections, "_LONGEST_FIELD", 14_000)
    assert code_of(lambda: Session.open(path)) == "damaged"


def test_file_that_another_program_keeps_to_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_PATIENCE", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert code_of(lambda: Session.open(path)) == "locked"
        assert code_of(lambda: Session.open(path, read_only=True)) == "locked"
        other.execute("ROLLBACK")
    Session.open(path).close()


@pytest.mark.parametrize("name", ["报告 100%?#&.ziping", "a'b;c.ziping", "file:x?mode=memory.ziping"])
def test_names_that_mean_something_in_an_address(tmp_path: Path, name: str) -> None:
    Session.create(tmp_path / name, tiny_standard(), [(CELL, Entry("1"))]).close()
    with Session.open(tmp_path / name) as session:
        session.put("修改", {CELL: Entry("2")})
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with Session.open(tmp_path / name, read_only=True) as session:
        assert session.report.text(CELL) == "2"
