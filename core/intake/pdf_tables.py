"""Ruled tables on a page of a PDF: the lines that cross each other, the cells between them, the letters inside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.intake.pdf_lines import joined, lines_of
from core.intake.pdf_objects import Ruling
from core.intake.pdf_page import Letter, Page

# Ends that miss each other by less than this meet; lines nearer to each other than this are one.
_NEAR = 300
# No row and no column is as narrow as this.
_SAME_EDGE = 2 * _NEAR
_MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page. `columns` are the places of its upright lines; a row has a text for each column."""

    top: int
    bottom: int
    columns: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def find_tables(page: Page) -> tuple[list[PageTable], list[Letter]]:
    """Return the tables of a page from top to bottom, and the letters that stand in none of them."""
    rest = list(page.letters)
    found: list[PageTable] = []
    lattices = [
        _Lattice(level, upright)
        for level, upright in _crossing(_merged(page.objects.level), _merged(page.objects.upright))
    ]
    # A table within another takes its letters first.
    for lattice in sorted(lattices, key=lambda one: one.area):
        if not lattice.is_table:
            continue
        inside = [letter for letter in rest if lattice.holds(letter)]
        table = lattice.table(inside)
        # Lines around a heading or a chart are no table.
        if sum(bool(text) for row in table.rows for text in row) < 2:
            continue
        found.append(table)
        rest = [letter for letter in rest if not lattice.holds(letter)]
    return sorted(found, key=lambda table: table.top), rest


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Return lines that lie in one another, or go on from one another, as one."""
    bands: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda one: one.at):
        if bands and ruling.at - bands[-1][0].at <= _NEAR:
            bands[-1].append(ruling)
        else:
            bands.append([ruling])
    found: list[Ruling] = []
    for band in bands:
        at = sum(ruling.at for ruling in band) // len(band)
        start, end = 0, -_NEAR - 1
        for ruling in sorted(band, key=lambda one: one.start):
            if ruling.start > end + _NEAR:
                if end >= start:
                    found.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            end = max(end, ruling.end)
        found.append(Ruling(at, start, end))
    return found


def _crossing(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Return the level and upright lines that hang together, one pair for each group."""
    group = list(range(len(level) + len(upright)))

    def first(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    places = [ruling.at for ruling in upright]
    for index, ruling in enumerate(level):
        for other in range(bisect_left(places, ruling.start - _NEAR), bisect_right(places, ruling.end + _NEAR)):
            if upright[other].start - _NEAR <= ruling.at <= upright[other].end + _NEAR:
                group[first(len(level) + other)] = first(index)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate([*level, *upright]):
        found.setdefault(first(index), ([], []))[0 if index < len(level) else 1].append(ruling)
    return [pair for pair in found.values() if pair[0] and pair[1]]


class _Lattice:
    """The places between the lines of a group, and which of them lie open to each other as one cell."""

    def __init__(self, level: Sequence[Ruling], upright: Sequence[Ruling]) -> None:
        # A table may be open at its sides; its lines then reach beyond the outermost ones that cross them.
        self._down = _edges([one.at for one in level], [end for one in upright for end in (one.start, one.end)])
        self._across = _edges([one.at for one in upright], [end for one in level for end in (one.start, one.end)])
        self._level = level
        self._upright = upright

    @property
    def is_table(self) -> bool:
        """Whether there are columns, and no more places than any table has."""
        height, width = len(self._down) - 1, len(self._across) - 1
        return width > 1 and height > 0 and height * width <= _MOST_PLACES

    @property
    def area(self) -> int:
        """How much of the page it takes."""
        return (self._down[-1] - self._down[0]) * (self._across[-1] - self._across[0])

    def holds(self, letter: Letter) -> bool:
        """Tell whether a letter stands within the outermost lines."""
        across, down = _middle(letter)
        return self._across[0] <= across < self._across[-1] and self._down[0] <= down < self._down[-1]

    def table(self, letters: Iterable[Letter]) -> PageTable:
        """Return the table with the letters, all of them within it, in its cells."""
        height, width = len(self._down) - 1, len(self._across) - 1
        cells = self._cells(height, width)
        texts: dict[int, list[Letter]] = {}
        for letter in letters:
            across, down = _middle(letter)
            place = (bisect_right(self._down, down) - 1) * width + bisect_right(self._across, across) - 1
            texts.setdefault(cells[place], []).append(letter)
        rows = tuple(
            tuple(joined(lines_of(texts.get(row * width + column, ()))) for column in range(width))
            for row in range(height)
        )
        return PageTable(self._down[0], self._down[-1], tuple(self._across), rows)

    def _cells(self, height: int, width: int) -> list[int]:
        """Return for each place, row by row, the first place of the cell that it belongs to."""
        beside = _walls(self._upright, self._across, self._down)
        below = _walls(self._level, self._down, self._across)
        cells = [-1] * (height * width)
        for place in range(height * width):
            if cells[place] >= 0:
                continue
            cells[place] = place
            waiting = [place]
            while waiting:
                row, column = divmod(waiting.pop(), width)
                neighbours = (
                    (row, column + 1, (column + 1, row) in beside),
                    (row, column - 1, (column, row) in beside),
                    (row + 1, column, (row + 1, column) in below),
                    (row - 1, column, (row, column) in below),
                )
                for to_row, to_column, is_closed in neighbours:
                    if is_closed or not (0 <= to_row < height and 0 <= to_column < width):
                        continue
                    if cells[to_row * width + to_column] < 0:
                        cells[to_row * width + to_column] = place
                        waiting.append(to_row * width + to_column)
        return cells


def _walls(rulings: Iterable[Ruling], edges: Sequence[int], along: Sequence[int]) -> set[tuple[int, int]]:
    """Return where a line stands: the number of its edge, and of each place that it passes."""
    middles = [(one + other) // 2 for one, other in pairwise(along)]
    return {
        (bisect_left(edges, ruling.at - _SAME_EDGE), place)
        for ruling in rulings
        for place in range(bisect_left(middles, ruling.start), bisect_right(middles, ruling.end))
    }


def _edges(places: Iterable[int], ends: Iterable[int]) -> list[int]:
    """Return the places of lines in order, and the outermost ends of those that cross them, each of them once."""
    inner = sorted(places)
    reach = sorted(ends)
    found: list[int] = []
    for place in (reach[0], *inner, reach[-1]) if reach[0] < inner[0] else (*inner, reach[-1]):
        if not found or place - found[-1] > _SAME_EDGE:
            found.append(place)
    return found


def _middle(letter: Letter) -> tuple[int, int]:
    return (letter.left + letter.right) // 2, letter.base - letter.size // 3
