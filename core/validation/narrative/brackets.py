"""Brackets and quotation marks of a paragraph without a partner, crossing another pair, or of two widths."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, replace
from enum import StrEnum

_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］", "《": "》", "〈": "〉", "“": "”", "‘": "’"}
_PAIRS |= {"「": "」", "『": "』", "〔": "〕"}
_KINDS = {sign: sign for sign in _PAIRS} | {closing: opening for opening, closing in _PAIRS.items()}
# The widths of one bracket are one kind: （…) is a pair.
_KINDS |= {"(": "（", ")": "（", "［": "[", "］": "["}
_WIDE = {"(": "（", ")": "）", "[": "［", "]": "］"}
_SIGN = re.compile("[" + re.escape("".join(_KINDS)) + "]")
# The whole of these is passed over: grade bands [90，100), numbers of points （1 ) and the apostrophe.
_NO_BRACKETS = re.compile(
    r"[（(\[［【]\s*[-－]?[\d.％%∞]+\s*[,，、~～\-—－至]+\s*[\d.％%∞+]*\s*[)）\]］】]|"
    r"[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])\s*[)）]|"
    r"(?<=[A-Za-z])’(?=[A-Za-z])"
)
# 1） and a) close nothing.
_POINT_BEFORE = re.compile(r"(?:^|[^\w.]|[和及与或第至到])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])\s?$")


class Slip(StrEnum):
    """What is wrong with a sign."""

    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    CROSSED = "crossed"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class LooseBracket:
    """A sign that is not as it should be; `after` is what to put in its place where that is certain.

    `kind` is the opening sign of its pair in full width.
    """

    start: int
    sign: str
    kind: str
    slip: Slip
    after: str = ""


def read_brackets(text: str) -> tuple[LooseBracket, ...]:
    """Return the loose brackets and quotation marks of a paragraph in order."""
    passed_over = {place for found in _NO_BRACKETS.finditer(text) for place in range(found.start(), found.end())}
    unclosed: list[LooseBracket] = []
    unopened: list[LooseBracket] = []
    mixed: list[LooseBracket] = []
    still_open: list[LooseBracket] = []
    open_of_kind: Counter[str] = Counter()
    for found in _SIGN.finditer(text):
        start, sign = found.start(), found.group()
        kind = _KINDS[sign]
        if start in passed_over:
            continue
        if sign in _PAIRS:
            still_open.append(LooseBracket(start, sign, kind, Slip.UNCLOSED))
            open_of_kind[kind] += 1
        elif open_of_kind[kind]:
            while (opening := still_open.pop()).kind != kind:
                unclosed.append(opening)
                open_of_kind[opening.kind] -= 1
            open_of_kind[kind] -= 1
            if _PAIRS[opening.sign] != sign:
                mixed.append(_narrow_one(opening.start, opening.sign, start, sign))
        elif kind != "（" or not _POINT_BEFORE.search(text, max(0, start - 5), start):
            unopened.append(LooseBracket(start, sign, kind, Slip.UNOPENED))
    unclosed += still_open
    return tuple(sorted([*_told_apart(unclosed, unopened), *mixed], key=lambda item: item.start))


def _narrow_one(start: int, opening: str, end: int, closing: str) -> LooseBracket:
    place, sign = (start, opening) if opening in _WIDE else (end, closing)
    return LooseBracket(place, sign, _KINDS[sign], Slip.MIXED, _WIDE[sign])


def _told_apart(unclosed: list[LooseBracket], unopened: list[LooseBracket]) -> list[LooseBracket]:
    """Return loose signs, those that only cross another pair and quotation marks that look the wrong way told apart."""
    if not unopened and len(unclosed) == 2 and all(item.sign == "“" for item in unclosed):
        last = max(unclosed, key=lambda item: item.start)
        return [LooseBracket(last.start, "“", "“", Slip.UNOPENED, "”")]
    told: list[LooseBracket] = []
    closings: dict[str, deque[LooseBracket]] = {}
    for item in unopened:
        closings.setdefault(item.kind, deque()).append(item)
    for opening in sorted(unclosed, key=lambda item: item.start):
        left = closings.get(opening.kind, deque())
        while left and left[0].start < opening.start:
            told.append(left.popleft())
        crossing = (opening, left.popleft()) if left else ()
        told += [replace(item, slip=Slip.CROSSED) for item in crossing] or [opening]
    return [*told, *(item for left in closings.values() for item in left)]
