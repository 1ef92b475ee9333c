"""Sums within the tables: a total is what its parts add up to, an 其中 row is never above its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from core.model import address
from core.model.change import Change, Put
from core.model.finding import Severity
from core.model.naming import cell_name
from core.model.report import Report, format_amount
from core.model.standard import Column, Row, Table
from core.validation.inspection import Inspection
from core.validation.places import cell_place
from core.validation.registry import (
    Area,
    CouldNotRun,
    Fault,
    NotApplicable,
    Outcome,
    contradicted,
    not_reproducible,
    rule,
)

_CLAUSE = "支出明细表：合计等于各组成项之和"


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated total of a column beside what its parts add up to.

    `computed` adds the parts as they stand in the table, `corrected` with every sub-total replaced by its own sum.
    `below` are the stated sub-totals that it contains.
    """

    where: str
    parts: tuple[str, ...]
    stated: Decimal
    computed: Decimal
    corrected: Decimal
    below: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the parts as they stand add up to the total."""
        return self.stated == self.computed


@rule("SPD-001", severity=Severity.ERROR, title="合计与各项之和不符", clause=_CLAUSE, reads=[Area.TABLES])
def check_total_is_sum_of_parts(inspection: Inspection) -> Iterator[Outcome]:
    """Every stated total equals the sum of the rows that the standard names as its parts.

    A wrong sub-total is one finding: the totals above it that its mistake reaches are further places of it.
    """
    report = inspection.report
    stated_any = False
    short: list[str] = []
    for table in report.standard.tables:
        for column in table.columns:
            sums, unknown = _sums_of(report, table, column)
            stated_any = stated_any or bool(sums) or bool(unknown)
            short += unknown
            for item in sums.values():
                inspection.use(item.where, *item.parts)
            for item, above in _root_causes(sums):
                yield _fault(report, table, item, above)
    if not stated_any:
        yield NotApplicable("合计都由程序计算，没有另填的合计数")
    elif short:
        names = "、".join(cell_name(report.standard, where) for where in short)
        yield CouldNotRun(f"{names}的组成项有未填的数")


def _sums_of(report: Report, table: Table, column: Column) -> tuple[dict[str, Sum], list[str]]:
    """Return the stated totals of a column, sub-totals first, and those with blank parts, which cannot be judged."""
    sums: dict[str, Sum] = {}
    unknown: list[str] = []
    corrected: dict[str, Decimal] = {}
    below: dict[str, tuple[str, ...]] = {}
    for row in _bottom_up(table):
        where = address.cell(table.id, row.id, column.id)
        parts = tuple(address.cell(table.id, part, column.id) for part in row.parts)
        figures = {part: report.figure(part) for part in parts}
        stated = report.stored_figure(where)
        if any(figure.value is None or figure.blanks for figure in figures.values()):
            unknown += [where] if stated is not None else []
            continue
        amounts = {part: figure.value or Decimal(0) for part, figure in figures.items()}
        corrected[where] = sum((corrected.get(part, amounts[part]) for part in parts), Decimal(0))
        inside = tuple(chain.from_iterable(below.get(part, ()) for part in parts))
        below[where] = inside if stated is None else (*inside, where)
        if stated is not None:
            sums[where] = Sum(where, parts, stated, sum(amounts.values(), Decimal(0)), corrected[where], inside)
    return sums, unknown


def _bottom_up(table: Table) -> list[Row]:
    """Return the rows with parts, each after those that it contains."""
    done: dict[str, Row] = {}

    def visit(row: Row) -> None:
        for part in row.parts:
            visit(table.row(part))
        if row.parts:
            done.setdefault(row.id, row)

    for row in table.rows:
        visit(row)
    return list(done.values())


def _root_causes(sums: dict[str, Sum]) -> Iterator[tuple[Sum, list[Sum]]]:
    """Yield each total that is itself wrong, with the totals above that repeat its mistake or are right without it."""
    wrong: dict[str, list[Sum]] = {}
    for item in sums.values():
        causes = [where for where in item.below if where in wrong]
        if not item.agrees and not (causes and item.stated == item.corrected):
            wrong[item.where] = []
        elif item.stated != item.computed or item.stated != item.corrected:
            for cause in causes:
                wrong[cause].append(item)
    for where, above in wrong.items():
        yield sums[where], above


def _fault(report: Report, table: Table, item: Sum, above: list[Sum]) -> Fault:
    difference = format_amount(table, abs(item.stated - item.computed))
    message = (
        f"{cell_name(report.standard, item.where)}：{_addition(report, table, item)}，"
        f"表中填 {format_amount(table, item.stated)}，相差 {difference}（单位：{table.unit}）。"
    )
    repeating = [other for other in above if other.agrees]
    right = [other for other in above if not other.agrees]
    if repeating:
        message += f"{_names(report, repeating)}也按这个数合计。"
    if right:
        message += f"{_names(report, right)}与改正后的数相符，不必再改。"
    places = [item.where, *item.parts, *(other.where for other in above), *_parts_that_show_it(report, table, item)]
    shown = [cell_place(report, where) for where in dict.fromkeys(places)]
    if abs(item.stated - item.computed) <= _rounding_slack(report, table, item):
        return not_reproducible(
            f"{message}可能是四舍五入造成的尾差。",
            "核对各项；确是尾差的，把差额并入其中一项，使合计相符。",
            shown,
            severity=Severity.WARNING,
        )
    totals = [item.where, *(other.where for other in repeating)]
    fix = Change("合计改用各项之和", tuple(Put(where, report.entries[where], None) for where in totals))
    return contradicted(message, "核对各组成项；各项无误的，合计改用各项之和。", shown, fix=fix)


def _addition(report: Report, table: Table, item: Sum) -> str:
    figures = [(where, report.amount(where)) for where in item.parts]
    # Rows of zero would only bury the sum.
    counted = [(where, value) for where, value in figures if value] or figures[:1]
    return f"{_terms(table, counted)}＝{format_amount(table, item.computed)}"


def _terms(table: Table, figures: Iterable[tuple[str, Decimal | None]]) -> str:
    return "＋".join(
        f"{table.row(where.split('/')[1]).short} {format_amount(table, value)}" for where, value in figures
    )


def _names(report: Report, sums: list[Sum]) -> str:
    return "、".join(cell_name(report.standard, item.where) for item in sums)


def _rounding_slack(report: Report, table: Table, item: Sum) -> Decimal:
    """Return how far a total may be off because its figures were rounded to the table's decimals, in yuan."""
    step = table.scale.scaleb(-table.decimals)
    rounded = sum(1 for value in [item.stated, *map(report.amount, item.parts)] if value and value % step == 0)
    return step / 2 * rounded


@rule(
    "SPD-002",
    severity=Severity.ERROR,
    title="“其中”数大于总数",
    clause="支出明细表：“其中”项不大于所属的项",
    reads=[Area.TABLES],
)
def check_part_is_within_whole(inspection: Inspection) -> Iterator[Outcome]:
    """No 其中 row, nor all of one whole together, is above the row that it is part of."""
    report = inspection.report
    groups = [
        (table, whole, members)
        for table in report.standard.tables
        for whole in table.rows
        if (members := [row for row in table.rows if row.part_of == whole.id])
    ]
    if not groups:
        yield NotApplicable("明细表没有“其中”行")
    for table, whole, members in groups:
        for column in table.columns:
            yield from _parts_above_whole(inspection, table, whole, members, column)


def _parts_above_whole(
    inspection: Inspection, table: Table, whole: Row, members: list[Row], column: Column
) -> Iterator[Fault]:
    report = inspection.report
    above = address.cell(table.id, whole.id, column.id)
    limit = report.amount(above)
    cells = [address.cell(table.id, row.id, column.id) for row in members]
    amounts = {where: amount for where in cells if (amount := report.amount(where)) is not None}
    if limit is None or not amounts:
        return
    inspection.use(above, *amounts)
    over = {where: amount for where, amount in amounts.items() if amount > limit}
    if not over and sum(amounts.values()) > limit:
        over = amounts
    implied = _implied_by_total(report, table, column, above)
    if over and not (implied is not None and sum(over.values()) <= implied):
        yield contradicted(
            f"{column.title}：{_terms(table, over.items())}，大于所属的{whole.short} {format_amount(table, limit)}"
            f"（单位：{table.unit}）。",
            "核对两个数，改正填错的一个。",
            [cell_place(report, where) for where in [*over, above]],
        )


def _implied_by_total(report: Report, table: Table, column: Column, where: str) -> Decimal | None:
    """Return what a row would be by a stated total that does not add up; `SPD-001` reports such a row."""
    sums, _ = _sums_of(report, table, column)
    for item in sums.values():
        if where in item.parts and not item.agrees:
            return (report.amount(where) or Decimal(0)) + item.stated - item.computed
    return None


def _parts_that_show_it(report: Report, table: Table, item: Sum) -> Iterator[str]:
    """Yield the 其中 cells above one of a total's parts: they say as well that this part is too small."""
    for where in item.parts:
        _, row_id, column_id = where.split("/")
        amount = report.amount(where) or Decimal(0)
        for row in table.rows:
            cell = address.cell(table.id, row.id, column_id)
            claimed = report.amount(cell)
            if row.part_of == row_id and claimed and amount < claimed <= amount + item.stated - item.computed:
                yield cell
