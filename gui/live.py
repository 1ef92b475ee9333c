"""The open report as the window sees it: edits go in, changes, scores and findings come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.model.change import Change, Entry
from core.model.finding import Finding
from core.model.report import Report
from core.model.standard import Standard
from core.scoring.engine import Scorecard, score
from core.session import ReportChanged, Session
from gui.rechecking import Rechecker

if TYPE_CHECKING:
    from core.store.points import Point
    from core.validation.reading_order import ReadingOrder
    from core.validation.run import CheckRun
    from core.validation.waiver import Judged

Result = TypeVar("Result")


class LiveReport(QObject):
    """One open session with its score and findings kept up to date at every change.

    `flush_requested` asks every editor to hand over what it still holds; `closing` tells whatever still works on the
    file to stop; `refused` carries the sentence that says why
    an edit could not be written (the editor keeps its text, and `trouble` stays until an edit is written again).
    """

    changed = Signal(object)
    judged = Signal()
    flush_requested = Signal()
    closing = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.trouble = ""
        self._rechecker = Rechecker(self)
        self._rechecker.checked.connect(self._on_rechecked)
        self._run: CheckRun | None = None
        self._judgement: tuple[CheckRun, Report, Judged] | None = None
        self.scorecard: Scorecard = score(session.report)
        self._unsubscribe = session.subscribe(self._on_session_changed)

    @property
    def run(self) -> CheckRun:
        """The findings and the ledger of the last check; the first time it is asked for, it is worked out.

        It is that of the report as it stands, unless checking takes so long that it is left to the worker.
        """
        if self._run is None:
            self._run = self._rechecker.check(self.report, None)
        assert self._run is not None, "a check of the whole report is not left to the worker"
        return self._run

    @property
    def checked(self) -> bool:
        """Whether the checks have run since the report was opened; the window is shown before they do."""
        return self._run is not None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that are open, gravest first."""
        return self.judgement.open

    @property
    def judgement(self) -> Judged:
        """The findings of the last check, sorted by whether somebody accepted them."""
        run, report, known = self.run, self.report, self._judgement
        if known is None or known[0] is not run or known[1] is not report:
            from core.validation.waiver import sorted_out

            known = self._judgement = (run, report, sorted_out(report, run))
        return known[2]

    @cached_property
    def order(self) -> ReadingOrder:
        """The order in which a reader meets the addresses of the report."""
        from core.validation.reading_order import ReadingOrder

        return ReadingOrder(self.standard)

    def judge(self) -> None:
        """Run the checks if they have not, and tell everyone; then make ready for the first edit.

        What writing needs takes a while to load; in a thread of its own neither the window nor the edit waits for it.
        """
        self._run = self.run
        self.judged.emit()
        if not self.read_only:
            Thread(target=self.session.prepare_writing, name="prepare-writing", daemon=True).start()

    @property
    def report(self) -> Report:
        """The current snapshot."""
        return self.session.report

    @property
    def standard(self) -> Standard:
        """The standard that the report is written by."""
        return self.session.report.standard

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.session.read_only

    @property
    def saved_at(self) -> datetime | None:
        """When the last edit reached the disk."""
        return self.session.saved_at

    def put(self, title: str, values: Mapping[str, Entry | None], *, merge: str = "") -> None:
        """Write values at addresses as one step that can be undone."""
        self._write(lambda: self.session.put(title, values, merge=merge))

    def apply(self, change: Change) -> None:
        """Apply a change that was made elsewhere, such as a finding's fix."""
        self._write(lambda: self.session.apply(change))

    def save_point(self, name: str) -> None:
        """Keep the report as it stands under a name."""
        self._write(lambda: self.session.save_point(name))

    def keep_point(self, why: str) -> None:
        """Keep the report as it stands before something that the user may want to go back behind."""
        if not self.read_only:
            self._write(lambda: self.session.keep_point(why))

    def restore(self, point: Point, scope: str) -> Change | None:
        """Bring back what stood in a scope at a point; `None` when that was refused."""
        return self._write(lambda: self.session.restore(point, scope))

    def undo(self) -> Change | None:
        """Take the last step back, after what is still being typed has become a step."""
        self.flush()
        return self._write(self.session.undo)

    def redo(self) -> Change | None:
        """Bring back the step taken back last."""
        self.flush()
        return self._write(self.session.redo)

    def flush(self) -> None:
        """Have every editor hand over what it still holds; trouble that no editor holds any more is over."""
        before, self.trouble = self.trouble, ""
        self.flush_requested.emit()
        if before and not self.trouble:
            self.judged.emit()

    def close(self) -> None:
        """Hand over what is pending and close the file."""
        self.flush()
        self.closing.emit()
        self._unsubscribe()
        self._rechecker.stop()
        self.session.close()

    def _write(self, act: Callable[[], Result]) -> Result | None:
        # Cleared first: listeners are told of the change before `act` returns.
        before, self.trouble = self.trouble, ""
        try:
            result = act()
        except AppError as error:
            self.trouble = error.message
            self.refused.emit(error.message)
            return None
        if before:
            # What another editor could not write is not forgotten over this success.
            self.flush()
        return result

    def _on_session_changed(self, event: ReportChanged) -> None:
        # Before the first check all is new to it.
        self._run = self._rechecker.check(event.report, event.addresses if self._run else None) or self._run
        self.scorecard = score(event.report)
        self.changed.emit(event)
        self.judged.emit()

    def _on_rechecked(self, run: CheckRun) -> None:
        self._run = run
        self.judged.emit()
