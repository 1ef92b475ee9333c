"""The tour of five steps over the sample report: what stands where, one thing at a time, to be left at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model import address
from gui.fonts import scaled
from gui.theme import SPACE, Theme
from gui.widgets.header import Header
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_WIDTH = 360
_FRAME = 3


@dataclass(frozen=True)
class TourStep:
    """One step: words, and what they speak of; `find` turns to it and returns its widget."""

    title: str
    words: str
    find: Callable[[Workspace], QWidget]


def _tab_bar(workspace: Workspace) -> QWidget:
    workspace.show_tab(0)
    return workspace.tabs.tabBar()


def _table(workspace: Workspace) -> QWidget:
    table = workspace.context.live.standard.tables[0].id
    workspace.reveal(table)
    return next((item for item in _widgets(workspace) if item.property("address") == table), workspace.tabs)


def _findings(workspace: Workspace) -> QWidget:
    workspace.fold_panel(False)
    return workspace.panel


def _score(workspace: Workspace) -> QWidget:
    workspace.reveal(address.indicator_score(workspace.context.live.standard.scored_indicators[0].id))
    return next((item for item in _widgets(workspace) if isinstance(item, Header)), workspace.tabs)


def _preview(workspace: Workspace) -> QWidget:
    workspace.preview.show()
    return workspace.preview.host


def _widgets(workspace: Workspace) -> Iterable[QWidget]:
    found: Iterable[QWidget] = workspace.findChildren(QWidget)
    return found


STEPS = (
    TourStep(
        "一页一页填",
        "报告分成几个页签，从左到右填。页签前的图形表示填到哪里了：打勾是填好了，三角是有错误。"
        "不用按保存，停下来不到一秒就写进文件。",
        _tab_bar,
    ),
    TourStep(
        "表格和 Excel 一样",
        "方向键移动，直接输入就能改，可以从 Excel、WPS 整块粘贴。灰底的合计和比率由程序算，不会算错。",
        _table,
    ),
    TourStep(
        "得分跟着变",
        "右上角是现在的总分和等级。在“指标自评”里填得分，扣了分的写明原因；有关的比率就列在旁边。",
        _score,
    ),
    TourStep(
        "有矛盾马上指出来",
        "前后不一致、算不出来、该说明没说明的，都列在这里，写明算式和办法；点一下就到，F8 到下一处。",
        _findings,
    ),
    TourStep(
        "看样子，再导出",
        "预览就是打印出来的样子。都好了，按 Ctrl+E 导出 PDF、Word 和 Excel。想不起来的命令按 Ctrl+K，看手册按 F1。",
        _preview,
    ),
)


class Tour(QObject):
    """Leads through `STEPS`; ends by its last button, by 跳过, by Esc, or when the report is closed."""

    def __init__(self, window: MainWindow, workspace: Workspace, theme: Theme) -> None:
        super().__init__(workspace)
        self._window = window
        self._workspace = workspace
        self._number = 0
        self._target: QWidget | None = None
        self._light = _Light(window, theme)
        self.bubble = _Bubble(window)
        self.bubble.back.clicked.connect(lambda: self._go(self._number - 1))
        self.bubble.next.clicked.connect(lambda: self._go(self._number + 1))
        self.bubble.skip.clicked.connect(self.end)
        self.bubble.left.connect(self.end)
        workspace.destroyed.connect(self.bubble.deleteLater)
        workspace.destroyed.connect(self._light.deleteLater)
        window.installEventFilter(self)
        self._go(0)

    @property
    def number(self) -> int:
        """The step that is shown, from 0."""
        return self._number

    def _go(self, number: int) -> None:
        if number >= len(STEPS):
            self.end()
            return
        self._number = max(0, number)
        step = STEPS[self._number]
        self._target = step.find(self._workspace)
        self.bubble.show_step(step, self._number, len(STEPS))
        self._place()
        self.bubble.next.setFocus()

    def _place(self) -> None:
        target = self._target
        if target is None:
            return
        area = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size()).intersected(self._window.rect())
        self._light.setGeometry(area.adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME))
        self._light.show()
        self._light.raise_()
        self.bubble.fit()
        self.bubble.move(_beside(area, self.bubble.size().width(), self.bubble.size().height(), self._window.rect()))
        self.bubble.show()
        self.bubble.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay with the target when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def end(self) -> None:
        """Take the words away and leave the report where it is."""
        self._window.removeEventFilter(self)
        self._target = None
        self._light.hide()
        self.bubble.hide()
        self.deleteLater()


def _beside(area: QRect, width: int, height: int, whole: QRect) -> QPoint:
    """Return where a bubble stands: below its target, else above it, else beside it, always within the window."""
    if area.bottom() + SPACE + height <= whole.bottom():
        corner = QPoint(area.left() + SPACE, area.bottom() + SPACE)
    elif area.top() - SPACE - height >= whole.top():
        corner = QPoint(area.left() + SPACE, area.top() - SPACE - height)
    elif area.left() - SPACE - width >= whole.left():
        corner = QPoint(area.left() - SPACE - width, area.top() + SPACE)
    else:
        corner = QPoint(area.left() + 3 * SPACE, area.top() + 3 * SPACE)
    return QPoint(
        max(SPACE, min(corner.x(), whole.right() - width - SPACE)),
        max(SPACE, min(corner.y(), whole.bottom() - height - SPACE)),
    )


class _Light(QWidget):
    """A frame around what is spoken of; clicks go through it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._colour = QColor(theme.accent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setPen(QPen(self._colour, _FRAME))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


class _Bubble(QFrame):
    """The words of a step with the buttons that lead on."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self.setFixedWidth(scaled(_WIDTH))
        self._title = QLabel()
        self._title.setObjectName("section")
        self._words = QLabel()
        self._words.setObjectName("tour-words")
        self._words.setWordWrap(True)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self.skip, self.back, self.next = QPushButton("跳过"), QPushButton("上一步"), QPushButton()
        self.skip.setObjectName("tour-skip")
        self.back.setObjectName("tour-back")
        self.next.setObjectName("primary")
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addLayout(row)

    def show_step(self, step: TourStep, number: int, count: int) -> None:
        """Say a step."""
        self._title.setText(step.title)
        self._words.setText(step.words)
        self._count.setText(f"第 {number + 1} 步，共 {count} 步")
        self.back.setEnabled(number > 0)
        self.skip.setVisible(number + 1 < count)
        self.next.setText("下一步" if number + 1 < count else "完成")

    def fit(self) -> None:
        """Be as high as the words need, which `adjustSize` does not know before they are first shown."""
        layout = self.layout()
        if layout is not None:
            self.ensurePolished()
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
