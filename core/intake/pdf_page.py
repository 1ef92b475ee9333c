"""What stands on a page of a PDF: its letters and its ruled lines, upright, measured from the top left corner.

All lengths are hundredths of a point, as whole numbers.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from core.intake.pdf_frame import Frame
from core.intake.pdf_objects import PageObjects, address_of, read_objects

# Stands for a character of which the file does not say what it is.
UNREADABLE = "〓"
_QUARTER_TURN = 90
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
class Page:
    """A page as it is read."""

    width: int
    height: int
    letters: tuple[Letter, ...]
    objects: PageObjects


def read_page(page: Any) -> Page:
    """Read an open page of pypdfium2. Raises `pypdfium2.PdfiumError` when it is damaged."""
    text = page.get_textpage()
    try:
        turns = _turns(text)
        bounds = page.get_bbox()
        left, top, right, bottom = Frame(turns).box(*bounds)
        frame = Frame(turns, left, -top)
        width, height = right - left, bottom - top
        objects = read_objects(page, frame, width, height)
        letters = tuple(_letters(text, frame, width, height, objects.of_page))
    finally:
        text.close()
    return Page(width, height, letters, objects)


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


@lru_cache(maxsize=1024)
def _quarters(angle: float) -> int:
    """Return an angle in quarter turns; -1 when it is none."""
    degrees = round(angle * 180 / 3.14159265)
    quarters = round(degrees / _QUARTER_TURN)
    return quarters % 4 if abs(degrees - quarters * _QUARTER_TURN) <= 3 else -1


def _letters(text: Any, frame: Frame, width: int, height: int, of_page: Collection[int]) -> Iterator[Letter]:
    """Yield the characters that lie on the page in the direction of its text: no watermark across it.

    What stands in a piece of text of `of_page` is left out.
    """
    import pypdfium2.raw as pdfium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    half = 0
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        # Where characters are of two bytes, a rare one comes in two halves.
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half & 0x3FF) << 10) + (code & 0x3FF)
        character = UNREADABLE if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 else _character(code)
        if (
            not character
            or _quarters(pdfium.FPDFText_GetCharAngle(text, index)) != frame.turns
            or not pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            or not pdfium.FPDFText_GetLooseCharBox(text, index, box)
            or (of_page and address_of(pdfium.FPDFText_GetTextObject(text, index)) in of_page)
        ):
            continue
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        base = frame.point(x.value, y.value)[1]
        if 0 <= (left + right) // 2 <= width and 0 <= base <= height:
            yield Letter(character, left, right, base, max(bottom - top, 100))


@cache
def _character(code: int) -> str:
    """Return the character of a code; none for what is no sign, and a sign of its own for what could be any."""
    if code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF:
        return ""
    character = chr(code)
    if character == "\ufffd" or unicodedata.category(character) in {"Co", "Cn"}:
        return UNREADABLE
    for first, last in (_RADICAL_BLOCK, _COMPATIBLE_BLOCK):
        if first <= character <= last:
            return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)
