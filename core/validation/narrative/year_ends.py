"""The day up to which a sentence tells: 截至2023年12月31日, 截至2023年末."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.validation.narrative.dates import Date, dates_by_sentence

_UP_TO = re.compile(r"(?:截至|截止|截止到|截止至)\s*$")
_END = re.compile(r"\s*[末底]")
_LAST = (12, 31)
# Where it was then is told to compare it with now, or to say what went before.
_COMPARED = re.compile(r"上年|去年|上一年|以前|年初|期初|比|较|同期|原|增|减|累计|立项|启动|开始|以来|五")


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The end of a year up to which is told; `is_compared` where the sentence has other years or compares."""

    date: Date
    is_compared: bool


def read_year_ends(text: str) -> tuple[YearEnd, ...]:
    """Return the ends of years up to which a paragraph tells."""
    if "截" not in text:
        return ()
    found = []
    for (start, end), dates in dates_by_sentence(text):
        own = [date for date in dates if date.year is not None]
        years = {date.year for date in own}
        for date in own:
            is_end = (date.month, date.day) == _LAST or (date.month is None and _END.match(text, date.end))
            if is_end and _UP_TO.search(text, max(start, date.start - 5), date.start):
                found.append(YearEnd(date, len(years) > 1 or bool(_COMPARED.search(text, start, end))))
    return tuple(found)
