"""A window that checks a manuscript which is no report of ours: its text and tables, with the findings beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.progress import Progress
from gui.icons import application_icon
from gui.prompts import Prompts
from gui.report_findings import place_of_cursor
from gui.tasks import Task
from gui.theme import SPACE, Theme

if TYPE_CHECKING:
    from gui.check_export import ExportButton
    from gui.checked_manuscript import CheckedManuscript, CheckedView

MANUSCRIPTS = "文稿 (*.docx *.pdf *.txt);;所有文件 (*)"
_SIZE = (1280, 720)
_BLANK, _BUSY, _FAILED = range(3)
_BUSY_AFTER = 300
"""Milliseconds after which a task that is not done yet shows how far it is."""


class CheckWindow(QWidget):
    """Reads and checks one file after another; `closed` tells that it may be forgotten."""

    closed = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._prompts = prompts
        self._theme = theme
        self._task: Task | None = None
        self._checked: CheckedManuscript | None = None
        self._export: ExportButton | None = None
        self.view: CheckedView | None = None
        self.setObjectName("check-window")
        self.setWindowTitle("校核其他文稿")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(860, 520)
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._busy())
        self._stack.addWidget(self._failed())
        layout.addWidget(self._stack, 1)
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(_BUSY_AFTER)
        self._busy_timer.timeout.connect(lambda: self._stack.setCurrentIndex(_BUSY))
        for key, by in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self.step(by))
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)

    # -- the faces -------------------------------------------------------------------------------------------------

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("header")
        row = QHBoxLayout(head)
        row.setContentsMargins(3 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        self._title = QLabel("校核其他文稿")
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title, 1)
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.hide()
        row.addWidget(self._legend)
        self._numbers = QCheckBox("显示参加校核的数字")
        self._numbers.setObjectName("check-numbers")
        self._numbers.toggled.connect(self._on_numbers_toggled)
        self._numbers.hide()
        row.addWidget(self._numbers)
        self._head_row = row
        other = QPushButton("换一份文稿…")
        other.setObjectName("check-other")
        other.clicked.connect(self._on_other_clicked)
        row.addWidget(other)
        return head

    def _busy(self) -> QWidget:
        face, layout = _centred()
        self._step = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = QPushButton("取消")
        self._cancel.setObjectName("check-cancel")
        self._cancel.clicked.connect(self._on_cancel_clicked)
        layout.addWidget(self._step)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)
        return face

    def _failed(self) -> QWidget:
        face, layout = _centred()
        self._why = QLabel()
        self._why.setObjectName("check-trouble")
        self._why.setWordWrap(True)
        again = QPushButton("选择文稿…")
        again.setObjectName("primary")
        again.clicked.connect(self._on_other_clicked)
        title = QLabel("没有校核这份文稿")
        title.setObjectName("title")
        layout.addWidget(title)
        layout.addWidget(self._why)
        layout.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return face

    # -- checking --------------------------------------------------------------------------------------------------

    def check(self, path: Path) -> None:
        """Read a file and check it; what was shown before goes."""
        from gui.checked_manuscript import check_file

        self._stop()
        self._show_nothing(path.name)
        self._step.setText("正在读取文稿…")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)

        def work(progress: Progress) -> CheckedManuscript:
            return check_file(path, progress)

        self._task = Task(work, self)
        self._task.progressed.connect(self._on_progressed)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(lambda sentence: self._fail(sentence))
        self._task.cancelled.connect(lambda: self._fail("已取消，文稿没有校核。原文件没有改动。"))
        self._task.crashed.connect(self._on_crashed)
        self._busy_timer.start()
        self._task.start()

    def _show_nothing(self, name: str) -> None:
        self._title.setText(name)
        self._title.setToolTip(name)
        self.setWindowTitle(f"校核：{name}")
        self._stack.setCurrentIndex(_BLANK)
        self._numbers.hide()
        self._legend.hide()
        self._checked = None
        self._drop_view()
        self._drop_export()

    def _drop_view(self) -> None:
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _drop_export(self) -> None:
        if self._export is not None:
            self._export.stop()
            self._export.hide()
            self._export.deleteLater()
            self._export = None

    def _on_progressed(self, done: int, total: int, message: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(message)

    def _on_cancel_clicked(self) -> None:
        if self._task:
            self._cancel.setEnabled(False)
            self._step.setText("正在取消…")
            self._task.cancel()

    def _on_done(self, checked: CheckedManuscript) -> None:
        self._busy_timer.stop()
        from gui.check_export import ExportButton

        self._checked = checked
        self._export = ExportButton(self._prompts, checked)
        self._head_row.insertWidget(self._head_row.count() - 1, self._export)
        self._show_view()

    def _fail(self, sentence: str) -> None:
        self._busy_timer.stop()
        self._why.setText(sentence)
        self._stack.setCurrentIndex(_FAILED)

    def _on_crashed(self, trace: str) -> None:
        self._fail("程序出了意外，文稿没有校核，原文件没有改动。请重试；若再次出现，请把日志交给维护人员。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    @property
    def busy(self) -> bool:
        """Whether a file is being read or checked."""
        return self.view is None and self._stack.currentIndex() < _FAILED

    # -- what was found --------------------------------------------------------------------------------------------

    def _show_view(self) -> None:
        from gui.checked_manuscript import CheckedView

        if self._checked is None:
            return
        self._drop_view()
        self.view = CheckedView(self._theme, self._checked)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self._numbers.show()
        self._on_numbers_toggled(self._numbers.isChecked())
        self.view.text.setFocus()

    def _on_numbers_toggled(self, shown: bool) -> None:
        from gui.status_line import number_legend

        if self.view is not None:
            self.view.highlights.show_numbers(shown)
        self._legend.setText(number_legend(self._theme))
        self._legend.setVisible(shown and self.view is not None)

    def step(self, by: int) -> None:
        """Lead to the finding after (1) or before (-1) the cursor."""
        if self.view is not None:
            self.view.step(by, place_of_cursor())

    def use_theme(self, theme: Theme) -> None:
        """Show what is shown in the colours of a theme."""
        self._theme = theme
        self._show_view()

    def _on_other_clicked(self) -> None:
        path = self._prompts.open_path("校核其他文稿", MANUSCRIPTS)
        if path is not None:
            self.check(path)

    # -- leaving ---------------------------------------------------------------------------------------------------

    def _stop(self) -> None:
        self._busy_timer.stop()
        if self._task is not None:
            task, self._task = self._task, None
            # What it still says is no longer of this window.
            task.blockSignals(True)
            task.cancel()
            task.wait()
            task.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is running and go."""
        self._stop()
        self._drop_export()
        super().closeEvent(event)
        self.closed.emit()
        self.deleteLater()


def _centred() -> tuple[QWidget, QVBoxLayout]:
    face = QWidget()
    row = QHBoxLayout(face)
    column = QVBoxLayout()
    column.setSpacing(SPACE)
    inner = QVBoxLayout()
    inner.setSpacing(SPACE)
    column.addStretch(1)
    column.addLayout(inner)
    column.addStretch(2)
    row.addStretch(1)
    row.addLayout(column, 2)
    row.addStretch(1)
    return face, inner
