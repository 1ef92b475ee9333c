"""Words of another body in a text: 我厅 in a bureau's report, 局网站 in that of a 部.

A body's rank is the last word of its name. No list of places or bodies is needed: what a text calls itself, and whose
website and leaders it speaks of without saying whose, is its own body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANK_OF_NAME = re.compile(r"(?:委员会|办公室|中心|[局厅委办部院处所队会])$")
_SHORT = {"委员会": "委", "办公室": "办"}
# 本部 is headquarters, 我办 and 我会 may be verbs, 本部门 and 本办法 are no names.
_OF_ITSELF = re.compile(
    r"我(?P<rank>[局厅委部院])(?![门分内级属于以员托])|"
    r"本(?P<rank_after>[局厅委])(?![部门分法级属于以员托])"
)
_ITS_ORGAN = re.compile(
    r"(?<![一-鿿])(?P<rank>[局厅委])(?:网站|机关|党组|党委|领导班子|长办公会|属各?单位)|"
    r"(?<=[在由经从到报按])(?P<rank_after>[局厅])(?:网站|党组|领导班子|长办公会)"
)
# The superior of a bureau is a 厅 or a 局; that of a 部, 委 or 办 is not.
_SUPERIOR = re.compile(r"(?:(?<![一-鿿])|(?<=[从到报送按由向及和与]))省(?P<rank>厅)")
_WITHOUT_SUPERIOR_BUREAU = frozenset({"部", "委", "办", "院", "会"})


@dataclass(frozen=True, slots=True)
class OtherBody:
    """Words that belong to a body of another rank."""

    rank: str
    start: int
    end: int


def rank_of(name: str) -> str:
    """Return the rank in which a body's name ends, as it calls itself: 局, 部, 委; empty where none is known."""
    found = _RANK_OF_NAME.search(name.strip())
    return _SHORT.get(found.group(), found.group()) if found else ""


def other_bodies(text: str, own: str) -> tuple[OtherBody, ...]:
    """Return the words of a paragraph that are those of a body of another rank than `own`."""
    patterns = [_OF_ITSELF, _ITS_ORGAN]
    if own in _WITHOUT_SUPERIOR_BUREAU:
        patterns.append(_SUPERIOR)
    found = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            rank = groups["rank"] or groups.get("rank_after") or ""
            if rank != own:
                found.append(OtherBody(rank, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))
