"""Comparisons with a year: 与2022年度相比, 比2022年增加, and the years that are named before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.validation.narrative.dates import Date, dates_by_sentence

_WITH = re.compile(r"(?:与|比|较|(?<!合)同)\s*$")
# What of that year it is compared with: its budget, its beginning or a part of it may well be of the same year.
_COMPARED = re.compile(
    r"(?P<object>[^，,。；;：:（(\d]{0,14}?)\s*(?:相比|比较|对比|增|减|下降|上升|提高|降低|持平|多|少|上涨|回落|基本|的?\s*\d)"
)
_OF_ITS_OWN = re.compile(r"预算|年初|期初|计划|目标|任务|调整|控制|上半年|下半年|季|月|^\s*初|全年|指标|标准|安排")
_LONGER_VIEW = re.compile(r"基期|疫情|年均|以来|累计|[一二三四五]五|[两三四五]年|规划|同口径|历史|最[高低]|首次|普查")


@dataclass(frozen=True, slots=True)
class YearComparison:
    """A comparison with the year `base`.

    `own` is the one year that the sentence names before it, `None` where it names none or several; `years_before` are
    all that the paragraph names before it. `is_plain` compares with the whole of the base year, not with its budget or
    over a longer view of things.
    """

    base: Date
    own: Date | None
    years_before: frozenset[int | None]
    is_plain: bool


def read_year_comparisons(text: str) -> tuple[YearComparison, ...]:
    """Return the comparisons with a year that a paragraph makes."""
    found = []
    years: set[int | None] = set()
    for (start, end), dates in dates_by_sentence(text):
        longer_view: bool | None = None
        before: list[Date] = []
        own_years: set[int | None] = set()
        for date in dates:
            if date.year is None:
                continue
            after = _COMPARED.match(text, date.end, end) if date.month is None else None
            if after and _WITH.search(text, max(start, date.start - 3), date.start):
                if longer_view is None:
                    longer_view = bool(_LONGER_VIEW.search(text, start, end))
                plain = not longer_view and not _OF_ITS_OWN.search(after["object"])
                own = before[0] if len(own_years) == 1 else None
                found.append(YearComparison(date, own, frozenset(years), plain))
            else:
                before.append(date)
                own_years.add(date.year)
            years.add(date.year)
    return tuple(found)
