"""The change log inside the report file: what was done, what was undone, and what was given up after an undo.

Ids grow with time. The steps that can be redone always lie behind those that can be undone, since a new change turns
every undone step into an abandoned one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.change import Change, Entry
from core.store.rows import BadRowError, check_title, decode_puts, encode_puts

MERGE_WITHIN = timedelta(seconds=5)


class State(StrEnum):
    """Whether a logged step is part of the report as it stands."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Step:
    """A logged step that undo or redo would take, with what the menu calls it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The step that undo would take and the one that redo would."""

    undo: Step | None = None
    redo: Step | None = None


class History:
    """The log of one file. What writes does so in the caller's transaction.

    Reading raises `BadRowError` where a row does not hold what this program writes.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def steps(self) -> Steps:
        """Return the last step that is done and the first that is undone."""
        return Steps(
            self._step("SELECT id, title FROM change_log WHERE state = ? ORDER BY id DESC LIMIT 1", State.DONE),
            self._step("SELECT id, title FROM change_log WHERE state = ? ORDER BY id LIMIT 1", State.UNDONE),
        )

    def _step(self, query: str, state: State) -> Step | None:
        row = self._connection.execute(query, (state.value,)).fetchone()
        return Step(row[0], row[1]) if row else None

    def change_of(self, step: Step, entries: Mapping[str, Entry], *, done: bool) -> Change:
        """Return the change that a step made when it was done; `entries` is the report with it, or else without."""
        row = self._connection.execute("SELECT CAST(puts AS BLOB) FROM change_log WHERE id = ?", (step.id,)).fetchone()
        if row is None:
            raise BadRowError("修改记录不见了")
        return Change(step.title, decode_puts(bytes(row[0]), entries, done=done))

    def record(self, change: Change, entries: Mapping[str, Entry], merge: str, made_at: datetime) -> None:
        """Log a change of `entries`, as a part of the step before it where both have the same merge key.

        A merged step keeps the time of its first change, so that typing without a pause still makes steps of at most
        five seconds; one whose changes cancel out leaves the log.
        """
        check_title(merge)
        earlier = self._earlier_to_merge_with(entries, merge, made_at) if merge else None
        if earlier is None:
            row = self._connection.execute(
                "INSERT INTO change_log (made_at, title, merge_key, state, puts) VALUES (?, ?, ?, ?, ?)",
                (made_at.isoformat(), change.title, merge, State.DONE.value, encode_puts(change)),
            )
            self._connection.execute(
                "UPDATE change_log SET state = ?, replaced_by = ? WHERE state = ?",
                (State.ABANDONED.value, row.lastrowid, State.UNDONE.value),
            )
            return
        step, made = earlier
        merged = made.followed_by(change)
        if merged.puts:
            self._connection.execute(
                "UPDATE change_log SET title = ?, puts = ? WHERE id = ?",
                (merged.title, encode_puts(merged), step.id),
            )
        else:
            self._connection.execute("DELETE FROM change_log WHERE id = ?", (step.id,))

    def _earlier_to_merge_with(
        self, entries: Mapping[str, Entry], merge: str, made_at: datetime
    ) -> tuple[Step, Change] | None:
        row = self._connection.execute(
            "SELECT id, title, merge_key, state, made_at FROM change_log ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row is None or row[2] != merge or row[3] != State.DONE or self._is_a_point(row[0]):
            return None
        step = Step(row[0], row[1])
        try:
            age = made_at - datetime.fromisoformat(row[4])
            return (step, self.change_of(step, entries, done=True)) if timedelta(0) <= age < MERGE_WITHIN else None
        except (ValueError, TypeError):
            # A row that cannot be read (BadRowError among them) is no reason to refuse what is being typed.
            return None

    def _is_a_point(self, step: int) -> bool:
        """Tell whether a point of the history stands after a step, which must then stay as it is."""
        return self._connection.execute("SELECT 1 FROM point WHERE after = ?", (step,)).fetchone() is not None

    def mark(self, step: Step, state: State) -> None:
        """Log that a step was undone or done again."""
        self._connection.execute("UPDATE change_log SET state = ? WHERE id = ?", (state.value, step.id))
