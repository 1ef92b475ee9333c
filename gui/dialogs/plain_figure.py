"""The dialog that asks why a quoted figure becomes plain words."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.theme import SPACE

_WIDTH = 460


class PlainFigureDialog(QDialog):
    """Says what follows and takes a note, which may stay empty."""

    def __init__(self, shown: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain-figure")
        self.setWindowTitle("改为普通文字")
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        words = QLabel(f"“{shown}”以后不再随表中的数字变动。")
        words.setWordWrap(True)
        layout.addWidget(words)
        self.note = QLineEdit()
        self.note.setObjectName("plain-figure-note")
        self.note.setAccessibleName("说明")
        self.note.setPlaceholderText("为什么（只留在报告文件里，不会打印；可以不写）")
        layout.addWidget(self.note)
        buttons = QDialogButtonBox()
        go = buttons.addButton("改为普通文字", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.note.setFocus()
