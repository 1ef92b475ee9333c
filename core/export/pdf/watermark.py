"""The watermark: a word across every page, light grey, behind the text.

It is drawn, not written: the text of the page is searched, selected and copied as if it were not there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.export.pdf.fonts import Role, clean_text, glyphs, string_width
from core.export.pdf.outlines import Node

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

_ROLE: Role = "hei"
_GREY = 0.9  # printed it is still seen, and the text on it still read
_SHARE = 0.6  # of the diagonal
_LARGEST = 150.0
_HALF_HEIGHT = 0.38  # of the em: from the base line to the middle of a Chinese character
_NON_ZERO = 1  # reportlab's name for the rule by which TrueType outlines are filled


def draw_watermark(canvas: Canvas, words: str, width: float, height: float) -> None:
    """Draw words along the diagonal of a page that nothing stands on yet."""
    text = clean_text(words, _ROLE)
    natural = string_width(text, _ROLE, 1.0)
    if not natural:
        return
    size = min(_SHARE * math.hypot(width, height) / natural, _LARGEST)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFillGray(_GREY)
    path = canvas.beginPath()
    x = -natural * size / 2
    for glyph in glyphs(text, _ROLE):
        for contour in glyph.contours:
            _draw_contour(path, contour, size, x, -_HALF_HEIGHT * size)
        x += glyph.width * size
    canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)
    canvas.restoreState()


def _draw_contour(path: PDFPathObject, contour: list[Node], size: float, x: float, y: float) -> None:
    def point(node: Node) -> tuple[float, float]:
        return x + node.x * size, y + node.y * size

    first, *others = contour
    here = point(first)
    path.moveTo(*here)
    pull: tuple[float, float] | None = None
    for node in (*others, first):
        there = point(node)
        if not node.is_on:
            pull = there
        elif pull is None:
            path.lineTo(*there)
            here = there
        else:
            # A quadratic curve as the cubic one that PDF has.
            (x0, y0), (x1, y1), (x2, y2) = here, pull, there
            path.curveTo((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3, x2, y2)
            here, pull = there, None
    path.close()
