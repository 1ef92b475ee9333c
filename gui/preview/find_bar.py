"""The line in which words are looked for in the preview."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from gui.theme import SPACE


class FindBar(QFrame):
    """Words to find, how many there are, and the way through them.

    `sought` carries the words at every change, `stepped` 1 or -1, `left` asks to be closed.
    """

    sought = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview-find-bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, SPACE, SPACE)
        row.setSpacing(SPACE)
        self.words = QLineEdit()
        self.words.setObjectName("preview-find")
        self.words.setAccessibleName("在预览中查找")
        self.words.setPlaceholderText("在预览中查找")
        self.words.textChanged.connect(self.sought)
        self.count = QLabel()
        self.count.setObjectName("quiet")
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        for name, words, tip, act in (
            ("preview-find-previous", "上一处", "上一处（Shift+Enter）", lambda: self.stepped.emit(-1)),
            ("preview-find-next", "下一处", "下一处（Enter）", lambda: self.stepped.emit(1)),
            ("preview-find-close", "关闭", "关闭查找（Esc）", self.left.emit),
        ):
            button = QPushButton(words)
            button.setObjectName("small")
            button.setProperty("name", name)
            button.setToolTip(tip)
            button.clicked.connect(act)
            row.addWidget(button)

    def say(self, found: int, current: int) -> None:
        """Say how many there are, and which of them is led to, counted from 0."""
        if not self.words.text().strip():
            self.count.setText("")
        else:
            self.count.setText(f"第 {current + 1} / {found} 处" if found else "没有找到")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape leaves; the line of words takes none of them for itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
