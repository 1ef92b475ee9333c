"""Where pages lie below one another at a zoom, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

GAP = 12
"""Pixels around each page."""
_PIXELS_A_POINT = 96 / 72

SMALLEST, LARGEST = 50, 200
STEPS = (50, 67, 75, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True)
class Zoom:
    """How large pages are shown: as wide as there is room, whole, or in per cent of their size on paper."""

    fit: str = "width"
    percent: int = 100

    def scale(self, page: tuple[float, float], room: QSizeF) -> float:
        """Return the pixels that a point of a page is shown as."""
        if self.fit == "width":
            wanted = (room.width() - 2 * GAP) / page[0]
        elif self.fit == "page":
            wanted = min((room.width() - 2 * GAP) / page[0], (room.height() - 2 * GAP) / page[1])
        else:
            return self.percent / 100 * _PIXELS_A_POINT
        return max(wanted, 0.1)


FIT_WIDTH, FIT_PAGE = Zoom("width"), Zoom("page")


def percent_of(scale: float) -> int:
    """Return a scale in per cent of the size on paper."""
    return round(scale / _PIXELS_A_POINT * 100)


def stepped(percent: int, by: int) -> Zoom:
    """Return the next larger (`by` 1) or smaller (-1) zoom."""
    larger = [step for step in STEPS if step > percent]
    smaller = [step for step in STEPS if step < percent]
    step = (larger or [LARGEST])[0] if by > 0 else (smaller or [SMALLEST])[-1]
    return Zoom("", step)


class PageLayout:
    """The rectangles of pages at a zoom, centred in the room or as wide as the widest; each has its own scale.

    A page that lies across is no reason to show those that stand upright smaller.
    """

    def __init__(self, sizes: Sequence[tuple[float, float]], zoom: Zoom, room: QSizeF) -> None:
        self.scales = [zoom.scale(size, room) for size in sizes]
        widest = max((size[0] * scale for size, scale in zip(sizes, self.scales, strict=True)), default=0.0)
        self.width = max(room.width(), widest + 2 * GAP)
        self.pages: list[QRectF] = []
        top = float(GAP)
        for (page_width, page_height), scale in zip(sizes, self.scales, strict=True):
            # Whole pixels, so that the image of a page is painted as it was drawn.
            size = QSizeF(round(page_width * scale), round(page_height * scale))
            left = round((self.width - size.width()) / 2)
            self.pages.append(QRectF(left, top, size.width(), size.height()))
            top += size.height() + GAP
        self.height = top

    def page_at(self, y: float) -> int:
        """Return the page at a height; between two pages, the one below."""
        return next((number for number, page in enumerate(self.pages) if y < page.bottom()), len(self.pages) - 1)

    def between(self, top: float, bottom: float) -> range:
        """Return the pages of which something lies between two heights."""
        seen = [number for number, page in enumerate(self.pages) if page.bottom() > top and page.top() < bottom]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def on_screen(self, page: int, left: float, top: float, right: float, bottom: float) -> QRectF:
        """Return a rectangle of a page, given in points, in pixels."""
        corner, scale = self.pages[page].topLeft(), self.scales[page]
        size = QSizeF((right - left) * scale, (bottom - top) * scale)
        return QRectF(corner.x() + left * scale, corner.y() + top * scale, size.width(), size.height())
