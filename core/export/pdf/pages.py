"""The page of GB/T 9704 and how strips of content fill it: 22 lines of 28 characters, page numbers below.

Lengths are points (1/72 inch). Heights are measured downwards from the top of the type area.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.export.pdf.fonts import Role, narrowed, split_by_font, string_width
from core.export.pdf.line_breaking import Line, Run
from core.export.pdf.listening import listen
from core.export.pdf.watermark import draw_watermark

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
MEASURE, DEPTH = 156 * MM, 225 * MM  # the type area
LINE_PITCH = DEPTH / 22
CHARACTER_PITCH = MEASURE / 28
BODY_SIZE = 16.0  # 三号
# 28 characters of 16 pt are wider than the type area: every character stands that much closer.
BODY_TRACKING = CHARACTER_PITCH - BODY_SIZE


@dataclass(frozen=True, slots=True)
class Shape:
    """A page as it is looked at: its size, and where the type area lies."""

    width: float
    height: float
    left: float
    top: float
    measure: float
    depth: float


UPRIGHT = Shape(PAGE_WIDTH, PAGE_HEIGHT, LEFT, TOP, MEASURE, DEPTH)
# The same sheet turned clockwise, for wide tables: the margin for binding lies above.
ACROSS = Shape(PAGE_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT - TOP - DEPTH, LEFT, DEPTH, MEASURE)

_NUMBER_SIZE = 14.0  # 四号
_NUMBER_GAP = 2.5  # on top of the space between figure and dash
_NUMBER_DROP = 7 * MM
_ASCENT = 0.88  # of the em, in all bundled fonts
_CUT_STEP = 50  # thousandths of an em
_WIDE = 150  # thousandths of an em
_ROUNDING = 1e-6
# How much of a page may stay blank so that what likes to stay together does.
_LARGEST_BLANK = 0.25


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; `level` counts from 0."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A horizontal strip of a page that is never broken.

    `draw` gets the pen and the strip's top. A strip that `keeps_next` stands on the same page as the next one; one that
    `likes_next` does so only where that leaves little of a page blank.
    `repeated` stands above the strip where it begins a page (the head of its table). Strips `on_grid` begin on one of
    the page's 22 lines. A page has one `shape`, that of the tables on it.
    """

    height: float
    draw: Callable[[Pen, float], None]
    keeps_next: bool = False
    likes_next: bool = False
    repeated: tuple[Strip, ...] = ()
    on_grid: bool = False
    begins_page: bool = False
    bookmark: Bookmark | None = None
    shape: Shape = UPRIGHT


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a line or a cell of an address came to stand.

    `page` counts from 0; the edges are points from the left and the top of the page. `start` is how many characters of
    a paragraph stand before the line.
    """

    address: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    start: int = 0


class Pen:
    """Draws on the current page, with positions from the left and the top of the type area.

    `shape` is the page's, to be set before anything is drawn on it. `landings` keeps where addresses came to stand, in
    the order in which they were drawn.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.shape = UPRIGHT
        self.landings: list[Landing] = []

    def land(self, address: str, x: float, top: float, width: float, height: float, start: int = 0) -> None:
        """Note that what stands here is that of an address; what has none is passed over."""
        if address:
            page = self._canvas.getPageNumber() - 1
            left, above = self.shape.left + x, self.shape.top + top
            self.landings.append(Landing(address, page, left, above, left + width, above + height, start))

    def line(self, line: Line, x: float, baseline: float, role: Role, size: float, tracking: float = 0.0) -> None:
        """Draw a composed line; `tracking` is what the widths that it was composed with had on top of the font's."""
        text = self._canvas.beginText(self.shape.left + x + line.x, self._ground - baseline)
        for run in line.runs:
            cut = round(-run.spacing / size * 1000 / _CUT_STEP) * _CUT_STEP
            # A slight space is left to the text; a wide one would be read as a blank.
            cut = 0 if -_WIDE < cut < 0 else cut
            text.setCharSpace(run.spacing + tracking + cut * size / 1000)
            for font, piece in split_by_font(run.text, role):
                text.setFont(font, size)
                text.textOut(narrowed(piece, font, cut) if cut else piece)
        self._canvas.drawText(text)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        """Draw a straight line."""
        self._canvas.setLineWidth(width)
        left, top = self.shape.left, self._ground
        self._canvas.line(left + x1, top - y1, left + x2, top - y2)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; `colour` is written as #RRGGBB."""
        self._canvas.saveState()
        self._canvas.setFillColor(colour)
        self._canvas.rect(self.shape.left + x, self._ground - y - height, width, height, stroke=0, fill=1)
        self._canvas.restoreState()

    def frame(self, x: float, y: float, width: float, height: float, line_width: float) -> None:
        """Draw the frame of a rectangle."""
        self._canvas.setLineWidth(line_width)
        self._canvas.rect(self.shape.left + x, self._ground - y - height, width, height)

    @property
    def _ground(self) -> float:
        """How far the top of the type area lies above the foot of the page, from which PDF measures."""
        return self.shape.height - self.shape.top


def baseline(top: float, pitch: float, size: float) -> float:
    """Return the baseline of a line of text that stands in the middle of its pitch."""
    return top + (pitch - size) / 2 + _ASCENT * size


class Pages:
    """Puts strips on pages, one below the other, and the page numbers below them.

    A `watermark` lies behind the text of every page, the cover's too.
    """

    def __init__(self, canvas: Canvas, watermark: str = "") -> None:
        self._canvas = canvas
        self._watermark = watermark
        self._pen = Pen(canvas)
        self._number = 1
        self._y = 0.0
        self._last_level = -1
        self._bookmarks = 0

    @property
    def landings(self) -> tuple[Landing, ...]:
        """Where addresses came to stand so far, in reading order."""
        return tuple(self._pen.landings)

    def cover(self, draw: Callable[[Pen], None], title: str) -> None:
        """Draw the cover, which has no page number."""
        self._begin(UPRIGHT)
        self._mark(Bookmark(title, 0), 0.0)
        draw(self._pen)
        self._canvas.showPage()

    def fill(self, strips: Sequence[Strip]) -> None:
        """Put strips on pages; the last page is left open."""
        for group in _groups(strips, loosely=True):
            if self._stays_whole(group):
                self._fill_in(group)
            else:
                for part in _groups(group):
                    self._fill_in(part)

    def close(self) -> None:
        """End the last page."""
        if self._y > 0:
            self._turn()

    def _stays_whole(self, group: Sequence[Strip]) -> bool:
        """Tell whether a group is rather put on a page of its own than broken here."""
        if self._y == 0 or self._is_apart(group) or self._fits(group):
            return True
        blank = self._pen.shape.depth - self._y
        return blank <= _LARGEST_BLANK * self._pen.shape.depth or not self._fits(next(_groups(group)))

    def _is_apart(self, group: Sequence[Strip]) -> bool:
        """Tell whether a group begins a page whatever is left of the last one."""
        return group[0].begins_page or _shape(group) is not self._pen.shape

    def _fill_in(self, group: Sequence[Strip]) -> None:
        shape = _shape(group)
        if self._y > 0 and (self._is_apart(group) or not self._fits(group)):
            self._turn()
        if self._y == 0:
            self._begin(shape)
            for strip in group[0].repeated:
                self._place(strip)
        for strip in group:
            if self._y > 0 and not self._fits([strip]):
                self._turn()  # a group that is longer than a page
                self._begin(shape)
            self._place(strip)

    def _begin(self, shape: Shape) -> None:
        self._pen.shape = shape
        self._canvas.setPageSize((shape.width, shape.height))
        if self._watermark:
            draw_watermark(self._canvas, self._watermark, shape.width, shape.height)

    def _fits(self, strips: Sequence[Strip]) -> bool:
        y = self._y
        for strip in strips:
            y = _start(strip, y) + strip.height
        return y <= self._pen.shape.depth + _ROUNDING

    def _place(self, strip: Strip) -> None:
        listen()
        top = _start(strip, self._y)
        if strip.bookmark:
            self._mark(strip.bookmark, top)
        strip.draw(self._pen, top)
        self._y = top + strip.height

    def _mark(self, bookmark: Bookmark, top: float) -> None:
        # A level may be left out in the document (1. right below 一、), but not in an outline.
        level = min(bookmark.level, self._last_level + 1)
        self._last_level = level
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._pen.shape.height - self._pen.shape.top - top)
        self._canvas.addOutlineEntry(bookmark.title, key, level=level, closed=level > 0)

    def _turn(self) -> None:
        runs = [Run("—", 0.0), Run(" ", _NUMBER_GAP), Run(str(self._number), 0.0), Run(" ", _NUMBER_GAP), Run("—", 0.0)]
        number = "".join(run.text for run in runs)
        width = string_width(number, "number", _NUMBER_SIZE) + 2 * _NUMBER_GAP
        is_odd = self._number % 2 == 1
        x = MEASURE - _NUMBER_SIZE - width if is_odd else _NUMBER_SIZE
        # The dashes, in the middle of the figures' height, lie 7 mm below the type area.
        y = DEPTH + _NUMBER_DROP + 0.3 * _NUMBER_SIZE
        self._canvas.saveState()
        if self._pen.shape is not UPRIGHT:
            # The number stands where it does on all other sheets.
            self._pen.shape = UPRIGHT
            self._canvas.transform(0, -1, 1, 0, 0, PAGE_WIDTH)
        self._pen.line(Line(number, 0.0, tuple(runs), width), x, y, "number", _NUMBER_SIZE)
        self._canvas.restoreState()
        self._canvas.showPage()
        self._number += 1
        self._y = 0.0


def _start(strip: Strip, y: float) -> float:
    if not strip.on_grid:
        return y
    lines = y / LINE_PITCH
    whole = round(lines)
    return (whole if abs(lines - whole) < _ROUNDING else int(lines) + 1) * LINE_PITCH


def _shape(group: Sequence[Strip]) -> Shape:
    # A heading right above a table that lies across goes with it.
    return next((strip.shape for strip in group if strip.shape is not UPRIGHT), UPRIGHT)


def _groups(strips: Sequence[Strip], *, loosely: bool = False) -> Iterator[list[Strip]]:
    """Yield what must stay together or, `loosely`, what likes to."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not (strip.keeps_next or (loosely and strip.likes_next)):
            yield group
            group = []
    if group:
        yield group
