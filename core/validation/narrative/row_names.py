"""What the rows of a table are called: names with their codes, indents and marks, in one or more columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.validation.narrative.sheet_headers import Row

TOTAL = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:本年)?(?:收入|支出|收支)?(?:合计|总计|共计|小计|总分)$")
VALUE = re.compile(r"^[≥≤＞＜><=＝]*\s*\d|^[—\-–/]+$")
# 车辆数合计（辆）, 人员经费合计：
_ANY_TOTAL = re.compile(r"^(?:.{0,20}(?:合计|总计|共计|小计)|计|总分)(?:[（(][^（）()]{1,6}[）)])?[:：]?$")
_RATE = re.compile(r"[%％]|率$|率[（(]|占比|比[例重]|[增降涨跌]幅")
_CODE = re.compile(r"^(?:\d{3}|\d{5}|\d{7})$")
_PART_OF_CODE = re.compile(r"^\d{2}$")
_CODED_NAME = re.compile(r"^[\[【(（]?(?P<code>[235]\d{2}(?:\d{2}){0,2})[\]】)）]?[-—]?(?P<name>[一-鿿][^\d]*)$")
_LONGEST_CODE = 7
_SPLIT_CODE = 3


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row is called, its code in the classification of accounts, and how far it is indented.

    `is_total` tells whether it is called a total of any kind, `is_rate` whether it is called a rate.
    """

    label: str
    code: str = ""
    indent: int = 0
    is_total: bool = field(init=False)
    is_rate: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_total", is_total(self.label))
        object.__setattr__(self, "is_rate", bool(_RATE.search(self.label)))


def is_total(label: str) -> bool:
    """Tell whether a name is one of a total: 合计, 车辆数合计（辆）."""
    return bool(_ANY_TOTAL.match(label))


def is_code(text: str) -> bool:
    """Tell whether a cell holds a whole code of 类, 款 or 项, or the 类 alone."""
    return bool(_CODE.match(text))


def goes_on_a_code(text: str) -> bool:
    """Tell whether a cell holds the 款 or the 项 in a column of its own: 05, or the whole code again."""
    return bool(_PART_OF_CODE.match(text)) or is_code(text)


def codes_of(rows: Sequence[Row], columns: Sequence[int]) -> list[str]:
    """Return the code of every row from the columns that hold codes: one, or 类 款 项 in three.

    A row may fill in only its own level; the levels above are then those of the rows before.
    """
    found: list[str] = []
    carried = [""] * len(columns)
    for row in rows:
        texts = [row[column] for column in columns]
        filled = [number for number, text in enumerate(texts) if goes_on_a_code(text)]
        if not filled:
            found.append("")
            continue
        last = filled[-1]
        for number, text in enumerate(texts):
            if text:
                carried[number] = text
                carried[number + 1 :] = [""] * (len(carried) - number - 1)
        own = texts[last]
        whole = own if len(own) > _SPLIT_CODE or not last else "".join(carried[: last + 1])
        found.append(whole if len(whole) <= _LONGEST_CODE and is_code(whole) else "")
    return found


def code_in_name(label: str) -> tuple[str, str]:
    """Return the code that stands before a name in one cell, and the name: 20805行政事业单位养老支出."""
    found = _CODED_NAME.match(label)
    return (found["code"], found["name"]) if found else ("", label)


def nearest_name(texts: Sequence[str]) -> str:
    """Return the last of a row's names: what looks like a value names nothing."""
    filled = [text for text in reversed(texts) if text]
    return next((text for text in filled if not VALUE.match(text)), filled[0] if filled else "")
