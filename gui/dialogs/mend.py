"""The dialog that lists mends one by one, before → after, and has the user tick those to make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.finding_words import SHAPES
from gui.mends import Mend
from gui.theme import SPACE, Theme
from gui.widgets.rich_text_delegate import RichTextDelegate

_SIZE = (860, 560)
_PLACE_WIDTH = 240
_PLACE, _BEFORE, _AFTER = range(3)


class MendDialog(QDialog):
    """Lists mends under their findings, all ticked; `chosen` are those that stay ticked."""

    def __init__(self, theme: Theme, mends: Sequence[Mend], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mend-dialog")
        self.setWindowTitle("修正")
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        title = QLabel("逐处看一看，不要改的取消勾选")
        title.setObjectName("title")
        layout.addWidget(title)
        about = QLabel("所选各处作为一步修改，按 Ctrl+Z 可以一起撤销。空格键勾选或取消。")
        about.setObjectName("quiet")
        layout.addWidget(about)
        self.tree = _MendTree(theme, mends)
        self.tree.itemChanged.connect(self._on_item_changed)
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        for words, state in (("全选", Qt.CheckState.Checked), ("全不选", Qt.CheckState.Unchecked)):
            button = QPushButton(words)
            button.setObjectName("mend-all" if state == Qt.CheckState.Checked else "mend-none")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, state=state: self.tree.tick_all(state))
            row.addWidget(button)
        row.addStretch(1)
        self._go = QPushButton()
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(self._go)
        row.addWidget(cancel)
        layout.addLayout(row)
        self._on_item_changed()
        self.tree.setFocus()

    @property
    def chosen(self) -> list[Mend]:
        """The mends that are ticked, in order."""
        return self.tree.ticked()

    def _on_item_changed(self) -> None:
        count = len(self.chosen)
        self._go.setText(f"修正 {count} 处" if count else "修正")
        self._go.setEnabled(count > 0)


class _MendTree(QTreeWidget):
    """One branch for each finding, one leaf for each mend; the space bar ticks whatever column it is pressed in."""

    def __init__(self, theme: Theme, mends: Sequence[Mend]) -> None:
        super().__init__()
        self._mends = list(mends)
        self.setObjectName("mends")
        self.setAccessibleName("要修正的各处")
        self.setHeaderLabels(["位置", "原文", "改为"])
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
        self._leaves: list[QTreeWidgetItem] = []
        branches: dict[object, QTreeWidgetItem] = {}
        for mend in self._mends:
            branch = branches.get(mend.finding)
            if branch is None:
                branch = branches[mend.finding] = self._branch(mend)
            self._leaves.append(_leaf(branch, mend))
        self.expandAll()
        self.setCurrentItem(self.topLevelItem(0))

    def _branch(self, mend: Mend) -> QTreeWidgetItem:
        branch = QTreeWidgetItem(self, [f"{SHAPES[mend.finding.severity]} {mend.finding.title}"])
        branch.setToolTip(_PLACE, mend.finding.message)
        branch.setFlags(branch.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        branch.setFirstColumnSpanned(True)
        font = branch.font(_PLACE)
        font.setBold(True)
        branch.setFont(_PLACE, font)
        return branch

    def tick_all(self, state: Qt.CheckState) -> None:
        """Give every mend a tick, or none."""
        for leaf in self._leaves:
            leaf.setCheckState(_PLACE, state)

    def ticked(self) -> list[Mend]:
        """Return the ticked mends."""
        pairs = zip(self._mends, self._leaves, strict=True)
        return [mend for mend, leaf in pairs if leaf.checkState(_PLACE) == Qt.CheckState.Checked]

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


def _leaf(branch: QTreeWidgetItem, mend: Mend) -> QTreeWidgetItem:
    leaf = QTreeWidgetItem(branch, [mend.place, mend.before.html(), mend.after.html()])
    leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    leaf.setCheckState(_PLACE, Qt.CheckState.Checked)
    spoken = f"{mend.place}，原文 {mend.before.plain()}，改为 {mend.after.plain()}"
    leaf.setData(_PLACE, Qt.ItemDataRole.AccessibleTextRole, spoken)
    return leaf
