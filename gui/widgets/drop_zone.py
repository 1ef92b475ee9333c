"""Where files are dropped: what a drag carries, and the frame that says so while nothing is there yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.fonts import scaled
from gui.theme import SPACE, Theme

_HEIGHT = 176
_RADIUS = 6


def dropped_paths(data: QMimeData) -> tuple[list[Path], int]:
    """Return the files of a drag, and how many of its links lead elsewhere, such as to a page of the network."""
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths, len(urls) - len(paths)


class DropZone(QWidget):
    """A dashed frame with words and a button; `add_chosen` asks to choose files."""

    add_chosen = Signal()

    def __init__(self, theme: Theme, words: str, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._over = False
        self.setMinimumHeight(scaled(_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addStretch(1)
        title = QLabel(words)
        title.setObjectName("title")
        quiet = QLabel(hint)
        quiet.setObjectName("quiet")
        for label in (title, quiet):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        self.button = QPushButton("添加文件…")
        self.button.setObjectName("primary")
        self.button.clicked.connect(self.add_chosen)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_over(self, over: bool) -> None:
        """Show whether files are held over it."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.accent if self._over else self._theme.second
        painter.setPen(QPen(QColor(colour), 2 if self._over else 1, Qt.PenStyle.DashLine))
        if self._over:
            painter.setBrush(QColor(self._theme.selected))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()
