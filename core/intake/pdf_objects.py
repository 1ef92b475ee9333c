"""What a page of a PDF shows beside its letters: ruled lines, pictures, and text that belongs to the page alone."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from core.intake.pdf_frame import Frame

# A page with more than this is a drawing, and no table is looked for on it.
MOST_OBJECTS = 50_000
MOST_RULINGS = 4_000
_MOST_SEGMENTS = 20_000
_DEEPEST_FORM = 5
_THIN = 300
_ALMOST_STRAIGHT = 50
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at a height from left to right, or at a distance from the left, downwards."""

    at: int
    start: int
    end: int


@dataclass(slots=True)
class PageObjects:
    """What was found on a page. `level` and `upright` are its ruled lines.

    `pictures` is the area of the pictures taken together, `curved` counts drawings with curves, as letters are that
    were turned into drawings, `texts` and `hidden` the pieces of text and those of them that are not shown: the words
    that a program read from a scanned page.
    `of_page` are the addresses of those that the file says to be running heads, page numbers or watermarks.
    """

    level: list[Ruling] = field(default_factory=list)
    upright: list[Ruling] = field(default_factory=list)
    pictures: int = 0
    curved: int = 0
    texts: int = 0
    hidden: int = 0
    of_page: set[int] = field(default_factory=set)


def read_objects(page: Any, frame: Frame, width: int, height: int) -> PageObjects:
    """Read what an open page of pypdfium2 shows. Raises `pypdfium2.PdfiumError` when it is damaged."""
    import pypdfium2.raw as pdfium

    found = PageObjects()
    for number, item in enumerate(page.get_objects(max_depth=_DEEPEST_FORM)):
        if number > MOST_OBJECTS or len(found.level) > MOST_RULINGS or len(found.upright) > MOST_RULINGS:
            found.level, found.upright = [], []
            break
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            _add_rulings(item, frame, found)
        elif item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            found.hidden += pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            if _belongs_to_page(item):
                found.of_page.add(address_of(item.raw))
        elif item.type in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
            left, top, right, bottom = _bounds(item, frame)
            across, down = min(right, width) - max(left, 0), min(bottom, height) - max(top, 0)
            found.pictures += max(across, 0) * max(down, 0)
    return found


def address_of(pointer: Any) -> int:
    """Return where an object of the library lies, by which the same one is known again; 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _belongs_to_page(item: Any) -> bool:
    """Tell whether the file marks a text as an artifact of some kind: a running head, a page number, a watermark."""
    import pypdfium2.raw as pdfium

    name, length = (ctypes.c_ushort * _LONGEST_NAME)(), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        size = ctypes.sizeof(name)
        if not pdfium.FPDFPageObjMark_GetName(mark, name, size, length):
            continue
        if bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0") != "Artifact":
            continue
        # The kind itself, a name, cannot be asked for. Lines and grounds have none.
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") == pdfium.FPDF_OBJECT_NAME:
            return True
    return False


def _bounds(item: Any, frame: Frame) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of an object on the page, also of one within a form."""
    left, bottom, right, top = item.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    outer = item.container
    while outer is not None:
        matrix = outer.get_matrix()
        corners = [matrix.on_point(*corner) for corner in corners]
        outer = outer.container
    places = [frame.point(*corner) for corner in corners]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), max(across), max(down)


def _add_rulings(item: Any, frame: Frame, found: PageObjects) -> None:
    stroked = _is_stroked(item)
    if stroked is None:
        return
    paths = list(_subpaths(item, frame))
    found.curved += not all(paths)
    for points in filter(None, paths):
        for ruling, is_level in _straight(points, stroked=stroked):
            (found.level if is_level else found.upright).append(ruling)


def _is_stroked(item: Any) -> bool | None:
    """Tell whether a path is drawn as a line and not only filled; `None` when it is not drawn at all."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not (fill.value or stroke.value):
        return None
    return bool(stroke.value)


def _subpaths(item: Any, frame: Frame) -> Iterator[list[tuple[int, int]]]:
    """Yield the points of each part of a path; of parts with curves there are none."""
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
            if len(points) > 1:
                yield points if is_straight else []
            points, is_straight = [], True
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            is_straight = False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.point(*matrix.on_point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points if is_straight else []


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
