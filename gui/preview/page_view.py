"""The pages below one another, with what is edited and what was found marked on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.preview.page_images import PageImages
from gui.preview.page_layout import FIT_WIDTH, GAP, PageLayout, Zoom, percent_of, stepped
from gui.theme import Theme

if TYPE_CHECKING:
    from core.export.page_pictures import Hit, PageSource
    from core.export.pdf.pages import Landing

# The page is white in both themes, so its marks have the same colours in both.
_EDITED, _FOUND, _CURRENT = "#1B5E9B", "#F2C744", "#8A5D00"
_SHADE, _LINE_SHADE, _HIT_SHADE = 20, 40, 110
_BAR = 3
_AROUND = 48
_LINE_STEP = 40


class PageView(QAbstractScrollArea):
    """Shows pages; `chosen` tells the page and the point of it that was clicked, `page_changed` which one is read."""

    chosen = Signal(int, float, float)
    page_changed = Signal(int)
    zoom_changed = Signal(object)
    moved_by_hand = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images = PageImages(self)
        self._images.arrived.connect(self._on_image_arrived)
        self._layout = PageLayout((), FIT_WIDTH, QSizeF())
        self.zoom = FIT_WIDTH
        self._page = -1
        self._marked: tuple[Landing, ...] = ()
        self._line: Landing | None = None
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self.setObjectName("preview-pages")
        self.setAccessibleName("预览的页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        # Always there: a bar that comes and goes would change the width that pages fit into.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self.moved_by_hand.emit())

    # -- what is shown ---------------------------------------------------------------------------------------------

    def show_pages(self, pictures: PageSource) -> None:
        """Show another document; it stays where it was scrolled to."""
        self._sizes = pictures.sizes
        self._images.show(pictures)
        self._lay_out()

    def mark(self, landings: Sequence[Landing], line: Landing | None) -> None:
        """Mark what is edited, and in it the line that the cursor is in."""
        if (tuple(landings), line) != (self._marked, self._line):
            self._marked, self._line = tuple(landings), line
            self.viewport().update()

    def show_hits(self, hits: Sequence[Hit], current: int) -> None:
        """Mark what was found, and which of it is led to."""
        self._hits, self._hit = tuple(hits), current
        self.viewport().update()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show pages larger or smaller; what is in the middle stays there."""
        self.zoom = zoom
        self._lay_out()
        self.zoom_changed.emit(zoom)

    def step_zoom(self, by: int) -> None:
        """Show pages one step larger (1) or smaller (-1)."""
        self.set_zoom(stepped(self.percent, by))

    @property
    def percent(self) -> int:
        """How large pages are shown, in per cent of their size on paper."""
        return percent_of(self._layout.scales[self.page]) if self._layout.scales else 100

    @property
    def page(self) -> int:
        """The page that is read, counted from 0."""
        return max(self._page, 0)

    def _lay_out(self) -> None:
        bar, view = self.verticalScrollBar(), self.viewport()
        centre = bar.value() + view.height() / 2
        before = self._spot(centre)
        self._layout = PageLayout(self._sizes, self.zoom, QSizeF(view.width(), view.height()))
        bar.setRange(0, max(0, round(self._layout.height - view.height())))
        bar.setPageStep(view.height())
        bar.setSingleStep(_LINE_STEP)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(self._layout.width - view.width())))
        across.setPageStep(view.width())
        if before is not None and before[0] < len(self._layout.pages):
            page = self._layout.pages[before[0]]
            bar.setValue(round(page.top() + before[1] * page.height() - view.height() / 2))
        self._want()
        self._tell_page()
        view.update()

    def _spot(self, y: float) -> tuple[int, float] | None:
        """Return the page at a height and how far down it that is; at the very top nothing needs to be kept."""
        if not self._layout.pages or self.verticalScrollBar().value() == 0:
            return None
        number = self._layout.page_at(y)
        page = self._layout.pages[number]
        return number, (y - page.top()) / page.height()

    # -- scrolling -------------------------------------------------------------------------------------------------

    def lead_to(self, page: int, top: float = 0.0, bottom: float = 0.0) -> None:
        """Scroll until a strip of a page, in points, is seen with something around it; no further than that."""
        if page >= len(self._layout.pages):
            return
        box = self._layout.on_screen(page, 0, top, 1, bottom)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if box.top() - _AROUND < bar.value() or box.bottom() + _AROUND > bar.value() + height:
            bar.setValue(round(box.center().y() - height / 3))

    def turn_to(self, page: int) -> None:
        """Scroll to the top of a page."""
        if 0 <= page < len(self._layout.pages):
            self.verticalScrollBar().setValue(round(self._layout.pages[page].top()) - GAP)

    def _on_scrolled(self) -> None:
        self._want()
        self._tell_page()
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew: the pages are painted where they are now."""
        self.viewport().update()

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.between(top, top + self.viewport().height())

    def _want(self) -> None:
        seen = self._visible()
        if not seen:
            return
        # The neighbours after those on the screen, for whoever scrolls on.
        beside = [page for page in (seen.stop, seen.start - 1) if 0 <= page < len(self._sizes)]
        ratio = self.devicePixelRatioF()
        self._images.want({page: round(self._layout.pages[page].width() * ratio) for page in (*seen, *beside)})

    def _on_image_arrived(self, page: int) -> None:
        if page in self._visible():
            self.viewport().update()

    def _tell_page(self) -> None:
        if not self._layout.pages:
            return
        page = self._layout.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are on the screen, and their marks."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.ground))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for number in self._visible():
            page = self._layout.pages[number]
            painter.fillRect(page, Qt.GlobalColor.white)
            image = self._images.image(number)
            if image is not None:
                painter.drawImage(page, image)
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
            self._paint_marks(painter, number)
            self._paint_hits(painter, number)
        painter.end()

    def _paint_marks(self, painter: QPainter, number: int) -> None:
        for landing in self._marked:
            if landing.page == number:
                box = self._layout.on_screen(number, landing.left, landing.top, landing.right, landing.bottom)
                painter.fillRect(box, _tint(_EDITED, _LINE_SHADE if landing == self._line else _SHADE))
                painter.fillRect(QRectF(box.left() - 3 * _BAR, box.top(), _BAR, box.height()), QColor(_EDITED))

    def _paint_hits(self, painter: QPainter, number: int) -> None:
        for index, hit in enumerate(self._hits):
            if hit.page != number:
                continue
            for box in hit.boxes:
                spot = self._layout.on_screen(number, box.left, box.top, box.right, box.bottom).adjusted(-1, -2, 1, 2)
                painter.fillRect(spot, _tint(_FOUND, _HIT_SHADE))
                if index == self._hit:
                    painter.setPen(QPen(QColor(_CURRENT), 2))
                    painter.drawRect(spot)

    # -- hands -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        self.moved_by_hand.emit()
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the point of the page that was clicked."""
        at = event.position() + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, page in enumerate(self._layout.pages):
            if event.button() == Qt.MouseButton.LeftButton and page.contains(at):
                spot, scale = at - page.topLeft(), self._layout.scales[number]
                self.chosen.emit(number, spot.x() / scale, spot.y() / scale)

    def image(self, page: int) -> QImage | None:
        """Return what was drawn of a page, if it was."""
        return self._images.image(page)

    def stop(self) -> None:
        """Draw no more pages."""
        self._images.stop()


def _tint(colour: str, strength: int) -> QColor:
    tint = QColor(colour)
    tint.setAlpha(strength)
    return tint
