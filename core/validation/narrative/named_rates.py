"""Rates that prose calls by a name and states without the numbers that give them: 支出完成率为 92%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.sentences import clause_start

_NAMED = re.compile(r"率\s*(?:[（(][^（）()]{0,20}[)）])?\s*(?:[为是达约：:＝=]|达到)*\s*$")
_FARTHEST = 60


@dataclass(frozen=True, slots=True)
class NamedRate:
    """A percentage with the words of its clause up to 率."""

    words: str
    mention: Mention


def read_named_rates(text: str) -> tuple[NamedRate, ...]:
    """Return the percentages of a paragraph that directly follow the name of a rate."""
    found: list[NamedRate] = []
    for mention in read_mentions(text) if "率" in text else ():
        named = _NAMED.search(text, max(0, mention.start - _FARTHEST), mention.start) if mention.unit == "%" else None
        if named is not None:
            end = named.start() + 1
            words = text[clause_start(text, end) : end]
            # A list of rates: 支出完成率 92%、结余结转率 1%.
            found.append(NamedRate(words.rpartition("、")[2].strip(), mention))
    return tuple(found)
