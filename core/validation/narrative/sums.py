"""Everything that prose says to add up: lists of parts, what closes them, what is left over, sums written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from core.validation.narrative.additions import judge
from core.validation.narrative.closings import closings_in
from core.validation.narrative.excesses import excesses_in
from core.validation.narrative.listed_sums import Listed, judged_listings, listed_in
from core.validation.narrative.listings import PARTS
from core.validation.narrative.number_series import Number, segments_of
from core.validation.narrative.remainders import remainders_in
from core.validation.narrative.sum_claims import SumClaim, claim_of
from core.validation.narrative.windows import OWN, PARAGRAPH
from core.validation.narrative.workings import workings_in


def read_sums(window: str) -> tuple[SumClaim, ...]:
    """Return the sums of a window's own paragraph that add up, or do not."""
    *before, text = window.replace(OWN, PARAGRAPH).split(PARAGRAPH)
    own = len(window) - len(text)
    claims, excesses, listed = _of_itself(text)
    earlier = _numbers_before(before, own)
    found = [*claims, *_without_shadows([*listed.claims, *judged_listings(text, listed, earlier)])]
    proven = {item.start for claim in found if claim.agrees for item in claim.members}
    for readings in remainders_in(text, earlier):
        judged = judge(readings, proven)
        if judged is not None:
            found.append(claim_of(judged[0], agrees=judged[1]))
    told = {item.start for claim in found for item in claim.members}
    found += (claim for claim in excesses if claim.parts[0].start not in told)
    # What is said twice in one breath, by a list and by what is left over, is one claim.
    known = {(claim.agrees, frozenset(item.start for item in claim.members)): claim for claim in reversed(found)}
    return tuple(claim.moved(own) for claim in reversed(known.values()))


@lru_cache(maxsize=256)
def _of_itself(text: str) -> tuple[tuple[SumClaim, ...], tuple[SumClaim, ...], Listed]:
    """Return what a paragraph tells by itself: its sums but for lists, the parts above their wholes, its lists."""
    listed = listed_in(text)
    found: list[SumClaim] = []
    proven = set(listed.borne.proven)
    for readings in chain(workings_in(text), closings_in(text, proven)):
        judged = judge(readings, proven)
        if judged is not None:
            claim = claim_of(judged[0], agrees=judged[1])
            found.append(claim)
            if claim.agrees:
                proven.update(item.start for item in claim.members)
    return tuple(found), tuple(excesses_in(text)), listed


def _numbers_before(paragraphs: Sequence[str], own: int) -> list[Number]:
    """Return the numbers of the paragraphs before, nearest first, their positions counted back from the own one."""
    found: list[Number] = []
    position = -own
    for text in paragraphs:
        for number in segments_of(text)[0].numbers:
            if number.told.role in PARTS:
                moved = number.mention.moved(position)
                found.append(replace(number, told=replace(number.told, mention=moved)))
        position += len(text) + 1
    return found[::-1]


def _without_shadows(claims: Sequence[SumClaim]) -> Iterator[SumClaim]:
    """Yield the claims without contradictions about numbers that another sum bears out."""
    proven = {item.start for claim in claims if claim.agrees for item in claim.parts}
    for claim in claims:
        if claim.agrees or not all(item.start in proven for item in claim.parts):
            yield claim
