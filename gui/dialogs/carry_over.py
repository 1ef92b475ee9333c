"""The dialog that asks what of last year's report is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.editing.carry_over import Offer
from gui.theme import SPACE

_SIZE = (620, 560)


class CarryOverDialog(QDialog):
    """Lists what can be taken over, all ticked but what is already written; `chosen` are the targets that stay so."""

    def __init__(
        self, title: str, offers: Sequence[Offer], without_place: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._offers = offers
        self.setObjectName("carry-over-dialog")
        self.setWindowTitle("沿用去年的报告")
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        heading = QLabel("选择要沿用的部分")
        heading.setObjectName("title")
        layout.addWidget(heading)
        layout.addWidget(_words(title, "section"))
        about = (
            "沿用的文字带有标记，改过或确认过才算今年的；数字和得分不沿用，只留在“与去年对照”里。"
            "整步可以撤销，去年的报告不会改动。"
        )
        layout.addWidget(_words(about, "quiet"))
        self.list = QListWidget()
        self.list.setObjectName("carry-over-list")
        self.list.setAccessibleName("可以沿用的部分")
        self.list.ensurePolished()
        for offer in offers:
            self.list.addItem(_line(offer))
        self.list.itemChanged.connect(self._on_item_changed)
        layout.addWidget(self.list, 1)
        if without_place:
            layout.addWidget(_words(f"今年的提纲里没有、不会沿用：{'、'.join(without_place)}。", "quiet"))
        self._go = QPushButton()
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._go)
        row.addWidget(cancel)
        layout.addLayout(row)
        self._on_item_changed()
        self.list.setFocus()

    @property
    def chosen(self) -> set[str]:
        """The targets of the offers that are ticked."""
        return {
            offer.target
            for row, offer in enumerate(self._offers)
            if not offer.written and self.list.item(row).checkState() == Qt.CheckState.Checked
        }

    def _on_item_changed(self) -> None:
        count = len(self.chosen)
        # Without a tick there is still something to gain: last year's figures to compare with.
        self._go.setText(f"沿用 {count} 个部分" if count else "只留作对照")


def _line(offer: Offer) -> QListWidgetItem:
    if offer.written:
        item = QListWidgetItem(f"{offer.title}（今年已经写了，不沿用）")
        item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        return item
    item = QListWidgetItem(f"{offer.title}（{offer.characters:,} 字）")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    return item


def _words(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
