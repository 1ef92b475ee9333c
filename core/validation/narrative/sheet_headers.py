"""Where the header of a table ends, and what each of its columns is called: names that span columns, rows repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.model.manuscript import Grid

Row = Sequence[str]

YEAR = re.compile(r"^(?:19|20)\d{2}$")
_NUMBER = re.compile(r"^\d{1,2}$")
_COLUMN_NUMBERS = re.compile(r"^(?:栏\s*次|行\s*次|甲|乙)$")
_MOST_HEADER_ROWS = 5
_SHARED_WORDS = 3


def first_row_of(texts: Sequence[Row], is_figure: Sequence[Sequence[bool]]) -> int:
    """Return the number of the first row below the header: years and numbers of columns are header, too."""
    for number, row in enumerate(texts):
        found = [row[column] for column, figure in enumerate(is_figure[number]) if figure]
        if not found or all(YEAR.match(text) for text in found):
            continue
        if number < _MOST_HEADER_ROWS and numbers_the_columns(row):
            continue
        return number
    return len(texts)


def numbers_the_columns(row: Row) -> bool:
    """Tell whether a row numbers the columns: 1 2 3, with or without 栏次 before them."""
    filled = [text for text in row if text]
    counted = filled[1:] if filled and _COLUMN_NUMBERS.match(filled[0]) else filled
    if len(counted) <= 1 or not all(_NUMBER.match(text) for text in counted):
        return False
    return all(int(after) - int(before) == 1 for before, after in pairwise(counted))


def paths_of(header: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """Return for every column its names from top to bottom; a name spans the blank cells to its right."""
    rows = _realigned([list(row) for row in header], width)
    paths: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        above, below = rows[:number], rows[number + 1 :]
        current = ""
        for column, text in enumerate(row):
            # What begins further up, or has nothing below it, is not under the name to its left.
            goes_on = not any(other[column] for other in above) and any(other[column] for other in below)
            current = text or (current if goes_on else "")
            if current and (not current.isdigit() or YEAR.match(current)):
                paths[column].append(current)
    return [tuple(path) for path in paths]


def _realigned(rows: list[list[str]], width: int) -> list[list[str]]:
    """Return a header whose second row has lost the blank cells before it, with its names below the one they divide.

    What was copied from a page has no blank cells for merged ones: 甲 乙 丙 above three names leaves it open which of
    them is divided. It is the one that shares words with them, else the last.
    """
    if len(rows) < 2:
        return rows
    top, below = _filled(rows[0]), _filled(rows[1])
    if not (top and below) or len(top) - 1 + len(below) != width or len(top) == width:
        return rows
    place = max(range(len(top)), key=lambda number: (_shares(top[number], below), number))
    spread = [*top[: place + 1], *[""] * (len(below) - 1), *top[place + 1 :]]
    under = [*[""] * place, *below, *[""] * (len(top) - 1 - place)]
    return [spread, under, *rows[2:]]


def _filled(row: Row) -> list[str]:
    """Return the cells of a row that is filled from the left, none where a blank stands between them."""
    filled = [text for text in row if text]
    return filled if list(row[: len(filled)]) == filled else []


def _shares(name: str, below: Sequence[str]) -> bool:
    pieces = (name[start : start + _SHARED_WORDS] for start in range(len(name) - _SHARED_WORDS + 1))
    return sum(any(piece in other for other in below) for piece in pieces) > _SHARED_WORDS


def repeats_header(row: Row, header: Sequence[Row]) -> bool:
    """Tell whether a row below the header says it again, as on a new page."""
    return any(row) and any(list(row) == list(other) for other in header)


def texts_of(grid: Grid) -> list[list[str]]:
    """Return the cells of a table without any space."""
    return [["".join(cell.text.split()) for cell in row] for row in grid.rows]
