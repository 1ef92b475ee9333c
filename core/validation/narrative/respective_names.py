"""Names told in a row before their figures: 甲、乙和丙分别为 1、2 和 3."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.validation.narrative.mentions import Mention

_RESPECTIVELY = re.compile(r"分别(?:[为是占有达]|达到|完成|增长|下降|增加|减少)*\s*$")
_CLAUSE = re.compile(r"[，,；;。：:]")
_BETWEEN = frozenset({"、", "和", "与", "及", "以及", "，"})
_SPLITS = (re.compile(r"、|以及|[和及]"), re.compile(r"、"), re.compile(r"、|以及|[和与及]"))
# “甲、乙两个项目”: what they are, and how many, belongs to none of the names.
_COUNTED = re.compile(r"等?这?[两二三四五六七八九十]+[个项类家所处座条县区镇部方].*$")
_LONGEST_LEAD = 80
_BEFORE_LAST = 3


def respective_names(text: str, begin: int, mentions: Sequence[Mention]) -> Mapping[int, str]:
    """Return the names of the numbers of a sentence that are told respectively, by the places of the numbers."""
    found: dict[int, str] = {}
    for number, mention in enumerate(mentions):
        lead = text[max(begin, mention.start - _LONGEST_LEAD) : mention.start]
        said = _RESPECTIVELY.search(lead)
        if said:
            row = _row(text, mentions[number:])
            # 甲、乙，进度分别为: what is measured may stand in a clause of its own.
            clauses = _CLAUSE.split(lead[: said.start()])[:-_BEFORE_LAST:-1]
            names = next((names for clause in clauses if (names := _names(clause, len(row)))), ())
            found.update((item.start, name) for item, name in zip(row, names, strict=False))
    return found


def _row(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    row = [mentions[0]]
    for mention in mentions[1:]:
        last = row[-1]
        if mention.unit != last.unit or text[last.until : mention.start].strip() not in _BETWEEN:
            break
        row.append(mention)
    return row


def _names(clause: str, wanted: int) -> list[str]:
    """Return as many names as there are figures; none where the clause does not part into as many."""
    counted = _COUNTED.sub("", clause)
    for split in _SPLITS:
        names = split.split(counted)
        if len(names) == wanted > 1 and all(name.strip() for name in names):
            return names
    return []
