"""The view of the table of problems: cells open lists to tick, a problem leads to its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.model import address
from gui.context import Context
from gui.models.link_table import (
    INDICATORS_COLUMN,
    MEASURES_COLUMN,
    PROBLEM_COLUMN,
    STATE_COLUMN,
    LinkTableModel,
)
from gui.models.roles import ExplanationRole, ProposedRole
from gui.theme import SPACE
from gui.widgets.check_list import CheckList
from gui.widgets.section import scroll_to
from gui.widgets.spreadsheet_view import SpreadsheetView

AnyIndex = QModelIndex | QPersistentModelIndex
_ACT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
_STATE_WIDTH = 88
_INDICATORS_WIDTH = 190
_LEAST_WIDTH = 560
_SIGN_WIDTH = 18


class Chooses(Protocol):
    """What the delegate asks of a model: what a cell can be chosen from."""

    def choices(self, index: AnyIndex) -> Sequence[object]:
        """Return what a cell can be chosen from, nothing for other cells."""


class LinkTableView(SpreadsheetView):
    """Enter, Space or a click does what the cell is for; Delete takes back what was chosen in its row.

    `point_chosen` asks to go to a problem; `explained` carries the words for the line below the table.
    """

    point_chosen = Signal(object)
    explained = Signal(str)

    def __init__(self, context: Context, links: LinkTableModel, parent: QWidget | None = None) -> None:
        self.links = links
        super().__init__(links, address.LINK, "问题、涉及指标和改进措施", parent)
        self._context = context
        self.setItemDelegate(LinkDelegate(context, links, self))
        self.setMouseTracking(True)
        self.stretch_column(PROBLEM_COLUMN)
        self.fix_column(INDICATORS_COLUMN, _INDICATORS_WIDTH)
        self.stretch_column(MEASURES_COLUMN)
        self.fix_column(STATE_COLUMN, _STATE_WIDTH)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.clicked.connect(self.act_on)
        links.dataChanged.connect(self._explain)
        links.modelReset.connect(self._on_model_reset)
        self.setCurrentIndex(links.index(0, PROBLEM_COLUMN))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Explain the cell that the cursor is on."""
        super().currentChanged(current, previous)
        self._explain()

    def explanation(self) -> str:
        """Return the words for the line below the table."""
        return self.currentIndex().data(ExplanationRole) or ""

    def _explain(self) -> None:
        self.explained.emit(self.explanation())

    def _on_model_reset(self) -> None:
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.links.index(0, PROBLEM_COLUMN))
        self._explain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the cell is for; the page follows where keys lead, but not under a mouse that is pressed."""
        if event.key() in _ACT and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.act_on(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            scroll_to(self.viewport(), self.visualRect(self.currentIndex()))

    def act_on(self, index: QModelIndex) -> None:
        """Lead to a problem, open the list of a cell, or confirm a row; one that has gone is taken away."""
        # What is still being typed above may change the rows.
        self._context.live.flush()
        index = self.links.index(index.row(), index.column())
        row = self.links.row_at(index)
        if index.column() == STATE_COLUMN:
            if row is None:
                self.links.withdraw(index)
            elif not row.said:
                self.links.confirm([row])
        elif index.column() == PROBLEM_COLUMN:
            if row is not None:
                self.point_chosen.emit(row.problem)
        else:
            self._open_list(index)

    def _open_list(self, index: QModelIndex) -> None:
        choices = self.links.choices(index)
        if not choices:
            return
        title = str(self.links.headerData(index.column(), Qt.Orientation.Horizontal))
        offered = CheckList(choices, title, self)
        offered.setProperty("address", self.links.address_at(index))
        kept = QPersistentModelIndex(index)
        self._context.live.flush_requested.connect(offered.take)
        offered.chosen.connect(lambda keys: self.links.choose(kept, keys))
        cell = self.visualRect(index)
        corner = self.viewport().mapToParent(cell.bottomLeft())
        offered.drop(corner, cell.height(), max(cell.width(), _LEAST_WIDTH // 2))

    def clear_selection(self) -> None:
        """Take back what was chosen in the current row."""
        self.links.withdraw(self.currentIndex())

    def cursor_place(self) -> tuple[str, int] | None:
        """Return where the problem of the current row stands in the text."""
        point = self.links.point_at(self.currentIndex())
        return (point.paragraph.address, point.span[0]) if point else None

    def reveal(self, where: str) -> None:
        """Go to the cell of an address and take the focus."""
        row = max(self.links.row_of(where), 0)
        columns = {"indicators": INDICATORS_COLUMN, "measures": MEASURES_COLUMN}
        index = self.links.index(row, columns.get(where.rpartition("/")[2], PROBLEM_COLUMN))
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self.viewport(), self.visualRect(index))


class LinkDelegate(QStyledItemDelegate):
    """Paints what is only proposed over a dotted line, and a sign where a list opens."""

    def __init__(self, context: Context, links: Chooses, parent: QObject) -> None:
        super().__init__(parent)
        self._links = links
        self._theme = context.theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the ground, the words in the room that there is, and the signs."""
        self.initStyleOption(option, index)
        words = str(index.data() or "")
        option.text = ""  # type: ignore[attr-defined]
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter)
        painter.save()
        cell = option.rect  # type: ignore[attr-defined]
        opens = bool(self._links.choices(index))
        room = cell.adjusted(SPACE, 0, -SPACE - (_SIGN_WIDTH if opens else 0), 0)
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(brush.color() if brush else QColor(self._theme.ink))
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if index.data(ProposedRole):
            painter.setPen(QPen(QColor(self._theme.second), 1, Qt.PenStyle.DotLine))
            line = cell.center().y() + metrics.height() // 2 + 1
            painter.drawLine(room.left(), line, room.left() + metrics.horizontalAdvance(shown), line)
        if opens:
            painter.setPen(QColor(self._theme.second))
            sign = QRect(cell.right() - _SIGN_WIDTH - 2, cell.top(), _SIGN_WIDTH, cell.height())
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "▾")
        painter.restore()
