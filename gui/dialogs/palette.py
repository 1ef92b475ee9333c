"""The palette: type some words of a command or a place, press Enter, and be there."""

from __future__ import annotations

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

from gui.palette_entries import PaletteEntry, matching
from gui.theme import SPACE

_WIDTH, _HEIGHT = 560, 420
_PAGE = 10
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class Palette(QDialog):
    """A search line above what it finds; `chosen` is the entry that was taken."""

    def __init__(self, entries: list[PaletteEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = entries
        self._found: list[PaletteEntry] = []
        self.chosen: PaletteEntry | None = None
        self.setObjectName("palette")
        self.setWindowTitle("查找命令或位置")
        self.resize(_WIDTH, _HEIGHT)
        self._line = QLineEdit()
        self._line.setObjectName("palette-line")
        self._line.setAccessibleName("命令或位置")
        self._line.setPlaceholderText("输入几个字，例如：导出、支出、资金管理")
        self._line.textChanged.connect(self._show)
        self._line.returnPressed.connect(self._take)
        self._line.installEventFilter(self)
        self._list = QTreeWidget()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName("找到的命令和位置")
        self._list.setColumnCount(3)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        header = self._list.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._take())
        self._none = QLabel("没有找到。换几个字试试，少输入一些更容易找到。")
        self._none.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._none)
        self._show("")
        self._line.setFocus()

    def _show(self, typed: str) -> None:
        self._found = matching(self._entries, typed)
        self._list.clear()
        for entry in self._found:
            item = QTreeWidgetItem([entry.words, entry.family, entry.keys])
            item.setForeground(1, self.palette().placeholderText())
            item.setForeground(2, self.palette().placeholderText())
            self._list.addTopLevelItem(item)
        self._list.setCurrentItem(self._list.topLevelItem(0))
        self._list.setVisible(bool(self._found))
        self._none.setVisible(not self._found)

    def _take(self) -> None:
        row = self._list.indexOfTopLevelItem(self._list.currentItem())
        if row >= 0:
            self.chosen = self._found[row]
            self.accept()

    def _move(self, by: int) -> None:
        row = self._list.indexOfTopLevelItem(self._list.currentItem()) + by
        self._list.setCurrentItem(self._list.topLevelItem(max(0, min(row, len(self._found) - 1))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)
