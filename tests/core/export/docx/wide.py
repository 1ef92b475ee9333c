"""A table that takes a turned page."""

from __future__ import annotations

from core.document.blocks import Table, TableCell
from tests.core.export.pdf.documents import head


def wide_table(columns: int) -> Table:
    row = tuple(TableCell("12,345.67", kind="amount", align="right") for _ in range(columns))
    return Table("宽表", "宽表", "单位：万元", (5,) * columns, (head(*["栏目"] * columns),), (row,))
