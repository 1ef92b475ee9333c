"""A report as running text and tables: what the checks that know no standard read of it."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import address
from core.model.manuscript import Grid, GridCell, Manuscript, Passage
from core.model.report import Report
from core.model.standard import Part, Table


def manuscript_of(report: Report) -> Manuscript:
    """Return the report's own text in reading order: what is left over from an import is no part of it."""
    blocks: list[Passage | Grid] = []
    for part in report.standard.parts.values():
        blocks += _blocks_of(report, part)
    shown = {part.table for part in report.standard.parts.values()}
    blocks += [_grid_of(report, table) for table in report.standard.tables if table.id not in shown]
    return Manuscript(report.title(), tuple(blocks))


def _blocks_of(report: Report, part: Part) -> Iterator[Passage | Grid]:
    for paragraph in report.paragraphs(part.address):
        yield Passage(paragraph.address, paragraph.text)
    if part.table is not None:
        yield _grid_of(report, report.standard.tables_by_id[part.table])
    if part.indicator:
        where = address.indicator_reason(part.indicator)
        reason = report.text(where)
        if reason:
            yield Passage(where, reason)


def _grid_of(report: Report, table: Table) -> Grid:
    """Return a table as it is shown, its cells at their own addresses."""
    head = [
        GridCell(f"{table.id}//", ""),
        *(GridCell(f"{table.id}//{column.id}", column.title) for column in table.columns),
    ]
    rows = [tuple(head)]
    for row in table.rows:
        cells = [GridCell(f"{table.id}/{row.id}/", row.title)]
        for column in table.columns:
            where = address.cell(table.id, row.id, column.id)
            cells.append(GridCell(where, report.shown_amount(where)))
        rows.append(tuple(cells))
    return Grid(table.id, table.title, table.unit, tuple(rows))
