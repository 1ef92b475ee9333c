"""The cover as a sheet: the title, and the fields of the form below it."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Cover
from core.export.xlsx.grid import text_height
from core.export.xlsx.sheet import PORTRAIT_WIDTH, Sheet, SheetCell, row_parts
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
    heights = [_ABOVE_TITLE]
    cells = []

    def add(height: int, *contents: tuple[int, str, Style]) -> None:
        row, parts = len(heights) + 1, row_parts(height)
        heights.extend(parts)
        for column, text, style in contents:
            width = len(_WIDTHS) if style.font == TITLE_SONG else 1
            quoted = replace(style, quoted=looks_like_formula(text))
            cells.append(SheetCell(row, column, text or None, quoted, rows=len(parts), columns=width))

    add(text_height(title, sum(_WIDTHS), size=_TITLE_SIZE), (1, title, _TITLE))
    heights.append(_BELOW_TITLE)
    for line in cover.lines:
        label, value = clean(f"{line.title}："), clean(line.text)
        needed = (
            text_height(text, width, size=_FIELD_SIZE) for text, width in zip((label, value), _WIDTHS[1:3], strict=True)
        )
        add(max(_FIELD_HEIGHT, *needed), (2, label, _NAME), (3, value, _VALUE))
    return Sheet(name, _WIDTHS, tuple(heights), tuple(cells), numbered=False)


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
