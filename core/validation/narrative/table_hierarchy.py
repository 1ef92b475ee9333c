"""Rows of a table that sum up rows below them: 类 款 项 by their codes, 其中 rows as most columns show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.validation.narrative.sheets import Column, Labelled, Sheet
from core.validation.narrative.table_totals import NO_SUM, adds_up

_OF_WHICH = re.compile(r"^其中[:：]?|^[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|^\d{1,2}[.．、]|^[①-⑳]")
_CODE_LENGTHS = {3: 5, 5: 7}
_MOST_PARTS = 10
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Family:
    """A row of one column and the rows that are its parts; `agrees` says whether they add up to it."""

    header: str
    whole: Labelled
    parts: tuple[Labelled, ...]
    agrees: bool


def families_of(sheet: Sheet) -> tuple[Family, ...]:
    """Return the rows that are sums of other rows by their codes or by what most columns show."""
    return (*_by_code(sheet), *_by_agreement(sheet))


def _summed(sheet: Sheet) -> list[Column]:
    return [
        column
        for column in sheet.columns
        if not NO_SUM.search(column.header) and not any(entry.figure.unit for entry in column.known)
    ]


def _by_code(sheet: Sheet) -> Iterator[Family]:
    found: list[Family] = []
    for column in _summed(sheet):
        coded = [entry for entry in column.known if entry.code]
        for number, whole in enumerate(coded):
            longer = _CODE_LENGTHS.get(len(whole.code))
            parts = []
            for part in coded[number + 1 :]:
                if not part.code.startswith(whole.code):
                    break
                if len(part.code) == longer:
                    parts.append(part)
            if parts:
                found.append(Family(column.header, whole, tuple(parts), adds_up(whole, parts)))
    # A table that lists only the larger 项 keeps no such sums.
    if sum(family.agrees for family in found) * 2 > len(found):
        yield from found


def _by_agreement(sheet: Sheet) -> Iterator[Family]:
    columns = _summed(sheet)
    for side in dict.fromkeys(column.side for column in columns):
        yield from _learnt([column for column in columns if column.side == side])


def _learnt(columns: Sequence[Column]) -> Iterator[Family]:
    rows = len(columns[0].entries)
    for row in range(rows):
        span = _span_of_parts(columns, row)
        if span is None:
            continue
        for column in columns:
            whole = column.entries[row]
            parts = tuple(entry for entry in column.entries[row + 1 : row + 1 + span] if entry is not None)
            if whole is not None and parts and not whole.is_total:
                yield Family(column.header, whole, parts, adds_up(whole, parts))


def _span_of_parts(columns: Sequence[Column], row: int) -> int | None:
    """Return how many rows below a row are its parts, where more columns say so than deny it."""
    label = next((column.entries[row] for column in columns if column.entries[row] is not None), None)
    if label is None or label.code or label.is_total:
        return None
    for count in range(_FEWEST_PARTS, _MOST_PARTS + 1):
        agree = deny = 0
        named = False
        for column in columns:
            whole = column.entries[row]
            below = [entry for entry in column.entries[row + 1 : row + 1 + count] if entry is not None]
            if len(column.entries) < row + 1 + count or whole is None or any(entry.is_total for entry in below):
                continue
            if sum(bool(entry.figure.value) for entry in below) < _FEWEST_PARTS:
                continue
            named = named or bool(_OF_WHICH.match(below[0].label))
            if adds_up(whole, below):
                agree += 1
            else:
                deny += 1
        if agree > deny and (named or agree > 1):
            return count
    return None
