"""Changes told in prose: from what to what, by how much, by how many per cent, up or down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.validation.narrative.claim_places import FULL_STOP, Claim, Kind, NumberPlace, claims_from
from core.validation.narrative.readings import Reading, change_in_rate, difference, growth, holds_as_told, quotient
from core.validation.narrative.roles import Role, Told, is_alike

_COMPARED = re.compile(r"[比较]|同比|相比|上年|去年|调到|调整[为到]")
_LEVELS = frozenset({Role.PLAIN, Role.BUDGET, Role.AVERAGE})
_LONGEST_GAP = 30


def growth_claims(place: NumberPlace) -> Iterator[Claim]:
    """Read “X 万元，比上年增加 Y 万元，增长 Z%” and “X 人，同比增长 Z%（上年 Y 人）”."""
    stated = place.stated
    change = place.before[-1] if place.before else None
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
    compared = bool(_COMPARED.search(place.text, start, told.start))
    first_own = [item for item in levels if item.start >= place.own][-1:]
    alone = not inside and len({item.amount for item in levels if item.start >= place.own}) == 1
    likely = list(dict.fromkeys([*inside[:1], *inside[-1:], *first_own, *levels[:1]]))
    bases = [item for item in place.alike_before(told, frozenset({Role.BEFORE})) if item.start >= start]
    after = [
        item.mention
        for item in place.told[place.number + 1 :][:2]
        if item.role is Role.BEFORE and is_alike(item.mention, told)
    ]
    for base in (*bases, *after):
        yield quotient(told, base, stated, certain=not inside and len(bases) == 1)
    for item in dict.fromkeys([*likely, *levels]):
        certain = compared and bool(inside) and item is inside[0] and not bases
        yield change_in_rate(
            item,
            told,
            stated,
            rising=rising,
            certain=certain or (compared and alone and item is first_own[0]),
            weak=item not in likely,
        )
        yield quotient(told, item, stated, weak=True)


def _growths(place: NumberPlace, rising: bool) -> Iterator[Reading]:
    """Yield the readings of a rate of change that is told without the change: what is now and what was before."""
    start, end = place.sentence()
    inside = [item for item in place.told if start <= item.mention.start < end]
    bases = [item.mention for item in inside if item.role is Role.BEFORE]
    for base in bases:
        levels = [
            item.mention
            for item in inside
            if item.role in _LEVELS and is_alike(item.mention, base) and item.mention.start < place.stated.start
        ]
        for level in reversed(levels):
            yield growth(level, base, place.stated, rising=rising)


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
