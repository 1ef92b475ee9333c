"""A reason that no longer holds: the finding that it accepted has gone or has changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.document.check_words import signature, title_of_rule
from core.model.waiver import Waiver
from gui.theme import SPACE
from gui.widgets.place_link import NameOf


class LapsedCard(QFrame):
    """Shows a waiver with what it accepted; `withdraw_chosen` asks to take it out of the report.

    `stands_open` tells whether the finding stands with other figures among the open ones.
    """

    withdraw_chosen = Signal(object)

    def __init__(
        self, waiver: Waiver, name_of: NameOf, *, stands_open: bool, writable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.waiver = waiver
        self.setObjectName("card")
        self.setProperty("rule", waiver.rule)
        title = title_of_rule(waiver.rule)
        self.setAccessibleName(f"已失效的说明：{title}")
        self.setAccessibleDescription(waiver.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(_label(f"{title}（{name_of(waiver.place)}）"))
        layout.addWidget(_label(f"当时接受的是：{waiver.message}", quiet=True))
        layout.addWidget(_label(f"当时的理由：{waiver.reason}"))
        layout.addWidget(_label(signature(waiver), quiet=True))
        why = "数字或文字改动后，这个问题仍列在“全部”里。" if stands_open else "这个问题已经不在，说明可以撤回。"
        layout.addWidget(_label(why, quiet=True))
        if writable:
            row = QHBoxLayout()
            row.setContentsMargins(0, SPACE // 2, 0, 0)
            back = QPushButton("撤回说明")
            back.setObjectName("small")
            back.setAccessibleName(f"撤回说明：{title}")
            back.setToolTip("从报告里去掉这条说明\n可用 Ctrl+Z 撤销")
            back.clicked.connect(lambda: self.withdraw_chosen.emit(waiver))
            row.addWidget(back)
            row.addStretch(1)
            layout.addLayout(row)


def _label(text: str, *, quiet: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if quiet:
        label.setObjectName("quiet")
    return label
