"""Amounts that moved far from their budget: the narrative must say why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.model import address
from core.model.amount import format_decimal
from core.model.finding import Severity
from core.model.report import Report, format_amount
from core.model.standard import Row, Table, VarianceCheck
from core.validation.inspection import Inspection
from core.validation.narrative.reasons import explains_change
from core.validation.places import cell_place
from core.validation.registry import Area, CouldNotRun, NotApplicable, Outcome, must_explain, rule

_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Movement:
    """A row whose amount moved from `base` to `actual`, in yuan."""

    row: Row
    base: Decimal
    actual: Decimal

    @property
    def change(self) -> Decimal:
        """How far the amount moved, negative for a decrease."""
        return self.actual - self.base


@rule(
    "VAR-001",
    severity=Severity.WARNING,
    title="支出变动较大未说明原因",
    clause="整体支出使用情况：决算数与预算数相差较大的，应当写明原因",
    reads=[Area.TABLES, Area.NARRATIVE],
)
def check_variance_is_explained(inspection: Inspection) -> Iterator[Outcome]:
    """Every row that moved by the standard's threshold or more is explained in the narrative.

    A total that moved only because one of its rows did is not reported again.
    """
    checks = inspection.report.standard.variance_checks
    compared = False
    for check in checks:
        table = inspection.report.standard.tables_by_id[check.table]
        movements = _movements(inspection, check, table)
        compared = compared or bool(movements)
        large = {row_id: item for row_id, item in movements.items() if _is_large(item, check, table, movements)}
        explained = {row_id for row_id, item in large.items() if _is_explained(inspection, item.row)}
        for row_id, item in large.items():
            if row_id not in explained and not _follows(item, table, large, explained, check.threshold):
                where = [address.cell(table.id, row_id, column) for column in (check.actual, check.base)]
                yield must_explain(
                    f"{_in_words(item, table, check)}，正文没有说明原因。",
                    f"在正文中写明{item.row.short}变动的原因。",
                    [cell_place(inspection.report, cell) for cell in where],
                )
    if not checks:
        yield NotApplicable("指标体系没有规定变动说明的界限")
    elif not compared:
        yield CouldNotRun("明细表的预算数和决算数没有填")


def _movements(inspection: Inspection, check: VarianceCheck, table: Table) -> dict[str, Movement]:
    found: dict[str, Movement] = {}
    for row in table.rows:
        cells = [address.cell(table.id, row.id, column) for column in (check.base, check.actual)]
        base, actual = (_true_amount(inspection.report, cell) for cell in cells)
        if base is not None and actual is not None:
            found[row.id] = Movement(row, base, actual)
            inspection.use(*cells)
    return found


def _true_amount(report: Report, where: str) -> Decimal | None:
    """Return a cell's amount; a total as its parts add up, since `SPD-001` speaks of one that is stated otherwise."""
    computed = report.computed_figure(where)
    return report.amount(where) if computed is None or computed.blanks else computed.value


def _is_large(item: Movement, check: VarianceCheck, table: Table, movements: dict[str, Movement]) -> bool:
    if item.base:
        return abs(item.change) >= check.threshold * abs(item.base)
    # Spending without a budget is measured against the whole table, or a trifle would have to be explained.
    contained = {part for row in table.rows for part in row.parts}
    whole = max(
        (abs(other.actual) for other in movements.values() if other.row.parts and other.row.id not in contained),
        default=Decimal(0),
    )
    return item.change != 0 and abs(item.change) >= check.threshold * whole


def _is_explained(inspection: Inspection, row: Row) -> bool:
    names = _names_of(row)
    return any(
        explains_change(paragraph.text, names)
        for paragraph in inspection.report.all_paragraphs()
        if any(name in paragraph.text for name in names)
    )


def _names_of(row: Row) -> tuple[str, ...]:
    """Return what the narrative may call a row: its short name, and that name without its ornaments."""
    bare = row.short.removeprefix("日常").removeprefix("对").removesuffix("支出").removesuffix("类项目")
    return (row.short, bare) if len(bare) >= _SHORTEST_NAME else (row.short,)


def _follows(item: Movement, table: Table, large: dict[str, Movement], explained: set[str], threshold: Decimal) -> bool:
    """Tell whether a movement needs no word of its own: its rows account for it, or its whole is explained."""
    members = [large[row_id] for row_id in _members_of(item.row, table) if row_id in large]
    rest = item.change - sum((member.change for member in members), Decimal(0))
    if members and (not rest or abs(rest) < threshold * abs(item.base)):
        return True
    return any(whole.id in explained for whole in _wholes_of(item.row, table))


def _wholes_of(row: Row, table: Table) -> Iterator[Row]:
    """Yield the rows that contain a row, but for the table's own total: what explains it need not speak of the row."""
    for whole in table.rows:
        if row.id in _members_of(whole, table) and any(whole.id in other.parts for other in table.rows):
            yield whole
            yield from _wholes_of(whole, table)


def _members_of(row: Row, table: Table) -> tuple[str, ...]:
    return (*row.parts, *(other.id for other in table.rows if other.part_of == row.id))


def _in_words(item: Movement, table: Table, check: VarianceCheck) -> str:
    moved = f"{item.row.short} {format_amount(table, item.base)} → {format_amount(table, item.actual)}"
    direction = "增加" if item.change > 0 else "减少"
    if not item.base:
        base = next(column.title for column in table.columns if column.id == check.base)
        return f"{moved}（单位：{table.unit}），{base}为 0"
    percent = format_decimal(abs(item.change) / abs(item.base) * 100, 1)
    return f"{moved}（单位：{table.unit}），{direction} {percent}%"
