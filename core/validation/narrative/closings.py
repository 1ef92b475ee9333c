"""Wholes that close a list: A 375 笔、B 27 笔，两类合计 402 笔."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from core.validation.narrative.additions import NEVER, SOMETIMES, SURELY, Addition, Claimed
from core.validation.narrative.listings import FEWEST_PARTS, PARTS
from core.validation.narrative.number_series import (
    COMMA,
    PAUSE,
    SEMICOLON,
    STOP,
    Number,
    Series,
    segments_of,
    series_of,
)

_CLOSING = re.compile(
    r"(?:(?P<count>[两二三四五六七八九十])(?:[项者类笔块批]|部分|方面)(?:资金|经费|支出|收入|费用)?"
    r"(?:合计|共计|总计|相加|加起来|合起来|之和[为是]?|共)"
    r"|(?:合计|共计|总计|相加|加起来|合起来|以上[^，。；\d]{0,6}[共合]计?))[^，。；、\d]{0,10}$"
)
_COUNTS = {"两": 2, **{sign: value for value, sign in enumerate("二三四五六七八九十", 2)}}
_MOST_PARTS = 14


def closings_in(text: str, proven: Collection[int]) -> Iterator[list[Claimed]]:
    """Yield the ways to read each number that closes a list, but for those of which other sums are `proven`."""
    for segment in segments_of(text):
        for series in series_of(segment, PARTS):
            for place, number in enumerate(series.numbers):
                closing = _CLOSING.search(number.words)
                if closing and place >= FEWEST_PARTS and number.mention.start not in proven:
                    yield list(_readings(series, place, _COUNTS.get(closing["count"] or "", 0)))


def _readings(series: Series, place: int, count: int) -> Iterator[Claimed]:
    whole = series.numbers[place]
    if FEWEST_PARTS <= count <= place:
        yield _claimed(whole, series.numbers[place - count : place], sure=True)
    for level in (PAUSE, COMMA, SEMICOLON, STOP):
        parts = [series.numbers[place - 1]]
        for earlier in range(place - 1, 0, -1):
            if series.joints[earlier] > level or len(parts) == _MOST_PARTS:
                break
            parts.insert(0, series.numbers[earlier - 1])
        if len(parts) >= FEWEST_PARTS:
            yield _claimed(whole, tuple(parts), sure=False)


def _claimed(whole: Number, parts: tuple[Number, ...], *, sure: bool) -> Claimed:
    hedged = any(item.mention.hedge for item in (whole, *parts))
    addition = Addition(whole.mention, tuple(item.mention for item in parts))
    return Claimed(addition, NEVER if hedged else SURELY if sure else SOMETIMES)
