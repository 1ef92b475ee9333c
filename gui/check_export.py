"""The button that exports the check report of a manuscript: asks where to, works in the worker, says what it wrote."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from core.progress import Progress
from gui.checked_manuscript import CheckedManuscript
from gui.prompts import Prompts
from gui.tasks import Task

_WORDS = "导出校核报告…"


class ExportButton(QPushButton):
    """Exports the check report of what was checked last."""

    def __init__(self, prompts: Prompts, checked: CheckedManuscript, parent: QWidget | None = None) -> None:
        super().__init__(_WORDS, parent)
        self.setObjectName("check-export")
        self._prompts = prompts
        self._checked = checked
        self._task: Task | None = None
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        folder = self._prompts.folder("校核报告保存到")
        if folder is None or self._task is not None:
            return
        checked, now = self._checked, datetime.now().astimezone()

        def work(progress: Progress) -> list[Path]:
            from gui.checked_manuscript import export_report_of

            return export_report_of(checked, now, folder, progress)

        self.setEnabled(False)
        self.setText("正在导出…")
        self._task = Task(work, self)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(self._on_failed)
        self._task.crashed.connect(self._on_crashed)
        self._task.start()

    def _on_done(self, written: list[Path]) -> None:
        self._finish()
        names = "\n".join(path.name for path in written)
        if self._prompts.confirm("校核报告已导出", f"{names}\n\n保存在：{written[0].parent}", "打开文件夹"):
            self._prompts.show_in_desktop(written[0].parent)

    def _on_failed(self, sentence: str) -> None:
        self._finish()
        self._prompts.tell("没有导出", sentence)

    def _on_crashed(self, trace: str) -> None:
        self._finish()
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _finish(self) -> None:
        self.setEnabled(True)
        self.setText(_WORDS)
        task, self._task = self._task, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def stop(self) -> None:
        """Wait for what is being written, unless it can still be cancelled; nothing is said of it any more."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.cancel()
            self._finish()
