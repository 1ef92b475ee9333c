"""Pages as images, drawn by the worker one after the other; what is on the screen comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gui.tasks import TaskPlace

if TYPE_CHECKING:
    from core.export.page_pictures import PageSource


class PageImages(QObject):
    """Keeps the images of the pages that are wanted; `arrived` carries the number of a page that was drawn."""

    arrived = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures: PageSource | None = None
        self._place = TaskPlace(self)
        self._wanted: Mapping[int, int] = {}
        self._images: dict[int, QImage] = {}
        # The pages whose images are of the document that is shown now, and how wide they were drawn.
        self._fresh: dict[int, int] = {}

    def show(self, pictures: PageSource) -> None:
        """Take images from another document; those of the last one stay until the new ones are drawn."""
        self._pictures = pictures
        self._fresh.clear()
        self._draw_next()

    def want(self, widths: Mapping[int, int]) -> None:
        """Keep these pages, so many pixels wide each, and draw those that are missing in this order."""
        self._wanted = widths
        self._images = {page: image for page, image in self._images.items() if page in widths}
        self._fresh = {page: width for page, width in self._fresh.items() if page in widths}
        self._draw_next()

    def image(self, page: int) -> QImage | None:
        """Return what there is of a page, perhaps in another width or as it was before the last edit."""
        return self._images.get(page)

    def _draw_next(self) -> None:
        pictures = self._pictures
        if self._place.taken or pictures is None:
            return
        missing = [
            (page, width)
            for page, width in self._wanted.items()
            if self._fresh.get(page) != width and page < len(pictures.sizes) and width > 0
        ]
        if not missing:
            return
        page, width = missing[0]

        def work(_progress: object) -> tuple[PageSource, int, int, QImage | None]:
            return pictures, width, page, page_image(pictures, page, width)

        self._place.start(work, self._take)

    def _take(self, drawn: tuple[PageSource, int, int, QImage | None]) -> None:
        pictures, width, page, image = drawn
        if image is not None and page in self._wanted:
            self._images[page] = image
            if pictures is self._pictures:
                self._fresh[page] = width
            self.arrived.emit(page)
        self._draw_next()

    def stop(self) -> None:
        """Draw no more; the page that is being drawn is waited for."""
        self._pictures = None
        self._place.stop()


def page_image(pictures: PageSource, page: int, width: int) -> QImage | None:
    """Return a page as an image of its own memory, `None` once the document was closed."""
    picture = pictures.picture(page, width)
    if picture is None:
        return None
    shared = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
    return shared.copy()
