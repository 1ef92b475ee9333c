"""Headings and captions that name another year than the text is about, or than they name where they stand again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.model.manuscript import Passage
from core.validation.narrative.dates import Date
from core.validation.narrative.report_year import Kind, ReportYear

_LONGEST = 60
_NUMBERED = re.compile(
    r"\s*(?:第\s?[一二三四五六七八九十]{1,3}\s?(?:部分|章)|附[件表]?\s?\d*|表\s?[\d一二三四五六七八九十]+|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])"
)
_OF_WHOLE = re.compile(r"\s*(?:第\s?[一二三四五六七八九十]{1,3}\s?(?:部分|章)|附[件表]|表\s?[\d一二三四五六七八九十]+)")
# In a table of contents: dots and the page.
_PAGE = re.compile(r"[\s.．·…—-]*\d*\s*$")
_SAME_WORDS = {
    Kind.FINAL: re.compile(r"决算|自评|自我评价|绩效评价"),
    Kind.BUDGET: re.compile(r"预算"),
}
# What of another year a text may well speak of under a heading of its own.
_OF_ANOTHER_YEAR = re.compile(
    r"上年|上一年|以前|往年|对比|比较|较|结转|结余|整改|应用|批复|执行|完成|历年|计划|打算|安排|思路|展望|下一"
)


@dataclass(frozen=True, slots=True)
class OddHeading:
    """A heading whose year is not the one it should be; `other` is the one that shows it, where that is a heading."""

    passage: Passage
    date: Date
    year: int
    other: Passage | None = None


def odd_headings(
    passages: Iterable[Passage], report: ReportYear, dates_of: Callable[[Passage], Iterable[Date]]
) -> Iterator[OddHeading]:
    """Yield the headings of a wrong year in a text about the year of `report`."""
    headings = [(passage, date) for passage in passages for date in _only_year(passage, dates_of)]
    by_words: dict[str, list[tuple[Passage, Date]]] = {}
    for passage, date in headings:
        if _NUMBERED.match(passage.text):
            by_words.setdefault(_words(passage.text, date), []).append((passage, date))
    told: set[str] = set()
    for same in by_words.values():
        witness = next((passage for passage, date in same if date.year == report.year), None)
        # Three years under the same words are a series.
        if witness is None or len({date.year for _, date in same}) > 2:
            continue
        for passage, date in same:
            if date.year != report.year:
                told.add(passage.address)
                yield OddHeading(passage, date, report.year, witness)
    words = _SAME_WORDS.get(report.kind) if report.title else None
    if words is None:
        return
    for passage, date in headings:
        wanted = _OF_WHOLE if report.kind is Kind.BUDGET else _NUMBERED
        if (
            date.year != report.year
            and passage.address not in told
            and wanted.match(passage.text)
            and words.search(passage.text)
            and not _OF_ANOTHER_YEAR.search(passage.text)
        ):
            yield OddHeading(passage, date, report.year)


def _only_year(passage: Passage, dates_of: Callable[[Passage], Iterable[Date]]) -> list[Date]:
    """Return the one year that a heading names; nothing for other paragraphs, and for headings with two."""
    if len(passage.text) > _LONGEST or any(sign in passage.text for sign in "。；，"):
        return []
    dates = [date for date in dates_of(passage) if date.year]
    return dates if len(dates) == 1 and dates[0].month is None and not dates[0].is_quoted else []


def _words(text: str, date: Date) -> str:
    return re.sub(r"\s", "", _PAGE.sub("", f"{text[: date.start]}{date.text[4:]}{text[date.end :]}"))
