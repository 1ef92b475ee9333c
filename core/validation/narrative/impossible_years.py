"""Years that cannot be meant: 3023年, 2203年, 202年度; history, long spans of time and aims far ahead are right."""

from __future__ import annotations

import re

from core.validation.narrative.dates import Date, is_slip_of_year

_FOUNDED = 1949
_AHEAD = 15
_FAR = 2100
# 3000年历史, 距今5000年: a span of time, no year.
_SPAN_AFTER = re.compile(r"\s*(?:的?历史|前|以前|之前|以来|来|的?文明|之久|间|左右|以上)")
_SPAN_BEFORE = re.compile(r"(?:距今|公元前?|约|近|逾|超过?|历经|已有|长达|有着|上下|每)\s*$")
_AIM_AFTER = re.compile(r"\s*(?:前|以前|底前|年底|末|到期|的?远景|的?目标|的?愿景|规划)")
_AIM_BEFORE = re.compile(r"(?:到|至|在|于|力争|面向|展望)\s*$")
_HISTORY = re.compile(
    r"朝|代|唐|宋|元年|明|清|民国|公元|遗址|文物|古|始建|建于|创建|出土|墓|庙|寺|碑|革命|战争|抗战|长征|起义|建党|诞辰|出生|生于|史"
)
_AROUND = 24
# A slip is one from a year that such a text may well name.
_BACK, _ON = 10, 5


def is_impossible_year(text: str, date: Date, base: int | None) -> bool:
    """Tell whether the year of a date of a text cannot be meant; `base` is the year of the whole, if known."""
    year = date.year
    if year is None or _FOUNDED <= year <= (base or _FAR - _AHEAD) + _AHEAD:
        return False
    before, after = text[max(0, date.start - 4) : date.start], text[date.end : date.end + 6]
    dated = date.is_fiscal or date.month is not None
    if not dated and (_SPAN_AFTER.match(after) or _SPAN_BEFORE.search(before)):
        return False
    if len(date.text.split("年")[0].strip()) != len("2023"):
        return True
    slip = any(is_slip_of_year(year, meant) for meant in range(base - _BACK, base + _ON + 1)) if base else dated
    if year > _FAR:
        return slip or dated
    if year > _FOUNDED:
        return date.is_fiscal and slip and not (_AIM_AFTER.match(after) or _AIM_BEFORE.search(before))
    around = text[max(0, date.start - _AROUND) : date.end + _AROUND]
    return date.is_fiscal or (dated and slip and not _HISTORY.search(around))
