"""What a report held at a point of its history, rebuilt from what it holds now and its log."""

from __future__ import annotations

from pathlib import Path

from core.model.change import Change, Entry
from core.store import refusals
from core.store.history import State
from core.store.inspection import opened_for_reading, read_entries
from core.store.points import Point
from core.store.rows import BadRowError, decode_puts

# The steps that were done since, last first, and those that were done then but are not now, first first. A step that
# is not done now was done then unless another had replaced it before: see `replaced_by` in core/store/migrations.py.
_SINCE = "SELECT CAST(puts AS BLOB) FROM change_log WHERE state = ? AND id > ? ORDER BY id DESC"
_GIVEN_UP = (
    "SELECT CAST(puts AS BLOB) FROM change_log WHERE state <> ? AND id <= ?"
    " AND (replaced_by IS NULL OR replaced_by > ?) ORDER BY id"
)


def entries_at(path: Path, point: Point) -> dict[str, Entry]:
    """Return the entries that a report file held at a point; in any thread, beside a writer.

    Raises `AppError`: `damaged_history`, and what reading the file raises.
    """
    try:
        with refusals.reading(path), opened_for_reading(path) as connection:
            entries = read_entries(connection)
            since = connection.execute(_SINCE, (State.DONE, point.after)).fetchall()
            given_up = connection.execute(_GIVEN_UP, (State.DONE, point.after, point.after)).fetchall()
        for (content,) in since:
            _put(entries, Change("", decode_puts(bytes(content), entries, done=True)).inverse())
        for (content,) in given_up:
            _put(entries, Change("", decode_puts(bytes(content), entries, done=False)))
    except BadRowError as error:
        raise refusals.damaged_history(path, f"找不回“{point.name}”时的内容") from error
    return entries


def _put(entries: dict[str, Entry], change: Change) -> None:
    for put in change.puts:
        if entries.get(put.address) != put.before:
            raise BadRowError("修改记录与内容不符")
        if put.after is None:
            del entries[put.address]
        else:
            entries[put.address] = put.after
