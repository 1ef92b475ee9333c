"""The cover as a sheet: the title, and the fields of the form below it."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Cover
from core.export.xlsx.grid import text_height, text_pieces
from core.export.xlsx.sheet import PORTRAIT_WIDTH, Sheet, SheetCell
from core.export.xlsx.styles import FANG_SONG, TITLE_SONG, Style
from core.export.xlsx.text import clean, half_ems, looks_like_formula

_TITLE_SIZE = 22  # 二号
_FIELD_SIZE = 16  # 三号
_FIELD_HEIGHT = 45
_ABOVE_TITLE = 110
_BELOW_TITLE = 190
_WIDTHS = (74, 150, 350, 74)
# Where a title that needs two lines reads best when broken.
_PHRASES = ("部门整体支出", "整体支出", "自评报告")

_TITLE = Style(font=TITLE_SONG, size=_TITLE_SIZE, align="center", wraps=True)
_NAME = Style(font=FANG_SONG, size=_FIELD_SIZE, align="right", vertical="bottom", wraps=True)
# A blank field keeps its rule, so that it can be filled in by hand.
_VALUE = Style(font=FANG_SONG, size=_FIELD_SIZE, align="center", vertical="bottom", border="bottom", wraps=True)


def cover_sheet(cover: Cover, name: str) -> Sheet:
    """Return the cover as a sheet called `name`."""
    title = _broken(clean(cover.title))
    heights = [_ABOVE_TITLE, text_height(title, sum(_WIDTHS), size=_TITLE_SIZE), _BELOW_TITLE]
    cells = [_cell(2, 1, title, _TITLE, columns=len(_WIDTHS))]
    for line in cover.lines:
        for count, piece in enumerate(text_pieces(line.text, _WIDTHS[2], size=_FIELD_SIZE)):
            label = "" if count else f"{line.title}："
            label_height = text_height(label, _WIDTHS[1], size=_FIELD_SIZE)
            heights.append(max(_FIELD_HEIGHT, label_height, text_height(piece, _WIDTHS[2], size=_FIELD_SIZE)))
            cells += [_cell(len(heights), 2, clean(label), _NAME), _cell(len(heights), 3, piece, _VALUE)]
    return Sheet(name, _WIDTHS, tuple(heights), tuple(cells), numbered=False)


def _cell(row: int, column: int, text: str, style: Style, *, columns: int = 1) -> SheetCell:
    return SheetCell(row, column, text or None, replace(style, quoted=looks_like_formula(text)), columns=columns)


def _broken(title: str) -> str:
    """Return a title with a line break where it reads best, if it needs one."""
    room = PORTRAIT_WIDTH * 3 // (2 * _TITLE_SIZE) - 1
    if half_ems(title) <= room:
        return title
    for phrase in _PHRASES:
        at = title.rfind(phrase)
        if at > 0 and max(half_ems(title[:at]), half_ems(title[at:])) <= room:
            return f"{title[:at]}\n{title[at:]}"
    return title
