"""Which columns of a table name its rows, and which hold its figures: two tables may stand side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.validation.narrative.row_names import goes_on_a_code, is_code
from core.validation.narrative.sheet_headers import YEAR, Row, first_row_of, numbers_the_columns, paths_of

UNIT_COLUMN = re.compile(r"^(?:计量|计价)?单位$")
BLANK = re.compile(r"^[—–\-－/…]*$")
_ORDINALS = re.compile(r"序号|行次|栏次|编码|代码|编号")
_CODES = re.compile(r"编码|代码|科目|^[类款项]$")
_REMARKS = re.compile(r"备注|说明|原因|依据|措施|理由|缘由")
_FEWEST_ORDINALS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Columns side by side that name the rows of the figures to their right; some of them may hold codes."""

    names: tuple[int, ...]
    codes: tuple[int, ...]

    @property
    def side(self) -> int:
        """The last of its columns, by which it is known."""
        return max(self.names + self.codes)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's first row below the header, the names of its columns, and the block of names for each of figures."""

    first: int
    paths: Sequence[tuple[str, ...]]
    figures: dict[int, Block | None]
    unit_column: int | None


def layout_of(texts: Sequence[Row], is_figure: Sequence[Sequence[bool]]) -> Layout:
    """Return how a table is laid out."""
    width = len(texts[0]) if texts else 0
    codes = _code_columns(texts)
    first = first_row_of(texts, is_figure)
    words = [column in codes or _is_words(texts[first:], is_figure[first:], column) for column in range(width)]
    paths = paths_of(texts[:first], width)
    headers = ["".join(path) for path in paths]
    below = texts[first:]
    # 单位 at the left edge heads the names of bodies.
    unit_column = next((column for column in range(1, width) if UNIT_COLUMN.match(headers[column])), None)
    names: list[int] = []
    figures: dict[int, Block | None] = {}
    block: Block | None = None
    for column in range(width):
        if not any(not BLANK.match(row[column]) for row in below) or column == unit_column:
            continue
        if column in codes or (words[column] and not _is_remark(headers[column], below, is_figure[first:], column)):
            names.append(column)
        elif not words[column] and not _is_ordinal(headers[column], below, column):
            if names:
                block = Block(tuple(name for name in names if name not in codes), tuple(sorted(codes & {*names})))
                names = []
            figures[column] = block
    if any(figures.values()):
        figures = {column: block for column, block in figures.items() if block is not None}
    return Layout(first, paths, figures, unit_column)


def _is_words(texts: Sequence[Row], is_figure: Sequence[Sequence[bool]], column: int) -> bool:
    filled = [(row[column], read[column]) for row, read in zip(texts, is_figure, strict=True)]
    numbers = [text for text, figure in filled if figure]
    words = sum(not figure and not BLANK.match(text) for text, figure in filled)
    years = not column and len(numbers) > 1 and all(YEAR.match(text) for text in numbers)
    return words >= len(numbers) or years


def _code_columns(texts: Sequence[Row]) -> set[int]:
    """Return the columns of codes: whole ones in one column, or 类 款 项 in columns of their own."""
    rows = [row for row in texts if not numbers_the_columns(row)]
    found: set[int] = set()
    for column in range(len(texts[0]) if texts else 0):
        filled = [row[column] for row in rows if row[column]]
        digits = [text for text in filled if text.isdigit()]
        if not digits:
            continue
        named = any(_CODES.search(text) for text in filled if not text.isdigit())
        if column - 1 in found:
            if all(goes_on_a_code(text) for text in digits) and (named or len(digits) == len(filled)):
                found.add(column)
        elif all(is_code(text) for text in digits) and (named or not column):
            found.add(column)
    return found


def _is_ordinal(header: str, below: Sequence[Row], column: int) -> bool:
    if _ORDINALS.search(header):
        return True
    counted = [row[column] for row in below if row[column]]
    return (
        not column
        and len(counted) >= _FEWEST_ORDINALS
        and all(text.isdigit() for text in counted)
        and all(int(after) - int(before) == 1 for before, after in pairwise(counted))
    )


def _is_remark(header: str, below: Sequence[Row], is_figure: Sequence[Sequence[bool]], column: int) -> bool:
    """Tell whether a column of words among the figures says something of them, and does not name them."""
    if _REMARKS.search(header):
        return True
    if not any(any(read[:column]) for read in is_figure):
        return False
    beside = [bool(row[column]) for row, read in zip(below, is_figure, strict=True) if any(read[column + 1 :])]
    return sum(beside) * 2 < len(beside)
