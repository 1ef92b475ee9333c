"""Tables of any document against themselves: totals of columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.model.amount import format_plain
from core.model.finding import Place, Severity, place_of
from core.model.manuscript import Grid
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.grids import Labelled, Total, totals_of
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule

_MOST_SHOWN = 8


@text_rule(
    "TAB-001",
    severity=Severity.WARNING,
    title="表中合计与各行不符",
    clause="表中合计等于所属各行之和",
)
def check_column_totals(inspection: TextInspection) -> Iterator[Outcome]:
    """The total of a column is the sum of its rows, whichever rows it may be meant to add up."""
    if isinstance(inspection, Inspection):
        yield NotApplicable("报告自己的表按指标体系校核（SPD-001、SPD-002）")
        return
    found = False
    for grid in inspection.manuscript.grids:
        for total in totals_of(grid):
            found = True
            inspection.use(*{item.figure.cell.address for item in (total.total, *total.readings[0])})
            if not total.agrees():
                yield _fault(grid, total)
    if not found:
        yield NotApplicable("没有带合计行的表")


def _fault(grid: Grid, total: Total) -> Fault:
    stated = total.total.figure
    parts = min(total.readings, key=lambda reading: abs(_sum(reading) - stated.value))
    shown = "＋".join(part.figure.cell.text for part in parts[:_MOST_SHOWN])
    more = "＋…" if len(parts) > _MOST_SHOWN else ""
    name = f"“{grid.title}”" if grid.title else "表中"
    column = f"“{total.header}”列" if total.header else ""
    return contradicted(
        f"{name}{column}各行 {shown}{more}＝{format_plain(_sum(parts))}，“{total.total.label}”填 {stated.cell.text}，"
        f"相差 {format_plain(abs(_sum(parts) - stated.value))}。",
        "核对各行与合计，改正填错的一个。",
        [_place(total.total), *(_place(part) for part in parts)],
    )


def _sum(parts: tuple[Labelled, ...]) -> Decimal:
    return sum((part.figure.value for part in parts), Decimal(0))


def _place(item: Labelled) -> Place:
    return place_of(item.figure.cell.address, item.figure.cell.text, item.label)
