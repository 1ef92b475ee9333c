"""Sums that are written out, with what is taken off in them.

40.00 万元减去 28.50 万元; 年初预算 A，追加 B，收回 C，调整后 D; 本级 A。加上 B，合计 C; 减少 A，其中：甲减少 B，乙增加
C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.validation.narrative.additions import RARELY, SOMETIMES, SURELY, Addition, Claimed
from core.validation.narrative.number_series import COMMA, SEMICOLON, Number, Segment, segments_of, series_of
from core.validation.narrative.roles import Role

_PLUS = re.compile(r"\s*(?:加上?|[+＋])[^，。；：、\d（）()=＝]{0,10}$")
_MINUS = re.compile(r"\s*(?:减去?|扣除|[－−])[^，。；：、\d（）()=＝]{0,10}$")
_RESULT = re.compile(r"[，,]?\s*(?:[=＝]|等于|[为即得]|合计|共计?)[^，。；：、\d（）()]{0,8}$")
_EQUALS = re.compile(r"\s*(?:[=＝]|等于)\s*$")
_RAISED = re.compile(r"(?:追加|调增|核增|加上|调入|补充|增拨)[^，。；、\d]{0,14}$")
_LOWERED = re.compile(r"(?:收回|调减|核减|扣除|减去|核销|上缴|退回|调出|压减)[^，。；、\d]{0,14}$")
_OF_WHICH = re.compile(r"其中[:：，,]?[^，,。；;：:\d]*$")
_ADDED = re.compile(r"加上[^。；\d]{0,60}$")
_CHANGED = re.compile(r"(?:调整后|调整为|变更为|变为|合计|总计|总量|共计|可用|全年预算)[^，。；、\d]{0,14}$")
_ALL_ROLES = frozenset({Role.PLAIN, Role.BUDGET, Role.CHANGE})
_MOST_BASES = 6
_MOST_TERMS = 15
_FARTHEST = 64


def workings_in(text: str) -> Iterator[list[Claimed]]:
    """Yield the ways to read each sum that a paragraph writes out."""
    for segment in segments_of(text):
        yield from _equations(text, segment)
        yield from _adjustments(text, segment)
        yield from _changes(text, segment)


def _equations(text: str, segment: Segment) -> Iterator[list[Claimed]]:
    numbers = segment.numbers
    place = 0
    while place < len(numbers) - 1:
        signs = [1]
        for one, other in pairwise(numbers[place : place + _MOST_TERMS]):
            sign = _operator(text, one, other)
            if not sign:
                break
            signs.append(sign)
        count = len(signs)
        result = _result(text, segment, place, count) if count > 1 else None
        chain = numbers[place : place + count]
        if result is not None and not any(item.mention.hedge for item in (*chain, result)):
            yield [Claimed(_signed(result, chain, signs), SURELY, certain=True)]
        place += count


def _operator(text: str, one: Number, other: Number) -> int:
    """Return whether a number is added to the one before it or taken off it; 0 for neither."""
    gap = text[one.end : other.mention.start]
    if not _are_of_one_kind(one, other):
        return 0
    return 1 if _PLUS.match(gap) else -1 if _MINUS.match(gap) else 0


def _result(text: str, segment: Segment, place: int, count: int) -> Number | None:
    """Return the number that a chain of summands comes to: after it, before it, or before its bracket."""
    numbers = segment.numbers
    first, last = numbers[place], numbers[place + count - 1]
    if place + count < len(numbers):
        following = numbers[place + count]
        if _are_of_one_kind(last, following) and _RESULT.match(text[last.end : following.mention.start]):
            return following
    if place:
        before = numbers[place - 1]
        if _are_of_one_kind(before, first) and _EQUALS.match(text[before.end : first.mention.start]):
            return before
    owner = segment.owner
    if owner is not None and place == 0 and count == len(numbers) and _are_of_one_kind(owner, first):
        return owner
    return None


def _are_of_one_kind(one: Number, other: Number) -> bool:
    return one.kind == other.kind or not one.kind or not other.kind


def _adjustments(text: str, segment: Segment) -> Iterator[list[Claimed]]:
    for series in series_of(segment, _ALL_ROLES):
        numbers = series.numbers
        signs = [_sign(text, number) for number in numbers]
        for place in range(2, len(numbers)):
            number = numbers[place]
            if signs[place] or not signs[place - 1] or not _CHANGED.search(number.words):
                continue
            begin = place - 1
            while begin > 1 and signs[begin - 1]:
                begin -= 1
            bases = [item for item in numbers[max(0, begin - _MOST_BASES) : begin] if item.told.role is not Role.CHANGE]
            yield [
                Claimed(_signed(number, (base, *numbers[begin:place]), (1, *signs[begin:place])), SOMETIMES)
                for base in reversed(bases)
            ]


def _changes(text: str, segment: Segment) -> Iterator[list[Claimed]]:
    """Yield what a change is made of: its parts go the same way, or are taken off."""
    for series in series_of(segment, frozenset({Role.CHANGE})):
        for place in range(1, len(series.numbers)):
            whole, first = series.numbers[place - 1 : place + 1]
            if not _OF_WHICH.search(text, whole.end, first.mention.start):
                continue
            runs = dict.fromkeys(series.run(place, level) for level in (COMMA, SEMICOLON))
            claimed = []
            for run in runs:
                parts = [series.numbers[number] for number in run]
                signs = [1 if part.told.rising is whole.told.rising else -1 for part in parts]
                if len(parts) > 1 and not any(item.mention.hedge for item in (whole, *parts)):
                    claimed.append(Claimed(_signed(whole, parts, signs), RARELY))
            if claimed:
                yield claimed


def _sign(text: str, number: Number) -> int:
    """Return whether a number is said to be added to another or taken off it; 0 for neither."""
    before = max(0, number.mention.start - _FARTHEST)
    if _RAISED.search(number.words) or _ADDED.search(text, before, number.mention.start):
        return 1
    return -1 if _LOWERED.search(number.words) else 0


def _signed(result: Number, terms: Sequence[Number], signs: Sequence[int]) -> Addition:
    return Addition(
        result.mention,
        tuple(term.mention for term, sign in zip(terms, signs, strict=True) if sign > 0),
        tuple(term.mention for term, sign in zip(terms, signs, strict=True) if sign < 0),
    )
