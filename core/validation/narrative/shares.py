"""Shares told in prose: which whole a part is said to be x% of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.validation.narrative.claim_places import FULL_STOP, MOST_CANDIDATES, NumberPlace
from core.validation.narrative.echoes import FEWEST, echo
from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, holds_as_told, quotient, same_whole, share_of_sum, slip_explains
from core.validation.narrative.roles import RATES, Role, is_alike, share_words
from core.validation.narrative.whole_names import LONGEST_NAME, SAME_WORDS, bears, is_total, is_whole_name

# What says that the parts of the number before it follow.
_LEADS_PARTS = re.compile(r"其中|分别|包括|包含|构成|分为|按[^，。；\d]{2,10}[，,:：分]")
_CLOSES = re.compile(r"[^，。；,;（(]{0,8}[）)]")
_EACH = re.compile(r"分别(?:各)?(?:约)?占[^，。；;\d]{0,12}$")


def share_readings(place: NumberPlace) -> Iterator[Reading]:
    """Read “其中：A x 万元，占 y%”, of a whole that earlier shares were of, that is named, or that stands before."""
    whole_told = place.adjacent()
    if whole_told is not None:
        yield from part_readings(place, whole_told)
        return
    yield from bracketed_readings(place)
    row = _row_of_parts(place)
    named = _named_parts(place) if row is None else ()
    nearest = row.part if row is not None else _nearest_part(place)
    for part in named or ((nearest,) if nearest is not None else ()):
        yield from _of_part(place, part, named=bool(named))
    if row is not None and len(row.others):
        yield share_of_sum(row.part, row.others, place.stated, certain=_leading_whole(place, row.part) is None)
    candidates = [item.mention for item in place.before if item.mention.unit not in RATES][-MOST_CANDIDATES:]
    for other in candidates:
        # The part may stand further away than the nearest number; what is larger than its whole is none.
        yield from (
            quotient(other, whole, place.stated, weak=True, far=True)
            for whole in candidates
            if whole is not other and 0 < other.amount <= whole.amount and is_alike(other, whole)
        )


def _of_part(place: NumberPlace, part: Mention, *, named: bool) -> Iterator[Reading]:
    """Yield what the share of a part may be of; `named` says that the part bears the name of what has the share."""
    stated = place.stated
    others = [item.mention for item in place.told if is_alike(item.mention, part) and item.mention is not part]
    wholes = [item for item in others if item.amount > part.amount]
    earlier = [item for item in wholes if item.start < part.start]
    words = share_words(place.text, stated)
    # What bears the name of the whole is it, though the part be miswritten as the larger one.
    bearing = [item for item in others if item.start < part.start and words and bears(place.text, item, words)]
    exact = [item for item in bearing if is_whole_name(place.label(item), words)]
    bearing = exact or bearing
    about = [item for item in earlier if len(words) >= SAME_WORDS and words in place.topic(item)]
    known = [item for item in reversed(place.wholes) if item in wholes]
    own = [item for item in earlier if item.start >= place.own]
    led = _told_with(place, part) if named else _leading_whole(place, part)
    likely = list(dict.fromkeys([*known[:1], *bearing[-1:], *own[:1], *earlier[-1:], *earlier[:1]]))
    if is_total(words):
        # 占支出总额的 x%: the total may stand in a table, and no other number is meant.
        likely = bearing[-1:]
    elif words:
        # A whole that is named and stands in another paragraph is called so there.
        likely = list(dict.fromkeys([*bearing[-1:], *about, *own[:1], *own[-1:]]))
    siblings = tuple(_siblings(place, part, words))
    alone = not any(map(holds_as_told, siblings))
    if led is not None and not words:
        of_led = quotient(part, led, stated, certain=True)
        # Where the other shares are of another whole, this one is too, unless it is the led one that is miswritten.
        alone = alone or slip_explains(of_led, 1)
        yield of_led if alone else replace(of_led, certain=False, weak=True)
    agreed = _agree_among_themselves(siblings)
    if not alone:
        yield from siblings
    elif agreed and (led is None or words):
        yield from (replace(reading, certain=True, weak=False) for reading in siblings)
    for whole in dict.fromkeys((*likely, *wholes)):
        sure = alone and not words and whole in known[:1] and whole.start >= place.own
        sure = sure or whole in exact[-1:]
        far = whole.start < place.own and whole not in likely
        yield quotient(part, whole, stated, certain=sure, trusted=whole in known[:1], weak=whole not in likely, far=far)
    yield from _of_all_listed(place, part, words)


def part_readings(place: NumberPlace, whole: Mention) -> Iterator[Reading]:
    """Yield what “A x 万元，占 B y 万元的 z%” may be: the nearest number before the whole is the part."""
    start, _ = place.sentence()
    parts = [
        item.mention
        for item in reversed(place.before[:-1])
        if item.mention.unit not in RATES and (is_alike(item.mention, whole) or item.mention.start >= start)
    ][:MOST_CANDIDATES]
    inside = [item for item in parts if item.start >= start and is_alike(item, whole)]
    for part in parts:
        sure = part in inside[:1]
        yield quotient(part, whole, place.stated, certain=sure, weak=part not in inside[:3])


def part_of_share(place: NumberPlace) -> Mention | None:
    """Return the part that a share most likely is of."""
    named = _named_parts(place)
    return named[-1] if named else _nearest_part(place)


def _nearest_part(place: NumberPlace) -> Mention | None:
    levels = (
        item for item in reversed(place.before) if item.mention.unit not in RATES and item.role is not Role.CHANGE
    )
    part = next((item.mention for item in levels), None)
    if part is None or FULL_STOP.search(place.text, part.until, place.stated.start):
        return None
    return part


def _named_parts(place: NumberPlace) -> tuple[Mention, ...]:
    """Return the numbers that bear the name of what is said to be the share: 电梯 6,912 台……，电梯占 48.4%."""
    words = place.words_before(place.item.words[0])
    if len(words) < FEWEST:
        return ()
    strengths = [(echo(words, place.label(item.mention)), item.mention) for item in place.in_own()]
    best = max((strength for strength, _ in strengths), default=0)
    return tuple(mention for strength, mention in strengths if strength == best) if best else ()


def _told_with(place: NumberPlace, part: Mention) -> Mention | None:
    """Return the whole that a named part's sentence begins with."""
    heads = [item.mention for item in place.in_sentence() if is_alike(item.mention, part)]
    return heads[0] if heads and heads[0].amount > part.amount else None


def _siblings(place: NumberPlace, part: Mention, words: str) -> Iterator[Reading]:
    """Yield that this share and another one of the paragraph are of one whole, whatever it is."""
    for earlier, later in pairwise(place.told):
        if (
            later.role is Role.SHARE
            and later is not place.item
            and is_alike(earlier.mention, part)
            and share_words(place.text, later.mention) == words
            and later.mention.start >= place.own
        ):
            yield same_whole(part, place.stated, earlier.mention, later.mention)


def _of_all_listed(place: NumberPlace, part: Mention, words: str) -> Iterator[Reading]:
    """Yield that the parts of a paragraph that are told with their shares are the whole: A 占 60%，B 占 40%."""
    others = [
        earlier.mention
        for earlier, later in pairwise(place.told)
        if later.role is Role.SHARE
        and later.mention.start >= place.own
        and is_alike(earlier.mention, part)
        and earlier.mention is not part
        and share_words(place.text, later.mention) == words
    ]
    if others:
        yield share_of_sum(part, others, place.stated)


def _agree_among_themselves(siblings: Sequence[Reading]) -> bool:
    """Tell whether at least two other shares are of one whole, and all of them are."""
    others = [(reading.members[1], reading.members[2]) for reading in siblings]
    return len(others) > 1 and all(holds_as_told(same_whole(*one, *other)) for one, other in pairwise(others))


@dataclass(frozen=True, slots=True)
class _Row:
    part: Mention
    others: tuple[Mention, ...]


def _row_of_parts(place: NumberPlace) -> _Row | None:
    """Return the part that one of “A x 人，B y 人，分别占 p% 和 q%” is the share of, and the others."""
    row = [place.item]
    for item in reversed(place.before):
        if item.mention.unit not in RATES:
            break
        row.insert(0, item)
    following = 0
    for item in place.told[place.number + 1 :]:
        if item.mention.unit not in RATES or len(place.text[row[0].mention.end : item.mention.start]) > MOST_CANDIDATES:
            break
        following += 1
    count = len(row) + following
    first = row[0].mention
    if count < 2 or not _EACH.search(place.text, max(0, first.start - 20), first.start):
        return None
    parts = [item.mention for item in place.before if item.mention.unit not in RATES][-count:]
    if len(parts) < count or not all(is_alike(item, parts[0]) for item in parts):
        return None
    part = parts[len(row) - 1]
    return _Row(part, tuple(item for item in parts if item is not part))


def _leading_whole(place: NumberPlace, part: Mention) -> Mention | None:
    """Return the number that the sentence of a part names as the whole of a list: A 万元，其中：B 万元，占 x%."""
    start, _ = place.sentence()
    cues = list(_LEADS_PARTS.finditer(place.text, max(start, place.own), part.start))
    if not cues:
        return None
    heads = [
        item.mention
        for item in place.before
        if start <= item.mention.start < cues[-1].start()
        and item.role in {Role.PLAIN, Role.BUDGET}
        and is_alike(item.mention, part)
    ]
    return heads[-1] if heads and heads[-1] is not part else None


def bracketed_readings(place: NumberPlace) -> Iterator[Reading]:
    """Read “占用编制 92.37%（109 人对 118 名）”."""
    opened = place.text[place.stated.until :].lstrip()
    after = place.told[place.number + 1 : place.number + 3]
    if not opened.startswith(("（", "(")) or len(after) != 2 or not is_alike(after[0].mention, after[1].mention):
        return
    first, second = (item.mention for item in after)
    closed = _CLOSES.match(place.text, second.until)
    sure = first.start - place.stated.end < LONGEST_NAME and closed is not None
    yield quotient(first, second, place.stated, certain=sure)
    yield quotient(second, first, place.stated)
