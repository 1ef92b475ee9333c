"""The line above the tabs: whose report, the score so far with its grade, how many findings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.model.amount import format_plain
from gui.context import Context
from gui.theme import SPACE
from gui.widgets.findings_strip import count_words

_HEIGHT = 48


class ScoreRing(QWidget):
    """A small ring that is filled as far as the score is of its maximum."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._share = 0.0
        self.setFixedSize(QSize(24, 24))

    def show_share(self, share: float) -> None:
        """Fill the ring to a share from 0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, 3, 18, 18)
        painter.setPen(QPen(QColor(self._context.theme.line), 4))
        painter.drawEllipse(box)
        pen = QPen(QColor(self._context.theme.accent), 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, -int(360 * 16 * self._share))


class Header(QFrame):
    """Shows title, score, grade and counts of the open report."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("header")
        self.setFixedHeight(_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 0, 2 * SPACE, 0)
        layout.setSpacing(SPACE)
        self._title = QLabel()
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._ring = ScoreRing(context)
        self._score = QLabel()
        self._score.setObjectName("score")
        self._grade = QLabel()
        self._grade.setObjectName("grade")
        self._counts = QLabel()
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        layout.addWidget(self._title, 1)
        for widget in (self._ring, self._score, self._grade):
            layout.addWidget(widget)
            # A part that is given to an office need not have any points.
            widget.setVisible(bool(context.live.standard.indicators))
        layout.addSpacing(2 * SPACE)
        layout.addWidget(self._counts)
        context.live.judged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report says now."""
        live = self._context.live
        card = live.scorecard
        self._title.setText(live.report.title())
        self._title.setToolTip(live.report.title())
        total = "—" if card.total is None else format_plain(card.total)
        self._score.setText(f"{total} / {format_plain(card.total_max)}")
        self._score.setToolTip(card.explanation)
        self._score.setAccessibleName(f"得分 {total}，分值合计 {format_plain(card.total_max)}")
        self._grade.setText(card.grade.name if card.grade else "")
        self._ring.show_share(float(card.total / card.total_max) if card.total and card.total_max else 0.0)
        if not live.checked:
            self._counts.setText("正在校核…")
            return
        counts = count_words(self._context.theme, live.findings)
        good = f'<span style="color:{self._context.theme.good}">✓ 未发现问题</span>'
        self._counts.setText("&nbsp;&nbsp;".join(counts) or good)
