"""Counts written in Chinese characters: 七次, 十二件, 两家; not the many numerals that are parts of words or names.

第一, 一是, 三公, 十四五, 一级, 二期工程 count nothing. A lone 一 is a count only where its clause ends with it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from core.validation.narrative.mentions import Mention, unit_at
from core.validation.narrative.numbering import DIGITS, han_value

_DIGIT = f"[{DIGITS}两]"
_NUMERAL = re.compile(
    rf"(?<![零〇{DIGITS}十百千万亿两几数第其每之初周期约近超逾满])"
    rf"(?:(?P<hundreds>{_DIGIT})百)?零?(?P<rest>[{DIGITS}]?十[{DIGITS}]?|{_DIGIT})?"
    rf"(?=[^零〇{DIGITS}十百千万亿两几数余多来])"
)
# Units that Chinese numerals put in order or in ranks, and what begins a longer word with a unit.
_ORDERED = frozenset(
    {"级", "类", "年", "岁", "届", "季度", "周年", "倍", "字", "页", "版", "段", "部", "分", "天", "元"}
)
_GOES_ON = re.compile(
    r"(?<=期)(?:工程|项目|建设|改造|规划|课程)|(?<=[门台])[峡山县河]|(?<=[次])(?:性|产业|元)|(?<=项)目|(?<=[批场])次|(?<=[人])[民大均]|(?<=家)[渠庭属长]"
)
_CLAUSE_END = re.compile(r"\s*(?:[，,。；;、：:）)！？\n]|$)")


def read_han_counts(text: str) -> tuple[Mention, ...]:
    """Return the counts of a paragraph that are written in Chinese characters, in order."""
    return tuple(found for match in _NUMERAL.finditer(text) if (found := _count_at(text, match)) is not None)


def _count_at(text: str, match: re.Match[str]) -> Mention | None:
    numeral = match.group()
    unit = unit_at(text, match.end()) if numeral else ""
    value = _value(match) if unit and unit not in _ORDERED else 0
    end = match.end() + len(unit)
    if not value or _GOES_ON.match(text, end) or (value == 1 and not _CLAUSE_END.match(text, end)):
        return None
    return Mention(Decimal(value), numeral, 0, unit, Decimal(1), "", match.start(), match.end(), end)


def _value(match: re.Match[str]) -> int:
    """Return the value of a numeral below one thousand; 0 where it is none."""
    hundreds, rest = (piece.replace("两", "二") if piece else "" for piece in match.group("hundreds", "rest"))
    value = han_value(rest) if rest else 0
    return han_value(hundreds) * 100 + value if hundreds else value
