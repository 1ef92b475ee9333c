"""The cover as a sheet: the title, and the fields of the form below it."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Cover, TableCell
from core.document.live_words import Joined
from core.export.xlsx.grid import text_height, text_pieces
from core.export.xlsx.layout import Layout
from core.export.xlsx.sheet import PORTRAIT_WIDTH, SheetCell
from core.export.xlsx.styles import AS_TEXT, FANG_SONG, TITLE_SONG, Style
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


def cover_layout(cover: Cover, name: str) -> Layout:
    """Place the cover on a sheet called `name`."""
    title = clean(cover.title)
    phrase = _break_before(title, always=cover.live_title is not None)
    live = _broken_live(cover.live_title, phrase) if cover.live_title else None
    if phrase:
        before, _, behind = title.rpartition(phrase)
        title = f"{before}\n{phrase}{behind}"
    heights = [_ABOVE_TITLE, text_height(title, sum(_WIDTHS), size=_TITLE_SIZE), _BELOW_TITLE]
    cells = [_cell(2, 1, TableCell(title, live=live), _TITLE, columns=len(_WIDTHS))]
    for line in cover.lines:
        for count, piece in enumerate(text_pieces(line.text, _WIDTHS[2], size=_FIELD_SIZE)):
            label = "" if count else f"{line.title}："
            label_height = text_height(label, _WIDTHS[1], size=_FIELD_SIZE)
            heights.append(max(_FIELD_HEIGHT, label_height, text_height(piece, _WIDTHS[2], size=_FIELD_SIZE)))
            field = TableCell(piece, address=line.address, input=line.input)
            cells += [_cell(len(heights), 2, TableCell(label), _NAME), _cell(len(heights), 3, field, _field(field))]
    return Layout(name, _WIDTHS, tuple(heights), (), tuple(cells), numbered=False)


def _field(field: TableCell) -> Style:
    return replace(_VALUE, is_input=True, number_format=AS_TEXT) if field.input else _VALUE


def _cell(row: int, column: int, cell: TableCell, style: Style, *, columns: int = 1) -> tuple[TableCell, SheetCell]:
    quoted = replace(style, quoted=looks_like_formula(clean(cell.text)))
    return cell, SheetCell(row, column, None, quoted, columns=columns)


def _break_before(title: str, *, always: bool) -> str:
    """Return the phrase that a title is broken before, if it needs two lines; empty for none."""
    room = PORTRAIT_WIDTH * 3 // (2 * _TITLE_SIZE) - 1
    if half_ems(title) <= room and not always:
        return ""
    for phrase in _PHRASES:
        at = title.rfind(phrase)
        if at > 0 and (always or max(half_ems(title[:at]), half_ems(title[at:])) <= room):
            return phrase
    return ""


def _broken_live(title: Joined, phrase: str) -> Joined | None:
    """Return a live title with a line break before a phrase; `None` where none of its fixed words hold the phrase."""
    if not phrase:
        return title
    for number, part in reversed(list(enumerate(title.parts))):
        if isinstance(part, str) and phrase in part:
            before, _, behind = part.rpartition(phrase)
            return Joined((*title.parts[:number], f"{before}\n{phrase}{behind}", *title.parts[number + 1 :]))
    return None
