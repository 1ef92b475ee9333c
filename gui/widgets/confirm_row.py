"""A line that says what of a part or of the cover is still last year's, with a button that confirms it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.editing.carry_over import confirming
from core.model.last_year import unconfirmed
from core.session import ReportChanged
from gui.context import Context
from gui.theme import SPACE


class ConfirmRow(QWidget):
    """Shown while words below `prefix` wait to be confirmed; `unit` counts them: 段, 项."""

    def __init__(self, context: Context, prefix: str, unit: str) -> None:
        super().__init__()
        self._context = context
        self._prefix = prefix
        self._unit = unit
        self.setObjectName("confirm")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self._words = QLabel()
        self._words.setProperty("severity", "warning")
        self._words.setWordWrap(True)
        self._button = QPushButton("确认")
        self._button.setObjectName("small")
        self._button.setAccessibleName("确认沿用的内容")
        self._button.setToolTip("看过了，今年仍然适用。改动过的不用再确认。")
        self._button.clicked.connect(self._on_button_clicked)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._button.setVisible(not context.live.read_only)
        context.live.changed.connect(self._on_report_changed)
        self._show()

    def _on_report_changed(self, event: ReportChanged) -> None:
        if any(where.startswith(f"{self._prefix}/") for where in event.addresses):
            self._show()

    def _show(self) -> None:
        count = len(unconfirmed(self._context.live.report, self._prefix))
        self._words.setText(f"◆ 有 {count} {self._unit}是去年的原文，请核对")
        self.setVisible(count > 0)

    def _on_button_clicked(self) -> None:
        live = self._context.live
        # Typing that is still held back is this year's own already.
        live.flush()
        live.apply(confirming(live.report, unconfirmed(live.report, self._prefix)))
