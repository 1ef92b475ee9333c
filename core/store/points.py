"""Points of a report's history: versions that somebody named, and those kept automatically.

A point names the log step that it stands after. Steps are never taken out of the log, so a point needs no copy of the
report, and what is thinned out is a place to return to, never a change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.rows import BadRowError, check_title

MOST_POINTS = 100_000


class PointKind(StrEnum):
    """Whether somebody named a point, or the program kept it."""

    NAMED = "named"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Point:
    """One point; `after` is the last step that was done when it was made, 0 at the report's beginning."""

    id: int
    name: str
    kind: PointKind
    made_at: datetime
    after: int


def read_points(connection: sqlite3.Connection) -> tuple[Point, ...]:
    """Return all points, oldest first; raises `BadRowError` for a row that holds none."""
    rows = connection.execute(
        "SELECT id, name, kind, made_at, after FROM point ORDER BY id LIMIT ?", (MOST_POINTS + 1,)
    ).fetchall()
    if len(rows) > MOST_POINTS:
        raise BadRowError("历史版本过多")
    return tuple(_point(*row) for row in rows)


def _point(number: int, name: object, kind: object, made_at: object, after: object) -> Point:
    if not (isinstance(name, str) and isinstance(made_at, str) and type(after) is int and after >= 0):
        raise BadRowError("历史版本的写法有误")
    if kind not in list(PointKind):
        raise BadRowError("历史版本的种类不明")
    check_title(name)
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError as error:
        raise BadRowError("历史版本的时间有误") from error
    if moment.tzinfo is None:
        raise BadRowError("历史版本的时间有误")
    return Point(number, name, PointKind(str(kind)), moment, after)


def add_point(connection: sqlite3.Connection, name: str, kind: PointKind, made_at: datetime) -> None:
    """Keep a point where the report stands; the caller's transaction writes it. Raises `BadRowError` for the name."""
    check_title(name)
    connection.execute(
        "INSERT INTO point (name, kind, made_at, after)"
        " SELECT ?, ?, ?, coalesce(max(id), 0) FROM change_log WHERE state = 'done'",
        (name, kind.value, made_at.isoformat()),
    )


def remove_points(connection: sqlite3.Connection, points: Iterable[Point]) -> None:
    """Forget points, not the steps that they stand after."""
    connection.executemany("DELETE FROM point WHERE id = ?", [(point.id,) for point in points])


def outlived(points: Iterable[Point], now: datetime) -> list[Point]:
    """Return the automatic points to forget: all of today stay, and the last one of each earlier day; named ones stay.

    Days are those of the zone that the machine is set to.
    """
    today = now.astimezone().date()
    last_of_day = {point.made_at.astimezone().date(): point for point in points if point.kind is PointKind.AUTOMATIC}
    return [
        point
        for point in points
        if point.kind is PointKind.AUTOMATIC
        and (day := point.made_at.astimezone().date()) < today
        and last_of_day[day] is not point
    ]
