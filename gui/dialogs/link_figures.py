"""The dialog that lists numbers of the prose that equal a known figure, and has the user tick those to make quotes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from core.editing.figure_choices import FigureLink
from core.model import address
from core.model.naming import title_of
from core.model.standard import Standard
from gui.changing_words import Words, words_around
from gui.theme import SPACE, Theme
from gui.widgets.tick_tree import TickTree

_SIZE = (860, 520)
_AROUND = 16
_TELLING_DIGITS = 3


class LinkFiguresDialog(QDialog):
    """Lists links under the parts that they stand in, short numbers not ticked; `chosen` are those that are."""

    def __init__(
        self, theme: Theme, standard: Standard, links: Sequence[FigureLink], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._links = list(links)
        self.setObjectName("link-figures")
        self.setWindowTitle("把数字与来源相连")
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        title = QLabel(f"发现 {len(links)} 个数字与表中一致，是否改为引用？")
        title.setObjectName("title")
        layout.addWidget(title)
        about = QLabel(
            "引用的数字随来源变动，文字现在不变。只是碰巧相同的不要勾选；只有一两位的数先没有勾选。整步可以撤销。"
        )
        about.setObjectName("quiet")
        layout.addWidget(about)
        self.tree = TickTree(theme, "正文", "来源")
        self.tree.setObjectName("figure-links")
        self.tree.setAccessibleName("可以改为引用的数字")
        self._fill(standard)
        self.tree.itemChanged.connect(self._on_item_changed)
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        for words, state in (("全选", Qt.CheckState.Checked), ("全不选", Qt.CheckState.Unchecked)):
            button = QPushButton(words)
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

    def _fill(self, standard: Standard) -> None:
        branches: dict[str, QTreeWidgetItem] = {}
        for link in self._links:
            part, text = address.part_of(link.paragraph.address), link.paragraph.text
            if part not in branches:
                branches[part] = self.tree.add_branch(title_of(standard, part))
            lead, trail = words_around(text, link.start, link.end, _AROUND)
            words, source = Words(lead, text[link.start : link.end], trail), Words(link.name, "", "")
            spoken = f"{words.plain()}，来源 {link.name}"
            number = text[link.start : link.end]
            # A short number is often the same by chance.
            telling = sum(map(str.isdigit, number)) >= _TELLING_DIGITS
            self.tree.add_leaf(branches[part], number, words.html(), source.html(), spoken, ticked=telling)
        self.tree.show_all()

    @property
    def chosen(self) -> list[FigureLink]:
        """The links that are ticked, in order."""
        return [self._links[number] for number in self.tree.ticked()]

    def _on_item_changed(self) -> None:
        count = len(self.chosen)
        self._go.setText(f"改为引用 {count} 处" if count else "改为引用")
        self._go.setEnabled(count > 0)
