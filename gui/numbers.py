"""The numbers of a text, and which of them took part in a check.

What reads them is loaded when it is first asked: the window is shown before the checks are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.validation.run import CheckRun

_TEXTS_KEPT = 2000


@dataclass(frozen=True)
class Number:
    """A number of a text, and whether it took part in a check."""

    address: str
    start: int
    end: int
    checked: bool


def numbers_of(run: CheckRun, where: str, text: str) -> list[Number]:
    """Return the numbers in the text of an address."""
    from core.validation.inspection import UsedSpan

    return [Number(where, start, end, UsedSpan(where, start) in run.used) for start, end in _spans(text)]


@lru_cache(maxsize=_TEXTS_KEPT)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    from core.validation.narrative.mentions import read_mentions

    return tuple((mention.start, mention.end) for mention in read_mentions(text))
