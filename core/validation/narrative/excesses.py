"""Parts above their whole: 审结 198 件，其中调解 842 件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.validation.narrative.intervals import interval_of
from core.validation.narrative.listings import PARTS
from core.validation.narrative.mentions import Mention
from core.validation.narrative.number_series import STOP, segments_of, series_of
from core.validation.narrative.roles import Role
from core.validation.narrative.sum_claims import SumClaim

_OF_WHICH = re.compile(r"其中(?:包括)?[:：，,]?[^，,。；;：:、\d]*$")


def excesses_in(text: str) -> Iterator[SumClaim]:
    """Yield every part right after 其中 that is above all numbers of its kind before it in the sentence."""
    for segment in segments_of(text):
        for series in series_of(segment, PARTS):
            for place in range(1, len(series.numbers)):
                whole, part = series.numbers[place - 1 : place + 1]
                gap = text[whole.end : part.mention.start]
                if series.joints[place] >= STOP or not _OF_WHICH.search(gap):
                    continue
                begin = place - 1
                while begin and series.joints[begin] < STOP:
                    begin -= 1
                before = series.numbers[begin:place]
                one_kind = whole.told.role is Role.PLAIN and all(
                    item.mention.unit == part.mention.unit and not item.mention.hedge for item in (*before, part)
                )
                if one_kind and all(_is_above(part.mention, item.mention) for item in before):
                    yield SumClaim(whole.mention, (part.mention,), agrees=False)


def _is_above(part: Mention, whole: Mention) -> bool:
    return interval_of(part).low > interval_of(whole).high
