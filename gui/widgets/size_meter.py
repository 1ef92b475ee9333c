"""How large all evidence is together, held against what may be handed in: in words, and as a bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from core.model.evidence import size_words
from core.model.report import Report
from gui.fonts import scaled
from gui.theme import SPACE

_BAR_WIDTH = 120


class SizeMeter(QWidget):
    """A line of words beside a bar; without a limit only the words."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.words = QLabel()
        self.words.setObjectName("evidence-size")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(_BAR_WIDTH))
        self._bar.setRange(0, 1000)
        row.addWidget(self.words)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_report(self, report: Report) -> None:
        """Show how things stand in a report."""
        total = sum(item.size for item in report.evidence())
        submission = report.standard.submission
        most = submission.most_bytes
        over = most is not None and total > most
        words = f"已用 {size_words(total)}"
        if most is not None:
            words += f"，上限 {submission.limit_words}"
            self._bar.setValue(min(1000, total * 1000 // most))
        if most is not None and over:
            words = f"◆ {words}，超出 {size_words(total - most)}"
        self.words.setText(words)
        self.words.setProperty("severity", "warning" if over else "")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self._bar.setVisible(most is not None)
        self._bar.setAccessibleName(words)
