"""What stands on a page of a PDF: its letters and its ruled lines, upright, measured from the top left corner.

All lengths are hundredths of a point, as whole numbers.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# A page with more than this is a drawing, and no table is looked for on it.
MOST_OBJECTS = 50_000
MOST_RULINGS = 4_000
_MOST_SEGMENTS = 20_000
_DEEPEST_FORM = 5
_QUARTER_TURN = 90
_FAR_OFF = 1_000_000
_THIN = 300
_ALMOST_STRAIGHT = 50
# Fonts that show a radical in place of the character: programs that cut fonts name the first of both.
_RADICALS = str.maketrans(
    "⺁⺈⺟⺠⺩⺮⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "厂刀母民玉竹见角贝车長长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
_RADICAL_BLOCK = ("\u2f00", "\u2fdf")
_COMPATIBLE_BLOCK = ("\uf900", "\ufaff")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character with its left and right edge, its baseline and its height."""

    text: str
    left: int
    right: int
    base: int
    size: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at a height from left to right, or at a distance from the left, downwards."""

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read. `level` and `upright` are its ruled lines."""

    width: int
    height: int
    letters: tuple[Letter, ...]
    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns and moves what a page holds so that its text is upright and begins at the top left."""

    turns: int
    left: int = 0
    top: int = 0

    def point(self, x: float, y: float) -> tuple[int, int]:
        across, up = ((x, y), (-y, x), (-x, -y), (y, -x))[self.turns]
        return _hundredths(across) - self.left, self.top - _hundredths(up)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom."""
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _hundredths(points: float) -> int:
    """Return a length; one that is beyond all pages, endless or none at all is far off."""
    return round(points * 100) if -_FAR_OFF < points < _FAR_OFF else _FAR_OFF * 100


def read_page(page: Any) -> Page:
    """Read an open page of pypdfium2. Raises `pypdfium2.PdfiumError` when it is damaged."""
    text = page.get_textpage()
    try:
        turns = _turns(text)
        bounds = page.get_bbox()
        left, top, right, bottom = _Frame(turns).box(*bounds)
        frame = _Frame(turns, left, -top)
        letters = tuple(_letters(text, frame, right - left, bottom - top))
    finally:
        text.close()
    level, upright = _rulings(page, frame)
    return Page(right - left, bottom - top, letters, level, upright)


def _turns(text: Any) -> int:
    """Return by how many quarters most of a page's text is turned clockwise."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    step = count // 500 + 1
    found = Counter(
        _quarters(pdfium.FPDFText_GetCharAngle(text, index))
        for index in range(0, count, step)
        if not pdfium.FPDFText_IsGenerated(text, index)
    )
    most = found.most_common(1)
    return most[0][0] % 4 if most else 0


def _quarters(angle: float) -> int:
    """Return an angle in quarter turns; -1 when it is none."""
    degrees = round(angle * 180 / 3.14159265)
    quarters = round(degrees / _QUARTER_TURN)
    return quarters % 4 if abs(degrees - quarters * _QUARTER_TURN) <= 3 else -1


def _letters(text: Any, frame: _Frame, width: int, height: int) -> Iterator[Letter]:
    """Yield the characters that lie on the page in the direction of its text: no watermark across it."""
    import pypdfium2.raw as pdfium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    half = ""
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or code < 0x20 or code > 0x10FFFF:
            continue
        # Where characters are of two bytes, a rare one comes in two halves.
        if 0xD800 <= code < 0xDC00:
            half = chr(code)
            continue
        character = chr(code)
        if 0xDC00 <= code < 0xE000:
            character = (half + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        if (
            not character
            or _quarters(pdfium.FPDFText_GetCharAngle(text, index)) != frame.turns
            or not pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            or not pdfium.FPDFText_GetLooseCharBox(text, index, box)
        ):
            continue
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        base = frame.point(x.value, y.value)[1]
        if 0 <= (left + right) // 2 <= width and 0 <= base <= height:
            yield Letter(_plain(character), left, right, base, max(bottom - top, 100))


def _plain(character: str) -> str:
    for first, last in (_RADICAL_BLOCK, _COMPATIBLE_BLOCK):
        if first <= character <= last:
            return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _rulings(page: Any, frame: _Frame) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    import pypdfium2.raw as pdfium

    level: list[Ruling] = []
    upright: list[Ruling] = []
    for number, item in enumerate(page.get_objects(max_depth=_DEEPEST_FORM)):
        if number > MOST_OBJECTS or len(level) > MOST_RULINGS or len(upright) > MOST_RULINGS:
            return (), ()
        if item.type != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        stroked = _is_stroked(item)
        if stroked is None:
            continue
        for points in _subpaths(item, frame):
            for ruling, is_level in _straight(points, stroked=stroked):
                (level if is_level else upright).append(ruling)
    return tuple(level), tuple(upright)


def _is_stroked(item: Any) -> bool | None:
    """Tell whether a path is drawn as a line and not only filled; `None` when it is not drawn at all."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return None
    return bool(stroke.value)


def _subpaths(item: Any, frame: _Frame) -> Iterator[list[tuple[int, int]]]:
    """Yield the points of each part of a path; parts with curves are left out."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    matrix = item.get_matrix()
    outer = item.container
    while outer is not None:
        matrix = matrix.multiply(outer.get_matrix())
        outer = outer.container
    points: list[tuple[int, int]] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [], True
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            is_straight = False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.point(*matrix.on_point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if is_straight and len(points) > 1:
        yield points


def _straight(points: list[tuple[int, int]], *, stroked: bool) -> Iterator[tuple[Ruling, bool]]:
    """Yield the ruled lines that a part of a path draws, each with whether it is level: a thin bar is one, too."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top <= _THIN < right - left:
        yield Ruling((top + bottom) // 2, left, right), True
    elif right - left <= _THIN < bottom - top:
        yield Ruling((left + right) // 2, top, bottom), False
    elif stroked:
        for (x, y), (to_x, to_y) in pairwise(points):
            if abs(to_y - y) <= _ALMOST_STRAIGHT < abs(to_x - x):
                yield Ruling(y, min(x, to_x), max(x, to_x)), True
            elif abs(to_x - x) <= _ALMOST_STRAIGHT < abs(to_y - y):
                yield Ruling(x, min(y, to_y), max(y, to_y)), False
