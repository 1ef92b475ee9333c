"""A dialog in which one thing of many is found by some words of its name, and taken by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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

from gui.theme import SPACE

_PAGE = 10
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}

Item = TypeVar("Item")


@dataclass(frozen=True)
class ChoosingWords:
    """What a dialog is called and says; `name` begins the names of its line and its list."""

    name: str
    title: str
    asked: str
    hint: str
    listed: str
    about: str = ""


class ChoosingDialog(QDialog, Generic[Item]):
    """A search line above what `find` finds for it; `columns` are the words, the family and the rest of a line.

    `chosen` is what was taken.
    """

    def __init__(
        self,
        words: ChoosingWords,
        size: tuple[int, int],
        find: Callable[[str], Sequence[Item]],
        columns: Callable[[Item], tuple[str, str, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._columns = columns
        self._found: Sequence[Item] = ()
        self.chosen: Item | None = None
        self.setObjectName(words.name)
        self.setWindowTitle(words.title)
        self.resize(*size)
        self.line = QLineEdit()
        self.line.setObjectName(f"{words.name}-line")
        self.line.setAccessibleName(words.asked)
        self.line.setPlaceholderText(words.hint)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list = self._made_list(words)
        self._none = QLabel("没有找到。换几个字试试，少输入一些更容易找到。")
        self._none.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._none)
        if words.about:
            about = QLabel(words.about)
            about.setObjectName("quiet")
            layout.addWidget(about)
        self._show("")
        self.line.setFocus()

    def _made_list(self, words: ChoosingWords) -> QTreeWidget:
        made = QTreeWidget()
        made.setObjectName(f"{words.name}-list")
        made.setAccessibleName(words.listed)
        made.setColumnCount(3)
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = made.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        made.itemClicked.connect(lambda _item: self._take())
        return made

    def _show(self, typed: str) -> None:
        self._found = self._find(typed)
        self.list.clear()
        for found in self._found:
            item = QTreeWidgetItem(list(self._columns(found)))
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
