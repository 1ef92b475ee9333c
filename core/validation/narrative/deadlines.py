"""Deadlines that a sentence names with the day on which the thing was done, and says that it was in time."""

from __future__ import annotations

import re

from core.validation.narrative.dates import Date, dates_by_sentence

_IN_TIME = re.compile(r"按期|如期|按时|提前")
_LATE = re.compile(r"未|没有|不能|逾期|延期|推迟|滞后|晚于|超过|延至|延长|个别|部分|其余|另有|其他")
_BEFORE = re.compile(r"\s*(?:之前|以前|前)")
_DONE = re.compile(r"[^，,。；;]{0,12}?(?:完成|完工|竣工|验收|交付|报送|报出|提交|上报|印发|支付|拨付|开业|投用|启用)")


def read_missed_deadlines(text: str) -> tuple[tuple[Date, Date, str], ...]:
    """Return deadline, later day and the words that say it was in time, of each sentence that has the three."""
    if not _IN_TIME.search(text):
        return ()
    found = []
    for (start, end), dates in dates_by_sentence(text):
        own = [date for date in dates if date.month is not None]
        in_time = _IN_TIME.search(text, start, end) if len(own) == 2 else None
        if in_time is None or _LATE.search(text, start, end):
            continue
        deadlines = [date for date in own if _BEFORE.match(text, date.end)]
        done = [date for date in own if date not in deadlines and _DONE.match(text, date.end, end)]
        if len(deadlines) == len(done) and _is_after(done[0], deadlines[0]):
            found.append((deadlines[0], done[0], in_time.group()))
    return tuple(found)


def _is_after(done: Date, deadline: Date) -> bool:
    if deadline.year is None or (done.day is None) != (deadline.day is None):
        return False
    # A day without its year is of the deadline's at the earliest.
    year, month, last_month = done.year or deadline.year, done.month or 0, deadline.month or 0
    return (year, month, done.day or 0) > (deadline.year, last_month, deadline.day or 0)
