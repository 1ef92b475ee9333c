"""Lines put together into paragraphs: those cut by a page break joined again, typed numbers turned into levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.intake.headings import LONGEST_HEADING
from core.intake.lines import Line
from core.intake.titles import Number, Style, read_number

_LEVELS = {Style.ITEM: 3, Style.SUBITEM: 4}
_STOPS = "。！？：；”’!?:;…"
_NO_START = "，。、；：？！）》”’〉」】,.;:?!)%％"
_NO_END = "，、（《“‘〈「【—,("
# 一是, 第一， and marks open a point of a list, though none of them is a number that the form prints.
_POINT = re.compile(
    "[一二三四五六七八九十]{1,3}(?:是|要)|第[一二三四五六七八九十]{1,3}[，,、]|[①-⑳⑴-⒇]|[（(]?[a-zA-Z][)）.]|[●■◆★•·※]"
)
_LATIN = re.compile("[A-Za-z]")
_HEADING_WITHOUT_STOP = 60
_TITLE = re.compile(
    "[^，。；：、,;:！？]{1,60}(?:报告|情况|说明|总结|打算|方案|计划|要点|公报|公告|通报|汇报|意见|概况|材料)"
)


@dataclass
class Fragment:
    """A piece of text at a line, growing as the lines that belong to it are joined. `joins` are their numbers."""

    line: int
    pieces: list[str]
    number: Number | None
    joins: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    @property
    def length(self) -> int:
        """The length of the first pieces, as far as it matters for telling a heading from a sentence."""
        return sum(len(piece) for piece in self.pieces[:2])


@dataclass(frozen=True, slots=True)
class Levelled:
    """A paragraph with its level; a level above 0 stands for the number that was typed before the text."""

    line: int
    text: str
    level: int


def join_lines(lines: Sequence[Line]) -> list[Fragment]:
    """Join the lines that page breaks have cut apart into paragraphs."""
    ends_with_stop = _styles_with_stops(lines)
    found: list[Fragment] = []
    for line in lines:
        number = read_number(line.text)
        if found and number is None and not line.indented and _goes_on(found[-1], line.text, ends_with_stop):
            if _LATIN.match(line.text) and _LATIN.match(found[-1].pieces[-1][-1]):
                found[-1].pieces.append(" ")
            found[-1].pieces.append(line.text)
            found[-1].joins.append(line.number)
        else:
            found.append(Fragment(line.number, [line.text], number))
    return found


def _styles_with_stops(lines: Iterable[Line]) -> frozenset[Style]:
    """Return the numberings whose points mostly end with a stop: there one without it has been cut."""
    balance: dict[Style, int] = {}
    for line in lines:
        number = read_number(line.text)
        if number:
            balance[number.style] = balance.get(number.style, 0) + (1 if line.text[-1] in _STOPS else -1)
    return frozenset(style for style, count in balance.items() if count > 0)


def _goes_on(before: Fragment, text: str, ends_with_stop: frozenset[Style]) -> bool:
    """Tell whether a line without a number goes on with the paragraph before it."""
    last = before.pieces[-1][-1]
    if text[0] in _NO_START or last in _NO_END:
        return True
    if last in _STOPS or _POINT.match(text):
        return False
    if before.number is not None and len(before.pieces) == 1:
        if not before.number.rest:
            return True
        is_title = before.length <= _HEADING_WITHOUT_STOP and not any(stop in before.pieces[0] for stop in "。；")
        if is_title and before.number.style not in ends_with_stop:
            return False
    return before.length > LONGEST_HEADING and not _is_title(before)


def _is_title(fragment: Fragment) -> bool:
    """Tell whether a paragraph of one line is a title: 2023 年工作总结, without any mark."""
    return len(fragment.pieces) == 1 and bool(_TITLE.fullmatch(fragment.text))


class Numbering:
    """Gives a part's paragraphs their levels, so that the form prints the very numbers that were typed.

    A number that the form would not print (one is skipped, a list begins anew) stays in the text, at level 0.
    """

    def __init__(self) -> None:
        self._items = 0
        self._subitems = 0
        self.kept: list[int] = []

    def level(self, fragment: Fragment) -> Levelled:
        """Return a paragraph with its level."""
        number = fragment.number
        text = fragment.text
        if number is None or number.style not in _LEVELS:
            return Levelled(fragment.line, text, 0)
        expected = (self._items if number.style is Style.ITEM else self._subitems) + 1
        rest = text[len(fragment.pieces[0]) - len(number.rest) :].strip()
        if number.value != expected or not rest:
            self.kept.append(fragment.line)
            return Levelled(fragment.line, text, 0)
        if number.style is Style.ITEM:
            self._items, self._subitems = number.value, 0
        else:
            self._subitems = number.value
        return Levelled(fragment.line, rest, _LEVELS[number.style])
