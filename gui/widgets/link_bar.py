"""The bar that offers, after a paste, to make numbers quotes of the figures that they equal."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from core.editing.figure_choices import figure_links
from core.model import address
from core.model.report import Paragraph
from gui.context import Context
from gui.theme import SPACE


class LinkBar(QFrame):
    """Hidden until `offer` finds something; gone when answered, and when the paragraphs changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._addresses: tuple[str, ...] = ()
        self.setObjectName("link-bar")
        self._words = QLabel()
        self._words.setWordWrap(True)
        look = QPushButton("看一看…")
        look.setObjectName("small")
        look.setAccessibleName("看一看可以改为引用的数字")
        look.clicked.connect(self._on_look_clicked)
        leave = QPushButton("不用")
        leave.setObjectName("small")
        leave.setAccessibleName("不改为引用")
        leave.clicked.connect(self.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(look)
        row.addWidget(leave)
        row.addStretch(1)
        layout.addLayout(row)
        self.setAutoFillBackground(True)
        self.hide()

    def offer(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Offer what paragraphs that were just pasted hold."""
        self._addresses = tuple(paragraph.address for paragraph in paragraphs)
        count = sum(1 for _ in figure_links(self._context.live.report, paragraphs))
        self._words.setText(f"发现 {count} 个数字与表中一致，是否改为引用？")
        self.setVisible(count > 0)

    def _on_look_clicked(self) -> None:
        from gui.figure_linking import offer_links

        self._context.live.flush()
        self.hide()
        report = self._context.live.report
        parts = dict.fromkeys(address.part_of(where) for where in self._addresses)
        there = [item for part in parts for item in report.paragraphs(part) if item.address in self._addresses]
        offer_links(self._context, there, self.window())
