"""The export dialog: what and where to, then progress with cancel, then the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.document.version import Version
from core.export.report import Exported, export_report
from core.model.finding import Place
from gui.context import Context
from gui.dialogs.export_choices import ExportChoices
from gui.dialogs.export_result import ExportResult
from gui.dialogs.faces import button_row, face_layout, heading
from gui.tasks import Task
from gui.theme import SPACE

_WIDTH = 640


class ExportDialog(QDialog):
    """Exports the report as it stands when 导出 is pressed.

    `place_chosen` is emitted once the dialog has closed, when the user wants to go to the place of an error.
    """

    place_chosen = Signal(object)

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._written: list[Path] = []
        self.setObjectName("export-dialog")
        self.setWindowTitle("导出报告")
        self.setMinimumWidth(_WIDTH)
        self._stack = QStackedWidget()
        self._choices = ExportChoices(context, folder)
        self._choices.confirmed.connect(self._on_choices_confirmed)
        self._choices.cancelled.connect(self.reject)
        self._choices.place_chosen.connect(self._on_place_chosen)
        self._result = ExportResult(context)
        self._result.back_chosen.connect(lambda: self._stack.setCurrentWidget(self._choices))
        self._result.closed.connect(self.accept)
        self._stack.addWidget(self._choices)
        self._working = self._working_face()
        self._stack.addWidget(self._working)
        self._stack.addWidget(self._result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.addWidget(self._stack)

    def _working_face(self) -> QWidget:
        face = QWidget()
        layout = face_layout(face)
        layout.addWidget(heading("正在导出"))
        self._step = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        layout.addWidget(self._step)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        self._cancel = QPushButton("取消")
        self._cancel.setObjectName("export-cancel")
        self._cancel.clicked.connect(self._on_cancel_clicked)
        layout.addLayout(button_row([self._cancel]))
        return face

    # -- what happens ----------------------------------------------------------------------------------------------

    def _on_choices_confirmed(self) -> None:
        self._context.live.flush()
        report, chosen = self._context.live.report, self._choices
        folder, formats, version = chosen.folder, chosen.formats, chosen.version
        charts, system_fonts = chosen.charts, chosen.system_fonts
        self._bar.setRange(0, 0)
        self._step.setText("正在准备…")
        self._cancel.setEnabled(True)
        self._stack.setCurrentWidget(self._working)
        self._task = Task(
            lambda progress: export_report(
                report, folder, formats, progress, version=version, charts=charts, system_fonts=system_fonts
            ),
            self,
        )
        self._task.progressed.connect(self._on_progressed)
        self._task.done.connect(lambda exported: self._on_done(exported, version))
        self._task.failed.connect(lambda sentence: self._end("没有导出", sentence))
        self._task.cancelled.connect(lambda: self._end("已取消", "没有写成的文件没有留下，原有的文件没有改动。"))
        self._task.crashed.connect(self._on_crashed)
        self._task.start()

    def _on_progressed(self, done: int, total: int, message: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(message)

    def _on_cancel_clicked(self) -> None:
        if self._task:
            self._cancel.setEnabled(False)
            self._step.setText("正在取消…")
            self._task.cancel()

    def _on_done(self, exported: Exported, version: Version) -> None:
        self._written = list(exported.paths)
        self._result.show_exported(exported, version)
        self._stack.setCurrentWidget(self._result)

    def _on_crashed(self, trace: str) -> None:
        self._end("没有导出", "程序出了意外，报告本身没有受影响。请重试；若再次出现，请把日志交给维护人员。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _end(self, title: str, text: str) -> None:
        self._result.show_end(title, text)
        self._stack.setCurrentWidget(self._result)

    def _on_place_chosen(self, place: Place) -> None:
        self.reject()
        self.place_chosen.emit(place)

    @property
    def written(self) -> list[Path]:
        """The files that were written."""
        return self._written

    def reject(self) -> None:
        """Leave; a running export is cancelled first and waited for."""
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave by the window's cross; a running export is cancelled first and waited for."""
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        if self._task and self._task.isRunning():
            self._task.cancel()
            self._task.wait()
