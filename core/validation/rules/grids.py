"""Tables of any document against themselves: totals, parts of rows, columns that follow from other columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.model.finding import Severity
from core.model.manuscript import Grid
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.grid_sections import tables_of
from core.validation.narrative.nested_sums import beside_sisters, under_total
from core.validation.narrative.paired_totals import opposite_totals, repeated_totals
from core.validation.narrative.sheets import Sheet, read_sheet
from core.validation.narrative.table_balances import balances
from core.validation.narrative.table_columns import across
from core.validation.narrative.table_formulas import Misfit, learn_formulas
from core.validation.narrative.table_hierarchy import hierarchy_of
from core.validation.narrative.table_sides import sides_of
from core.validation.narrative.table_sums import Judged, Line, judged
from core.validation.narrative.table_totals import Total, totals_of
from core.validation.registry import NotApplicable, Outcome, text_rule
from core.validation.rules.score_tables import score_tables_of
from core.validation.table_faults import ColumnSum, RowSum, column_fault, pair_fault, row_fault

_OWN_TABLES = "报告自己的表按指标体系校核（SPD-001、SPD-002）"


@dataclass(frozen=True, slots=True)
class _Down:
    """The sums down the columns of all tables."""

    totals: tuple[ColumnSum, ...]
    families: tuple[ColumnSum, ...]


@text_rule(
    "TAB-001",
    severity=Severity.WARNING,
    title="表中合计与各行不符",
    clause="表中合计等于所属各行之和，收入总计等于支出总计，同一合计各表一致",
)
def check_column_totals(inspection: TextInspection) -> Iterator[Outcome]:
    """The total of a column is the sum of its rows, whichever these may be, and the same wherever it stands."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    yield from _outcomes(inspection, inspection.once(_sums_down).totals, "没有带合计行的表")
    sheets = inspection.once(_sheets_without_points)
    for pair in (pair for sheet in sheets for pair in opposite_totals(sheet)):
        inspection.use(pair.one.figure.cell.address, pair.other.figure.cell.address)
        if not pair.agrees:
            yield pair_fault(pair, "收入与支出的总计应当相等。")
    for pair in repeated_totals(sheets, _cells_that_add_up(inspection)):
        yield pair_fault(pair, "只差一处，像是同一个合计。")


@text_rule(
    "TAB-002",
    severity=Severity.WARNING,
    title="表中一行与所属各行不符",
    clause="表中类、款、项逐级合计，“其中”各行合计等于所属的行",
)
def check_rows_are_sums_of_their_parts(inspection: TextInspection) -> Iterator[Outcome]:
    """A row with rows of its own, by code, mark or indent or by what the other columns show, is their sum."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    yield from _outcomes(inspection, inspection.once(_sums_down).families, "没有分级或列出“其中”的表")


@text_rule(
    "TAB-003",
    severity=Severity.WARNING,
    title="表中一行的算法与其他各行不同",
    clause="表中比率、差额、合计各列，每行按同一算法得出",
)
def check_columns_follow_from_columns(inspection: TextInspection) -> Iterator[Outcome]:
    """A column that follows from others by its header or in most rows (a rate, a difference, a sum) does in all."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    found = False
    for sheet in inspection.once(_sheets_without_points):
        learnt = learn_formulas(sheet)
        sums = list(_sums_across(sheet))
        inspection.use(*learnt.used, *(address for one in sums for address in _addresses(one.result)))
        found = found or bool(learnt.used or sums)
        by_row: dict[str, tuple[list[RowSum], list[Misfit]]] = {}
        for one in sums:
            if not one.result.agrees:
                by_row.setdefault(_row_of(one.result.whole.figure.cell.address), ([], []))[0].append(one)
        for misfit in learnt.misfits:
            by_row.setdefault(_row_of(misfit.result.figure.cell.address), ([], []))[1].append(misfit)
        for of_row, misfits in by_row.values():
            yield row_fault(sheet.grid, of_row, misfits)
    if not found:
        yield NotApplicable("表中没有可以由其他列算出的列")


def sheets_of(inspection: TextInspection) -> tuple[Sheet, ...]:
    """Return the tables of a text as the checks read them."""
    return tuple(read_sheet(grid) for grid in tables_of(inspection.manuscript.blocks))


def _sheets_without_points(inspection: TextInspection) -> tuple[Sheet, ...]:
    """Return the tables without their columns of points, which are judged by what they are (`score_tables`)."""
    points = {table.grid.address: table.numbers for table in inspection.once(score_tables_of)}
    return tuple(
        replace(
            sheet,
            columns=tuple(
                column for column in sheet.columns if column.number not in points.get(sheet.grid.address, frozenset())
            ),
        )
        for sheet in inspection.once(sheets_of)
    )


def _outcomes(inspection: TextInspection, sums: Sequence[ColumnSum], if_none: str) -> Iterator[Outcome]:
    broken: dict[tuple[str, str], list[ColumnSum]] = {}
    for one in sums:
        inspection.use(*_addresses(one.result))
        if not one.result.agrees:
            broken.setdefault(one.row, []).append(one)
    for of_row in broken.values():
        yield column_fault(of_row)
    if not sums:
        yield NotApplicable(if_none)


def _sums_down(inspection: TextInspection) -> _Down:
    totals: list[ColumnSum] = []
    families: list[ColumnSum] = []
    for sheet in inspection.once(_sheets_without_points):
        for side in sides_of(sheet):
            hierarchy = hierarchy_of(side)
            headers = [column.header for column in side.columns]
            lines = side.lines
            of_rows = [result for total in hierarchy.sums for result in judged(total, lines)]
            of_rows += beside_sisters(hierarchy.sums, of_rows, lines)
            families += _named(sheet.grid, headers, of_rows)
            for found in totals_of(side, hierarchy):
                results = judged(found.sum, lines, found.adds_up_somehow)
                results += _nested(found, lines, {result.line for result in results})
                totals += _named(sheet.grid, headers, results)
    return _Down(tuple(totals), tuple(families))


def _nested(total: Total, lines: Sequence[Line], told: set[int]) -> Iterator[Judged]:
    """Yield what a total shows of sums within it, in the lines in which nothing else could be said."""
    for number, line in enumerate(lines):
        if number not in told:
            results = (under_total(number, total.sum.whole, line, scope) for scope in total.scopes)
            told_so = [result for result in results if result is not None]
            yield from sorted(told_so, key=lambda result: not result.agrees)[:1]


def _cells_that_add_up(inspection: TextInspection) -> frozenset[str]:
    """Return the addresses of the figures that take part in a sum that holds."""
    down = inspection.once(_sums_down)
    results = [one.result for one in (*down.totals, *down.families)]
    results += (one.result for sheet in inspection.once(_sheets_without_points) for one in _sums_across(sheet))
    return frozenset(
        address for result in results if result.agrees and len(result.parts) > 1 for address in _addresses(result)
    )


def _named(grid: Grid, headers: Sequence[str], results: Sequence[Judged]) -> Iterator[ColumnSum]:
    return (ColumnSum(grid, headers[result.line], result) for result in results)


def _sums_across(sheet: Sheet) -> Iterator[RowSum]:
    for found in (*across(sheet), *balances(sheet)):
        for total in found.sums:
            for result in judged(total, found.lines):
                headers = tuple(found.headers[place] for place in result.places)
                yield RowSum(sheet.grid, found.headers[total.whole], headers, result)


def _addresses(result: Judged) -> Iterator[str]:
    return (item.figure.cell.address for item in (result.whole, *result.parts))


def _row_of(address: str) -> str:
    return address.rpartition("/")[0]
