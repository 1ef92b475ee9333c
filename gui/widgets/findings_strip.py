"""The folded panel of findings, and the counts by severity that it and the header show."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from core.model.finding import Finding, Severity
from gui.finding_words import SHAPES, WORDS
from gui.icons import icon
from gui.theme import SPACE, Theme


class FindingsStrip(QFrame):
    """The folded panel: counts by severity, a click unfolds it."""

    unfold_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("strip")
        self.setFixedWidth(44)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, SPACE, 4, SPACE)
        unfold = QToolButton()
        unfold.setObjectName("flat")
        unfold.setIcon(icon("panel-right", theme.second))
        unfold.setToolTip("展开校核栏")
        unfold.setAccessibleName("展开校核栏")
        unfold.clicked.connect(self.unfold_chosen)
        layout.addWidget(unfold)
        self._counts = QLabel()
        self._counts.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        layout.addWidget(self._counts)
        layout.addStretch(1)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show how many findings there are of each severity."""
        self._counts.setText("<br>".join(count_words(self._theme, findings, short=True)))


def count_words(theme: Theme, findings: Iterable[Finding], *, short: bool = False) -> list[str]:
    """Return coloured counts by severity, those that are none left out: ▲3 错误."""
    listed = list(findings)
    found = []
    for severity in Severity:
        count = sum(finding.severity == severity for finding in listed)
        if count:
            shape = SHAPES[severity]
            words = f"{shape}{count}" if short else f"{shape} {count} {WORDS[severity]}"
            found.append(f'<span style="color:{theme.severity(severity)}">{words}</span>')
    return found
