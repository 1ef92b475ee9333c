"""One amount told twice in one breath: 19,808,000 元（1,980.80 万元）, 5.3 万个，即 53,120 个, 折合, 合."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from core.validation.narrative.intervals import interval_of
from core.validation.narrative.mentions import Mention, read_mentions

_SAID_AGAIN = re.compile(r"\s*[，,]?\s*(?:折合|约合|即|也就是|相当于|折算[为成]?|换算[为成]?|合)(?:人民币)?\s*约?\s*")
_OPENED = re.compile(r"\s*[（(]\s*(?:折合|约合|即|合)?(?:人民币)?\s*约?\s*")
_TEN_THOUSAND = Decimal(10**4)
_CLOSED = re.compile(r"\s*(?:左右)?\s*[）)]")


@dataclass(frozen=True, slots=True)
class Restatement:
    """A number and the same number in another unit right behind it, and whether they are one amount."""

    first: Mention
    second: Mention
    agrees: bool


def read_restatements(text: str) -> tuple[Restatement, ...]:
    """Return what a paragraph tells twice, in two units of one kind."""
    return tuple(_restatements(text))


def _restatements(text: str) -> Iterator[Restatement]:
    for first, second in pairwise(read_mentions(text)):
        if not first.unit or first.unit != second.unit:
            continue
        between = text[first.until : second.start]
        bracketed = _OPENED.fullmatch(between) and _CLOSED.match(text, second.until)
        if bracketed or _SAID_AGAIN.fullmatch(between):
            if first.scale != second.scale:
                yield Restatement(first, second, _agree(first, second))
            elif _is_unit_amiss(first, second):
                yield Restatement(first, second, agrees=False)


def _is_unit_amiss(first: Mention, second: Mention) -> bool:
    """Tell whether two numbers are one amount if one of them is in 万 and does not say so."""
    smaller, larger = sorted((first, second), key=lambda mention: mention.amount)
    return abs(smaller.amount * _TEN_THOUSAND - larger.amount) < _TEN_THOUSAND * Decimal(1).scaleb(-smaller.decimals)


def _agree(first: Mention, second: Mention) -> bool:
    """Tell whether two numbers are one amount, rounded or cut off where one is told less closely."""
    if interval_of(first).meets(interval_of(second)):
        return True
    grain = max(mention.scale.scaleb(-mention.decimals) for mention in (first, second))
    return abs(first.amount - second.amount) < grain
