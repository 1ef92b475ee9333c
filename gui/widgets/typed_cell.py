"""The editor of a typed cell: what cannot be read stays open, framed, to be mended."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.live import LiveReport
from gui.pending import UndoBelongsToReport

AnyIndex = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellReader(Protocol):
    """What the delegate asks of a model: to read typed text, or say in a `ValueError` why it cannot."""

    refused: Any

    def read(self, text: str) -> object:
        """Return the value of typed text; raises `ValueError` with the sentence to show."""


class TypedCellDelegate(QStyledItemDelegate):
    """Edits cells in a line that is checked while it is typed in; Escape leaves, the cell as it was.

    Its text is handed over when the report asks for what is pending, and stays while it cannot be written.
    """

    def __init__(self, live: LiveReport, reader: CellReader, alignment: Qt.AlignmentFlag, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._alignment = alignment
        self._open: list[QLineEdit] = []
        self._stored = True
        live.flush_requested.connect(self._on_flush_requested)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """Return the line."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(self._alignment | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.installEventFilter(UndoBelongsToReport(editor))
        editor.textEdited.connect(lambda: self._show_trouble(editor))
        self._open.append(editor)
        return editor

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        """Let go of the line."""
        self._open = [item for item in self._open if item is not editor]
        super().destroyEditor(editor, index)

    def holds(self, editor: QWidget) -> bool:
        """Tell whether an open line has text that would be lost if it were closed: it cannot be read, or written."""
        return (
            isinstance(editor, QLineEdit)
            and editor in self._open
            and (not self._stored or bool(self._trouble(editor.text())))
        )

    def _is_left(self, editor: QLineEdit) -> bool:
        """Tell whether the line lost the focus, and not just to its own menu."""
        return not editor.isActiveWindow() or QApplication.focusWidget() is not editor

    def _on_flush_requested(self) -> None:
        for editor in tuple(self._open):
            if not self._trouble(editor.text()):
                self._hand_over(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _hand_over(self, editor: QLineEdit, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Write the text and close the line, unless it could not be written."""
        self.commitData.emit(editor)
        if self._stored:
            self.closeEditor.emit(editor, hint)

    def _trouble(self, text: str) -> str:
        try:
            self._reader.read(text)
        except ValueError as sentence:
            return str(sentence)
        return ""

    def _show_trouble(self, editor: QLineEdit) -> None:
        trouble = bool(self._trouble(editor.text()))
        if bool(editor.property("trouble")) != trouble:
            editor.setProperty("trouble", trouble)
            editor.style().unpolish(editor)
            editor.style().polish(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep the editor open on Enter or Tab while its text cannot be read; else Enter hands it over."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            trouble = self._trouble(editor.text()) if event.key() in _LEAVING else ""
            if trouble:
                self._reader.refused.emit(trouble)
                self._show_trouble(editor)
                return True
            if event.key() in _ENTER:
                # Qt would pass the key on to the view as well, which would move once more.
                self._hand_over(editor, QStyledItemDelegate.EndEditHint.SubmitModelCache)
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QLineEdit):
            trouble = self._trouble(editor.text())
            if trouble:
                self._reader.refused.emit(trouble)
                self._show_trouble(editor)
                return False
            if self._is_left(editor):
                self.commitData.emit(editor)
                if not self._stored:
                    return False
        return super().eventFilter(editor, event)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand over the typed text."""
        if isinstance(editor, QLineEdit):
            self._stored = model.setData(index, editor.text())
