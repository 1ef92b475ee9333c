"""Notes: all of them in a list, the one beside the cursor open to be written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.editing.notes import notes_of, noting
from core.model.naming import short_title_of, title_of
from gui.context import Context
from gui.theme import SPACE

_SIZE, _SIDE = (760, 420), 300
_SHORT = 18


class NotesDialog(QDialog):
    """Writes the note of `where`; `place` is where to go once the dialog has closed, empty for nowhere."""

    def __init__(self, context: Context, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._where = where
        self.place = ""
        self.setObjectName("notes-dialog")
        self.setWindowTitle("备注")
        self.resize(*_SIZE)
        self._title = QLabel()
        self._title.setObjectName("section")
        self._title.setWordWrap(True)
        about = QLabel("备注只留在报告文件里：不打印、不导出，分给科室的部分里也没有。")
        about.setObjectName("quiet")
        about.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("note-text")
        self.text.setAccessibleName("备注")
        self.text.setPlaceholderText("例如：这个数等财务科复核；引自会议纪要第 3 页。")
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(context.live.read_only)
        self.list = QListWidget()
        self.list.setObjectName("note-list")
        self.list.setAccessibleName("全部备注")
        self.list.setFixedWidth(_SIDE)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.ensurePolished()
        self.list.itemActivated.connect(self._on_item_chosen)
        self.list.itemClicked.connect(self._on_item_chosen)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        right.addWidget(self._title)
        right.addWidget(self.text, 1)
        right.addWidget(about)
        right.addLayout(self._buttons())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.list)
        layout.addLayout(right, 1)
        self._show(where)

    def _buttons(self) -> QHBoxLayout:
        goto = QPushButton("转到")
        goto.setObjectName("note-goto")
        goto.setAutoDefault(False)
        goto.clicked.connect(self._on_goto_clicked)
        done = QPushButton("完成")
        done.setObjectName("primary")
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(goto)
        row.addStretch(1)
        row.addWidget(done)
        return row

    def _show(self, where: str) -> None:
        self._where = where
        live = self._context.live
        notes = {note.address: note.text for note in notes_of(live.report)}
        self._title.setText(title_of(live.standard, where))
        self.text.setPlainText(notes.get(where, ""))
        self.list.clear()
        for place, text in notes.items():
            first = text.splitlines()[0]
            item = QListWidgetItem(
                f"{short_title_of(live.standard, place)}\n{first[:_SHORT]}{'…' if first != text else ''}"
            )
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.list.addItem(item)
            if place == where:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(notes))
        self.text.setFocus()

    def _keep(self) -> None:
        live = self._context.live
        change = noting(live.report, self._where, self.text.toPlainText())
        if change.puts and not live.read_only:
            live.apply(change)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self._keep()
        self._show(str(item.data(Qt.ItemDataRole.UserRole)))

    def _on_goto_clicked(self) -> None:
        self.place = self._where
        self.accept()

    def accept(self) -> None:
        """Keep what was written, and close."""
        self._keep()
        super().accept()

    def reject(self) -> None:
        """Close as by the button: nothing that was typed is lost by Esc."""
        self._keep()
        super().reject()
