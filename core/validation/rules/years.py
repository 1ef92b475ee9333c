"""Years that cannot be meant, and years that are not those of the report where they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.model.finding import Place, Severity, Verdict, place_in
from core.model.manuscript import Passage
from core.validation.inspection import TextInspection
from core.validation.narrative.dates import Date, read_dates
from core.validation.narrative.impossible_years import is_impossible_year
from core.validation.narrative.report_year import ReportYear
from core.validation.narrative.year_comparisons import YearComparison, read_year_comparisons
from core.validation.narrative.year_ends import read_year_ends
from core.validation.narrative.year_headings import odd_headings
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule
from core.validation.rules.dates import dates_of, year_of

# So many comparisons with one year are the way of the text, and one with another stands out.
_USUAL = 4


@text_rule(
    "DAT-002",
    severity=Severity.WARNING,
    title="年份写错",
    clause="文中的年份与所说的事情相称",
)
def check_years_can_be_meant(inspection: TextInspection) -> Iterator[Outcome]:
    """No year lies in a far future or a past that nobody reports on: 3023年, 202年度."""
    dates = [(where, date) for where, date in inspection.once(dates_of) if date.year is not None]
    if not dates:
        yield NotApplicable("正文没有年份")
    report = inspection.once(year_of)
    spoken_of = Counter(date.year for _, date in dates if date.year and not date.is_quoted)
    base = report.year if report else next((year for year, _ in spoken_of.most_common(1)), None)
    for where, date in dates:
        if is_impossible_year(where.text, date, base):
            usual = f"，{'报告年度是' if report else '文中多写'} {base} 年" if base != date.year else ""
            yield contradicted(
                f"文中写“{date.text}”{usual}，像是年份写错了。",
                "核对年份，改正写错的数字。",
                [place_in(where.address, where.text, date.start, date.start + len(date.text.split("年")[0].rstrip()))],
            )


@text_rule(
    "DAT-003",
    severity=Severity.WARNING,
    title="年度与报告年度不一致",
    clause="各级标题、表题和截止日期的年度与报告年度一致",
)
def check_headings_and_year_ends_are_of_the_year(inspection: TextInspection) -> Iterator[Outcome]:
    """Headings, captions and the day up to which is told are of the year that the title names."""
    report = inspection.once(year_of)
    if report is None:
        yield NotApplicable("标题没有写明年度")
        return
    passages = tuple(inspection.manuscript.passages)
    for odd in odd_headings(passages, report, lambda passage: inspection.read(read_dates, passage)):
        places = [_place(odd.passage, odd.date)]
        if odd.other:
            places.append(place_in(odd.other.address, odd.other.text, 0, len(odd.other.text)))
        said = f"另一处写 {odd.year} 年" if odd.other else f"报告年度是 {odd.year} 年"
        yield contradicted(
            f"标题“{odd.passage.text.strip()}”写的是 {odd.date.year} 年，{said}。",
            "核对是否沿用了以前年度的标题；是的，改成报告年度。",
            places,
        )
    if report.is_account:
        yield from _other_year_ends(inspection, report)


def _other_year_ends(inspection: TextInspection, report: ReportYear) -> Iterator[Fault]:
    """Yield 截至 the end of another year, in a text that accounts for one."""
    ends = [
        (passage, end) for passage in inspection.manuscript.passages for end in inspection.read(read_year_ends, passage)
    ]
    usual = [(passage, end) for passage, end in ends if end.date.year == report.year]
    for passage, end in ends:
        if end.date.year != report.year and not end.is_compared:
            yield Fault(
                Verdict.MUST_EXPLAIN,
                f"这是 {report.year} 年度的报告，这里写截至“{end.date.text}”"
                f"{f'，另有 {len(usual)} 处截至 {report.year} 年末' if usual else ''}。",
                f"核对年份；确实要说 {end.date.year} 年末的，写明与报告年度的关系。",
                (_place(passage, end.date), *(_place(*other) for other in ((where, one.date) for where, one in usual))),
                severity=None if usual else Severity.HINT,
            )


@text_rule(
    "DAT-004",
    severity=Severity.WARNING,
    title="比较的年份不对",
    clause="与上年比较的，写明的年份就是上年",
)
def check_comparisons_are_with_the_year_before(inspection: TextInspection) -> Iterator[Outcome]:
    """No year is compared with itself or with one after the report's; one odd base among many is told."""
    report = inspection.once(year_of)
    found = [
        (passage, comparison)
        for passage in inspection.manuscript.passages
        for comparison in inspection.read(read_year_comparisons, passage)
        if comparison.is_plain
    ]
    if not found:
        yield NotApplicable("正文没有写明年份的比较")
    wrong: set[int] = set()
    for number, (passage, comparison) in enumerate(found):
        message = _why_wrong(comparison, report)
        if message:
            wrong.add(number)
            places = [_place(passage, comparison.base)]
            if comparison.own:
                places.append(_place(passage, comparison.own))
            yield contradicted(message, "核对两个年份，改正写错的一个。", places)
    yield from _odd_one_out([item for number, item in enumerate(found) if number not in wrong])


def _why_wrong(comparison: YearComparison, report: ReportYear | None) -> str:
    base, own = comparison.base, comparison.own
    if own is not None:
        if own.year == base.year and own.month is None:
            return f"这一句说的是 {own.year} 年，又与 {base.year} 年比较，是同一年。"
        return ""
    if report is None or not report.is_account or base.year is None:
        return ""
    # Where years other than these were spoken of, the sentence may go on about them.
    if comparison.years_before - {report.year, report.year - 1, base.year}:
        return ""
    if base.year == report.year and report.year - 1 not in comparison.years_before:
        return f"报告年度就是 {report.year} 年，这里又与 {base.year} 年比较。"
    if base.year > report.year:
        return f"报告年度是 {report.year} 年，这里与以后的 {base.year} 年比较。"
    return ""


def _odd_one_out(found: list[tuple[Passage, YearComparison]]) -> Iterator[Fault]:
    """Yield the one comparison that is with another year than all the many others."""
    years = Counter(comparison.base.year for _, comparison in found)
    if len(years) != 2:
        return
    (usual, times), (odd, once) = years.most_common()
    if times < _USUAL or once > 1:
        return
    ((passage, comparison),) = [item for item in found if item[1].base.year == odd]
    # A sentence about another year has another year before it.
    if usual is None or (comparison.own and comparison.own.year != usual + 1):
        return
    yield Fault(
        Verdict.MUST_EXPLAIN,
        f"文中有 {times} 处与 {usual} 年比较，只有这里与 {odd} 年比较。",
        f"核对年份；确实与 {odd} 年比较的，可以不改。",
        (_place(passage, comparison.base),),
        severity=Severity.HINT,
    )


def _place(passage: Passage, date: Date) -> Place:
    return place_in(passage.address, passage.text, date.start, date.end)
