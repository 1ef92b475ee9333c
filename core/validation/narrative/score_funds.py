"""The rows of money above the indicators of a form: 年度资金总额 and its parts, 预算数, 执行数 and 执行率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.model.manuscript import Grid, GridCell
from core.validation.narrative.intervals import Interval
from core.validation.narrative.score_alignment import missing_cells, moved
from core.validation.narrative.score_layout import Layout, layouts_of
from core.validation.narrative.sheets import Figure, figure_in

_SPENT = re.compile(r"执行数|执行金额|支出数|支出金额|实际支出|决算数|实际使用")
_BUDGET = re.compile(r"预算|安排|下达|批复")
_YEAR = re.compile(r"全年|调整|当年")
_WHOLE = re.compile(r"总额|合计|总计|小计")
_PART = re.compile(r"^其中|财政|拨款|结转|资金|补助|收入|自筹|其他")
_HUNDRED = Decimal(100)
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Execution:
    """A rate of execution with what was spent and the budget that it is most likely of."""

    name: str
    rate: Figure
    spent: Figure
    budget: Figure
    agrees: bool

    @property
    def expected(self) -> Decimal:
        """The rate in per cent that the two give."""
        return self.spent.value / self.budget.value * _HUNDRED


@dataclass(frozen=True, slots=True)
class FundSum:
    """The whole of a column of money and its parts."""

    name: str
    header: str
    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the whole within their rounding."""
        slack = sum((part.interval.high - part.value for part in (self.whole, *self.parts)), Decimal(0))
        return abs(sum((part.value for part in self.parts), Decimal(0)) - self.whole.value) <= slack


@dataclass(frozen=True, slots=True)
class _FundRow:
    name: str
    figures: dict[int, Figure]
    rate: Figure | None


def executions(grid: Grid) -> Iterator[Execution]:
    """Yield the rates of execution of a form with whether any of its budgets gives them."""
    for layout in layouts_of(grid):
        spent = [column for column, header in layout.money if _SPENT.search(header)]
        budgets = [column for column, header in layout.money if _BUDGET.search(header) and column not in spent]
        if layout.rate is None or len(spent) != 1 or not budgets:
            continue
        headers = dict(layout.money)
        likely = next((column for column in reversed(budgets) if _YEAR.search(headers[column])), budgets[-1])
        for row in _fund_rows(grid, layout):
            top, bottom = row.figures.get(spent[0]), row.figures.get(likely)
            if row.rate is None or top is None or bottom is None or bottom.value <= 0 or top.value < 0:
                continue
            bases = [row.figures[column] for column in budgets if column in row.figures]
            yield Execution(row.name, row.rate, top, bottom, any(_gives(top, base, row.rate) for base in bases))


def _gives(spent: Figure, budget: Figure, rate: Figure) -> bool:
    found = spent.interval.over(budget.interval)
    if found is None:
        return False
    scale = _HUNDRED if rate.unit == "%" or rate.value > 1 else Decimal(1)
    if rate.decimals or scale == 1:
        return Interval(found.low * scale, found.high * scale).meets(rate.interval)
    half = Decimal(1) / 2
    return Interval(found.low * scale, found.high * scale).meets(Interval(rate.value - half, rate.value + half))


def fund_sums(grid: Grid) -> Iterator[FundSum]:
    """Yield the wholes of the columns of money with their parts, where two parts and more are filled in."""
    for layout in layouts_of(grid):
        if layout.rate is None:
            continue
        rows = list(_fund_rows(grid, layout))
        if len(rows) <= _FEWEST_PARTS or not _WHOLE.search(rows[0].name):
            continue
        whole, parts = rows[0], rows[1:]
        for column, header in layout.money:
            figures = tuple(row.figures[column] for row in parts if column in row.figures)
            if column in whole.figures and figures:
                yield FundSum(whole.name, header, whole.figures[column], figures)


def _fund_rows(grid: Grid, layout: Layout) -> Iterator[_FundRow]:
    """Yield the rows of money below a heading: the total first, then those that name a source of money."""
    missing: int | None = None
    for cells in grid.rows[layout.first : layout.end]:
        if missing is None:
            missing = missing_cells(layout, cells)
        placed = moved(cells, missing)
        name = next(("".join(cell.text.split()) for cell in placed if _is_name(cell)), "")
        if not name or not (_WHOLE.search(name) or _PART.search(name)):
            return
        figures = {
            column: figure
            for column, _ in layout.money
            if (figure := figure_in(layout.cell(placed, column))) is not None and not figure.unit
        }
        rate = None if layout.rate is None else figure_in(layout.cell(placed, layout.rate))
        yield _FundRow(name, figures, rate)


def _is_name(cell: GridCell) -> bool:
    return bool(cell.text.strip()) and not any(sign.isdigit() for sign in cell.text)


def sum_of_figures(figures: Sequence[Figure]) -> Decimal:
    """Return what figures add up to."""
    return sum((figure.value for figure in figures), Decimal(0))
