"""Tables of points as the checks read them: the rows with what they are worth and what they got, and their groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from core.model.finding import Place, place_in
from core.model.manuscript import Grid, GridCell
from core.validation.narrative.score_alignment import aligned, numbers_in_order
from core.validation.narrative.score_layout import Layout, PointColumn, Role, bare, layouts_of


@dataclass(frozen=True, slots=True)
class Points:
    """A number of points in a cell; `start` and `end` are the number's span in the cell's `text`.

    `exact` points are no result of a division that was rounded: what a row is worth, or all of it.
    """

    address: str
    text: str
    value: Decimal
    start: int
    end: int
    exact: bool = False

    @property
    def written(self) -> str:
        """The number as written."""
        return self.text[self.start : self.end]

    @property
    def decimals(self) -> int:
        """How many decimals it shows."""
        return len(self.written.partition(".")[2])

    def place(self) -> Place:
        """Return the number's place."""
        return place_in(self.address, self.text, self.start, self.end)

    @property
    def slack(self) -> Decimal:
        """How far the number may be from what it was before it was rounded."""
        return Decimal(0) if self.exact or not self.decimals else Decimal(1).scaleb(-self.decimals) / 2


class Kind(StrEnum):
    """What a row is."""

    ITEM = "item"
    GROUP = "group"  # 二、产出指标 | 50 | 48, with rows of its own below
    SUBTOTAL = "subtotal"
    TOTAL = "total"


Series = tuple[Role, int]


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table of points.

    `path` are the names from the first level down, those of merged cells taken from the row above; `depth` is how
    many of them count. `points` are by role and number of the column; `above` are those that the row gives to a name
    of a level further up, by level; `named` are points that a name itself states (产出指标（50 分）), by level.
    """

    number: int
    path: tuple[str, ...]
    depth: int
    kind: Kind
    points: dict[Series, Points]
    above: dict[tuple[Series, int], Points] = field(default_factory=dict)
    named: dict[int, Points] = field(default_factory=dict)
    target: GridCell | None = None
    actual: GridCell | None = None
    rate: GridCell | None = None
    remark: str = ""

    @property
    def name(self) -> str:
        """What the row is called."""
        return next((name for name in reversed(self.path[: self.depth]) if name), "")

    def of(self, role: Role, number: int = 0) -> Points | None:
        """Return the row's points of a role."""
        return self.points.get((role, number))


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """A grid of points. `columns` has the item columns of all its parts by role and number; `block` is the grid's
    place among the blocks of the text.
    """

    grid: Grid
    block: int
    rows: tuple[Row, ...]
    columns: dict[Series, PointColumn]
    numbers: frozenset[int]

    @property
    def items(self) -> list[Row]:
        """The rows that are neither groups nor totals."""
        return [row for row in self.rows if row.kind is Kind.ITEM]

    @property
    def totals(self) -> list[Row]:
        """The rows of totals."""
        return [row for row in self.rows if row.kind is Kind.TOTAL]

    @property
    def title(self) -> str:
        """The table's name in a message."""
        return f"“{self.grid.title}”" if self.grid.title else "评分表"


_NUMBER = re.compile(r"^\s*(?P<sign>[-－−])?\s*(?P<number>\d{1,4}(?:\.\d+)?)\s*[（(]?(?:分|%|％)?[)）]?\s*$")
_IN_NAME = re.compile(
    r"[（(\[【](?:共|满分|分值|权重|合计)?[为是:：]?(?P<bracketed>\d{1,3}(?:\.\d+)?)\s*(?:分|%|％)[^（）()]{0,20}[)）\]】]"
    r"|(?:共|满分|分值|权重)?(?P<plain>\d{1,3}(?:\.\d+)?)分$"
)
_TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.])?(?:自评|评价|综合|绩效|最终|部门|项目|指标|得分|评分|各项)*"
    r"(?:合计|总计|共计|总分|总得分|总评分|合计得分|得分合计|(?<=自评|综合|最终|绩效)得分)(?:值|数|得分)?(?:[（(].*[)）])?$"
)
_SUBTOTAL = re.compile(r"^(?P<of>.{0,20}?)(?:得分)?(?:小计|(?<=.)(?:合计|共计))(?:得分|分值)?$")
_OF_WHICH = re.compile(r"^其中[:：]?")
_STYLES = (
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
    re.compile(r"^[①-⑳]"),
)


def points_in(cell: GridCell) -> Points | None:
    """Return the points that a cell states, with or without 分 behind them; `None` where it says anything else."""
    found = _NUMBER.match(cell.text)
    if found is None:
        return None
    value = Decimal(found["number"])
    start, end = found.span("number")
    return Points(cell.address, cell.text, -value if found["sign"] else value, start, end)


def points_in_name(cell: GridCell) -> Points | None:
    """Return the points that a name states of itself: 产出指标（50 分）."""
    found = _IN_NAME.search(cell.text)
    if found is None:
        return None
    group = "bracketed" if found["bracketed"] else "plain"
    return Points(cell.address, cell.text, Decimal(found[group]), *found.span(group))


def read_score_table(grid: Grid, block: int) -> ScoreTable | None:
    """Return a grid as a table of points, `None` where it is none."""
    layouts = layouts_of(grid)
    rows: list[Row] = []
    path: tuple[str, ...] = ()
    for number, layout in enumerate(layouts):
        # The heading is printed again on a new page; a merged name goes on.
        if not number or layout.names != layouts[number - 1].names:
            path = ()
        part, path = _rows(grid, layout, path)
        rows += part
    if not any(row.kind is Kind.ITEM and row.of(Role.POINTS) for row in rows):
        return None
    columns: dict[Series, PointColumn] = {}
    for layout in layouts:
        for column in layout.items:
            columns.setdefault((column.role, column.number), column)
    numbers = {column.column for layout in layouts for column in (*layout.items, *layout.groups)}
    return ScoreTable(grid, block, tuple(rows), columns, frozenset(numbers))


def _rows(grid: Grid, layout: Layout, path: tuple[str, ...]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows below a heading, and the names that the last of them bears; `path` are those before the first."""
    found: list[Row] = []
    for number in range(layout.first, layout.end):
        row = _row(grid, layout, number, path)
        if row.kind not in {Kind.TOTAL, Kind.SUBTOTAL}:
            path = row.path
        if row.points or row.above or row.kind in {Kind.TOTAL, Kind.SUBTOTAL}:
            found.append(row)
    if len(layout.names) == 1:
        _rank_by_numbers(found)
    _mark_groups(found)
    return found, path


def _row(grid: Grid, layout: Layout, number: int, before: tuple[str, ...]) -> Row:
    cells = aligned(layout, grid.rows[number])
    own = [layout.cell(cells, column) for column in layout.names]
    names = ["".join(cell.text.split()) for cell in own]
    total = next((name for name in names if name), "")
    kind, depth = Kind.ITEM, max((level + 1 for level, name in enumerate(names) if name), default=0)
    subtotal = next((level for level, name in enumerate(names) if _SUBTOTAL.match(name)), None)
    if _TOTAL.match(total) or (depth and _TOTAL.match(names[depth - 1])):
        kind = Kind.TOTAL
        depth = next(level for level, name in enumerate(names, 1) if _TOTAL.match(name))
    elif subtotal is not None:
        kind, depth = Kind.SUBTOTAL, subtotal + 1
    path = tuple(
        name or (before[level] if level < len(before) and level < depth and not any(names[:level]) else "")
        for level, name in enumerate(names)
    )
    named = {level: points for level, cell in enumerate(own) if (points := points_in_name(cell)) is not None}

    def cell_at(column: int | None) -> GridCell | None:
        return None if column is None else layout.cell(cells, column)

    remark = cell_at(layout.remark)
    return Row(
        number=number,
        path=path,
        depth=depth,
        kind=kind,
        points=_points(layout, cells if kind is Kind.ITEM else _in_place(layout, cells)),
        above={
            ((column.role, column.number), column.level): item
            for column in layout.groups
            if (item := _points_of(layout, cells, column)) is not None
        },
        named=named,
        target=cell_at(layout.target),
        actual=cell_at(layout.actual),
        rate=cell_at(layout.rate),
        remark=remark.text.strip() if remark else "",
    )


def _in_place(layout: Layout, cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """Return a row of totals whose numbers stand right behind its name with each below its heading."""
    held = numbers_in_order(cells)
    if len(held) != len(layout.items) or all(_points_of(layout, cells, column) for column in layout.items):
        return cells
    moved = [GridCell(cell.address, "") for cell in cells]
    for column, cell in zip(layout.items, held, strict=True):
        moved[column.column] = cell
    return moved


def _points(layout: Layout, cells: Sequence[GridCell]) -> dict[Series, Points]:
    """Return the points of a row by their series; all that it is worth, or nothing, is exact."""
    found = {
        (column.role, column.number): item
        for column in layout.items
        if (item := _points_of(layout, cells, column)) is not None
    }
    worth = found.get((Role.POINTS, 0))
    all_or_nothing = {Decimal(0), worth.value} if worth else set()
    return {
        series: replace(item, exact=series[0] is Role.POINTS or item.value in all_or_nothing)
        for series, item in found.items()
    }


def _points_of(layout: Layout, cells: Sequence[GridCell], column: PointColumn) -> Points | None:
    """Return what a row has in a column of points; weights may be per cents, scores in per cent are none."""
    cell = layout.cell(cells, column.column)
    weights = column.role is Role.POINTS and layout.rate is None
    if not weights and cell.text.rstrip().endswith(("%", "％")):
        return None
    return points_in(cell)


def _rank_by_numbers(rows: Sequence[Row]) -> None:
    """Give rows with one column of names their levels by the style of their numbers: 一、 above （一） above 1."""
    items = [row for row in rows if row.kind is Kind.ITEM]
    styles = [next((n for n, style in enumerate(_STYLES) if style.match(row.path[0])), len(_STYLES)) for row in items]
    order = list(dict.fromkeys(styles))
    # What comes back after something deeper stood first is above it; a list in one style has one level.
    if len(order) < 2 or order != sorted(order):
        return
    held = [""] * len(order)
    for row, style in zip(items, styles, strict=True):
        level = order.index(style)
        held[level] = row.path[0]
        held[level + 1 :] = [""] * (len(order) - level - 1)
        row.path, row.depth = tuple(held), level + 1
        named = row.named.get(0)
        row.named = {level: named} if named else {}


def _mark_groups(rows: Sequence[Row]) -> None:
    """Make groups of the rows that have rows of their own below."""
    for row, below in pairwise(rows):
        if (
            row.kind is below.kind is Kind.ITEM
            and below.depth > row.depth > 0
            and below.path[: row.depth] == row.path[: row.depth]
        ):
            row.kind = Kind.GROUP


def subtotal_of(name: str) -> str:
    """Return what a 小计 says that it is of: 产出指标小计 is of 产出指标; empty where it names nothing."""
    found = _SUBTOTAL.match(name)
    return found["of"] if found else ""


def is_of_which(row: Row) -> bool:
    """Tell whether a row says of itself that it is part of the row above."""
    return bool(_OF_WHICH.match(row.name))


def name_key(name: str) -> str:
    """Return a name for comparison: without numbers, brackets and the words that every indicator bears."""
    key = bare(_NUMBERED.sub("", "".join(name.split())))
    shorter = _ORNAMENT.sub("", re.sub(r"(?:共|满分|分值)?\d+(?:\.\d+)?分$", "", key))
    return shorter if len(shorter) >= 2 else key


_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])")
_ORNAMENT = re.compile(r"(?:类|性)?(?:指标|情况)$")


def score_tables_in(blocks: Sequence[object]) -> Iterator[ScoreTable]:
    """Yield the tables of points among the blocks of a text."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            table = read_score_table(block, number)
            if table is not None:
                yield table
