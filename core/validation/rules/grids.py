"""Tables of any document against themselves: totals, parts of rows, columns that follow from other columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.model.amount import format_plain, round_half_up
from core.model.finding import Place, Severity, place_of
from core.model.manuscript import Grid
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.sheets import Labelled, Sheet, read_sheet
from core.validation.narrative.table_formulas import Misfit, Operation, learn_formulas
from core.validation.narrative.table_hierarchy import Family, families_of
from core.validation.narrative.table_totals import Total, totals_of
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.score_tables import score_tables_of

_MOST_SHOWN = 8
_OWN_TABLES = "报告自己的表按指标体系校核（SPD-001、SPD-002）"
_SIGNS = {Operation.DIFFERENCE: "－", Operation.SUM: "＋", Operation.PRODUCT: "×"}


@text_rule(
    "TAB-001",
    severity=Severity.WARNING,
    title="表中合计与各行不符",
    clause="表中合计等于所属各行之和",
)
def check_column_totals(inspection: TextInspection) -> Iterator[Outcome]:
    """The total of a column is the sum of its rows, whichever rows it may be meant to add up."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    found = False
    for sheet in _sheets_without_points(inspection):
        for total in totals_of(sheet):
            found = True
            inspection.use(*{item.figure.cell.address for item in (total.total, *total.readings[0])})
            if not total.agrees():
                yield _fault(sheet.grid, total)
    if not found:
        yield NotApplicable("没有带合计行的表")


@text_rule(
    "TAB-002",
    severity=Severity.WARNING,
    title="表中一行与所属各行不符",
    clause="表中类、款、项逐级合计，“其中”各行合计等于所属的行",
)
def check_rows_are_sums_of_their_parts(inspection: TextInspection) -> Iterator[Outcome]:
    """A row with rows of its own, by code or by what the other columns show, is their sum."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    found = False
    for sheet in _sheets_without_points(inspection):
        for family in families_of(sheet):
            found = True
            inspection.use(*{item.figure.cell.address for item in (family.whole, *family.parts)})
            if not family.agrees:
                yield _family_fault(sheet.grid, family)
    if not found:
        yield NotApplicable("没有分级或列出“其中”的表")


@text_rule(
    "TAB-003",
    severity=Severity.WARNING,
    title="表中一行的算法与其他各行不同",
    clause="表中比率、差额、合计各列，每行按同一算法得出",
)
def check_columns_follow_from_columns(inspection: TextInspection) -> Iterator[Outcome]:
    """A column that follows from others in most rows (a rate, a difference, a sum) does so in every row."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(_OWN_TABLES)
        return
    found = False
    for sheet in _sheets_without_points(inspection):
        learnt = learn_formulas(sheet)
        found = found or bool(learnt.used)
        inspection.use(*learnt.used)
        by_row: dict[str, list[Misfit]] = {}
        for misfit in learnt.misfits:
            by_row.setdefault(_row_of(misfit), []).append(misfit)
        for misfits in by_row.values():
            yield _misfit_fault(sheet.grid, misfits)
    if not found:
        yield NotApplicable("表中没有可以由其他列算出的列")


def _sheets_without_points(inspection: TextInspection) -> Iterator[Sheet]:
    """Yield the tables without their columns of points, which are judged by what they are (`score_tables`)."""
    points = {table.grid.address: table.numbers for table in inspection.once(score_tables_of)}
    for sheet in inspection.once(sheets_of):
        numbers = points.get(sheet.grid.address, frozenset())
        yield replace(sheet, columns=tuple(column for column in sheet.columns if column.number not in numbers))


def sheets_of(inspection: TextInspection) -> tuple[Sheet, ...]:
    """Return the tables of a text as the checks read them."""
    return tuple(read_sheet(grid) for grid in inspection.manuscript.grids)


def _fault(grid: Grid, total: Total) -> Fault:
    stated = total.total.figure
    parts = min(total.readings, key=lambda reading: abs(_sum(reading) - stated.value))
    shown = "＋".join(part.figure.cell.text for part in parts[:_MOST_SHOWN])
    more = "＋…" if len(parts) > _MOST_SHOWN else ""
    return contradicted(
        f"{_name(grid, total.header)}各行 {shown}{more}＝{format_plain(_sum(parts))}，"
        f"“{total.total.label}”填 {stated.cell.text}，相差 {format_plain(abs(_sum(parts) - stated.value))}。",
        "核对各行与合计，改正填错的一个。",
        [_place(total.total), *(_place(part) for part in parts)],
    )


def _family_fault(grid: Grid, family: Family) -> Fault:
    shown = "＋".join(part.figure.cell.text for part in family.parts[:_MOST_SHOWN])
    more = "＋…" if len(family.parts) > _MOST_SHOWN else ""
    total = _sum(family.parts)
    return contradicted(
        f"{_name(grid, family.header)}“{family.whole.label}”填 {family.whole.figure.cell.text}，所属各行 {shown}{more}"
        f"＝{format_plain(total)}，相差 {format_plain(abs(total - family.whole.figure.value))}。",
        "核对这一行与所属各行，改正填错的一个。",
        [_place(family.whole), *(_place(part) for part in family.parts)],
    )


def _misfit_fault(grid: Grid, misfits: list[Misfit]) -> Fault:
    told = "；".join(_worked(misfit) for misfit in misfits[:2])
    items = dict.fromkeys(item for misfit in misfits for item in (misfit.result, *misfit.operands))
    return contradicted(
        f"{_name(grid, '')}“{misfits[0].result.label}”一行：{told}。",
        "核对这一行的各个数，改正填错的一个。",
        [_place(item) for item in items],
    )


def _worked(misfit: Misfit) -> str:
    texts = [item.figure.cell.text for item in misfit.operands]
    sign = _SIGNS.get(misfit.operation, "÷")
    sums = sign.join(texts)
    if misfit.operation is Operation.GROWTH:
        sums = f"（{texts[0]}－{texts[1]}）÷{texts[1]}"
    percent = "%" if misfit.operation in {Operation.RATE, Operation.SHARE, Operation.GROWTH} else ""
    expected = format_plain(round_half_up(misfit.expected, max(misfit.result.figure.decimals, 2)))
    return (
        f"按其他 {misfit.agreeing} 行的算法，{sums}＝{expected}{percent}，"
        f"“{misfit.header}”填 {misfit.result.figure.cell.text}"
    )


def _row_of(misfit: Misfit) -> str:
    return misfit.result.figure.cell.address.rpartition("/")[0]


def _name(grid: Grid, header: str) -> str:
    name = f"“{grid.title}”" if grid.title else "表中"
    return name + (f"“{header}”列" if header else "")


def _sum(parts: tuple[Labelled, ...]) -> Decimal:
    return sum((part.figure.value for part in parts), Decimal(0))


def _place(item: Labelled) -> Place:
    return place_of(item.figure.cell.address, item.figure.cell.text, item.label)
