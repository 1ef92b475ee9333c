"""How a cell of a table shows what findings say of it: a sign for the gravity, a line below, a frame when lit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from core.model.finding import Severity
from gui.context import Context
from gui.finding_words import SHAPES
from gui.models.roles import ChiefRole, LitRole, SeverityRole
from gui.widgets.typed_cell import CellReader, TypedCellDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
_SIGN_PIXELS = 10
_SIGN_WIDTH = 12


class MarkedCellDelegate(TypedCellDelegate):
    """Paints the marks over a typed cell, by `SeverityRole` and `LitRole` of the model."""

    def __init__(self, context: Context, reader: CellReader, alignment: Qt.AlignmentFlag, parent: QObject) -> None:
        super().__init__(context.live, reader, alignment, parent)
        self.theme = context.theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the cell and its marks."""
        super().paint(painter, option, index)
        named, lit = index.data(SeverityRole), index.data(LitRole)
        if not lit and not named:
            return
        painter.save()
        rectangle = option.rect  # type: ignore[attr-defined]
        if named:
            severity = Severity(named)
            colour = QColor(self.theme.severity(severity))
            painter.setPen(QPen(colour, 2, Qt.PenStyle.DotLine))
            bottom = rectangle.bottom() - 3
            painter.drawLine(rectangle.left() + _SIGN_WIDTH, bottom, rectangle.right() - 4, bottom)
            if index.data(ChiefRole):
                font = painter.font()
                font.setPixelSize(_SIGN_PIXELS)
                painter.setFont(font)
                painter.setPen(colour)
                sign = QRect(rectangle.topLeft(), QSize(_SIGN_WIDTH, rectangle.height())).translated(4, 0)
                painter.drawText(sign, Qt.AlignmentFlag.AlignVCenter, SHAPES[severity])
        if lit:
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRect(rectangle.adjusted(1, 1, -2, -2))
        painter.restore()
