"""A sheet as it is to be written: cells with contents and looks, sizes, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.document.inputs import Input
from core.export.xlsx.styles import Style

# What A4 takes between the margins: pixels of 1/96 inch across, points down.
PORTRAIT_WIDTH = 648
LANDSCAPE_WIDTH = 976
PORTRAIT_HEIGHT = 728
LANDSCAPE_HEIGHT = 480
HIGHEST_ROW = 400  # points; Excel allows 409
# A table that is little more than a page is set smaller, but not so small that it is hard to read.
_SMALLEST_PERCENT = 80


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, without its equals sign, and the value that is stored beside it; `None` is shown blank."""

    text: str
    value: Decimal | str | None


Content = str | Decimal | Formula | None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell, or several merged ones, with the place of the first; rows and columns count from 1."""

    row: int
    column: int
    content: Content
    style: Style
    rows: int = 1
    columns: int = 1
    input: Input | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Cells, as A1:B2, that are coloured while a formula, without its equals sign, holds."""

    cells: str
    condition: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Widths are in pixels, heights in points, a width for each column and a height for each row.

    `head` is the first and the last row that stay in view and are repeated on each page. `running_title` stands above
    each numbered page, `watermark` (草稿) above every page. A hidden sheet is for programs.
    """

    name: str
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    cells: tuple[SheetCell, ...]
    head: tuple[int, int] | None = None
    landscape: bool = False
    numbered: bool = True
    running_title: str = ""
    watermark: str = ""
    alerts: tuple[Alert, ...] = ()
    hidden: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether cells are locked: where some are to be filled in, or follow from others."""
        return self.hidden or any(cell.input or isinstance(cell.content, Formula) for cell in self.cells)

    @property
    def is_one_page(self) -> bool:
        """Whether all is printed on one page, somewhat smaller if need be; else only the width is made to fit."""
        page = LANDSCAPE_HEIGHT if self.landscape else PORTRAIT_HEIGHT
        return not self.numbered or sum(self.heights) * _SMALLEST_PERCENT <= page * 100


def column_letters(column: int) -> str:
    """Return the name of a column that is counted from 1: A … Z, AA …"""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def coordinate(row: int, column: int) -> str:
    """Return the name of a cell: B4."""
    return f"{column_letters(column)}{row}"
