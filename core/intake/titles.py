"""Comparing titles as people type them, and reading the numbers before them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeVar

_IGNORED = re.compile("[\\s“”\"'‘’「」]")
_TRAILING = ":;,.。、!?"
_DIGITS = "一二三四五六七八九"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_CHAPTER = re.compile(
    rf"(?:第\s{{0,2}}({_CHINESE})\s{{0,2}}(?:部分|章)\s{{0,2}}[、．.:：]?|({_CHINESE})\s{{0,2}}[、．.])\s*"
)
_PART = re.compile(rf"[（(〔\[]\s{{0,2}}({_CHINESE})\s{{0,2}}[)）〕\]]\s{{0,2}}[、．.]?\s*")
# “1.2万” and “3、4月” are figures; “1.2020年” is a number before a year.
_ITEM = re.compile(r"(\d{1,3})\s{0,2}[.．、](?=\D|\d{4}\s{0,2}年|\Z)\s*")
_SUBITEM = re.compile(r"[（(]\s{0,2}(\d{1,3})\s{0,2}[)）]\s{0,2}[、．.]?\s*")

_Target = TypeVar("_Target")


class Style(Enum):
    """The four numberings of an official text, from the outside in: 一、 （一） 1. （1）."""

    CHAPTER = 1
    PART = 2
    ITEM = 3
    SUBITEM = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number before a title or paragraph: its style and value, as it was typed, and what follows it."""

    style: Style
    value: int
    typed: str
    rest: str


@lru_cache(maxsize=2048)
def key_of(text: str) -> str:
    """Return a title's form for comparison: width, space, quotation marks and marks at the end make no difference."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).rstrip(_TRAILING).casefold()


def read_number(text: str) -> Number | None:
    """Read the number that a line begins with; `None` when it begins with none."""
    for style, pattern in ((Style.CHAPTER, _CHAPTER), (Style.PART, _PART)):
        match = pattern.match(text)
        if match:
            value = _chinese_value(next(group for group in match.groups() if group))
            return Number(style, value, match[0].rstrip(), text[match.end() :]) if value else None
    for style, pattern in ((Style.ITEM, _ITEM), (Style.SUBITEM, _SUBITEM)):
        match = pattern.match(text)
        if match:
            return Number(style, int(match[1]), match[0].rstrip(), text[match.end() :])
    return None


def _chinese_value(numeral: str) -> int:
    """Return the value of 一 … 九十九; 0 for what is no number (一二)."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.index(ones) + 1 if len(ones) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return 0
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def likeness(one: str, other: str) -> int:
    """Return in percent how much of the longer key the shorter one is; 0 when it is no shortening of it.

    A title grows and shrinks by words put in or left out (部门主要职能, 资产管理), seldom by words exchanged.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return 0
    share = 100 * len(short) // len(long)
    if short in long:
        return share if share >= 40 else 0
    letters = iter(long)
    return share if share >= 60 and all(letter in letters for letter in short) else 0


def closest(key: str, targets: Mapping[str, _Target]) -> _Target | None:
    """Return the target whose key is most alike; `None` when there is none, or two are equally alike."""
    found: list[tuple[int, _Target]] = []
    for other, target in targets.items():
        share = likeness(key, other)
        if share:
            found.append((share, target))
    best = max((share for share, _ in found), default=0)
    winners = [target for share, target in found if share == best]
    return winners[0] if winners and all(target is winners[0] for target in winners) else None


def shared_letters(one: str, other: str) -> int:
    """Return in percent of the longer key how many letters both have, whatever their order."""
    spare = list(other)
    count = 0
    for letter in one:
        if letter in spare:
            spare.remove(letter)
            count += 1
    return 100 * count // max(len(one), len(other), 1)


def title_before(text: str, titles: Iterable[str], marks: str) -> int:
    """Return where a text goes on after a title and one of `marks` (部门职能。主要……); 0 when it begins with none.

    `titles` are keys; space within the title makes no difference.
    """
    for title in titles:
        at = 0
        for letter in title:
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text) or key_of(text[at]) != letter:
                break
            at += 1
        else:
            if text[at : at + 1] and text[at] in marks:
                return at + 1
    return 0
