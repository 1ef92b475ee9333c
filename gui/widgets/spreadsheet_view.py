"""A table that feels like a spreadsheet to the hand: keys, editing, and as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.fonts import scaled
from gui.widgets.typed_cell import TypedCellDelegate

_ROW_HEIGHT = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SpreadsheetView(QTableView):
    """Typing begins an edit, Enter moves down and Shift+Enter up, Delete clears; Tab leaves the table."""

    def __init__(self, cells: QAbstractTableModel, address: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(cells)
        self.setObjectName(f"table-{address}")
        self.setProperty("address", address)
        self.setAccessibleName(title)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setFixedHeight(scaled(_ROW_HEIGHT))
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.fit_height()
        cells.modelReset.connect(self.fit_height)

    def fit_height(self) -> None:
        """Be as high as the header and the rows."""
        self.setFixedHeight(scaled(_ROW_HEIGHT) * (self.model().rowCount() + 1) + 4)

    def fix_column(self, column: int, width: int) -> None:
        """Give a column a width of its own."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(column, width)

    def stretch_column(self, column: int) -> None:
        """Let a column share the width that is left."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def clear_selection(self) -> None:
        """Clear what is typed in the selected cells; each table says what that means."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and clear as in a spreadsheet."""
        if event.key() in _CLEAR:
            self.clear_selection()
        elif event.key() in _ENTER:
            self._move(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Move down after Enter; Tab moves on as Qt says. Text that would be lost keeps its line open until Escape."""
        delegate = self.itemDelegate()
        leaves = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if not leaves and isinstance(delegate, TypedCellDelegate) and delegate.holds(editor):
            return
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._move(1)

    def _move(self, step: int) -> None:
        current = self.currentIndex()
        target = self.model().index(current.row() + step, current.column())
        if target.isValid():
            self.setCurrentIndex(target)
