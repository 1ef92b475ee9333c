"""Columns in a PDF without lines between them: told by figures that stand below one another in several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.intake.captions import UNIT_LINE
from core.intake.pdf_lines import TextLine, line_of
from core.intake.pdf_page import Letter

_FIGURE = re.compile(r"[≥≤＞＜><=±约]?[-+−－]?\d[\d,，]*(?:[.．]\d+)?\s?(?:[%％‰]|[^\d\s,，.．、。；：（）()]{1,2})?")
_FIGURE_SIGNS = frozenset("0123456789.,，．%％-−－")
_POINT = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]|第[一二三四五六七八九十]{1,3}[章节条]")
_CAPTION = re.compile(r"附?表\s?[\d一二三四五六七八九十]|附件|注[:：]")
FEWEST_ROWS = 3
_MOST_BETWEEN, _MOST_BETWEEN_TORN = 20, 4
_LONGEST_CELL = 60
# In tenths of the width of a character: gaps that part two figures, a figure and a word, two words; and how far rows
# of one table may be apart.
_GAP_OF_FIGURES, _GAP_BESIDE_FIGURE, _GAP_OF_WORDS = 4, 6, 9
ONE_TABLE = 45


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together in a row."""

    line: TextLine
    is_figure: bool

    @property
    def left(self) -> int:
        """Its left edge."""
        return self.line.left

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.line.right


@dataclass(frozen=True, slots=True)
class Row:
    """A line, cut at its gaps. `base` counts on from page to page; `index` is the line's own."""

    index: int
    base: int
    pieces: tuple[Piece, ...]

    @property
    def has_figures(self) -> bool:
        """Whether there are figures beside something else."""
        return len(self.pieces) > 1 and any(piece.is_figure for piece in self.pieces)

    @property
    def text(self) -> str:
        """All that stands in it."""
        return "".join(piece.line.text for piece in self.pieces)

    @property
    def is_caption(self) -> bool:
        """Whether it numbers a table, states its unit or is a note to it."""
        return bool(_CAPTION.match(self.text)) or any(UNIT_LINE.match(piece.line.text) for piece in self.pieces)

    @property
    def may_be_of_table(self) -> bool:
        """Whether it is no caption and no prose."""
        return (
            bool(self.pieces)
            and not self.is_caption
            and not self.text.endswith("。")
            and all(len(piece.line.text) <= _LONGEST_CELL for piece in self.pieces)
        )


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where the pieces of a column reach; how many of them are figures and how many words."""

    left: int
    right: int
    figures: int = 0
    words: int = 0

    def meets(self, piece: Piece) -> bool:
        """Tell whether a piece stands above or below it."""
        return piece.left < self.right and self.left < piece.right

    def with_piece(self, piece: Piece) -> Column:
        """Return the column with one more piece."""
        left, right = min(self.left, piece.left), max(self.right, piece.right)
        return Column(left, right, self.figures + piece.is_figure, self.words + (not piece.is_figure))

    def with_column(self, other: Column) -> Column:
        """Return the column together with another."""
        left, right = min(self.left, other.left), max(self.right, other.right)
        return Column(left, right, self.figures + other.figures, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows `begin` to `end`, of which the first and the last have figures, and the columns that they stand in.

    `is_torn` tells that rows in other columns follow without a gap, so that it is not clear what belongs together.
    """

    begin: int
    end: int
    columns: tuple[Column, ...]
    is_torn: bool = False


def width_of_character(lines: Sequence[TextLine]) -> int:
    """Return how wide most of the Chinese letters are."""
    widths = sorted(letter.right - letter.left for line in lines for letter in line.letters if letter.text > "\u2e80")
    return max(widths[len(widths) // 2] if widths else 1000, 100)


def pieces_of(letters: Sequence[Letter], width: int) -> Iterator[Piece]:
    """Yield what stands together in a line; `width` is that of a character."""
    piece: list[Letter] = []
    for letter in letters:
        if letter.text.isspace():
            continue
        if piece:
            figures = (piece[-1].text in _FIGURE_SIGNS) + (letter.text in _FIGURE_SIGNS)
            widest = (_GAP_OF_WORDS, _GAP_BESIDE_FIGURE, _GAP_OF_FIGURES)[figures]
            if (letter.left - piece[-1].right) * 10 > widest * width:
                yield _piece(piece)
                piece = []
        piece.append(letter)
    if piece:
        yield _piece(piece)


def _piece(letters: Sequence[Letter]) -> Piece:
    line = line_of(letters)
    return Piece(line, bool(_FIGURE.fullmatch(line.text)))


def gap(above: Row, below: Row) -> int:
    """Return how far apart two rows are, in tenths of a hundredth of a point."""
    return (below.base - above.base) * 10


def find_blocks(rows: Sequence[Row], width: int) -> Iterator[Block]:
    """Yield the rows that stand in columns, each of them once."""
    start = 0
    while (begin := next((index for index in range(start, len(rows)) if rows[index].has_figures), -1)) >= 0:
        block = _grown(rows, begin, width)
        start = _end_of_torn(rows, block.end, width)
        with_figures = [row for row in rows[block.begin : start] if row.has_figures]
        if start > block.end:
            if len(with_figures) >= FEWEST_ROWS:
                yield Block(block.begin, start, block.columns, is_torn=True)
        elif _is_clear(block.columns, with_figures):
            yield block


def _end_of_torn(rows: Sequence[Row], end: int, width: int) -> int:
    """Return the row behind all that follows in other columns without a gap; `end` where nothing does."""
    torn = end
    for index in range(end, len(rows)):
        row = rows[index]
        if gap(rows[index - 1], row) > ONE_TABLE * width or row.is_caption or index - torn >= _MOST_BETWEEN_TORN:
            break
        if row.has_figures:
            torn = index + 1
    return torn


def _grown(rows: Sequence[Row], begin: int, width: int) -> Block:
    """Return the rows from `begin` on that stand in the same columns."""
    columns: tuple[Column, ...] = ()
    end = begin
    for index in range(begin, len(rows)):
        row = rows[index]
        if index - end >= _MOST_BETWEEN or (index > begin and gap(rows[index - 1], row) > ONE_TABLE * width):
            break
        if row.has_figures:
            joint = _joint(columns, row)
            if joint is None:
                break
            columns, end = joint, index + 1
        elif not fits(row, columns):
            break
    return Block(begin, end, columns)


def _joint(columns: Sequence[Column], row: Row) -> tuple[Column, ...] | None:
    """Return columns with a row added; `None` when it does not stand in them.

    Words that are spaced out stand in one column with words that are not; figures share none with what is beside them.
    """
    found = list(columns)
    for piece in row.pieces:
        met = [column for column in found if column.meets(piece)]
        if len(met) > 1 and (piece.is_figure or any(column.figures for column in met)):
            return None
        joint = Column(piece.left, piece.right).with_piece(piece)
        for other in met:
            found.remove(other)
            joint = joint.with_column(other)
        found.append(joint)
    found.sort(key=lambda column: column.left)
    return tuple(found) if all(one.right <= other.left for one, other in pairwise(found)) else None


def fits(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row without figures may stand within a table: none of its words reaches across columns."""
    return row.may_be_of_table and all(sum(column.meets(piece) for column in columns) < 2 for piece in row.pieces)


def _is_clear(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Tell whether columns and rows with figures surely are a table."""
    if len(rows) < FEWEST_ROWS or len(columns) < 2:
        return False
    if all(_POINT.fullmatch(row.pieces[0].line.text) for row in rows):
        return False
    # A column of figures, and no more words among them than a heading in their midst.
    return any(column.figures >= FEWEST_ROWS and column.words * 3 <= column.figures for column in columns[1:])
