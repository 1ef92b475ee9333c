"""Years and dates in running text, which the reader of numbers passes over: 2023年度, 2023年12月31日, 5月1日."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.validation.narrative.quotations import quoted_places
from core.validation.narrative.sentences import Span, sentence_spans

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_MONTHS = 12
# A day without its year may be of a leap year.
_LEAP = 2024
_DAY_SIGN = r"(?:日(?![均益])|号(?![文楼令线公馆院]))"
_DATE = re.compile(
    r"(?<![\d.．,/])(?<!\d[-—–～~])(?P<year>\d{4}|\d{3}(?=\s*年度)|\d{5}(?=\s*年度)|[〇零○一二三四五六七八九]{4})\s*年(?!代)"
    rf"(?:(?P<fiscal>度)|\s*(?P<month>\d{{1,2}})\s*月(?!龄)份?(?:\s*(?P<day>\d{{1,2}})\s*{_DAY_SIGN})?)?|"
    rf"(?<![\d.．,/历])(?P<bare_month>\d{{1,2}})\s*月\s*(?P<bare_day>\d{{1,2}})\s*{_DAY_SIGN}"
)
_TO = r"\s*(?:起|止)?\s*(?:[-—–－~～]{1,2}|至|到)\s*"
_BETWEEN = re.compile(_TO)
_NEXT_DAY = re.compile(rf"{_TO}(?P<day>\d{{1,2}})\s*{_DAY_SIGN}")
_YEARS = re.compile(rf"(?<!\d)(?P<first>(?:19|20)\d{{2}})\s*年?度?{_TO}(?P<last>(?:19|20)\d{{2}})\s*年(?!\s*\d)")


@dataclass(frozen=True, slots=True)
class Date:
    """A year, a month or a day as written; `None` is what is not written there.

    `is_fiscal` is 年度. `is_quoted` lies in the title of a document or in quotation marks: another's words.
    """

    year: int | None
    month: int | None
    day: int | None
    text: str
    start: int
    end: int
    is_fiscal: bool = False
    is_quoted: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a month and such a day."""
        if self.month is None:
            return True
        if not 1 <= self.month <= _MONTHS:
            return False
        return self.day is None or 1 <= self.day <= days_of(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Period:
    """Two dates with 至 between them, and where they stand."""

    first: Date
    last: Date


def days_of(year: int | None, month: int) -> int:
    """Return how many days a month has; without its year, the most that it may have."""
    return monthrange(year or _LEAP, month)[1]


def read_dates(text: str) -> tuple[Date, ...]:
    """Return the years and dates of a paragraph in order, the last day of 5月1日至7日 among them."""
    return tuple(_dates(text)) if "年" in text or "月" in text else ()


def _dates(text: str) -> Iterator[Date]:
    quoted = quoted_places(text)
    for found in _DATE.finditer(text):
        year, month, day = found["year"], found["month"] or found["bare_month"], found["day"] or found["bare_day"]
        date = Date(
            int(year.translate(_HAN_DIGITS)) if year else None,
            int(month) if month else None,
            int(day) if day else None,
            found.group(),
            found.start(),
            found.end(),
            bool(found["fiscal"]),
            found.start() in quoted,
        )
        yield date
        to = _NEXT_DAY.match(text, found.end()) if day else None
        if to:
            start, end = to.start("day"), to.end()
            yield Date(date.year, date.month, int(to["day"]), text[start:end], start, end, is_quoted=date.is_quoted)


def dates_by_sentence(text: str) -> Iterator[tuple[Span, tuple[Date, ...]]]:
    """Yield the span of every sentence of a paragraph that holds dates, with its dates; quoted ones are left out."""
    dates = [date for date in read_dates(text) if not date.is_quoted]
    number = 0
    for start, end in sentence_spans(text) if dates else ():
        first = number
        while number < len(dates) and dates[number].start < end:
            number += 1
        if number > first:
            yield (start, end), tuple(dates[first:number])


def read_periods(text: str) -> tuple[Period, ...]:
    """Return the periods of a paragraph: 2023年3月至12月 has its own last year only where it is written."""
    found = [
        Period(first, last)
        for first, last in pairwise(read_dates(text))
        if last.start > first.end and _BETWEEN.fullmatch(text, first.end, last.start)
    ]
    for years in _YEARS.finditer(text):
        first, last = (
            Date(int(years[name]), None, None, years[name], years.start(name), years.end(name))
            for name in ("first", "last")
        )
        if all(period.last.start != last.start for period in found):
            found.append(Period(first, last))
    return tuple(found)


def is_slip_of_year(year: int, meant: int) -> bool:
    """Tell whether a year is another one with one digit mistyped or two changed about."""
    one, other = f"{year:04d}", f"{meant:04d}"
    if len(one) != len(other) or one == other:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 or sorted(one) == sorted(other)
