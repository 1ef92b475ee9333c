"""The pages in small, to be leafed through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.preview.page_images import PageImages
from gui.theme import Theme

if TYPE_CHECKING:
    from core.export.page_pictures import PagePictures

_WIDTH, _HEIGHT = 76, 108
_LIST_WIDTH = 124


class Thumbnails(QListWidget):
    """A column of small pages; `page_chosen` tells the one that was clicked or gone to by keys."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = PageImages(self)
        self._images.arrived.connect(self._on_image_arrived)
        self._blank = QPixmap(_WIDTH, _HEIGHT)
        self._blank.fill(QColor(theme.line))
        self._edge = theme.line
        self._following = False
        self.setObjectName("preview-thumbnails")
        self.setAccessibleName("页面缩略图")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_WIDTH, _HEIGHT))
        self.setFixedWidth(_LIST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._on_row_changed)
        self.verticalScrollBar().valueChanged.connect(self._want)

    def show_pages(self, pictures: PagePictures) -> None:
        """Show another document."""
        count = len(pictures.sizes)
        while self.count() > count:
            self.takeItem(self.count() - 1)
        for number in range(self.count(), count):
            item = QListWidgetItem(QIcon(self._blank), str(number + 1))
            item.setSizeHint(QSize(_LIST_WIDTH - 32, _HEIGHT + 36))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"第 {number + 1} 页")
            self.addItem(item)
        self._images.show(pictures)
        self._want()

    def follow(self, page: int) -> None:
        """Show which page is read."""
        self._following = True
        self.setCurrentRow(page)
        self._following = False

    def _on_row_changed(self, row: int) -> None:
        if row >= 0 and not self._following:
            self.page_chosen.emit(row)

    def _want(self) -> None:
        if not self.isVisible() or not self.count():
            return
        rows = [self.visualItemRect(self.item(row)) for row in (0, self.count() - 1)]
        pitch = max((rows[1].top() - rows[0].top()) / max(self.count() - 1, 1), 1)
        first = min(int(max(-rows[0].top(), 0) / pitch), self.count() - 1)
        pages = range(first, min(first + int(self.viewport().height() / pitch) + 2, self.count()))
        width = round(_WIDTH * self.devicePixelRatioF())
        self._images.want(dict.fromkeys(pages, width))

    def _on_image_arrived(self, page: int) -> None:
        image = self._images.image(page)
        if image is not None and page < self.count():
            small = QPixmap.fromImage(image)
            # An edge, since page and list may both be white.
            painter = QPainter(small)
            painter.setPen(QColor(self._edge))
            painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
            painter.end()
            self.item(page).setIcon(QIcon(small))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw what has come into sight."""
        super().resizeEvent(event)
        self._want()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is in sight."""
        super().showEvent(event)
        self._want()

    def stop(self) -> None:
        """Draw no more pages."""
        self._images.stop()
