"""A chart on the screen: the document's own shapes, painted in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.document.chart_shapes import WIDTH, Chart, Tone, Words
from gui.theme import SPACE, Theme

_LEGEND = 32
_NOTE = 20
_TEXT = 13
_WIDEST = 880
_LARGEST = 0.15
"""Pixels a tenth of a point: words are then as large as everywhere in the window."""


def tone_colour(theme: Theme, tone: Tone) -> QColor:
    """Return the colour of what a bar stands for: the strongest for what came of it."""
    if tone == "room":
        return QColor(theme.line)
    colour = QColor(theme.accent if tone == "actual" else theme.second)
    colour.setAlpha({"actual": 255, "plan": 130, "early": 70}[tone])
    return colour


class ChartView(QWidget):
    """Paints a chart as wide as there is room, up to a width at which bars are still compared at a glance.

    `row_chosen` tells the address of a row that was clicked.
    """

    row_chosen = Signal(str)

    def __init__(self, theme: Theme, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"chart-{chart.name}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show other figures."""
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("；".join("，".join(words.text for words in row.words) for row in chart.rows))
        self._fit()
        self.update()

    @property
    def _across(self) -> float:
        return max(self.width(), 1) / WIDTH

    @staticmethod
    def _down(width: int) -> float:
        # Wider bars tell more; higher ones, and larger letters, do not.
        return min(max(width, 1) / WIDTH, _LARGEST)

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        """The height of legend, rows and notes at a width."""
        rows = sum(row.height for row in self.chart.rows)
        notes = len(self.chart.notes) * _NOTE + (SPACE if self.chart.notes else 0)
        return round(_LEGEND + rows * self._down(width) + notes)

    def sizeHint(self) -> QSize:
        """As wide as allowed."""
        return QSize(_WIDEST, self.heightForWidth(_WIDEST))

    def resizeEvent(self, event: object) -> None:
        """Be as high as the rows are at the new width."""
        self._fit()

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, rows and notes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        across, down, top = self._across, self._down(self.width()), float(_LEGEND)
        for row in self.chart.rows:
            for bar in row.bars:
                box = QRectF(bar.x * across, top + bar.y * down, bar.width * across, bar.height * down)
                painter.fillRect(box, tone_colour(self._theme, bar.tone))
            for words in row.words:
                self._paint_words(painter, words, top)
            top += row.height * down
        painter.setFont(self._font(_TEXT))
        painter.setPen(QColor(self._theme.second))
        top += SPACE
        for note in self.chart.notes:
            spot = QRectF(0, top, self.width(), _NOTE)
            text = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            top += _NOTE
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(self._font(_TEXT))
        line, square, x = Qt.AlignmentFlag.AlignVCenter, 10, 0
        for item in self.chart.legend:
            painter.fillRect(QRectF(x, (_LEGEND - square) / 2, square, square), tone_colour(self._theme, item.tone))
            x += square + SPACE
            width = painter.fontMetrics().horizontalAdvance(item.text)
            painter.setPen(QColor(self._theme.ink))
            painter.drawText(QRectF(x, 0, width, _LEGEND), line, item.text)
            x += width + 3 * SPACE
        painter.setPen(QColor(self._theme.second))
        painter.drawText(QRectF(0, 0, self.width(), _LEGEND), line | Qt.AlignmentFlag.AlignRight, self.chart.unit)

    def _paint_words(self, painter: QPainter, words: Words, top: float) -> None:
        across, down = self._across, self._down(self.width())
        font = self._font(words.size * down)
        font.setBold(words.bold)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.second if words.quiet else self._theme.ink))
        middle, x = top + words.y * down, words.x * across
        box = QRectF(x, middle - 20, self.width() - x, 40)
        side = Qt.AlignmentFlag.AlignLeft
        if words.align == "right":
            box, side = QRectF(0, middle - 20, x, 40), Qt.AlignmentFlag.AlignRight
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, words.text)

    def _font(self, pixels: float) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(round(pixels), 1))
        return font

    # -- hands -----------------------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the row that was clicked."""
        top, down = float(_LEGEND), self._down(self.width())
        for row in self.chart.rows:
            below = top + row.height * down
            if event.button() == Qt.MouseButton.LeftButton and top <= event.position().y() < below:
                self.row_chosen.emit(row.address)
            top = below
