"""A delegate whose cells show rich text with broken lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

AnyIndex = QModelIndex | QPersistentModelIndex
_MARGIN = 6


class RichTextDelegate(QStyledItemDelegate):
    """Draws the cell's text as HTML, as wide as its column, on one line where it does not wrap."""

    def __init__(self, view: QTreeView, colour: str, *, wraps: bool = True) -> None:
        super().__init__(view)
        self._wraps = wraps
        self._view = view
        self._colour = colour

    def _document(self, option: QStyleOptionViewItem, index: AnyIndex) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(_MARGIN)
        document.setDefaultFont(option.font)  # type: ignore[attr-defined]
        document.setHtml(f'<span style="color:{self._colour}">{index.data() or ""}</span>')
        if self._wraps:
            document.setTextWidth(self._view.columnWidth(index.column()))
        return document

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell's ground, then its words."""
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        painter.save()
        painter.setClipRect(option.rect)  # type: ignore[attr-defined]
        painter.translate(option.rect.topLeft())  # type: ignore[attr-defined]
        self._document(option, index).drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the room that the words need in their column."""
        size = self._document(option, index).size()
        return QSize(int(size.width()), int(size.height()))
