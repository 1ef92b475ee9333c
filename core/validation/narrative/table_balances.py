"""Balances across the columns of a table: what there was, and came in, without what went out, is what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.validation.narrative.row_names import is_total
from core.validation.narrative.sheets import Column, Labelled, Sheet
from core.validation.narrative.table_columns import Across
from core.validation.narrative.table_sides import is_added_up
from core.validation.narrative.table_sums import Sum, Trust

_OPENING = re.compile(r"年初|期初|月初|上年结[转余]|上年末")
_CLOSING = re.compile(r"年末|期末|月末|结转下年")
_IN = re.compile(r"收入|增加|新增|购入")
_OUT = re.compile(r"支出|减少|处置|核减")
_NET = re.compile(r"净|增减|其中")


def balances(sheet: Sheet) -> Iterator[Across]:
    """Yield the balance that the columns of a table keep, where their names say what each of them is."""
    for side in dict.fromkeys(column.side for column in sheet.columns):
        columns = [column for column in sheet.columns if column.side == side and is_added_up(column)]
        opening, closing = (_called(columns, words) for words in (_OPENING, _CLOSING))
        rest = [column for column in columns if column not in (*opening, *closing)]
        came, went = _without_parts(_called(rest, _IN)), _without_parts(_called(rest, _OUT))
        if len(opening) != 1 or len(closing) != 1 or not came or not went or {*came} & {*went}:
            continue
        used = [*opening, *came, *went, *closing]
        entries = [
            [_negative(entry) for entry in column.entries] if column in went else column.entries for column in used
        ]
        total = Sum(len(used) - 1, (tuple(range(len(used) - 1)),), Trust.NAMED)
        yield Across((total,), tuple(zip(*entries, strict=True)), tuple(column.header for column in used))


def _called(columns: Sequence[Column], words: re.Pattern[str]) -> list[Column]:
    return [column for column in columns if words.search(column.header) and not _NET.search(column.header)]


def _without_parts(columns: Sequence[Column]) -> list[Column]:
    """Return the columns without those that stand beside their total."""
    totals = [column for column in columns if column.path and is_total(column.path[-1])]
    return totals or list(columns)


def _negative(entry: Labelled | None) -> Labelled | None:
    return None if entry is None else replace(entry, figure=replace(entry.figure, value=-entry.figure.value))
