"""The year that a text reports on, and what kind of text it is, as its title says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from core.model.manuscript import Manuscript, Passage
from core.validation.narrative.dates import Date

# A title stands among the first paragraphs, and is short.
_FIRST = 12
_LONGEST_TITLE = 80
_EARLIEST, _LATEST = 1980, 2060
# So many fiscal years of the text tell its year where no title does.
_ENOUGH = 3


class Kind(Enum):
    """What a text accounts for: a year that is over, one that is to come, or both, or something else."""

    FINAL = "决算、自评"
    BUDGET = "预算"
    WORK = "工作总结"
    OTHER = "其他"


_KINDS = (
    (Kind.FINAL, re.compile(r"决算|自评|绩效评价|评价报告|自我评价")),
    (Kind.BUDGET, re.compile(r"预算")),
    (Kind.WORK, re.compile(r"总结|工作报告|工作情况|述职|公报")),
)
_NOT_OVER = re.compile(r"半年|季度|\d\s*月|月份|阶段|中期|监控|事前|申报")


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year of a text. `title` is where it was learnt from, empty where the text only speaks of it most.

    `kind` is told for the whole of a year only.
    """

    year: int
    kind: Kind
    title: str = ""
    address: str = ""
    is_fiscal: bool = False

    @property
    def is_account(self) -> bool:
        """Whether the text accounts for this very fiscal year, now over."""
        return self.kind is Kind.FINAL and self.is_fiscal


def learn_year(manuscript: Manuscript, dates_of: Callable[[Passage], Iterable[Date]]) -> ReportYear | None:
    """Return the year of a text; `None` where its title names two, or nothing tells."""
    passages = list(manuscript.passages)
    spoken_of = Counter(
        date.year
        for passage in passages
        for date in dates_of(passage)
        if date.is_fiscal and not date.is_quoted and date.year and _EARLIEST <= date.year <= _LATEST
    )
    most, times = next(iter(spoken_of.most_common(1)), (0, 0))
    for title in (*(passage for passage in passages[:_FIRST] if _may_be_title(passage.text)), _name_of(manuscript)):
        dates = [date for date in dates_of(title) if date.year and _EARLIEST <= date.year <= _LATEST]
        years = {date.year for date in dates if date.year}
        kind = next((kind for kind, words in _KINDS if words.search(title.text)), None)
        if kind is None or not years:
            continue
        if len(years) > 1:
            return None
        year = years.pop()
        # A text of this year on the year before speaks of that one.
        other = times > 2 * spoken_of[year] and most != year
        kind = Kind.OTHER if other or _NOT_OVER.search(title.text) else kind
        return ReportYear(year, kind, title.text, title.address, any(date.is_fiscal for date in dates))
    return ReportYear(most, Kind.OTHER) if times >= _ENOUGH and 2 * times > spoken_of.total() else None


def _name_of(manuscript: Manuscript) -> Passage:
    return Passage("", manuscript.name)


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not any(sign in text for sign in "。；，")
