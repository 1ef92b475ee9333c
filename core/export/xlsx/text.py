"""Text as a cell holds it, and how much room it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_TEXT = 32767  # Excel counts UTF-16 units
_CUT = "……（全文见报告）"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Nothing of these is ever shown, and most of them make a file that XML readers refuse.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a stored text as A, so an underscore that would begin such a mark is written as a mark itself.
_MARK = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# Typed into Excel these begin a formula; the full-width ones do so in its Chinese edition.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")

_NEVER_FIRST = "，。、；：？！）》〉」』】〕”’％…—～·,.;:?!)]}%"
# What stays together on a line: a run of Latin letters and figures, or one character, with the marks that follow it.
_PIECE = re.compile(rf"\n|(?:[!-~]+|[^\n])[{re.escape(_NEVER_FIRST)}]* *")
# Printers set text a little wider than the screen; a row that is too high is better than a line that is cut off.
_TRUSTED_PERCENT = 96


def clean(text: str) -> str:
    """Return a text without control characters; line breaks are all alike, tabs are spaces."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def within_limit(text: str) -> str:
    """Return a text that one cell can hold, cut with a note where it is too long."""
    if len(text.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return text
    # A character beyond the first plane that the cut falls into is left out whole.
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(_CUT))].decode("utf-16-le", errors="ignore")
    return kept + _CUT


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many UTF-16 units, with an ellipsis where it is cut."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * longest else units[: 2 * (longest - 1)].decode("utf-16-le", errors="ignore") + "…"


def looks_like_formula(text: str) -> bool:
    """Return whether Excel would take the text for a formula if someone entered it anew."""
    return text.lstrip().startswith(_FORMULA_STARTS)


def escaped_marks(text: str) -> str:
    """Return a cell's text so that Excel reads back exactly this text."""
    return _MARK.sub("_x005F_", text)


def half_ems(text: str) -> int:
    """Return the width of a line in half ems: a Chinese character takes two, a Latin letter or figure one."""
    return len(text) if text.isascii() else sum(map(_half_ems, text))


@lru_cache(maxsize=8192)
def _half_ems(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def line_ends(text: str, measure: int) -> Iterator[int]:
    """Yield where each line ends within `measure` half ems; rather a line too many than one too few."""
    room = max(measure * _TRUSTED_PERCENT // 100, 2)
    filled = 0
    # Most cells hold a few words.
    if len(text) * 2 <= room and "\n" not in text:
        yield len(text)
        return
    for piece in _PIECE.finditer(text):
        if piece[0] == "\n":
            yield piece.end()
            filled = 0
            continue
        width = half_ems(piece[0].rstrip())
        if filled and filled + width > room:
            yield piece.start()
            filled = 0
        if width <= room:
            filled += half_ems(piece[0])
            continue
        for position, character in enumerate(piece[0], start=piece.start()):
            if filled and filled + half_ems(character) > room:
                yield position
                filled = 0
            filled += half_ems(character)
    yield len(text)
