"""Where the value of a private field stands in running text, however it is written there, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

OMITTED = "（略）"
_OMITTED_IN_BRACKETS = "略"
_SHORTEST_NUMBER = 7  # fewer digits may be a figure as well as an extension
_SHORTEST_WORDS = 2
_DASH = r"\-－—–‐‑‒−"
# What people set between the digits of a number. A comma is not among them: it belongs to amounts and to lists.
_BETWEEN = rf"[\s\u200b\u2060·.{_DASH}]{{0,3}}"
_DIGIT_RUNS = re.compile(rf"(?:\d|[\s\u200b\u2060·.()（）+{_DASH}](?=[\s\u200b\u2060·.()（）+{_DASH}]*\d))+")
# A number within a longer one, or within an amount, is not that number.
_NOT_AFTER = r"(?<!\d)(?<!\d\.)"
_NOT_BEFORE = r"(?!\d|\.\d|,\d{3}(?!\d))"
_COUNTRY = rf"(?:(?:[+＋]|00)?86{_BETWEEN})?"
_AREA = rf"(?:(?:[(（][0０]\d{{2,3}}[)）]|[0０]\d{{2,3}}){_BETWEEN})?"
_EXTENSION = rf"(?:\s*(?:转|[{_DASH}])\s*\d{{1,5}}(?!\d))?"

# A telephone number that nobody declared: a mobile one, one with its area code, or one that is called so.
_PHONE = re.compile(
    rf"{_NOT_AFTER}(?:{_COUNTRY}1[3-9]\d(?:[\s{_DASH}]?\d{{4}}){{2}}"
    rf"|(?:[(（]0\d{{2,3}}[)）]|0\d{{2,3}})[\s{_DASH}]?\d{{3,4}}[\s{_DASH}]?\d{{4}}"
    rf"|(?<=电话|手机|传真)[\s:：为是（(]{{0,3}}\d{{3,4}}[\s{_DASH}]?\d{{4}}){_NOT_BEFORE}"
)
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸｘ](?![\dA-Za-z])"
)

Likeness = Literal["电话号码", "身份证号"]


@dataclass(frozen=True)
class PrivateValue:
    """The value of a private field; a number is found with other separators, area codes and extensions, too."""

    value: str
    is_number: bool

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        found = [_number_pattern(number) for number in _numbers_in(self.value)]
        words = "".join(self.value.split())
        if not self.is_number and len(words) >= _SHORTEST_WORDS:
            # The whole before its parts, so that it goes as one.
            found.insert(0, r"\s*".join(map(re.escape, words)))
        return re.compile("|".join(found)) if found else None

    def without(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return a text in which 略 stands for the value, and what was taken out."""
        if self._pattern is None:
            return text, ()
        taken: list[str] = []

        def put_off(found: re.Match[str]) -> str:
            taken.append(found[0])
            return _OMITTED_IN_BRACKETS if _is_in_brackets(text, found.start()) else OMITTED

        return self._pattern.sub(put_off, text), tuple(taken)


def numbers_left(text: str) -> Iterator[tuple[Likeness, str]]:
    """Yield what looks like somebody's telephone or identity card number, in order."""
    found: list[tuple[int, Likeness, str]] = []
    found += [(match.start(), "身份证号", match[0]) for match in _IDENTITY.finditer(text)]
    found += [(match.start(), "电话号码", match[0].strip(" :：为是（(")) for match in _PHONE.finditer(text)]
    for _, likeness, number in sorted(found):
        yield likeness, number


def _is_in_brackets(text: str, at: int) -> bool:
    before = text[:at]
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _numbers_in(value: str) -> Iterator[str]:
    """Yield the numbers of a field, each without area code and extension, in plain digits."""
    for run in _DIGIT_RUNS.findall(value):
        joined = ""
        for piece in re.findall(r"\d+", run):
            if len(piece) < _SHORTEST_NUMBER:
                joined += piece
                continue
            # Short pieces before a whole number were its area code.
            yield from _local_number(piece)
            joined = ""
        yield from _local_number(joined)


def _local_number(digits: str) -> Iterator[str]:
    plain = "".join(str(int(digit)) for digit in digits)
    if plain.startswith("86") and len(plain) > len("86") + 10:
        plain = plain[2:]
    if plain.startswith("0"):
        plain = plain[3:] if plain[1:2] in {"1", "2"} else plain[4:]
    if len(plain) >= _SHORTEST_NUMBER:
        yield plain[:11] if plain.startswith("1") else plain[:8]


def _number_pattern(number: str) -> str:
    # Digits of full width are digits as well.
    digits = _BETWEEN.join(f"[{digit}{chr(ord('０') + int(digit))}]" for digit in number)
    return f"{_NOT_AFTER}{_COUNTRY}{_AREA}{digits}{_EXTENSION}{_NOT_BEFORE}"
