"""What is done with files of evidence in the worker: taken in, copied out, tidied away; one thing after the other.

It belongs to the open report, not to the page: a page that is made anew finds what is going on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.model.evidence import Evidence
from core.model.evidence_changes import add_evidence
from core.progress import Progress
from gui.live import LiveReport
from gui.tasks import Task

_Work = Callable[[Progress], Any]
_Then = Callable[[Any], str]


class EvidenceDesk(QObject):
    """`progressed` tells how far the work is, `ended` what the user must be told of it, in a few lines or none.

    `copied` carries evidence and the read-only copy of it that was made to be looked at.
    """

    progressed = Signal(int, int, str)
    ended = Signal(str)
    copied = Signal(object, object)

    def __init__(self, live: LiveReport) -> None:
        super().__init__(live)
        self._live = live
        self._task: Task | None = None
        self._then: _Then = str
        self._waiting: deque[tuple[_Work, _Then]] = deque()
        self._folder: TemporaryDirectory[str] | None = None
        live.closing.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    # -- what is done ----------------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in, as one step that can be undone."""
        from core.intake.evidence_intake import TakenIn, take_in

        live, chosen = self._live, list(paths)

        def work(progress: Progress) -> TakenIn:
            held = {item.sha256 for item in live.report.evidence()}
            return take_in(chosen, held, live.session.contents, progress)

        def then(taken: TakenIn) -> str:
            if taken.files:
                live.apply(add_evidence(live.report, taken.files))
            return taken.notice()

        self._do(work, then)

    def copy_out(self, item: Evidence, target: Path) -> None:
        """Write a copy of evidence to a file that the user named."""
        from core.export.evidence_copies import write_copy

        contents = self._live.session.contents
        self._do(lambda progress: write_copy(item, contents, target, progress), lambda _none: f"已另存为“{target}”。")

    def copy_to_look_at(self, item: Evidence) -> None:
        """Make a read-only copy of evidence that lasts as long as the report is open."""
        from core.export.evidence_copies import copy_name, write_copy

        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True)
        target = Path(self._folder.name) / item.key / copy_name(item)
        contents = self._live.session.contents

        def work(progress: Progress) -> Path:
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                write_copy(item, contents, target, progress)
                target.chmod(0o444)
            return target

        def then(copy: Path) -> str:
            self.copied.emit(item, copy)
            return ""

        self._do(work, then)

    def count_idle(self, then: Callable[[Any], None]) -> None:
        """Count what tidying would free, and hand it to `then`."""
        contents = self._live.session.contents

        def counted(idle: Any) -> str:
            then(idle)
            return ""

        self._do(lambda _progress: contents.idle(), counted)

    def tidy(self) -> None:
        """Drop contents that nothing refers to."""
        contents = self._live.session.contents

        def work(progress: Progress) -> None:
            progress.report(0, 0, "正在整理文件…")
            contents.drop_idle()

        self._do(work, lambda _none: "整理好了，文件已经变小。")

    # -- one after the other ---------------------------------------------------------------------------------------

    def _do(self, work: _Work, then: _Then) -> None:
        self._waiting.append((work, then))
        self._next()

    def _next(self) -> None:
        if self._task is not None or not self._waiting:
            return
        work, self._then = self._waiting.popleft()
        task = self._task = Task(work, self)
        # Methods of an object of this thread: a bare function would be called in the worker's.
        task.progressed.connect(self.progressed)
        task.done.connect(self._on_task_done)
        task.failed.connect(self._on_task_failed)
        task.cancelled.connect(self._on_task_cancelled)
        task.crashed.connect(self._on_task_crashed)
        task.start()

    def _on_task_done(self, result: object) -> None:
        then = self._then
        self._clear()
        self._end(then(result))

    def _on_task_failed(self, sentence: str) -> None:
        self._clear()
        self._end(sentence)

    def _on_task_cancelled(self) -> None:
        self._clear()
        self._end("已取消，没有添加或写出文件。")

    def _on_task_crashed(self, trace: str) -> None:
        self._clear()
        self._end("程序出了意外，没有做成，报告没有受影响。请重试。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _clear(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def _end(self, notice: str) -> None:
        self.ended.emit(notice)
        self._next()

    def cancel(self) -> None:
        """Stop what is being done, and all that waits."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """Stop before the report is closed; what was being done is waited for, and leaves nothing behind."""
        self.cancel()
        if self._task is not None:
            self._task.blockSignals(True)
            self._clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def desk_of(live: LiveReport) -> EvidenceDesk:
    """Return the desk of an open report, made when it is first asked for."""
    found = next((child for child in live.children() if isinstance(child, EvidenceDesk)), None)
    return found or EvidenceDesk(live)
