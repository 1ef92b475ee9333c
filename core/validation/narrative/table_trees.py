"""Which rows of a table stand below which, by what they say themselves: codes, marks, indents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.validation.narrative.row_names import RowName

OF_WHICH = re.compile(r"^(?:其中|#)[:：]?")
_MARKS = (
    re.compile(r"^[一二三四五六七八九十]+[、.．]"),
    re.compile(r"^[（(]\s*[一二三四五六七八九十]+\s*[）)]"),
    re.compile(r"^\d{1,2}[.．、](?!\d)"),
    re.compile(r"^[（(]\s*\d{1,2}\s*[）)]|^\d{1,2}[）)]"),
    re.compile(r"^[①-⑳]"),
)
_UNMARKED = len(_MARKS)
_OF_WHICH_RANK = _UNMARKED + 1
_WIDTH_OF_OF_WHICH = 6
_LEAST_INDENT = 2


def rank_of(label: str) -> int:
    """Return how deep a mark lies: 一、 then （一） then 1. then （1） then ①; a name without one lies below all."""
    return next((rank for rank, mark in enumerate(_MARKS) if mark.match(label)), _UNMARKED)


def is_marked(label: str) -> bool:
    """Tell whether a name has a mark of its level."""
    return rank_of(label) < _UNMARKED


def parents_of(names: Sequence[RowName]) -> list[int | None]:
    """Return for each row the one that it stands below; `None` for rows at the top and for totals."""
    indents = {name.indent for name in names if name.label and not name.code}
    indented = bool(indents) and max(indents) - min(indents) >= _LEAST_INDENT
    found: list[int | None] = []
    stack: list[int] = []
    for number, name in enumerate(names):
        if not name.label:
            found.append(None)
            continue
        if name.is_total and not is_marked(name.label):
            # A total ends what stands above it, and nothing stands below it but by its place.
            stack.clear()
            found.append(None)
            continue
        while stack and not _stands_below(name, names[stack[-1]], indented=indented):
            stack.pop()
        found.append(stack[-1] if stack else None)
        stack.append(number)
    return found


def _stands_below(name: RowName, other: RowName, *, indented: bool) -> bool:
    if name.code or other.code:
        return bool(other.code) and name.code != other.code and name.code.startswith(other.code)
    own, above = _indent(name), _indent(other)
    if indented and own != above:
        return own > above
    if OF_WHICH.match(name.label) or OF_WHICH.match(other.label):
        return not OF_WHICH.match(other.label)
    rank, rank_above = rank_of(name.label), rank_of(other.label)
    if indented and _UNMARKED in (rank, rank_above):
        return False
    return rank > rank_above


def _indent(name: RowName) -> int:
    """Return an indent; what is listed after 其中： is written below the first name, not below 其中."""
    return name.indent + (_WIDTH_OF_OF_WHICH if OF_WHICH.match(name.label) else 0)
