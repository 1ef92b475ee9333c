"""When the pages are set anew: soon after a pause in typing, in a process of its own, and the newest report wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.model.report import Report
from gui.live import LiveReport
from gui.tasks import Task

if TYPE_CHECKING:
    from core.export.page_pictures import PagePictures
    from core.export.pdf.pages import Landing
    from core.export.preview import PreviewWriter

_PAUSE = 150
"""Milliseconds without a keystroke after which what was typed is handed over, so that it is soon seen."""


@dataclass(frozen=True)
class SetPages:
    """A report with its pages and where its addresses stand on them."""

    report: Report
    pictures: PagePictures
    landings: tuple[Landing, ...]


class PreviewRefresher(QObject):
    """Sets the pages of the open report while it is awake.

    `started` tells that pages are being set, `refreshed` carries them (`SetPages`), `failed` a sentence.
    """

    started = Signal()
    refreshed = Signal(object)
    failed = Signal(str)

    def __init__(self, live: LiveReport, parent: QObject) -> None:
        super().__init__(parent)
        self._live = live
        self._writer: PreviewWriter | None = None
        self._task: Task | None = None
        self._asked: Report | None = None
        self._awake = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(live.flush)
        live.changed.connect(self._on_changed)

    def wake(self) -> None:
        """Set pages from now on, and at once if the report is another one than that shown last."""
        self._awake = True
        self._start()

    def sleep(self) -> None:
        """Set no more pages: nobody sees them."""
        self._awake = False
        self._pause.stop()

    def touch(self) -> None:
        """Note that somebody is typing or moves through the text."""
        if self._awake:
            self._pause.start()

    def again(self) -> None:
        """Set the pages once more, after they could not be set."""
        self._asked = None
        self._start()

    def _on_changed(self) -> None:
        self._start()

    def _start(self) -> None:
        report = self._live.report
        if not self._awake or self._task is not None or report is self._asked:
            return
        self._asked = report
        self._task = Task(lambda _progress: self._set(report), self)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.crashed.connect(self._on_crashed)
        self.started.emit()
        self._task.start()

    def _set(self, report: Report) -> SetPages:
        # In the worker, where also what it needs is loaded.
        from core.export.page_pictures import PagePictures
        from core.export.preview import PreviewWriter

        if self._writer is None:
            self._writer = PreviewWriter()
        made = self._writer.set_report(report)
        return SetPages(report, PagePictures(made.content), made.landings)

    def _on_done(self, pages: SetPages) -> None:
        self._finish()
        self.refreshed.emit(pages)
        self._start()

    def _on_failed(self, sentence: str) -> None:
        self._finish()
        self.failed.emit(sentence)

    def _on_crashed(self, trace: str) -> None:
        self._finish()
        self.failed.emit("预览没有排成：程序出了意外。报告本身没有受影响，照常保存。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _finish(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def stop(self) -> None:
        """Set no more pages, and end the process."""
        self.sleep()
        if self._task is not None:
            self._task.blockSignals(True)
            self._close_writer()
            self._finish()
        self._close_writer()

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
