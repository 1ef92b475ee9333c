"""How a long task tells how far it is, and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class CancelledError(Exception):
    """The user cancelled a long task; whatever the task was writing is thrown away."""


class Progress(Protocol):
    """The sink that a long task reports to."""

    def report(self, done: int, total: int, message: str) -> None:
        """Take note of `done` of `total` steps; raises `CancelledError` once the user has cancelled."""


class SilentProgress:
    """A sink for callers that show nothing and never cancel."""

    def report(self, done: int, total: int, message: str) -> None:
        """Take no note."""
