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


class TaskPlace(QObject):
    """Room for one task at a time, for work that raises no `AppError` and is not cancelled; a crash is a bug."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._then: Callable[[Any], None] | None = None

    @property
    def taken(self) -> bool:
        """Whether a task is running."""
        return self._task is not None

    def start(self, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        """Run `work` in the worker and `then` with its result in this thread; the next may be started from there."""
        self._then = then
        self._task = Task(work, self)
        # Methods of an object of this thread: a bare function would be called in the worker's.
        self._task.done.connect(self._on_task_done)
        self._task.crashed.connect(self._on_task_crashed)
        self._task.start()

    def _on_task_done(self, result: object) -> None:
        then = self._then
        self._clear()
        if then is not None:
            then(result)

    def _on_task_crashed(self, trace: str) -> None:
        self._clear()
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _clear(self) -> None:
        task, self._task, self._then = self._task, None, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def stop(self) -> None:
        """Wait for what is running; nothing is made of its result."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._clear()
