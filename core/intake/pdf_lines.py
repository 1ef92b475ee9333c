"""The letters of a page put together into lines, and the lines of its paragraphs into whole ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.intake.lines import Line
from core.intake.pdf_page import UNREADABLE, Letter

_LATIN = re.compile(r"[A-Za-z]")
# What is not broken at the end of a line.
_WORD = re.compile(r"[“（《]?[!-~]+[%，。、；：）]?")
# What no line of a paragraph begins with, however full the line above is.
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(?:部分|章)"
)
_INDENT = "\u3000\u3000"
_FEWEST_LINES = 5
_FAR_LARGER = 2
_LONGEST_MARK = 2
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A sign of a font of signs, before a point of a list.
_BULLET = re.compile(f"^{UNREADABLE}\\s+(?=\\S)")
# Of a figure that lost a digit nothing can be said.
_BROKEN_FIGURE = re.compile(rf"(?:\d[\d.,]*)?{UNREADABLE}(?:[\d.,{UNREADABLE}]*[\d%％{UNREADABLE}])?")
_STOPS = tuple("。；：！？;:!?")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on a page, of `page_width`: its edges, its baseline, the height of its letters, and they themselves."""

    text: str
    left: int
    right: int
    base: int
    size: int
    page_width: int = 0
    letters: tuple[Letter, ...] = ()


def rows_of(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Return letters as lines from top to bottom, each from left to right.

    Letters that are far larger than the others, as of a watermark, make lines of their own: they reach over several.
    """
    listed = sorted(letters, key=lambda one: (one.base, one.left))
    if not listed:
        return []
    usual = sorted(letter.size for letter in listed)[len(listed) // 2]
    large = [letter for letter in listed if letter.size > _FAR_LARGER * usual]
    if not large:
        return _rows(listed)
    rest = [letter for letter in listed if letter.size <= _FAR_LARGER * usual]
    return sorted([*_rows(rest), *_rows(large)], key=lambda row: min(letter.base for letter in row))


def _rows(letters: Iterable[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    for letter in letters:
        # Raised and lowered letters belong to the line at whose height they stand.
        if rows and letter.base - rows[-1][-1].base <= max(letter.size, rows[-1][-1].size) * 2 // 5:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row, key=lambda one: one.left) for row in _with_marks(rows)]


def _with_marks(rows: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """Yield rows with their raised digits, marks of notes and powers, as such: 30¹ is not 301."""
    above: list[Letter] = []
    for row, below in pairwise([*rows, None]):
        assert row is not None
        if below is not None and len(row) <= _LONGEST_MARK and all(map(_raised_in(below), row)):
            above += row
            continue
        joint = [*above, *row]
        above = []
        if any(letter.text.isdecimal() for letter in joint):
            is_raised = _raised_in(joint)
            joint = [replace(one, text=one.text.translate(_RAISED)) if is_raised(one) else one for one in joint]
        yield joint


def _raised_in(row: Sequence[Letter]) -> Callable[[Letter], bool]:
    """Return what tells whether a letter is a digit that stands small and high in a row."""
    size = sorted(letter.size for letter in row)[len(row) // 2]
    base = sorted(letter.base for letter in row)[len(row) // 2]
    left, right = min(letter.left for letter in row), max(letter.right for letter in row)

    def is_raised(letter: Letter) -> bool:
        return (
            letter.size * 4 <= size * 3
            and letter.text.isdecimal()
            and size // 8 <= base - letter.base <= size
            and left - size <= letter.left <= right + size
        )

    return is_raised


def lines_of(letters: Iterable[Letter], page_width: int = 0) -> list[TextLine]:
    """Return letters as lines from top to bottom, each read from left to right."""
    found = [line_of(row, page_width) for row in rows_of(letters)]
    return [line for line in found if line.text]


def line_of(row: Sequence[Letter], page_width: int = 0) -> TextLine:
    """Return the letters of a line, from left to right, as one."""
    pieces: list[str] = []
    before: Letter | None = None
    for letter in row:
        if before is not None:
            # Letters are made bold by drawing them twice.
            if letter.text == before.text and letter.left - before.left < before.size // 5:
                continue
            gap = letter.left - before.right
            both_narrow = letter.text.isascii() and before.text.isascii()
            if gap > letter.size // (8 if both_narrow else 2) and not (before.text + letter.text).isspace():
                pieces.append(" ")
        pieces.append(letter.text)
        before = letter
    size = sorted(letter.size for letter in row)[len(row) // 2]
    written = [letter for letter in row if not letter.text.isspace()] or list(row)
    text = _BULLET.sub("", "".join(pieces).strip())
    text = _BROKEN_FIGURE.sub(UNREADABLE, text) if UNREADABLE in text else text
    return TextLine(text, written[0].left, written[-1].right, row[0].base, size, page_width, tuple(row))


def joined(lines: Sequence[TextLine]) -> str:
    """Return the lines of a cell as its text: broken where it is narrow, except behind a sentence."""
    text = ""
    for line in lines:
        if text.endswith(_STOPS):
            text += "\n"
        elif text and _LATIN.match(text[-1]) and _LATIN.match(line.text):
            text += " "
        text += line.text
    return text


def paragraph_lines(lines: Sequence[TextLine], measures: Mapping[int, tuple[int, int]]) -> list[tuple[int, Line]]:
    """Return a text's lines for joining, each with the index of the first of the lines that it was made of.

    `measures` are those of the whole text. Where it is set to a full measure, what is indented begins a paragraph, a
    line that is far from full ends one, and a paragraph that began with an indent goes on in what is not indented,
    behind a full stop if it is full.
    """
    found: list[tuple[int, Line]] = []
    began_indented = False
    for index, line in enumerate(lines):
        measure = measures.get(line.page_width)
        if measure is None:
            found.append((index, Line(index, line.text, line.text)))
            began_indented = False
            continue
        indented = line.left > measure[0] + line.size
        spare = _spare(lines[index - 1], line, measures) if index else 0
        start, before = found[-1] if found else (0, None)
        most = 2 if before is None or before.text.endswith(_STOPS) else 8
        if before and began_indented and not indented and spare < most * line.size and not _HEADING.match(line.text):
            space = " " if _LATIN.match(before.text[-1]) and _LATIN.match(line.text) else ""
            text = f"{before.text}{space}{line.text}"
            found[-1] = (start, Line(start, f"{_INDENT}{text}", text))
            continue
        opens = indented or spare > 4 * line.size
        found.append((index, Line(index, f"{_INDENT if opens else ''}{line.text}", line.text)))
        # Further in stand centred headings.
        began_indented = indented and line.left <= measure[0] + 3 * line.size
    return found


def _spare(before: TextLine, line: TextLine, measures: Mapping[int, tuple[int, int]]) -> int:
    """Return what is left of the line before when the first word of the next one, a figure mostly, is put there."""
    if before.page_width not in measures:
        return 0
    word = _WORD.match(line.text)
    return measures[before.page_width][1] - before.right - (len(word[0]) if word else 0) * line.size * 3 // 5


def measures_of(lines: Iterable[TextLine]) -> dict[int, tuple[int, int]]:
    """Return the left and right edge of the text for each width of page, where enough of its lines are full."""
    of_width: dict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        if not gaps_in(line):
            of_width[line.page_width].append(line)
    found: dict[int, tuple[int, int]] = {}
    for width, group in of_width.items():
        right = max(line.right for line in group)
        full = [line for line in group if line.right > right - 2 * line.size]
        if len(group) >= _FEWEST_LINES and len(full) * 10 >= len(group) * 3:
            found[width] = (min(line.left for line in full), right)
    return found


def gaps_in(line: TextLine) -> int:
    """Return how often a line is torn apart as the cells of a table are."""
    return sum(other.left - one.right > 2 * line.size for one, other in pairwise(line.letters))
