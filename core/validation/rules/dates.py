"""Dates that the calendar does not have, beginnings after their ends, a report signed before its year was over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model import address
from core.model.finding import Severity, place_in
from core.model.manuscript import GridCell, Passage
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.dates import Date, Period, days_of, read_dates, read_periods
from core.validation.narrative.deadlines import read_missed_deadlines
from core.validation.narrative.report_year import ReportYear, learn_year
from core.validation.registry import NotApplicable, Outcome, contradicted, must_explain, text_rule

_MONTHS = 12
_SIGNED = re.compile(r"[\s（(]*(?P<date>.{5,16}?)[\s）)]*")
_LAST_PASSAGES = 4


@text_rule(
    "DAT-001",
    severity=Severity.ERROR,
    title="日期不存在",
    clause="文中的日期是日历上有的日子",
)
def check_dates_exist(inspection: TextInspection) -> Iterator[Outcome]:
    """Every month is one of twelve, every day one of its month."""
    dates = inspection.once(dates_of)
    if not dates:
        yield NotApplicable("正文没有日期")
    for where, date in dates:
        if not date.is_possible:
            yield contradicted(
                f"文中写“{date.text}”，{_why_impossible(date)}。",
                "查对原始材料，改成实际日期。",
                [place_in(where.address, where.text, date.start, date.end)],
            )


def dates_of(inspection: TextInspection) -> tuple[tuple[Passage | GridCell, Date], ...]:
    """Return the dates of the text and of its tables, each with where it stands."""
    found: list[tuple[Passage | GridCell, Date]] = []
    for block in inspection.manuscript.blocks:
        if isinstance(block, Passage):
            found += [(block, date) for date in inspection.read(read_dates, block)]
        else:
            found += [(cell, date) for row in block.rows for cell in row for date in read_dates(cell.text)]
    return tuple(found)


def year_of(inspection: TextInspection) -> ReportYear | None:
    """Return the year that the text reports on."""
    return learn_year(inspection.manuscript, lambda passage: inspection.read(read_dates, passage))


def _why_impossible(date: Date) -> str:
    month = date.month or 0
    if not 1 <= month <= _MONTHS:
        return f"没有 {month} 月"
    named = f"{date.year} 年 {month} 月" if date.year else f"{month} 月"
    return f"{named}{'只有' if date.year else '最多'} {days_of(date.year, month)} 天"


@text_rule(
    "DAT-005",
    severity=Severity.WARNING,
    title="时间先后颠倒",
    clause="开始在结束之前，按期完成的不晚于期限",
)
def check_times_are_in_order(inspection: TextInspection) -> Iterator[Outcome]:
    """A period does not end before it begins, and what was done in time was not done after its deadline."""
    found = False
    for passage in inspection.manuscript.passages:
        for period in inspection.read(read_periods, passage):
            found = True
            if _is_reversed(period):
                yield contradicted(
                    f"起止时间“{passage.text[period.first.start : period.last.end]}”，结束早于开始。",
                    "查对实际的起止时间，改正写错的一个。",
                    [
                        place_in(passage.address, passage.text, period.first.start, period.first.end),
                        place_in(passage.address, passage.text, period.last.start, period.last.end),
                    ],
                )
        for deadline, done, in_time in inspection.read(read_missed_deadlines, passage):
            found = True
            yield contradicted(
                f"期限是“{deadline.text}前”，实际是“{done.text}”，晚于期限，文中却说“{in_time}”。",
                "查对期限和实际日期；确实晚了的，照实写明并说明原因。",
                [
                    place_in(passage.address, passage.text, done.start, done.end),
                    place_in(passage.address, passage.text, deadline.start, deadline.end),
                ],
            )
    if not found:
        yield NotApplicable("正文没有写明起止时间或期限")


def _is_reversed(period: Period) -> bool:
    first, last = period.first, period.last
    if first.year and last.year and first.year != last.year:
        return last.year < first.year
    if first.month is None or last.month is None or not (first.is_possible and last.is_possible):
        return False
    # 12月20日至1月10日 goes on into the next year, which need not be written.
    if first.month != last.month:
        return bool(first.year and last.year) and last.month < first.month
    return first.day is not None and last.day is not None and last.day < first.day


@text_rule(
    "DAT-006",
    severity=Severity.WARNING,
    title="落款日期早于报告年度结束",
    clause="年度决算、自评在年度终了以后编写",
)
def check_text_is_signed_after_its_year(inspection: TextInspection) -> Iterator[Outcome]:
    """Final accounts and self-evaluations of a year are dated after it, in their last lines or on the cover."""
    year = inspection.once(year_of)
    signed = list(_signed(inspection))
    if year is None or not year.is_account or not signed:
        yield NotApplicable("没有写明年度和落款日期的年度决算或自评")
        return
    for where, text, date in signed:
        if date.year is not None and (date.year, date.month or _MONTHS) < (year.year, _MONTHS):
            yield must_explain(
                f"这是 {year.year} 年度的报告，落款日期写“{date.text}”，那时年度还没有结束。",
                "核对落款日期和报告年度，改正写错的一个。",
                [place_in(where, text, date.start, date.end)],
            )


def _signed(inspection: TextInspection) -> Iterator[tuple[str, str, Date]]:
    """Yield the dates that stand alone in a line at the end of the text, and those of a report's cover."""
    for passage in list(inspection.manuscript.passages)[-_LAST_PASSAGES:]:
        dates = inspection.read(read_dates, passage)
        if len(dates) == 1 and passage.text.strip(" \u3000（）()") == dates[0].text:
            yield passage.address, passage.text, dates[0]
    if isinstance(inspection, Inspection):
        for field in inspection.report.standard.cover:
            if field.kind == "date":
                where = address.cover_field(field.id)
                text = inspection.report.text(where)
                yield from ((where, text, date) for date in read_dates(text))
