"""A total in prose with the scores that make it up right behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import addition, judge
from core.validation.narrative.score_claims import PointClaim, Said, read_point_claims

_FEWEST_PARTS = 2
_FULL = 100
_LED = re.compile(r"^\s*(?:其中|包括|具体|分别)")
_BETWEEN = re.compile(r"[。！？]")


@dataclass(frozen=True, slots=True)
class ListedScores:
    """A total and the scores told of it in the same breath; `agrees` tells whether they add up to it."""

    total: Mention
    parts: tuple[Mention, ...]
    agrees: bool


def read_listed_scores(text: str) -> tuple[ListedScores, ...]:
    """Return the totals of a paragraph with the scores that follow: 自评得分 97 分。其中：决策 19 分，过程 29 分……"""
    claims = read_point_claims(text)
    found: list[ListedScores] = []
    for number, claim in enumerate(claims):
        if not claim.total:
            continue
        parts = _parts(text, claim, claims[number + 1 :])
        # What adds up to the full mark are the points that there are to earn.
        if len(parts) < _FEWEST_PARTS or sum_of_mentions(parts) == _FULL != claim.mention.value:
            continue
        judged = judge([addition(claim.mention, parts, trusted=True)])
        if judged is not None:
            found.append(ListedScores(claim.mention, tuple(parts), judged.agrees))
    return tuple(found)


def _parts(text: str, total: PointClaim, after: Sequence[PointClaim]) -> list[Mention]:
    """Return the points named right after a total, in its sentence or in the next one, which begins with 其中."""
    parts: list[Mention] = []
    sentence = None
    for claim in after:
        if claim.said not in {Said.EITHER, Said.SCORE} or not claim.key:
            if claim.said is Said.FULL_MARK and not parts:
                continue
            break
        if sentence is None:
            stops = len(_BETWEEN.findall(text, total.mention.end, claim.mention.start))
            led = _LED.match(text, claim.sentence) is not None
            if stops > 1 or not (led or "其中" in text[total.mention.end : claim.mention.start]):
                return []
            sentence = claim.sentence
        if claim.sentence != sentence:
            break
        parts.append(claim.mention)
    return parts


def sum_of_mentions(mentions: Sequence[Mention]) -> Decimal:
    """Return what numbers add up to."""
    return sum((mention.value for mention in mentions), Decimal(0))
