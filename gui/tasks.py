"""Long tasks in a worker thread: progress, cancel, and one of three ends."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from core.errors import AppError
from core.progress import CancelledError, Progress


class Task(QThread):
    """Runs `work(progress)` in a thread of its own; make it, connect, then `start`.

    Ends with exactly one of `done` (the result), `failed` (a sentence), `cancelled` or `crashed` (a traceback).
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    crashed = Signal(str)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def report(self, done: int, total: int, message: str) -> None:
        """Pass progress on to the window; raises `CancelledError` once the user has cancelled."""
        if self.isInterruptionRequested():
            raise CancelledError
        self.progressed.emit(done, total, message)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.requestInterruption()

    def run(self) -> None:
        """Do the work; called by Qt in the thread."""
        try:
            result = self._work(self)
        except CancelledError:
            self.cancelled.emit()
        except AppError as error:
            self.failed.emit(error.message)
        except Exception:  # noqa: BLE001 - one of the two borders where a bug is caught: it is shown, not swallowed
            self.crashed.emit(traceback.format_exc())
        else:
            self.done.emit(result)
