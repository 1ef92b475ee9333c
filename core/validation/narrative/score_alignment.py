"""Rows that have slipped to the left: where a table is copied out as text, cells that were merged above are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.model.manuscript import GridCell
from core.validation.narrative.score_layout import Layout, Role

_NUMBER = re.compile(r"^[-－−≥≤]?\s*\d[\d,]*(?:\.\d+)?\s*(?P<percent>[%％])?分?$")
_NOTHING = re.compile(r"^[-—－–/\\无]*$")
_RIGHT = 2
_WRONG = -3
# A row stays where it is unless it fits clearly better elsewhere.
_MOVED = -2


def aligned(layout: Layout, cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """Return a row with its cells below their headings, blank ones put in for those that are missing on the left."""
    return moved(cells, missing_cells(layout, cells))


def missing_cells(layout: Layout, cells: Sequence[GridCell]) -> int:
    """Return how many cells are missing on the left of a row, so that the others fit their headings best."""
    room = 0
    while room < len(cells) and not cells[-1 - room].text.strip():
        room += 1
    fits = [_fit(layout, moved(cells, missing)) for missing in range(min(room, layout.names[-1] + 1) + 1)]
    best = max(fits, default=0) + _MOVED
    return 0 if fits[0] >= best else fits.index(max(fits))


def moved(cells: Sequence[GridCell], missing: int) -> Sequence[GridCell]:
    """Return a row with blank cells put in on the left."""
    return [*([GridCell(cells[0].address, "")] * missing), *cells[:-missing]] if missing else cells


def _fit(layout: Layout, cells: Sequence[GridCell]) -> int:
    """Return how well a row's cells suit the headings above them."""
    fit = 0
    for column in layout.items:
        text = layout.cell(cells, column.column).text.strip()
        found = _NUMBER.match(text)
        # Beside a column of rates a per cent is a rate.
        if found and not (found["percent"] and layout.rate is not None):
            fit += _RIGHT
        elif column.role is not Role.DEDUCTION and not _NOTHING.match(text):
            fit += _WRONG
    if _NUMBER.match(layout.cell(cells, layout.names[-1]).text.strip()):
        fit += _WRONG
    if layout.rate is not None:
        found = _NUMBER.match(layout.cell(cells, layout.rate).text.strip())
        if found:
            fit += 1 if found["percent"] else -1
    return fit


def numbers_in_order(cells: Sequence[GridCell]) -> list[GridCell]:
    """Return the cells of a row that hold numbers, from left to right."""
    return [cell for cell in cells if _NUMBER.match(cell.text.strip())]
