"""Changes told in prose: from what to what, by how much, by how many per cent, up or down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.validation.narrative.claim_places import FULL_STOP, Claim, Kind, NumberPlace, claims_from
from core.validation.narrative.echoes import echo
from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, change_in_rate, difference, growth, holds_as_told, quotient
from core.validation.narrative.roles import RATES, Role, Told, is_alike
from core.validation.narrative.whole_names import is_named, is_whole_name

# What may stand between a number and the words of its change, where the change is surely that of the number.
_SAME_SUBJECT = re.compile(
    r"[\s，,、；;（(。]*(?:本年|今年|全年)?(?:[比较同环]|与[^，。；;]{2,14}[相对]?比)?[^，。；;、（）()]{0,14}[，,]?\s*"
)
_CHANGE_GOES_ON = re.compile(r"[，,、（(]?\s*(?:同比|比上年|较上年|比去年|较去年)?(?:同期)?(?:净)?\s*")
_COMPARISON = re.compile(r"[比较]|同比|环比|与")
_OPENS_WITH_COMPARISON = re.compile(r"(?:[比较]|同比|环比|与[^，。；;]{2,14}[相对]?比)")
# 上年的 Y 万元, and not 上年减收 Y 万元.
_FROM_BEFORE = re.compile(r"(?:上年|去年|上年度|上年末|同期|\d年度?|年末|由)[数为是的]*\s*$")
_LEAD = 12
_LEVELS = frozenset({Role.PLAIN, Role.BUDGET, Role.AVERAGE})
_PERCENTAGES = frozenset({Role.PLAIN, Role.RATE, Role.SHARE, Role.BEFORE})
_LONGEST_GAP = 30


def growth_claims(place: NumberPlace) -> Iterator[Claim]:
    """Read “X 万元，比上年增加 Y 万元，增长 Z%” and “X 人，同比增长 Z%（上年 Y 人）”."""
    stated = place.stated
    change = place.before[-1] if place.before else None
    following = _change_after(place)
    if following is not None:
        if following.rising is place.item.rising or not (following.mention.value and stated.value):
            yield from claims_from(Kind.GROWTH, place, _changes(place, following))
        else:
            words = (place.item.words, following.words)
            yield Claim(Kind.DIRECTION, following.mention, (stated, following.mention), False, words)
        return
    near = (
        change is not None
        and change.role is Role.CHANGE
        and stated.start - change.mention.end <= _LONGEST_GAP
        and not FULL_STOP.search(place.text, change.mention.end, stated.start)
    )
    if change is not None and near:
        told, rate = change.mention, place.item
        if rate.rising is not None and rate.rising is not change.rising and told.value and stated.value:
            yield Claim(Kind.DIRECTION, stated, (told, stated), False, (change.words, rate.words))
        else:
            yield from claims_from(Kind.GROWTH, place, _changes(place, change))
    elif place.item.rising is not None:
        rising = place.item.rising
        yield from _either_way(Kind.GROWTH, place, tuple(_growths(place, rising)), tuple(_growths(place, not rising)))


def _change_after(place: NumberPlace) -> Told | None:
    """Return the amount of “同比下降 2.60%，同比减少 7 件”, told after the rate."""
    item = next(iter(place.told[place.number + 1 :]), None)
    if item is None or item.role is not Role.CHANGE or place.item.rising is None:
        return None
    return item if _CHANGE_GOES_ON.fullmatch(place.text[place.stated.until : item.words[0]]) else None


def _either_way(
    kind: Kind, place: NumberPlace, readings: Sequence[Reading], turned: Sequence[Reading]
) -> Iterator[Claim]:
    """Judge a change by its numbers; where only the other direction fits, the word is what is wrong."""
    if place.stated.value and not any(map(holds_as_told, readings)):
        fits = next((other for other in turned if holds_as_told(other)), None)
        if fits is not None:
            yield Claim(Kind.DIRECTION, place.stated, fits.members[:-1], False, (place.item.words,))
            return
    yield from claims_from(kind, place, readings)


def _changes(place: NumberPlace, change: Told) -> Iterator[Reading]:
    stated, told, rising = place.stated, change.mention, bool(change.rising)
    start, _ = place.sentence()
    levels = [item for item in place.alike_before(told, _LEVELS) if item.start < told.start]
    if not told.value:
        return
    inside = [item for item in levels if item.start >= start and item.start >= place.own]
    first_own = [item for item in levels if item.start >= place.own][-1:]
    sure = _subject_of(place, change, levels)
    subjects = [sure] if sure is not None else _named_subjects(place, change, levels)
    likely = list(dict.fromkeys([*subjects, *inside[:1], *inside[-1:], *first_own, *levels[:1]]))
    bases = [item for item in place.alike_before(told, frozenset({Role.BEFORE})) if item.start >= start]
    after = [
        item.mention
        for item in place.told[place.number + 1 :][:2]
        if item.role is Role.BEFORE and is_alike(item.mention, told)
    ]
    for base in (*bases, *after):
        yield quotient(told, base, stated, certain=not inside and len(bases) == 1)
    for item in dict.fromkeys([*likely, *levels]):
        yield change_in_rate(
            item,
            told,
            stated,
            rising=rising,
            certain=item in subjects and not bases,
            weak=item not in likely,
            far=item.start < place.own and item not in subjects,
        )
        yield quotient(told, item, stated, weak=True, far=item.start < place.own)


def _subject_of(place: NumberPlace, change: Told, levels: Sequence[Mention]) -> Mention | None:
    """Return the number that a change is surely of: nothing but a comparison stands between the two.

    A comparison that opens a sentence is of what the paragraph began with.
    """
    own = [item for item in levels if item.start >= place.own]
    if not own:
        return None
    nearest = own[0]
    between = place.text[nearest.until : min(change.words[0], place.item.words[0])]
    if _SAME_SUBJECT.fullmatch(between) and not place.numbers_between(
        nearest, min(change.mention, place.stated, key=_start)
    ):
        return nearest
    start = _sentence_start(place, change.mention)
    if _OPENS_WITH_COMPARISON.match(place.text, start) and start > own[-1].end:
        return own[-1]
    return None


def _named_subjects(place: NumberPlace, change: Told, levels: Sequence[Mention]) -> list[Mention]:
    """Return the numbers that bear the name of what changes: 投诉 152 件……，投诉件数较上年减少."""
    words = _COMPARISON.split(place.words_before(change.words[0]))[0]
    bearing = [
        item
        for item in levels
        if is_whole_name(place.label(item), words) or is_named(words, place.topic(item), place.label(item))
    ]
    if bearing:
        return bearing
    strengths = [(echo(words, place.label(item)), item) for item in levels if item.start >= place.own]
    best = max((strength for strength, _ in strengths), default=0)
    named = [item for strength, item in strengths if strength == best]
    return named if best and len(named) == 1 else []


def _start(mention: Mention) -> int:
    return mention.start


def _sentence_start(place: NumberPlace, mention: Mention) -> int:
    stops = [found.end() for found in FULL_STOP.finditer(place.text, place.own, mention.start)]
    return stops[-1] if stops else place.own


def _growths(place: NumberPlace, rising: bool) -> Iterator[Reading]:
    """Yield the readings of a rate of change that is told without the change: what is now and what was before."""
    start, end = place.sentence()
    inside = [item for item in place.told if start <= item.mention.start < end]
    bases = [item.mention for item in inside if item.role is Role.BEFORE and item.mention.unit not in RATES]
    near = place.told[place.number + 1 : place.number + 2]
    following = [item.mention for item in near if item.role is Role.BEFORE and place.opens_bracket(item.mention)]
    preceding = [
        item.mention
        for item in place.before[-1:]
        if item.role is Role.BEFORE
        and _FROM_BEFORE.search(place.text, max(0, item.mention.start - _LEAD), item.mention.start)
    ]
    for base in bases:
        levels = [
            item.mention
            for item in inside
            if item.role in _LEVELS and is_alike(item.mention, base) and item.mention.start < place.stated.start
        ]
        for level in reversed(levels):
            sure = base in (following or preceding) and level is levels[-1]
            yield growth(level, base, place.stated, rising=rising, certain=sure)


def difference_claims(place: NumberPlace) -> Iterator[Claim]:
    """Read “X 万元，比上年的 Y 万元增加 Z 万元” and “由 Y 万元调到 X 万元，增加 Z 万元”."""
    told, rising = place.stated, bool(place.item.rising)
    start, _ = place.sentence()
    bases = [item for item in place.alike_before(told, frozenset({Role.BEFORE})) if item.start >= start]
    levels = [item for item in place.alike_before(told, _LEVELS) if item.start >= place.own]
    if bases and levels:
        base = bases[0]
        inside = [item for item in levels if item.start >= start]
        likely = list(dict.fromkeys([*inside[:1], *inside[-1:], *levels[:1], *levels[-1:]]))
        alone = len(bases) == 1 and len(inside) == 1

        def readings(up: bool) -> tuple[Reading, ...]:
            return tuple(
                difference(level, base, told, rising=up, certain=alone and level in inside)
                for level in dict.fromkeys([*likely, *levels])
            )

        yield from _either_way(Kind.DIFFERENCE, place, readings(rising), readings(not rising))


def point_claims(place: NumberPlace) -> Iterator[Claim]:
    """Read “合格率 98.4%，比上年的 97.8% 提高 0.6 个百分点”."""
    if place.item.rising is None:
        return
    told, rising = place.stated, place.item.rising
    start, _ = place.sentence()
    rates = [
        item
        for item in place.before
        if item.mention.start >= max(start, place.own) and item.mention.unit == "%" and item.role in _PERCENTAGES
    ]
    bases = [item.mention for item in rates if item.role is Role.BEFORE]
    levels = [item.mention for item in rates if item.role is not Role.BEFORE]
    if len(bases) == 1 and levels:

        def readings(up: bool) -> tuple[Reading, ...]:
            return tuple(
                difference(level, bases[0], told, rising=up, certain=level is levels[-1]) for level in reversed(levels)
            )

        yield from _either_way(Kind.DIFFERENCE, place, readings(rising), readings(not rising))
