"""The history of the report: its versions on the left, what differs on the right, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.editing.version_comparison import compare
from core.model.change import Change
from core.progress import Progress
from core.store.points import Point
from gui.context import Context
from gui.difference_rows import MOST_ROWS, PartRows, difference_rows
from gui.tasks import Task
from gui.theme import SPACE
from gui.widgets.difference_tree import DifferenceTree
from gui.widgets.point_list import PointList

_SIZE = (1120, 640)
_OTHER_WIDTH = 360
_NOW = "现在"
_EMPTY = (
    "还没有历史版本\n\n"
    "修改报告时，程序会自动保留开始编辑前、每半小时和大改动前的样子；\n"
    "按 Ctrl+S 可以随时给现在的样子起个名字。以后在这里比较和恢复。"
)
_READ_ONLY = "报告是只读打开的：可以查看和比较，不能恢复。"
_ONLY_NOW = "要恢复，请先选择与“现在”比较，看清会改动什么。"


class HistoryDialog(QDialog):
    """Compares a version with the present or another one; `restored` is the last change that brought one back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.restored: Change | None = None
        self.task: Task | None = None
        self._is_stale = False
        self.setObjectName("history-dialog")
        self.setWindowTitle("历史版本")
        self.resize(*_SIZE)
        self.points = PointList(context.theme)
        self.other = QComboBox()
        self.other.setObjectName("history-other")
        self.other.setAccessibleName("与哪个版本比较")
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setFixedWidth(_OTHER_WIDTH)
        self.tree = DifferenceTree(context.theme)
        self._words = _label("history-words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        self._right.addWidget(self.tree)
        self._right.addWidget(self._words)
        self._said = _label("history-said")
        self._part = self._button("恢复这一部分", "history-part", self._on_part_clicked)
        self._all = self._button("全部恢复", "history-all", self._on_all_clicked)
        close = self._button("关闭", "history-close", self.reject)
        self._choice = QWidget()
        compared = QHBoxLayout(self._choice)
        compared.setContentsMargins(0, 0, 0, 0)
        compared.setSpacing(SPACE)
        compared.addWidget(QLabel("与"))
        compared.addWidget(self.other)
        compared.addWidget(QLabel("比较"))
        compared.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(self._choice)
        right.addWidget(self._right, 1)
        body = QHBoxLayout()
        body.setSpacing(2 * SPACE)
        body.addWidget(self.points)
        body.addLayout(right, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._said, 1)
        for button in (self._part, self._all, close):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(body, 1)
        layout.addLayout(row)
        self._list()
        self.points.point_chosen.connect(self.compare)
        self.other.currentIndexChanged.connect(self.compare)
        self.tree.currentItemChanged.connect(self._show_buttons)
        self.compare()

    def _button(self, words: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _list(self) -> None:
        points = self._context.live.session.points()
        self.points.setVisible(bool(points))
        self._choice.setVisible(bool(points))
        self.points.show_points(points, datetime.now().astimezone().date())
        chosen = self.other.currentData()
        self.other.blockSignals(True)
        self.other.clear()
        self.other.addItem(_NOW, None)
        for point in reversed(points):
            self.other.addItem(f"{point.name}（{point.made_at.astimezone():%m-%d %H:%M}）", point)
            if point == chosen:
                self.other.setCurrentIndex(self.other.count() - 1)
        self.other.blockSignals(False)

    # -- comparing -------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Compare what is chosen, in the worker; what is chosen meanwhile is compared next."""
        point = self.points.chosen
        if point is None:
            self._say_instead(_EMPTY)
            return
        if self.task is not None:
            self._is_stale = True
            return
        self._say_instead("正在比较…")
        session, report, theme = self._context.live.session, self._context.live.report, self._context.theme
        other: Point | None = self.other.currentData()

        def work(progress: Progress) -> list[PartRows]:
            past = session.report_at(point)
            later = report if other is None else session.report_at(other)
            return difference_rows(compare(past, later), theme, progress)

        self.task = Task(work, self)
        self.task.done.connect(self._on_compared)
        self.task.failed.connect(self._on_failed)
        self.task.crashed.connect(self._on_crashed)
        self.task.start()

    def _on_compared(self, parts: list[PartRows]) -> None:
        if self._is_over():
            return
        other: Point | None = self.other.currentData()
        point = self.points.chosen
        if not parts:
            self._say_instead(f"“{point.name if point else ''}”与“{other.name if other else _NOW}”没有不同。")
            return
        self.tree.show_parts(parts, point.name if point else "", other.name if other else _NOW)
        self._right.setCurrentWidget(self.tree)
        if sum(len(part.rows) for part in parts) == MOST_ROWS:
            self._said.setText(f"不同之处很多，先列出前 {MOST_ROWS} 处。")
        self._show_buttons()

    def _on_failed(self, words: str) -> None:
        if not self._is_over():
            self._say_instead(words)

    def _on_crashed(self, trace: str) -> None:
        self._end_task()
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _is_over(self) -> bool:
        """Put the task away; tells whether something else was chosen meanwhile, which is then compared."""
        self._end_task()
        if not self._is_stale:
            return False
        self._is_stale = False
        self.compare()
        return True

    def _end_task(self) -> None:
        if self.task is not None:
            self.task.wait()
            self.task.deleteLater()
            self.task = None

    def _say_instead(self, words: str) -> None:
        self.tree.clear()
        self._words.setText(words)
        self._right.setCurrentWidget(self._words)
        self._show_buttons()

    # -- restoring -------------------------------------------------------------------------------------------------

    def _show_buttons(self) -> None:
        is_now = self.other.currentData() is None
        reason = _READ_ONLY if self._context.live.read_only else "" if is_now else _ONLY_NOW
        part = self.tree.part if self._right.currentWidget() is self.tree else None
        for button in (self._part, self._all):
            button.setEnabled(part is not None and not reason)
            button.setToolTip(reason)
        if reason and self.points.chosen is not None:
            self._said.setText(reason)
        elif self._said.text() in (_READ_ONLY, _ONLY_NOW):
            self._said.clear()

    def _on_part_clicked(self) -> None:
        part = self.tree.part
        if part is not None:
            self._restore(part.address, part.title.partition("（")[0])

    def _on_all_clicked(self) -> None:
        self._restore("", "全部内容")

    def _restore(self, scope: str, words: str) -> None:
        point, live = self.points.chosen, self._context.live
        if point is None:
            return
        change = live.restore(point, scope)
        if change is None:
            self._context.prompts.tell("没有恢复", live.trouble)
            return
        if change.puts:
            self.restored = change
            self._said.setText(f"✓ “{words}”已恢复到“{point.name}”。要撤销，关闭后按 Ctrl+Z（撤销：{change.title}）。")
        self._list()
        self.compare()

    # -- leaving ---------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave; what was restored stays."""
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave by the window's cross."""
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        if self.task is not None:
            self.task.blockSignals(True)
            self.task.cancel()
            self._end_task()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
