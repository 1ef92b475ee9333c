"""Numbers of headings and numbered paragraphs as Word's own, which count on when a copy is edited.

One list of four levels is bound to the styles of the headings. It counts along with the document, so that a number
which the list would not print begins the list anew at this number, and one of another form is typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.document.blocks import Heading, Paragraph
from core.document.numbering import chapter_number, part_number
from core.export.docx.elements import Element, w
from core.export.docx.page import INDENT

MAIN_LIST = 1
LEVELS = 4
_FAMILY = 0
# Format and text of each level: 一、 （一） 1. （1）
_SHAPES = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
_DECIMALS = {2: re.compile(r"([1-9][0-9]{0,3})\."), 3: re.compile(r"（([1-9][0-9]{0,3})）")}
_CHINESE = {
    level: {number_of(count): count for count in range(1, 100)}
    for level, number_of in ((0, chapter_number), (1, part_number))
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the level, from 0, and the key of the list that counts it."""

    level: int
    key: int

    def properties(self) -> Element:
        """Return the property that puts a paragraph in this place."""
        return w("numPr", w("ilvl", val=self.level), w("numId", val=self.key))


# What keeps the list of its style from a heading.
NOWHERE = Place(0, 0)


class Numbers:
    """Gives the headings and paragraphs of a document their places in the list; they must be shown to it in order."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS
        self._keys = [MAIN_LIST] * LEVELS
        self._restarts: list[tuple[int, int]] = []

    def place(self, block: Heading | Paragraph) -> Place | None:
        """Return a block's place in the list; `None` when its number is to be typed, or it has none."""
        found = _read(block)
        if found is None:
            return None
        level, count = found
        if count != self._counts[level] + 1:
            self._restarts.append((level, count))
            self._keys[level:] = [MAIN_LIST + len(self._restarts)] * (LEVELS - level)
        self._counts[level:] = [count] + [0] * (LEVELS - level - 1)
        key = self._keys[level]
        # What is counted below counts with the same list.
        self._keys[level:] = [key] * (LEVELS - level)
        return Place(level, key)

    def definitions(self) -> Element:
        """Return the root of the part with the lists that were used."""
        family = w(
            "abstractNum", w("multiLevelType", val="multilevel"), *map(_level, range(LEVELS)), abstractNumId=_FAMILY
        )
        lists = [w("num", w("abstractNumId", val=_FAMILY), numId=MAIN_LIST)]
        for key, (level, count) in enumerate(self._restarts, start=MAIN_LIST + 1):
            anew = w("lvlOverride", w("startOverride", val=count), ilvl=level)
            lists.append(w("num", w("abstractNumId", val=_FAMILY), anew, numId=key))
        return w("numbering", family, *lists)


def _read(block: Heading | Paragraph) -> tuple[int, int] | None:
    """Return the level, from 0, and the count that a number stands for."""
    levels = [block.level - 1] if isinstance(block, Heading) else range(LEVELS)
    for level in levels:
        if level in _CHINESE:
            count = _CHINESE[level].get(block.number, 0)
        else:
            digits = _DECIMALS[level].fullmatch(block.number) if level in _DECIMALS else None
            count = int(digits[1]) if digits else 0
        if count:
            return level, count
    return None


def _level(level: int) -> Element:
    shape, text = _SHAPES[level]
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=shape),
        w("pStyle", val=f"Heading{level + 1}"),
        w("suff", val="nothing"),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=0, firstLineChars=200, firstLine=INDENT)),
        ilvl=level,
    )
