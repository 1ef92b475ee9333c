"""Which rows of a table stand below which, by what they say themselves: codes, marks, indents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.validation.narrative.row_names import RowName

OF_WHICH = re.compile(r"^(?:其中|#)[:：]?")
_MARKS = (
    re.compile(r"^[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[（(]\s*[一二三四五六七八九十]+\s*[）)]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
    re.compile(r"^[（(]\s*\d{1,2}\s*[）)]|^\d{1,2}[）)]"),
    re.compile(r"^[①-⑳]"),
)
_FIRST = re.compile(r"^(?:[（(]\s*[一1]\s*[）)]|[一1][、.．）)]|①)")
_UNMARKED = len(_MARKS)
_WIDTH_OF_OF_WHICH = 6
_LEAST_INDENT = 2


def rank_of(label: str) -> int:
    """Return how deep a mark lies: 一、 then （一） then 1. then （1） then ①, and a bare name below them all."""
    return next((rank for rank, mark in enumerate(_MARKS) if mark.match(label)), _UNMARKED)


def is_marked(label: str) -> bool:
    """Tell whether a name has a mark of its level."""
    return rank_of(label) < _UNMARKED


def parents_of(names: Sequence[RowName]) -> list[int | None]:
    """Return for each row the one that it stands below; `None` for rows at the top and for totals."""
    indents = {name.indent for name in names if name.label and not name.code}
    indented = bool(indents) and max(indents) - min(indents) >= _LEAST_INDENT
    found: list[int | None] = []
    stack: list[_Level] = []
    for number, name in enumerate(names):
        if name.is_total and not is_marked(name.label):
            # A total ends what stands above it, and nothing stands below it but by its place.
            stack.clear()
        if not name.label or (name.is_total and not is_marked(name.label)):
            found.append(None)
            continue
        level = _Level(number, name, _indent(name), 2 * rank_of(name.label))
        if stack and stack[-1].row == number - 1 and _heads(stack[-1], level):
            stack[-1] = replace(stack[-1], rank=level.rank - 1)
        while stack and not level.is_below(stack[-1], indented=indented):
            stack.pop()
        found.append(stack[-1].row if stack else None)
        stack.append(level)
    return found


@dataclass(frozen=True, slots=True)
class _Level:
    """How deep a row lies, by its indent and by its mark; ranks are doubled, so that others may lie between them."""

    row: int
    name: RowName
    indent: int
    rank: int

    def is_below(self, other: _Level, *, indented: bool) -> bool:
        """Tell whether a row stands below one that is above it in the table."""
        if self.name.code or other.name.code:
            own, above = self.name.code, other.name.code
            return bool(above) and own != above and own.startswith(above)
        if indented and self.indent != other.indent:
            return self.indent > other.indent
        if OF_WHICH.match(self.name.label) or OF_WHICH.match(other.name.label):
            return not OF_WHICH.match(other.name.label)
        if indented and 2 * _UNMARKED in (self.rank, other.rank):
            return False
        return self.rank > other.rank


def _heads(plain: _Level, marked: _Level) -> bool:
    """Tell whether a name without a mark stands right above the first of a list: 年初结转, then 一、 二、 of it."""
    is_plain = plain.rank == 2 * _UNMARKED and not (plain.name.code or OF_WHICH.match(plain.name.label))
    return is_plain and marked.rank < plain.rank and bool(_FIRST.match(marked.name.label))


def _indent(name: RowName) -> int:
    """Return an indent; what is listed after 其中： is written below the first name, not below 其中."""
    return name.indent + (_WIDTH_OF_OF_WHICH if OF_WHICH.match(name.label) else 0)
