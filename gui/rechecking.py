"""When a report is checked after an edit: at once while that is quick, else in the worker, once a second at most."""

from __future__ import annotations

from collections import deque
from time import thread_time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.report import Report
from core.progress import Progress
from gui.tasks import TaskPlace

if TYPE_CHECKING:
    from core.validation.run import Checker, CheckRun

_BUDGET = 0.04
"""Seconds of work that a check may take on the window's thread; beyond it one would feel it in typing."""
_REMEMBERED = 3
_ENOUGH = 2
"""So many costs are known before they decide: the first check after an edit pays for what is not yet warm."""
_PAUSE = 1000
"""Milliseconds between two checks in the worker."""


class Rechecker(QObject):
    """Keeps one checker, which only one thread uses at a time; `checked` carries the run of the newest report."""

    checked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._checker: Checker | None = None
        self._changed: frozenset[str] | None = None
        self._report: Report | None = None
        self._place = TaskPlace(self)
        # The least of the last few: one slow check may have been the machine's fault.
        self._costs: deque[float] = deque(maxlen=_REMEMBERED)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._start)

    def check(self, report: Report, changed: frozenset[str] | None) -> CheckRun | None:
        """Return the run of a report, `None` when it comes by `checked`; `changed` is what differs from the last."""
        self._changed = None if changed is None or self._changed is None else self._changed | changed
        self._report = report
        if not self._place.taken and (changed is None or self._is_quick()):
            return self._update(report, self._taken())
        if not self._place.taken and not self._timer.isActive():
            self._timer.start()
        return None

    def _is_quick(self) -> bool:
        return len(self._costs) < _ENOUGH or min(self._costs, default=0.0) <= _BUDGET

    def _taken(self) -> frozenset[str] | None:
        changed, self._changed = self._changed, frozenset()
        return changed

    def _update(self, report: Report, changed: frozenset[str] | None) -> CheckRun:
        if self._checker is None:
            # With its patterns the checker takes a while to load, and the window is shown first.
            from core.validation.run import Checker

            self._checker = Checker()
        started = thread_time()
        run = self._checker.update(report, changed)
        if changed is not None:
            self._costs.append(thread_time() - started)
        return run

    def _start(self) -> None:
        report = self._report
        if report is None or self._place.taken:
            return

        # Taken here, not in the worker: this thread adds to it meanwhile.
        changed = self._taken()

        def work(_progress: Progress) -> tuple[Report, CheckRun]:
            return report, self._update(report, changed)

        self._place.start(work, self._take)

    def _take(self, result: tuple[Report, CheckRun]) -> None:
        report, run = result
        if report is self._report:
            self.checked.emit(run)
        else:
            self._timer.start()

    def stop(self) -> None:
        """Check no more; what is running is waited for."""
        self._timer.stop()
        self._place.stop()
