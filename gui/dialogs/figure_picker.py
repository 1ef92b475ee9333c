"""The picker of a figure to quote: type some words of its name, press Enter, and it stands in the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.editing.figure_choices import FigureChoice, matching
from gui.theme import SPACE

_WIDTH, _HEIGHT = 640, 400
_PAGE = 10
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class FigurePicker(QDialog):
    """A search line above figures with their present values; `chosen` is the one that was taken."""

    def __init__(self, choices: Sequence[FigureChoice], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices
        self._found: list[FigureChoice] = []
        self.chosen: FigureChoice | None = None
        self.setObjectName("figure-picker")
        self.setWindowTitle("数字引用")
        self.resize(_WIDTH, _HEIGHT)
        self.line = QLineEdit()
        self.line.setObjectName("figure-picker-line")
        self.line.setAccessibleName("数字的名称")
        self.line.setPlaceholderText("输入几个字，例如：项目支出决算、支付率、总分")
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setObjectName("figure-picker-list")
        self.list.setAccessibleName("可以引用的数字")
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._none = QLabel("没有找到。换几个字试试，少输入一些更容易找到。")
        self._none.setObjectName("quiet")
        about = QLabel("引用的数字随表格和得分变动。回车插入；插入后右键可以改单位和小数位。")
        about.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._none)
        layout.addWidget(about)
        self._show("")

    def _show(self, typed: str) -> None:
        self._found = matching(self._choices, typed)
        self.list.clear()
        for choice in self._found:
            item = QTreeWidgetItem([choice.name, choice.family, choice.shown])
            item.setForeground(1, self.palette().placeholderText())
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        self.list.setCurrentItem(self.list.topLevelItem(0))
        self.list.setVisible(bool(self._found))
        self._none.setVisible(not self._found)

    def _take(self) -> None:
        row = self.list.indexOfTopLevelItem(self.list.currentItem())
        if row >= 0:
            self.chosen = self._found[row]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            row = self.list.indexOfTopLevelItem(self.list.currentItem()) + _MOVES[Qt.Key(event.key())]
            self.list.setCurrentItem(self.list.topLevelItem(max(0, min(row, len(self._found) - 1))))
            return True
        return super().eventFilter(watched, event)
