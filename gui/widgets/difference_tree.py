"""What differs between two states of a report: a heading for each part, both values side by side below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from gui.difference_rows import PartRows
from gui.theme import SPACE, Theme
from gui.widgets.rich_text_delegate import RichTextDelegate

_PLACE, _BEFORE, _AFTER = range(3)
_PLACE_WIDTH = 176


class DifferenceTree(QTreeWidget):
    """Shows the rows of `gui.difference_rows`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("difference-tree")
        self.setAccessibleName("两个版本的不同")
        self.setRootIsDecorated(False)
        self.setIndentation(2 * SPACE)
        self.setAllColumnsShowFocus(True)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeaderLabels(["位置", "", ""])
        delegate = RichTextDelegate(self, theme.ink)
        self.header().setSectionsMovable(False)
        self.header().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Fixed)
        for column in (_BEFORE, _AFTER):
            self.setItemDelegateForColumn(column, delegate)
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_PLACE, _PLACE_WIDTH)
        self._parts: Sequence[PartRows] = ()

    def show_parts(self, parts: Sequence[PartRows], before: str, after: str) -> None:
        """Show what differs between two states, each of which is called by a name."""
        self._parts = parts
        self.clear()
        self.setHeaderLabels(["位置", before, after])
        for part in parts:
            branch = QTreeWidgetItem(self, [part.title])
            branch.setFirstColumnSpanned(True)
            font = branch.font(_PLACE)
            font.setBold(True)
            branch.setFont(_PLACE, font)
            for row in part.rows:
                leaf = QTreeWidgetItem(branch, [row.place, row.before, row.after])
                leaf.setData(_PLACE, Qt.ItemDataRole.AccessibleTextRole, row.spoken)
                leaf.setSizeHint(_PLACE, self._room_for(row.place))
                leaf.setTextAlignment(_PLACE, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.expandAll()
        self.setCurrentItem(self.topLevelItem(0))

    def _room_for(self, place: str) -> QSize:
        """Return the room of a place's words on all the lines that they need; Qt's own hint knows of two at most."""
        width = _PLACE_WIDTH - 2 * self.indentation() - 2 * SPACE
        words = self.fontMetrics().boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWrapAnywhere, place)
        return QSize(_PLACE_WIDTH, words.height() + 2 * SPACE)

    @property
    def part(self) -> PartRows | None:
        """The part that the current line belongs to."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self._parts[index.parent().row() if index.parent().isValid() else index.row()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
