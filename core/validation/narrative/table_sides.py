"""The rows of a table, or of one half of a table, with the columns in which they can be added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.validation.narrative.row_names import RowName
from core.validation.narrative.sheets import Column, Labelled, Sheet
from core.validation.narrative.table_trees import parents_of

# Columns whose figures nobody adds up, unless they are called amounts all the same: 比上年增减额.
_NO_SUM = re.compile(
    r"率|占|比|%|％|均|单价|排名|名次|序号|编码|代码|增减|年份|进度|指数|标准|增长|增幅|降幅|指标值|完成值|目标值|实际值"
)
_AMOUNT = re.compile(r"(?:增减|增加|减少|变动|差)额|金额")


@dataclass(frozen=True)
class Side:
    """Rows with their names, the row that each stands below by its code, mark or indent, and the columns to add up."""

    names: tuple[RowName, ...]
    parents: tuple[int | None, ...]
    columns: tuple[Column, ...]

    @cached_property
    def lines(self) -> list[tuple[Labelled | None, ...]]:
        """The figures of each column from top to bottom, without those of rates."""
        return [
            tuple(None if entry is not None and entry.is_rate else entry for entry in column.entries)
            for column in self.columns
        ]


def sides_of(sheet: Sheet) -> Iterator[Side]:
    """Yield the halves of a table that have names and figures to be added up."""
    for number, names in sheet.names.items():
        columns = tuple(column for column in sheet.columns if column.side == number and is_added_up(column))
        if columns:
            yield Side(names, tuple(parents_of(names)), columns)


def is_added_up(column: Column) -> bool:
    """Tell whether the figures of a column may be added up."""
    if column.unit == "%" or any(entry.figure.unit for entry in column.known):
        return False
    return not _NO_SUM.search(column.header) or bool(_AMOUNT.search(column.path[-1] if column.path else ""))
