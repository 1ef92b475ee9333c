"""The view of a table of figures: keys as in Excel, paste of a block, a wrong figure stays open to be mended."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPolygon
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from core.model.standard import Table
from gui.context import Context
from gui.models.figure_table import FigureTableModel
from gui.models.roles import ExplanationRole, ImportedRole, OverriddenRole
from gui.widgets.marked_cell import MarkedCellDelegate
from gui.widgets.section import scroll_to
from gui.widgets.spreadsheet_view import SpreadsheetView

_TITLE_WIDTH = 240
_LEAST_WIDTH = 110
AnyIndex = QModelIndex | QPersistentModelIndex


class FigureTableView(SpreadsheetView):
    """Edits one table of a standard; `explained` carries the sentence for the line below the table."""

    explained = Signal(str)

    def __init__(self, context: Context, table: Table, parent: QWidget | None = None) -> None:
        self.figures = FigureTableModel(context, table)
        super().__init__(self.figures, table.id, table.title, parent)
        self.figures.setParent(self)
        self._context = context
        self.setItemDelegate(FigureDelegate(context, self.figures, self))
        self.doubleClicked.connect(self._on_double_clicked)
        self.fix_column(0, _TITLE_WIDTH)
        for column in range(1, self.figures.columnCount()):
            self.stretch_column(column)
        self.setMinimumWidth(_TITLE_WIDTH + _LEAST_WIDTH * len(table.columns))
        self.figures.dataChanged.connect(self._explain)
        self.figures.refused.connect(self.explained)
        self.setCurrentIndex(self.figures.index(0, 1))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Explain the cell that the cursor is on."""
        super().currentChanged(current, previous)
        self._explain()

    def _explain(self) -> None:
        self.explained.emit(self.figures.data(self.currentIndex(), ExplanationRole) or "")

    def cursor_place(self) -> tuple[str, int]:
        """Return the address of the current cell, the table's own when it is on a title."""
        index = self.currentIndex()
        return (self.figures.address_at(index) if index.column() > 0 else str(self.property("address")), 0)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        sources = self.figures.sources_of(index)
        if sources:
            self.reveal(sources[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and paste as in a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.figures.text_of(self.selectedIndexes()))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_from_clipboard()
        else:
            super().keyPressEvent(event)

    def paste_from_clipboard(self) -> None:
        """Write the block on the clipboard from the current cell on."""
        if self._context.live.read_only:
            return
        text = QGuiApplication.clipboard().text()
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        start = self.currentIndex()
        if block and start.isValid():
            self.figures.paste(start, block)

    def clear_selection(self) -> None:
        """Blank the selected cells; computed ones get their computed figure back."""
        if not self._context.live.read_only:
            self.figures.clear(self.selectedIndexes())

    def reveal(self, where: str) -> None:
        """Go to the cell of an address and take the focus."""
        index = self.figures.index_of(where)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self.viewport(), self.visualRect(index))


class FigureDelegate(MarkedCellDelegate):
    """Paints the signs of a cell: a figure in place of the computed one, and faults."""

    def __init__(self, context: Context, figures: FigureTableModel, parent: QObject) -> None:
        super().__init__(context, figures, Qt.AlignmentFlag.AlignRight, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell, its marks, and its corner sign when a figure stands in place of the computed one."""
        super().paint(painter, option, index)
        overridden = index.data(OverriddenRole)
        if not overridden and not index.data(ImportedRole):
            return
        painter.save()
        # Full or hollow, so that colour does not have to tell the two apart.
        painter.setPen(Qt.PenStyle.NoPen if overridden else QColor(self.theme.hint))
        painter.setBrush(QColor(self.theme.warning) if overridden else Qt.BrushStyle.NoBrush)
        corner = option.rect.topRight() - (QPoint(0, 0) if overridden else QPoint(2, -1))  # type: ignore[attr-defined]
        painter.drawPolygon(QPolygon([corner, corner - _across(7), corner + _down(7)]))
        painter.restore()


def _across(pixels: int) -> QPoint:
    return QPoint(pixels, 0)


def _down(pixels: int) -> QPoint:
    return QPoint(0, pixels)
