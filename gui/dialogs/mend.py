"""The dialog that lists mends one by one, before → after, and has the user tick those to make."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.finding import Finding
from gui.finding_words import SHAPES
from gui.mends import Mend
from gui.theme import SPACE, Theme
from gui.widgets.tick_tree import TickTree

_SIZE = (860, 560)


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
        self._mends = list(mends)
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
        return [self._mends[number] for number in self.tree.ticked()]

    def _on_item_changed(self) -> None:
        count = len(self.chosen)
        self._go.setText(f"修正 {count} 处" if count else "修正")
        self._go.setEnabled(count > 0)


class _MendTree(TickTree):
    """One branch for each finding, one leaf for each mend."""

    def __init__(self, theme: Theme, mends: Sequence[Mend]) -> None:
        super().__init__(theme, "原文", "改为")
        self.setObjectName("mends")
        self.setAccessibleName("要修正的各处")
        branches: dict[Finding, QTreeWidgetItem] = {}
        for mend in mends:
            finding = mend.finding
            if finding not in branches:
                words = f"{SHAPES[finding.severity]} {finding.title}"
                branches[finding] = self.add_branch(words, finding.message)
            spoken = f"{mend.place}，原文 {mend.before.plain()}，改为 {mend.after.plain()}"
            self.add_leaf(branches[finding], mend.place, mend.before.html(), mend.after.html(), spoken)
        self.show_all()
