"""Totals of tables against each other."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.finding import Severity
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.paired_totals import Pair, opposite_totals, repeated_totals
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.grids import OWN_TABLES, cells_that_add_up, sheets_of
from core.validation.table_faults import place_of_cell


@text_rule(
    "TAB-004",
    severity=Severity.WARNING,
    title="两个合计不一致",
    clause="收入总计等于支出总计，同一合计在各表一致",
)
def check_totals_against_each_other(inspection: TextInspection) -> Iterator[Outcome]:
    """收入总计 is 支出总计, and a total that is a slip away from one in another table was meant to be it."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(OWN_TABLES)
        return
    sheets = inspection.once(sheets_of)
    opposite = [pair for sheet in sheets for pair in opposite_totals(sheet)]
    repeated = list(repeated_totals(sheets, inspection.once(cells_that_add_up)))
    for pair in (*opposite, *repeated):
        inspection.use(pair.one.figure.cell.address, pair.other.figure.cell.address)
    for pair in opposite:
        if not pair.agrees:
            yield _fault(pair, "收入与支出的总计应当相等。", "核对收入、支出两边的总计和结转结余，改正填错的一个。")
    for pair in repeated:
        yield _fault(pair, "只差一处，像是同一个数。", "核对是否同一个数；是的，改成一致。")
    if not (opposite or repeated):
        yield NotApplicable("没有可以互相核对的合计")


def _fault(pair: Pair, why: str, todo: str) -> Fault:
    titles = [sheet.grid.title for sheet in pair.sheets]
    here = f"“{titles[0]}”" if titles[0] else "表中"
    there = "" if titles[0] == titles[1] else f"“{titles[1]}”" if titles[1] else "另一张表"
    one, other = pair.one, pair.other
    return contradicted(
        f"{here}“{one.label}”填 {one.figure.cell.text}，{there}“{other.label}”填 {other.figure.cell.text}，{why}",
        todo,
        [place_of_cell(one), place_of_cell(other)],
    )
