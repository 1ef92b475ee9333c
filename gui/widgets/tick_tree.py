"""A tree of changes before → after under headings, each with a box to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from gui.theme import SPACE, Theme
from gui.widgets.rich_text_delegate import RichTextDelegate

_PLACE_WIDTH = 240
_PLACE, _BEFORE, _AFTER = range(3)


class TickTree(QTreeWidget):
    """Branches with leaves of three columns: the place in plain words, before and after as rich text.

    The space bar ticks whatever column it is pressed in.
    """

    def __init__(self, theme: Theme, before: str, after: str) -> None:
        super().__init__()
        self._leaves: list[QTreeWidgetItem] = []
        self.setHeaderLabels(["位置", before, after])
        self.setRootIsDecorated(False)
        self.setIndentation(2 * SPACE)
        self.setAllColumnsShowFocus(True)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        delegate = RichTextDelegate(self, theme.ink)
        self.setItemDelegateForColumn(_BEFORE, delegate)
        self.setItemDelegateForColumn(_AFTER, delegate)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Fixed)
        self.header().setSectionResizeMode(_BEFORE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_AFTER, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_PLACE, _PLACE_WIDTH)

    def add_branch(self, words: str, explanation: str = "") -> QTreeWidgetItem:
        """Add a heading; its box ticks all that is below it."""
        branch = QTreeWidgetItem(self, [words])
        branch.setToolTip(_PLACE, explanation)
        branch.setFlags(branch.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        branch.setFirstColumnSpanned(True)
        font = branch.font(_PLACE)
        font.setBold(True)
        branch.setFont(_PLACE, font)
        return branch

    def add_leaf(
        self, branch: QTreeWidgetItem, place: str, before: str, after: str, spoken: str, *, ticked: bool = True
    ) -> None:
        """Add a change; `before` and `after` are HTML, `spoken` is what a screen reader says of it."""
        leaf = QTreeWidgetItem(branch, [place, before, after])
        leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        leaf.setCheckState(_PLACE, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        leaf.setData(_PLACE, Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._leaves.append(leaf)

    def show_all(self) -> None:
        """Open all branches and go to the first."""
        self.expandAll()
        self.setCurrentItem(self.topLevelItem(0))

    def tick_all(self, state: Qt.CheckState) -> None:
        """Give every leaf a tick, or none."""
        for leaf in self._leaves:
            leaf.setCheckState(_PLACE, state)

    def ticked(self) -> list[int]:
        """Return which leaves are ticked, counted from 0 in the order that they were added in."""
        states = [leaf.checkState(_PLACE) for leaf in self._leaves]
        return [number for number, state in enumerate(states) if state == Qt.CheckState.Checked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick the current line on Space."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            ticked = item.checkState(_PLACE) == Qt.CheckState.Checked
            item.setCheckState(_PLACE, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
