"""Paragraphs that stand twice in a text, word for word or with a few words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.model.manuscript import Passage

_SHORTEST = 40
_SHORTEST_ALIKE = 60
_SHORTEST_CLAUSE = 6
_MOST_HOLDERS = 4
# How much of both paragraphs must be the same, in per cent, where not all is.
_ALIKE = 90

_NUMBER = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]{1,2}是)\s*")
_STOPS = re.compile(r"[\s，。；：、！？,;:!?“”‘’（）()《》]+")
_ENDS = re.compile("[。；！？;]")
_FIGURE = re.compile(r"\d[\d.,]*")
_NOTE = re.compile(r"\s*(?:备?注|说明|数据来源|资料来源)\s*[\d一二三]*[：:.]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a paragraph says: its clauses without marks, their length in all, and its figures in order."""

    clauses: tuple[str, ...]
    length: int
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph and an earlier one that it repeats; `whole` tells whether every word is the same."""

    first: Passage
    second: Passage
    whole: bool


def read_wording(text: str) -> Wording | None:
    """Return what a paragraph says; `None` for a short one, a title and the note under a table, which may recur."""
    if len(text) < _SHORTEST or not _ENDS.search(text) or _NOTE.match(text):
        return None
    number = _NUMBER.match(text)
    body = text[number.end() :] if number else text
    clauses = tuple(piece for piece in _STOPS.split(body) if piece)
    length = sum(map(len, clauses))
    return Wording(clauses, length, tuple(_FIGURE.findall(body))) if length >= _SHORTEST else None


def copies_in(passages: Iterable[Passage], wording_of: Callable[[Passage], Wording | None]) -> tuple[Copy, ...]:
    """Return the paragraphs that repeat an earlier one of the same part of the text, in order."""
    whole: dict[tuple[str, str], Passage] = {}
    known: list[tuple[Passage, Wording]] = []
    holders: dict[str, list[int]] = {}
    found: list[Copy] = []
    for passage in passages:
        wording = wording_of(passage)
        if wording is None:
            continue
        # A reason for a deduction may say again what the prose says.
        kind = passage.address.partition("/")[0]
        key = (kind, "".join(wording.clauses))
        if key in whole:
            found.append(Copy(whole[key], passage, whole=True))
            continue
        whole[key] = passage
        if wording.length < _SHORTEST_ALIKE:
            continue
        shared: Counter[int] = Counter()
        for clause in set(wording.clauses):
            if len(clause) >= _SHORTEST_CLAUSE:
                with_it = holders.setdefault(clause, [])
                # Most clauses stand once, and a counter takes its time even over nothing.
                if with_it:
                    shared.update(with_it)
                if len(with_it) < _MOST_HOLDERS:
                    with_it.append(len(known))
        known.append((passage, wording))
        for number, _ in shared.most_common(_MOST_HOLDERS):
            other, before = known[number]
            if other.address.partition("/")[0] == kind and _alike(before, wording):
                found.append(Copy(other, passage, whole=False))
                break
    return tuple(found)


def _alike(one: Wording, other: Wording) -> bool:
    """Tell whether two paragraphs differ in a few words only; where a figure differs, each speaks of its own."""
    if one.figures != other.figures:
        return False
    common = sum(len(clause) * count for clause, count in (Counter(one.clauses) & Counter(other.clauses)).items())
    return common * 100 >= _ALIKE * max(one.length, other.length)
