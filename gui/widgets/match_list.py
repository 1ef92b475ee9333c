"""The list of places where words were found, with what they would become."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from core.editing.text_search import Match
from core.model.naming import short_title_of
from core.model.standard import Standard
from gui.changing_words import Words, words_around
from gui.fonts import scaled
from gui.theme import Theme
from gui.widgets.rich_text_delegate import RichTextDelegate

_PLACE_WIDTH = 220
_CONTEXT = 9
_NOT_HERE = "（表中的数字，请到表里改）"
_PLACE, _BEFORE, _AFTER = range(3)


class MatchList(QTreeWidget):
    """One line for each match; `chosen` carries the match that is to be shown in the report."""

    chosen = Signal(object)
    ticks_changed = Signal()

    def __init__(self, theme: Theme, standard: Standard) -> None:
        super().__init__()
        self._standard = standard
        self._matches: list[Match] = []
        self.setObjectName("matches")
        self.setAccessibleName("找到的各处")
        self.setHeaderLabels(["位置", "原文", "改为"])
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        delegate = RichTextDelegate(self, theme.ink, wraps=False)
        self.setItemDelegateForColumn(_BEFORE, delegate)
        self.setItemDelegateForColumn(_AFTER, delegate)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Fixed)
        self.header().setSectionResizeMode(_BEFORE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_AFTER, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_PLACE, scaled(_PLACE_WIDTH))
        self.itemActivated.connect(self._on_item_chosen)
        self.itemClicked.connect(self._on_item_chosen)
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def show_matches(self, matches: Sequence[Match], by: str, *, replacing_too: bool) -> None:
        """Show matches, and what they become once `by` stands in their place; ticks of the same matches stay."""
        unticked = set(self._matches) - set(self.ticked())
        self._matches = list(matches)
        self.blockSignals(True)
        self.clear()
        self.setColumnHidden(_AFTER, not replacing_too)
        for match in self._matches:
            self.addTopLevelItem(self._line(match, by, ticked=match not in unticked, replacing_too=replacing_too))
        self.blockSignals(False)

    def _line(self, match: Match, by: str, *, ticked: bool, replacing_too: bool) -> QTreeWidgetItem:
        lead, trail = words_around(match.text, match.start, match.end, _CONTEXT)
        place = short_title_of(self._standard, match.address)
        before, after = Words(lead, match.found, trail), Words(lead, by, trail)
        item = QTreeWidgetItem([place, before.html(), after.html() if match.replaceable else _NOT_HERE])
        spoken = f"{place}，{before.plain()}"
        if replacing_too and match.replaceable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_PLACE, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            spoken += f"，改为 {after.plain()}"
        item.setData(_PLACE, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def ticked(self) -> list[Match]:
        """Return the matches that are to be replaced, in order."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        pairs = zip(self._matches, items, strict=True)
        return [
            match
            for match, item in pairs
            if item.data(_PLACE, Qt.ItemDataRole.CheckStateRole) is not None
            and item.checkState(_PLACE) == Qt.CheckState.Checked
        ]

    def tick_all(self, ticked: bool) -> None:
        """Tick every match that can be replaced, or none."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self.blockSignals(True)
        for row, match in enumerate(self._matches):
            if match.replaceable:
                self.topLevelItem(row).setCheckState(_PLACE, state)
        self.blockSignals(False)
        self.viewport().update()
        self.ticks_changed.emit()

    def step(self, by: int) -> Match | None:
        """Make the next match (1) or the one before (-1) the current one, round and round."""
        if not self._matches:
            return None
        current = self.indexOfTopLevelItem(self.currentItem())
        row = (current + by) % len(self._matches) if current >= 0 else (0 if by > 0 else len(self._matches) - 1)
        self.setCurrentItem(self.topLevelItem(row))
        return self._matches[row]

    def _on_item_chosen(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(self._matches[self.indexOfTopLevelItem(item)])
