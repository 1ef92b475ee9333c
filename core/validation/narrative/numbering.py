"""Numbers of points in running text: 一、 （一） 1. （1） ① 一是 第一， where a paragraph begins and inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.validation.narrative.quotations import quoted_places

DIGITS = "一二三四五六七八九"
_HAN = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_N = "N"


class Family(Enum):
    """The kinds of numbering, each by its first number as an official text writes it."""

    PART = "第一部分"
    CHAPTER = "第一章"
    HAN = "一、"
    HAN_BRACKETED = "（一）"
    ARABIC = "1."
    ARABIC_BRACKETED = "（1）"
    ARABIC_HALF_BRACKETED = "1）"
    CIRCLED = "①"
    SMALL_BRACKETED = "⑴"
    SAID = "一是"
    ORDINAL = "第一，"
    OF_THEM = "其一，"


# The kinds that people write in several ways, and the official one.
OFFICIAL_STYLES = {
    Family.HAN: "N、",
    Family.HAN_BRACKETED: "（N）",
    Family.ARABIC: "N.",
    Family.ARABIC_BRACKETED: "（N）",
    Family.ARABIC_HALF_BRACKETED: "N）",
}


@dataclass(frozen=True, slots=True)
class Point:
    """The number of a point: `style` is how it is written, N for the number, `numeral` the number as written.

    `leading` tells whether it begins the paragraph.
    """

    family: Family
    value: int
    numeral: str
    style: str
    start: int
    end: int
    leading: bool

    @property
    def typed(self) -> str:
        """The number with its signs, blanks left out."""
        return self.style.replace(_N, self.numeral)

    def numeral_of(self, value: int) -> str:
        """Another number as this one is written: 3, 三 or ③."""
        if self.family is Family.CIRCLED:
            return _CIRCLED[value - 1]
        if self.family is Family.SMALL_BRACKETED:
            return _IN_BRACKETS[value - 1]
        return str(value) if self.numeral.isdigit() else han_numeral(value)

    def in_style(self, style: str) -> str:
        """The number in another style of its family."""
        return style.replace(_N, self.numeral)


# A year after “1.” is no decimal (1.2020年), “3、4月” and “一、二季度” are no points.
_NUMBER = re.compile(
    rf"(?=[第其一二三四五六七八九十（(\d{_CIRCLED}{_IN_BRACKETS}])(?:"
    rf"第\s?(?P<part>{_HAN})\s?(?P<part_sign>部分|章)(?=[\s：:、]|\Z)|"
    rf"第(?P<ordinal>{_HAN})[，,、：:]|其(?P<of_them>[一二三四五六])[，,、：:是]|"
    rf"(?P<said>{_HAN})(?:是|要)(?!否|求|素|点|件)|"
    rf"(?P<han>{_HAN})\s?(?P<han_sign>[、．.])(?!\d|{_HAN}[季级类等期批楼月年届层])|"
    rf"(?P<open>[（(])\s?(?:(?P<in_han>{_HAN})|(?P<in_arabic>\d{{1,2}}))\s?(?P<close>[)）])(?P<more>[、．.]?)(?![至到]|和(?!谐)|款(?!项)|项(?!目)|条(?!件|例|约))|"
    r"(?P<arabic>\d{1,3})\s?(?P<arabic_sign>[.．、])(?=\D|\d{4}\s?年|\Z)|"
    r"(?P<half>\d{1,2})\s?(?P<half_sign>[)）])|"
    rf"(?P<circled>[{_CIRCLED}])|(?P<small>[{_IN_BRACKETS}]))"
)
_DEEPEST_INDENT = 8
_SPOKEN = (Family.SAID, Family.ORDINAL, Family.OF_THEM)


def read_points(text: str) -> tuple[Point, ...]:
    """Return the numbers of points of a paragraph in order, those inside quotation marks left out."""
    return tuple(_points(text))


def han_value(numeral: str) -> int:
    """Return the value of 一 … 九十九; 0 for what is no number (一二)."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    if not ten:
        return DIGITS.index(ones) + 1
    return (DIGITS.index(tens) + 1 if tens else 1) * 10 + (DIGITS.index(ones) + 1 if ones else 0)


def han_numeral(value: int) -> str:
    """Return 1 … 99 as 一 … 九十九."""
    tens, ones = divmod(value, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


def _points(text: str) -> Iterator[Point]:
    quoted = quoted_places(text)
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - 3) : found.start()].rstrip()
        leading = found.start() < _DEEPEST_INDENT and not text[: found.start()].strip()
        if not leading and found.start() in quoted:
            continue
        point = _point(found, leading)
        if point is None or not (leading or _may_stand_after(before, found.start(), text, point.family)):
            continue
        yield point


def _may_stand_after(before: str, start: int, text: str, family: Family) -> bool:
    if family in (Family.PART, Family.CHAPTER):
        return False
    if text[start - 1] == "\n":
        return True
    stops = "：:；;。，,、）)”" if family in _SPOKEN else "：:；;。"
    return before[-1:] in tuple(stops)


def _point(found: re.Match[str], leading: bool) -> Point | None:
    family, numeral, style = _told(found)
    if family is Family.CIRCLED:
        value = _CIRCLED.index(numeral) + 1
    elif family is Family.SMALL_BRACKETED:
        value = _IN_BRACKETS.index(numeral) + 1
    else:
        value = int(numeral) if numeral.isdigit() else han_value(numeral)
    return Point(family, value, numeral, style, found.start(), found.end(), leading) if value else None


def _told(found: re.Match[str]) -> tuple[Family, str, str]:
    """Return the kind of a number, the number, and how it is written."""
    if found["part"]:
        sign = found["part_sign"]
        return (Family.PART if sign == "部分" else Family.CHAPTER), found["part"], f"第N{sign}"
    for name, family in (("ordinal", Family.ORDINAL), ("of_them", Family.OF_THEM), ("said", Family.SAID)):
        if found[name]:
            return family, found[name], found.group().replace(found[name], _N, 1)
    if found["han"]:
        return Family.HAN, found["han"], f"N{found['han_sign']}"
    if found["open"]:
        style = f"{found['open']}N{found['close']}{found['more']}"
        if found["in_han"]:
            return Family.HAN_BRACKETED, found["in_han"], style
        return Family.ARABIC_BRACKETED, found["in_arabic"], style
    if found["arabic"]:
        return Family.ARABIC, found["arabic"], f"N{found['arabic_sign']}"
    if found["half"]:
        return Family.ARABIC_HALF_BRACKETED, found["half"], f"N{found['half_sign']}"
    if found["circled"]:
        return Family.CIRCLED, found["circled"], _N
    return Family.SMALL_BRACKETED, found["small"], _N
