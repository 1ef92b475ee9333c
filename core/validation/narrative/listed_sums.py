"""Wholes and the parts listed after them: 收入 A 万元，其中：B 万元、C 万元; A 场，线上 B 场、线下 C 场.

A list that some whole bears out is left alone. One that none bears out contradicts where its words claim to tell all of
a whole; else where one slip of the pen would close the gap and chance, as the list is built, hardly would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate

from core.validation.narrative.additions import (
    ALL_TOGETHER,
    HARDLY,
    NEVER,
    ONCE,
    RARELY,
    SOMETIMES,
    SURELY,
    Addition,
    Claimed,
    contradiction,
    step_of,
)
from core.validation.narrative.completeness import (
    are_bare,
    are_joined_by_and,
    are_named_by,
    are_of_years,
    are_parallel,
    is_total,
    names_of,
    names_the_rest,
    overlaps,
    runs_beside,
    shares_are_all,
)
from core.validation.narrative.listings import FEWEST_PARTS, Listing, Tie, listings_in
from core.validation.narrative.number_series import (
    COMMA,
    NONE,
    PAUSE,
    SEMICOLON,
    Number,
    common_ending,
    label_of,
)
from core.validation.narrative.sum_claims import SumClaim, claim_of

_LOOSELY = Decimal("0.02")
_TELLING = 3
_SAME_NAME = 1
_SMALL = 1000
_MOST_WHOLES = 4
_FARTHEST = 10
_MOST_EARLIER = 8
_MOST_NESTED = 5
_MOST_BESIDE = 12
_OF_WHICH = re.compile("其中|[（(]含|，含")

Parts = tuple[Number, ...]


@dataclass(slots=True)
class Borne:
    """What the lists that add up tell about the other numbers of their paragraph."""

    proven: set[int] = field(default_factory=set)
    parts: list[Parts] = field(default_factory=list)
    names: set[frozenset[str]] = field(default_factory=set)

    def take(self, addition: Addition, parts: Parts) -> None:
        """Note a list that adds up."""
        self.proven.update(item.start for item in addition.members)
        self.parts.append(parts)
        self.names.add(names_of(parts))


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists of a paragraph: those that add up as claims, those left that none of its numbers bears out."""

    claims: tuple[SumClaim, ...]
    left: tuple[Listing, ...]
    borne: Borne


def listed_in(text: str) -> Listed:
    """Return what the lists of a paragraph tell by themselves."""
    borne = Borne()
    found: list[SumClaim] = []
    left: list[Listing] = []
    for listing in listings_in(text):
        known = _borne_out(text, listing, listing.wholes)
        if known is None:
            left.append(listing)
        else:
            addition, parts = known
            if not addition.whole.value:
                continue
            borne.take(addition, parts)
            if listing.tie is not Tie.LOOSE or addition.chance <= RARELY:
                found.append(claim_of(addition, agrees=True))
    return Listed(tuple(found), tuple(left), borne)


def judged_listings(text: str, listed: Listed, earlier: Sequence[Number]) -> Iterator[SumClaim]:
    """Yield the claims of the lists left; `earlier` are the numbers of the paragraphs before, the nearest first."""
    for listing in _by_wholes(listed):
        kind = listing.tightest[0].kind
        before = () if listing.close else tuple(item for item in earlier if item.kind == kind)[:_MOST_EARLIER]
        known = _borne_out(text, listing, before)
        if known is not None:
            if known[0].chance <= RARELY:
                yield claim_of(known[0], agrees=True)
        elif not listing.partial:
            altogether = _LOOSELY if listing.tie is Tie.LOOSE else ALL_TOGETHER
            broken = contradiction(_readings(text, listing, before, listed.borne), listed.borne.proven, altogether)
            if broken is not None:
                yield claim_of(broken, agrees=False)


def _by_wholes(listed: Listed) -> Iterator[Listing]:
    """Yield the lists left; numbers that are parts themselves are no wholes of a list that a cue leads."""
    led = [item.tightest for item in listed.left if item.tie is Tie.LED]
    parts = {item.mention.start for run in (*listed.borne.parts, *led) for item in run}
    for listing in listed.left:
        wholes = tuple(item for item in listing.wholes if item.mention.start not in parts)
        if listing.afresh and wholes:
            close = sum(item in wholes for item in listing.wholes[: listing.close])
            yield replace(listing, wholes=wholes, close=close)
        else:
            yield listing


def _borne_out(text: str, listing: Listing, wholes: Sequence[Number]) -> tuple[Addition, Parts] | None:
    """Return the addition that some whole and some way to bound the list bear out."""
    unbroken = listing.is_clear and (
        listing.whole_told
        or names_the_rest(listing.tightest)
        or shares_are_all(text, listing.series.segment, listing.tightest)
    )
    for run in _ways(text, listing):
        sums = list(accumulate(item.mention.amount for item in run))
        slack = sum((step_of(item.mention) for item in run), Decimal(0))
        for whole in wholes:
            amount, step = whole.mention.amount, step_of(whole.mention)
            for count in range(len(run), len(run) - 1 if unbroken else FEWEST_PARTS - 1, -1):
                # What is only the beginning of a list must come to the whole more closely than rounding asks.
                if abs(sums[count - 1] - amount) <= (slack + step if count == len(run) else step):
                    addition = _addition(whole, run[:count])
                    if listing.tie is Tie.LOOSE and not _has_several(run[:count]):
                        continue
                    if addition.agrees and (count == len(run) or not _goes_on(listing, run, count, addition)):
                        return addition, run[:count]
    return None


def _goes_on(listing: Listing, run: Parts, count: int, addition: Addition) -> bool:
    """Tell whether a list that a cue leads plainly has more parts than its first `count`, though these add up."""
    if listing.tie is not Tie.LED:
        return False
    joints = listing.joints_of(run)
    of_one_kind = joints <= {NONE, PAUSE} or min(joints) >= SEMICOLON
    if of_one_kind and addition.chance > RARELY:
        return True
    following = label_of(run[count])
    return any(common_ending([label_of(part), following])[_SAME_NAME:] for part in run[:count])


def _readings(text: str, listing: Listing, earlier: Sequence[Number], borne: Borne) -> Iterator[Claimed]:
    """Yield the ways to read a list, the most likely first."""
    parts = listing.tightest
    wholes = listing.wholes
    if overlaps(parts) and not (wholes and are_named_by(wholes[0], parts)):
        return
    if listing.tie is not Tie.LED and not _has_several(parts):
        return
    if listing.tie is Tie.LOOSE and not _is_built_as_one(text, listing):
        return
    if wholes and not wholes[0].mention.hedge and (listing.tie is not Tie.LOOSE or _is_of_the_only_one(listing)):
        limit, certain = _trust(text, listing, borne)
        flat = _flat(text, listing.of_sentence)
        if len(flat) >= FEWEST_PARTS and flat != listing.of_sentence:
            parts, certain = flat, False
        yield Claimed(_addition(wholes[0], parts), limit, certain)
    likely = RARELY if listing.tie is Tie.LED else HARDLY
    for whole in (*wholes[:_MOST_WHOLES], *earlier):
        if whole.mention.hedge:
            continue
        amount = whole.mention.amount
        for run in _ways(text, listing):
            sums = list(accumulate(item.mention.amount for item in run))
            for count in range(len(run), FEWEST_PARTS - 1, -1):
                if amount <= _FARTHEST * sums[count - 1] and sums[count - 1] <= _FARTHEST * amount:
                    yield Claimed(_addition(whole, run[:count]), likely if count == len(run) else HARDLY)


def _trust(text: str, listing: Listing, borne: Borne) -> tuple[Decimal, bool]:
    """Return how often chance may bear out a list and the whole next to it, and whether the two leave no doubt."""
    parts, whole = listing.tightest, listing.wholes[0]
    complete = (
        listing.whole_told
        or names_the_rest(parts)
        or runs_beside(parts, borne.parts[-_MOST_BESIDE:])
        or shares_are_all(text, listing.series.segment, parts)
    )
    again = names_of(parts) in borne.names
    if listing.tie is Tie.LED:
        if listing.close != 1 or not listing.direct:
            return RARELY, False
        bare = are_bare(text, parts)
        alike = (
            complete
            or again
            or (len(parts) >= _TELLING and (bare or _addition(whole, parts).chance <= ONCE))
            or are_parallel(text, parts, whole, shared=bare, short=True)
            or are_named_by(whole, parts)
            or are_joined_by_and(text, parts)
        )
        if not (alike and listing.is_clear and _is_telling(whole, parts)):
            return SOMETIMES, False
        return SURELY, complete
    if listing.tie is Tie.LOOSE:
        return SOMETIMES, False
    if are_of_years(parts):
        return NEVER, False
    alike = complete or again or are_parallel(text, parts, whole, shared=is_total(whole))
    apart = max(listing.joints_of(parts)) <= PAUSE and listing.series.joints[listing.first] == COMMA
    if alike and whole.mention.amount >= max(part.mention.amount for part in parts):
        return (ONCE if apart or listing.is_clear else SOMETIMES), False
    return (RARELY if apart else HARDLY), False


def _is_of_the_only_one(listing: Listing) -> bool:
    """Tell whether a sentence lists three or more things joined by 、 after the only number of their kind."""
    parts = listing.tightest
    return len(parts) >= _TELLING and max(listing.joints_of(parts)) <= PAUSE and len(listing.wholes) == 1


def _is_telling(whole: Number, parts: Parts) -> bool:
    """Tell whether a whole is told closely enough for its parts to be all of it: round wholes have others."""
    mention = whole.mention
    digits = len(abs(mention.value).normalize().as_tuple().digits)
    round_one = not mention.decimals and mention.value % 10 == 0
    close = digits >= _TELLING or not round_one or (mention.scale == 1 and mention.amount < _SMALL)
    return close and mention.amount != max(part.mention.amount for part in parts)


def _is_built_as_one(text: str, listing: Listing) -> bool:
    """Tell whether a sentence is built as a list: parts that 、 joins, or of one role and named after one pattern."""
    parts = listing.tightest
    if max(listing.joints_of(parts)) <= PAUSE or listing.cued:
        return True
    if len({item.told.role for item in parts}) > 1:
        return False
    return bool(common_ending([label_of(item) for item in parts])) or shares_are_all(
        text, listing.series.segment, parts
    )


def _has_several(parts: Parts) -> bool:
    """Tell whether more than one part is not nought."""
    return sum(bool(part.mention.value) for part in parts) >= FEWEST_PARTS


def _ways(text: str, listing: Listing) -> tuple[Parts, ...]:
    """Return the ways to bound a list, also those that pass over the parts of its parts."""
    ways = list(listing.runs)
    others = [_flat(text, listing.of_sentence), *(_flat(text, run) for run in listing.runs)]
    others += (_unled(text, run) for run in listing.runs)
    for other in others:
        if len(other) >= FEWEST_PARTS and other not in ways:
            ways.append(other)
    return tuple(ways)


def _unled(text: str, run: Parts) -> Parts:
    """Return a list without the single parts that are told of its parts."""
    return tuple(
        item
        for place, item in enumerate(run)
        if not place or not _OF_WHICH.search(text, run[place - 1].end, item.mention.start)
    )


def _flat(text: str, run: Parts) -> Parts:
    """Return a list without the parts of its parts, where those add up."""
    kept: list[Number] = []
    place = 0
    while place < len(run):
        part = run[place]
        kept.append(part)
        place += 1
        for count in range(FEWEST_PARTS, min(_MOST_NESTED, len(run) - place) + 1):
            nested = run[place : place + count]
            if part.mention.amount and part.mention.amount == sum(item.mention.amount for item in nested):
                led = _OF_WHICH.search(text, part.end, nested[0].mention.start)
                if led or _addition(part, nested).chance <= RARELY:
                    place += count
                    break
    return tuple(kept)


def _addition(whole: Number, parts: Sequence[Number]) -> Addition:
    return Addition(whole.mention, tuple(item.mention for item in parts))
