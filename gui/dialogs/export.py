"""The export dialog: what and where to, then progress with cancel, then the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.export.report import Format, export_report, file_name
from core.model.finding import Severity
from gui.context import Context
from gui.tasks import Task
from gui.theme import SPACE

_FORMATS = (
    (Format.PDF, "PDF 报告（封面、正文、明细表、自评表）"),
    (Format.DOCX, "Word 报告（同 PDF，可以编辑）"),
    (Format.XLSX, "Excel 表格（封面、支出明细表、自评表）"),
)


class ExportDialog(QDialog):
    """Exports the report as it stands when 导出 is pressed."""

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._written: list[Path] = []
        self.setObjectName("export-dialog")
        self.setWindowTitle("导出报告")
        self.setMinimumWidth(560)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choices(folder))
        self._stack.addWidget(self._working())
        self._stack.addWidget(self._finished())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.addWidget(self._stack)

    # -- the three faces -------------------------------------------------------------------------------------------

    def _choices(self, folder: Path) -> QWidget:
        face, layout = _face()
        layout.addWidget(_title("导出报告"))
        title = self._context.live.report.title()
        self._boxes: dict[Format, QCheckBox] = {}
        for kind, words in _FORMATS:
            box = QCheckBox(words)
            box.setObjectName(f"format-{kind.value}")
            box.setChecked(True)
            box.setToolTip(file_name(title, kind))
            box.toggled.connect(self._on_choice_changed)
            layout.addWidget(box)
            self._boxes[kind] = box
        self._charts = QCheckBox("PDF 后面附图表（预算与决算、各项得分）")
        self._charts.setObjectName("export-charts")
        layout.addWidget(self._charts)
        layout.addSpacing(SPACE)
        layout.addWidget(QLabel("保存到文件夹"))
        row = QHBoxLayout()
        self._folder = QLineEdit(str(folder))
        self._folder.setObjectName("export-folder")
        self._folder.setAccessibleName("保存到文件夹")
        self._folder.textChanged.connect(self._on_choice_changed)
        browse = QPushButton("浏览…")
        browse.setObjectName("export-browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        layout.addLayout(row)
        self._warning = QLabel(self._open_errors())
        self._warning.setObjectName("trouble")
        self._warning.setWordWrap(True)
        if not self._warning.text():
            self._warning.hide()
        layout.addWidget(self._warning)
        layout.addStretch(1)
        self._go = QPushButton("导出")
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go_clicked)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        layout.addLayout(_buttons(self._go, cancel))
        return face

    def _open_errors(self) -> str:
        errors = [item for item in self._context.live.findings if item.severity == Severity.ERROR]
        if not errors:
            return ""
        return f"▲ 报告里还有 {len(errors)} 处错误未改正，例如：{errors[0].title}。导出的文件会带着这些错误。"

    def _working(self) -> QWidget:
        face, layout = _face()
        layout.addWidget(_title("正在导出"))
        self._step = QLabel("正在准备…")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        layout.addWidget(self._step)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        self._cancel = QPushButton("取消")
        self._cancel.setObjectName("export-cancel")
        self._cancel.clicked.connect(self._on_cancel_clicked)
        layout.addLayout(_buttons(self._cancel))
        return face

    def _finished(self) -> QWidget:
        face, layout = _face()
        self._end_title = _title("")
        self._end_text = QLabel()
        self._end_text.setObjectName("export-result")
        self._end_text.setWordWrap(True)
        self._end_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._end_title)
        layout.addWidget(self._end_text)
        self._file_buttons = QVBoxLayout()
        layout.addLayout(self._file_buttons)
        layout.addStretch(1)
        self._back = QPushButton("返回")
        self._back.clicked.connect(lambda: self._stack.setCurrentIndex(0))
        close = QPushButton("关闭")
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        layout.addLayout(_buttons(close, self._back))
        return face

    # -- what happens ----------------------------------------------------------------------------------------------

    def _chosen(self) -> list[Format]:
        return [kind for kind, box in self._boxes.items() if box.isChecked()]

    def _on_choice_changed(self) -> None:
        self._charts.setEnabled(self._boxes[Format.PDF].isChecked())
        self._go.setEnabled(bool(self._chosen()) and bool(self._folder.text().strip()))

    def _on_browse_clicked(self) -> None:
        folder = self._context.prompts.folder("保存到文件夹")
        if folder:
            self._folder.setText(str(folder))

    def _on_go_clicked(self) -> None:
        self._context.live.flush()
        report, folder, formats = self._context.live.report, Path(self._folder.text().strip()), self._chosen()
        charts = self._charts.isEnabled() and self._charts.isChecked()
        self._bar.setRange(0, 0)
        self._step.setText("正在准备…")
        self._cancel.setEnabled(True)
        self._stack.setCurrentIndex(1)
        self._task = Task(lambda progress: export_report(report, folder, formats, progress, charts=charts), self)
        self._task.progressed.connect(self._on_progressed)
        self._task.done.connect(self._on_done)
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

    def _on_done(self, written: list[Path]) -> None:
        self._written = written
        self._end("导出完成", "\n".join(str(path) for path in written))
        for path in written:
            self._add_file_button(f"打开文件 {path.suffix.lstrip('.').upper()}", path)
        self._add_file_button("打开所在文件夹", written[0].parent)

    def _add_file_button(self, words: str, path: Path) -> None:
        button = QPushButton(words)
        button.clicked.connect(lambda: self._context.prompts.show_in_desktop(path))
        self._file_buttons.addWidget(button)

    def _on_crashed(self, trace: str) -> None:
        self._end("没有导出", "程序出了意外，报告本身没有受影响。请重试；若再次出现，请把日志交给维护人员。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _end(self, title: str, text: str) -> None:
        while self._file_buttons.count():
            widget = self._file_buttons.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self._end_title.setText(title)
        self._end_text.setText(text)
        self._stack.setCurrentIndex(2)

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


def _face() -> tuple[QWidget, QVBoxLayout]:
    face = QWidget()
    layout = QVBoxLayout(face)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    return face, layout


def _title(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("title")
    return label


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
