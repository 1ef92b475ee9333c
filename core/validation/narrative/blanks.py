"""Blanks where Chinese text has none, blanks inside numbers, and punctuation typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.quotations import quoted_places
from core.validation.narrative.widths import HAN

_GAP = "[ \xa0]{1,2}"
_ANY_GAP = re.compile("[ \xa0]")


class Spot(StrEnum):
    """What is wrong at a place, in words."""

    WORDS = "汉字之间有空格"
    DIGITS = "数字与汉字之间有空格"
    TWO = "连着两个空格"
    SIGNS = "标点前后有空格"
    NUMBER = "数字中间有空格"
    DOUBLED = "标点重复"


@dataclass(frozen=True, slots=True)
class Blank:
    """A piece of text and what it should be."""

    spot: Spot
    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blanks of a paragraph, and how often words, digits and signs stand there without one.

    `tight_digits` are the places where a digit touches a Chinese word; `length` counts the characters, `signs` the
    punctuation marks. Titles, labels and other text that is no sentence is not counted and has no blanks but those
    inside numbers.
    """

    found: tuple[Blank, ...]
    tight_digits: int = 0
    length: int = 0
    signs: int = 0


_SENTENCE = re.compile("[，。；,;]")
_SHORTEST_SENTENCE = 20
_LABEL = re.compile(
    rf"\s*(?:第\s*[\d{HAN}]{{1,4}}\s*[章节条篇]|(?:附件|附表|表|图)\s*[\d一二三四五六七八九十]*|"
    r"[（(]?\s*[\d一二三四五六七八九十]{1,3}\s*[)）、.．]|[①-⑳])[：:、.．]?\s*"
)
_BETWEEN_WORDS = re.compile(f"(?<=[{HAN}]){_GAP}(?=[{HAN}])")
_BY_DIGITS = re.compile(f"(?<=[{HAN}]){_GAP}(?=[0-9])|(?<=[0-9]){_GAP}(?=[{HAN}])")
_TIGHT = re.compile(f"[0-9](?:(?=[{HAN}])|(?<=[{HAN}][0-9]))")
_BY_SIGNS = re.compile(f"(?<=[，；、。]){_GAP}(?=[{HAN}0-9“（《])|(?<=[{HAN}0-9%％”）》]){_GAP}(?=[，；、。：”）》])")
_SIGNS = "，；、。：”）》"
_CLAUSE = re.compile("[^，。；：、！？,;:!?（）()]+")
_SLOGAN = re.compile("主题|口号|理念|标语|为题")
_LONGEST_NAME = 4

# Only what cannot be two numbers: 5 076.06, 5, 076.06, 5 076 万元.
_SPLIT_NUMBER = re.compile(
    r"(?<![\d.,，、])(?:\d{1,3}(?:[ \xa0]\d{3})+(?:\.\d+)?(?=[ \xa0]?(?:万|亿)?元)|"
    r"\d{1,3}(?:,[ \xa0]?\d{3})*(?:,[ \xa0]\d{3}|[ \xa0],\d{3})(?:,\d{3})*(?:\.\d+)?(?!\d)|"
    rf"(?<=[{HAN}])\d+(?:,\d{{3}})*(?:\.[ \xa0]|[ \xa0]\.)\d{{1,2}}(?=[ \xa0]?(?:%|％|(?:万|亿)?元)))"
)
_MARKS = re.compile("[，。、；：,;]{2,}")
_STRONGEST = "。；：，、"


def read_blanks(text: str) -> Blanks:
    """Return the blanks and doubled marks of a paragraph."""
    anywhere = [
        *_split_numbers(text),
        *_doubled(text),
    ]
    if len(text) < _SHORTEST_SENTENCE or not _SENTENCE.search(text):
        return Blanks(tuple(anywhere))
    label = _LABEL.match(text)
    start = label.end() if label else 0
    taken = {place for item in anywhere for place in range(item.start, item.end)}
    loose = [item for item in _loose(text, start) if item.start not in taken]
    return Blanks(
        tuple(sorted([*anywhere, *loose], key=lambda item: item.start)),
        len(_TIGHT.findall(text, start)),
        len(text) - start,
        sum(text.count(sign, start) for sign in _SIGNS),
    )


def _split_numbers(text: str) -> Iterator[Blank]:
    if _ANY_GAP.search(text):
        for found in _SPLIT_NUMBER.finditer(text):
            yield Blank(Spot.NUMBER, found.start(), found.end(), _ANY_GAP.sub("", found.group()))


def _doubled(text: str) -> Iterator[Blank]:
    for found in _MARKS.finditer(text):
        marks = found.group()
        # More than two stand for something else: 。。。 for ……
        if len(marks) == 2 and not marks.isascii():
            wide = marks.translate({ord(","): "，", ord(";"): "；"})
            yield Blank(Spot.DOUBLED, found.start(), found.end(), min(wide, key=_STRONGEST.index))


def _loose(text: str, start: int) -> Iterator[Blank]:
    if not _ANY_GAP.search(text):
        return
    quoted = quoted_places(text)
    for clause in _CLAUSE.finditer(text, start):
        gaps = [gap for gap in _BETWEEN_WORDS.finditer(text, clause.start(), clause.end()) if gap.start() not in quoted]
        if gaps and not _is_laid_out(text, clause, gaps):
            yield from (Blank(Spot.WORDS, gap.start(), gap.end(), "") for gap in gaps)
    for spot, pattern in ((Spot.DIGITS, _BY_DIGITS), (Spot.SIGNS, _BY_SIGNS)):
        yield from (Blank(spot, found.start(), found.end(), "") for found in pattern.finditer(text, start))


def _is_laid_out(text: str, clause: re.Match[str], gaps: list[re.Match[str]]) -> bool:
    """Tell whether blanks stand for a purpose: words in a row, a label, a short name, lines of a slogan."""
    if len(gaps) > 1 or text[clause.end() : clause.end() + 1] in ("：", ":") or _SLOGAN.search(clause.group()):
        return True
    (gap,) = gaps
    before, after = len(text[clause.start() : gap.start()].strip()), len(text[gap.end() : clause.end()].strip())
    return min(before, after) == 1 or before == after or max(before, after) <= _LONGEST_NAME
