"""Grades in any text: the bands that it states (90 分以上为“优”), and the grade that it gives a score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_FULL = Decimal(100)
_PLAIN = {"优秀": "优", "优等": "优", "良好": "良", "良等": "良", "中等": "中", "较差": "差", "一般": "中"}
_GRADE = r"(?P<grade>优秀|优等?|良好|良等?|中等?|一般|较差|差|不合格|合格)(?![势化点先质异好])"
_POINTS = r"(?<![\d.])\d{1,3}(?:\.\d+)?(?![\d.])"
_WITH = r"(?:\s*分)?\s*(?:[（(]\s*不?[包]?含[^（）()]{0,6}[)）])?"
_TOKEN = re.compile(
    rf"(?P<low>{_POINTS}){_WITH}\s*(?:[-—–－~～至到]+|[≤<＜＝=]+[^≤<＜\d]{{1,4}}[≤<＜＝=]+)\s*(?P<high>{_POINTS}){_WITH}"
    rf"|(?:≥|＞|>|不低于|大于(?:等于)?|高于)\s*(?P<from>{_POINTS}){_WITH}"
    rf"|(?:≤|<|＜|(?<!不)低于|(?<!不)小于|不足|不到)\s*(?P<below>{_POINTS}){_WITH}"
    rf"|(?P<up>{_POINTS}){_WITH}\s*(?:及|或|（含）|\(含\))?\s*以上{_WITH}"
    rf"|(?P<down>{_POINTS}){_WITH}\s*以下{_WITH}"
    rf"|{_GRADE}"
)
_SENTENCE = re.compile(r"[^。！？\n]+")
_BESIDE = re.compile(r"[”\"」』]?\s*[（(](?:得分|总分|即|为)*")
_FURTHEST = 24


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and the scores it is given for, both ends counted in: where bands meet, the text need not say."""

    grade: str
    low: Decimal
    high: Decimal

    def holds(self, score: Decimal) -> bool:
        """Tell whether a score may have this grade."""
        return self.low <= score <= self.high


def plain_grade(word: str) -> str:
    """Return a grade by its shortest name: 优秀 is 优."""
    return _PLAIN.get(word, word)


def read_bands(text: str) -> tuple[Band, ...]:
    """Return the bands that a paragraph states: two or more in one sentence, or one in brackets behind its grade."""
    if "优" not in text and "合格" not in text:
        return ()
    for sentence in _SENTENCE.finditer(text):
        bands = tuple(_bands(list(_TOKEN.finditer(text, sentence.start(), sentence.end()))))
        if len(bands) > 1 and len({band.grade for band in bands}) == len(bands):
            return bands
    # 等级为“优”（90 分及以上）
    return tuple(
        Band(plain_grade(grade["grade"]), *_limits(scores))
        for grade, scores in pairwise(_TOKEN.finditer(text))
        if grade["grade"] and not scores["grade"] and _BESIDE.fullmatch(text, grade.end(), scores.start())
    )[:1]


def _bands(tokens: Sequence[re.Match[str]]) -> Iterator[Band]:
    """Yield grades with the scores beside them: all after their grade, or all before."""
    kinds = ["grade" if token["grade"] else "range" for token in tokens]
    if len(kinds) % 2 or any(one == other for one, other in pairwise(kinds)):
        return
    for first, second in zip(tokens[::2], tokens[1::2], strict=True):
        if second.start() - first.end() > _FURTHEST:
            return
        grade, scores = (first, second) if first["grade"] else (second, first)
        low, high = _limits(scores)
        if low >= high or high > _FULL:
            return
        yield Band(plain_grade(grade["grade"]), low, high)


def _limits(token: re.Match[str]) -> tuple[Decimal, Decimal]:
    if token["low"]:
        one, other = Decimal(token["low"]), Decimal(token["high"])
        return min(one, other), max(one, other)
    floor = token["from"] or token["up"]
    if floor:
        return Decimal(floor), _FULL
    return Decimal(0), Decimal(token["below"] or token["down"])
