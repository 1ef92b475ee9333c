"""The view of the list of evidence: titles and notes are typed, indicators ticked, files opened, rows moved by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.model import address
from core.model.evidence import Evidence
from core.model.evidence_changes import move_evidence
from gui.context import Context
from gui.models.evidence_table import FILE_COLUMN, INDICATORS_COLUMN, NOTE_COLUMN, TITLE_COLUMN, EvidenceTableModel
from gui.models.roles import ExplanationRole
from gui.widgets.check_list import CheckList
from gui.widgets.link_table_view import LinkDelegate
from gui.widgets.section import scroll_to
from gui.widgets.spreadsheet_view import SpreadsheetView
from gui.widgets.typed_cell import TypedCellDelegate

_ACT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FILE_WIDTH, _INDICATORS_WIDTH, _NOTE_WIDTH = 190, 170, 130
_LIST_WIDTH = 280


class EvidenceTableView(SpreadsheetView):
    """Enter or a click opens the file or the list of indicators; Alt with an arrow moves the row.

    `opened` asks for a piece to be shown; `explained` carries the words for the line below the table.
    """

    opened = Signal(object)
    explained = Signal(str)

    def __init__(self, context: Context, table: EvidenceTableModel, parent: QWidget | None = None) -> None:
        self.table = table
        self._key = ""
        super().__init__(table, address.EVIDENCE, "佐证材料清单", parent)
        self._context = context
        self.setItemDelegate(TypedCellDelegate(context.live, table, Qt.AlignmentFlag.AlignLeft, self))
        for column in (FILE_COLUMN, INDICATORS_COLUMN):
            self.setItemDelegateForColumn(column, LinkDelegate(context, table, self))
        self.stretch_column(TITLE_COLUMN)
        self.fix_column(FILE_COLUMN, _FILE_WIDTH)
        self.fix_column(INDICATORS_COLUMN, _INDICATORS_WIDTH)
        self.fix_column(NOTE_COLUMN, _NOTE_WIDTH)
        self.clicked.connect(self.act_on)
        table.dataChanged.connect(self._explain)
        table.modelReset.connect(self._on_model_reset)
        self.setCurrentIndex(table.index(0, TITLE_COLUMN))

    @property
    def current(self) -> Evidence | None:
        """The evidence that the cursor is on."""
        return self.table.item_at(self.currentIndex())

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Remember which piece the cursor is on, and explain its cell."""
        super().currentChanged(current, previous)
        item = self.table.item_at(current)
        if item is not None:
            self._key = item.key
        self._explain()

    def _explain(self) -> None:
        self.explained.emit(self.currentIndex().data(ExplanationRole) or "")

    def _on_model_reset(self) -> None:
        """Stay on the piece that the cursor was on, wherever it stands now."""
        row = self.table.row_of(self._key)
        self.setCurrentIndex(self.table.index(max(0, row), TITLE_COLUMN))
        self._explain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the cell is for, or move the row; else as in a spreadsheet."""
        index = self.currentIndex()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.move_current(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ACT and index.column() in (FILE_COLUMN, INDICATORS_COLUMN):
            self.act_on(index)
        else:
            super().keyPressEvent(event)
            if self.currentIndex() != index:
                scroll_to(self.viewport(), self.visualRect(self.currentIndex()))

    def move_current(self, step: int) -> None:
        """Move the piece that the cursor is on up (-1) or down (1); at the end it stays."""
        item, row = self.current, self.currentIndex().row()
        if item is not None and not self._context.live.read_only and 0 <= row + step < len(self.table.items):
            self._context.live.apply(move_evidence(self._context.live.report, item, row + step))

    def act_on(self, index: QModelIndex) -> None:
        """Open the file of a row, or the list of its indicators."""
        self._context.live.flush()
        item = self.table.item_at(index)
        if item is not None and index.column() == FILE_COLUMN:
            self.opened.emit(item)
        elif index.column() == INDICATORS_COLUMN:
            self._open_list(self.table.index(index.row(), index.column()))

    def _open_list(self, index: QModelIndex) -> None:
        choices = self.table.choices(index)
        if not choices:
            return
        offered = CheckList(choices, "对应指标", self)
        kept = QPersistentModelIndex(index)
        self._context.live.flush_requested.connect(offered.take)
        offered.chosen.connect(lambda keys: self.table.choose(kept, keys))
        cell = self.visualRect(index)
        offered.drop(self.viewport().mapToParent(cell.bottomLeft()), cell.height(), max(cell.width(), _LIST_WIDTH))

    def clear_selection(self) -> None:
        """Clear the current note, or what was chosen; a piece itself is removed by its button."""
        self.table.clear(self.currentIndex())

    def reveal(self, where: str) -> None:
        """Go to the cell of an address and take the focus."""
        pieces = where.split("/")
        row = self.table.row_of(pieces[1]) if len(pieces) == 3 else 0
        columns = {"indicators": INDICATORS_COLUMN, "note": NOTE_COLUMN, "file_name": FILE_COLUMN}
        index = self.table.index(max(row, 0), columns.get(pieces[-1], TITLE_COLUMN))
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        scroll_to(self.viewport(), self.visualRect(index))
