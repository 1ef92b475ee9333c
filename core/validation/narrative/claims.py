"""What a paragraph claims of its own numbers: rates of two amounts, shares of a whole, changes, averages.

A claim is read in every way that its words allow (`readings.py`). It is contradicted only where no reading bears it
out and a sure one, or one slip of the pen, says why; an unusual order of words costs a missed fault, no false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.validation.narrative.changes import difference_claims, growth_claims
from core.validation.narrative.claim_places import FULL_STOP, MOST_CANDIDATES, Claim, Kind, NumberPlace, claims_from
from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import (
    Reading,
    quotient,
)
from core.validation.narrative.roles import RATES, Role, Told, is_alike, share_words, told_as
from core.validation.narrative.windows import mentions_in, own_start

_COMPARISON = re.compile(
    r"(?:决算|支出)数?(?P<word>大于|小于|高于|低于|多于|少于|等于|持平于?|超过)(?:了)?[^，。；\d]{0,4}预算"
)
_COVERS = re.compile(r"(?:覆盖|自评|评价|开展|完成)[率面](?:[为是达]|达到)*\s*$")
_OF_THEM = re.compile(r"对(?:其中)?(?:的)?\s*$")
_IN_ALL = re.compile(r"共(?:有|计)?\s*$")
_TOTAL = re.compile(r"合计|总计|总额|总量|总数|总支出|总收入|共计")
_LONGEST_NAME = 16
_SAME_WORDS = 3
_NAMED_BASE = re.compile(r"(?:完成|[为是占])(?P<base>[^，。；,;、\d]{2,14}?)的\s*$")
_LONGEST_LEAD = 60
_ALL = Decimal(100)
# More pairs than this are no longer likely; they may still bear a claim out.
_MOST_PAIRS = 24
_MEASURED = frozenset({Role.PLAIN, Role.BUDGET})
_SIGNS = {"大于": 1, "高于": 1, "多于": 1, "超过": 1, "小于": -1, "低于": -1, "少于": -1, "等于": 0, "持平": 0}


def read_claims(window: str) -> tuple[Claim, ...]:
    """Return the claims of a window's own paragraph in order; those that nothing can be held against are left out."""
    own = own_start(window)
    told = tuple(told_as(window, mention) for mention in mentions_in(window))
    found: list[Claim] = []
    agreed: list[Mention] = []
    for number, item in enumerate(told):
        if item.mention.start < own or item.mention.hedge:
            continue
        found += _claims_of(NumberPlace(window, told, number, own, agreed))
        agreed += [
            claim.members[1]
            for claim in found[-1:]
            if claim.kind is Kind.SHARE and claim.agrees and 0 < claim.stated.value < _ALL
        ]
    return (*found, *_comparisons(window, told, own))


def _comparisons(window: str, told: Sequence[Told], own: int) -> Iterator[Claim]:
    """Read “完成年初预算的 x%，决算数大于年初预算数”: above, below and at 100%."""
    for found in _COMPARISON.finditer(window, own):
        rates = [
            item.mention
            for item in told
            if item.role is Role.RATE and max(own, found.start() - _LONGEST_LEAD) <= item.mention.start < found.start()
        ]
        if rates:
            wanted = _SIGNS[found["word"][:2]]
            rate = rates[-1]
            agrees = (rate.value > _ALL) - (rate.value < _ALL) == wanted
            yield Claim(Kind.DIRECTION, rate, (), agrees, (found.span("word"),))


def _claims_of(place: NumberPlace) -> Iterator[Claim]:
    role = place.item.role
    if role is Role.CHANGE_RATE:
        yield from growth_claims(place)
    elif role is Role.CHANGE:
        yield from difference_claims(place)
    elif role is Role.SHARE:
        yield from claims_from(Kind.SHARE, place, _shares(place))
    elif role is Role.RATE:
        yield from claims_from(Kind.COMPLETION, place, _rates(place))
    elif role is Role.AVERAGE:
        yield from claims_from(Kind.AVERAGE, place, _averages(place))


# -- shares, rates, averages -------------------------------------------------------------------------------------------


def _shares(place: NumberPlace) -> Iterator[Reading]:
    """Read “其中：A x 万元，占 y%”, of a whole that earlier shares were of, that is named, or that stands before."""
    stated = place.stated
    whole_told = place.adjacent()
    if whole_told is not None:
        yield from _parts_of(place, whole_told)
        return
    part = next((item.mention for item in reversed(place.before) if item.mention.unit not in RATES), None)
    if part is None or FULL_STOP.search(place.text, part.end, stated.start):
        return
    others = [item.mention for item in place.told if is_alike(item.mention, part) and item.mention is not part]
    wholes = [item for item in others if item.amount > part.amount]
    earlier = [item for item in wholes if item.start < part.start]
    words = share_words(place.text, stated)
    named = [item for item in earlier if words and _bears(place.text, item, words)]
    known = [item for item in reversed(place.wholes) if item in wholes]
    own = [item for item in earlier if item.start >= place.own]
    likely = list(dict.fromkeys([*known[:1], *named[-1:], *own[:1], *earlier[-1:], *earlier[:1]]))
    if _TOTAL.search(words):
        # 占支出总额的 x%: the total may stand in a table, and no other number is meant.
        likely = named[-1:]
    elif words:
        # A whole that is named and stands in another paragraph is called so there.
        likely = list(dict.fromkeys([*named[-1:], *own[:1], *own[-1:]]))
    for whole in (*likely, *(item for item in wholes if item not in likely)):
        led = whole in own[:1] and "其中" in place.text[whole.end : part.start]
        trusted = led or (whole in known[:1] and not words)
        yield quotient(part, whole, stated, trusted=trusted, weak=whole not in likely)
    for other in others[-MOST_CANDIDATES:]:
        if other.amount <= part.amount:
            yield quotient(part, other, stated, weak=True)


def _parts_of(place: NumberPlace, whole: Mention) -> Iterator[Reading]:
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


def _bears(text: str, mention: Mention, words: str) -> bool:
    """Tell whether a number is called by words of a share's whole; a total only by what speaks of totals."""
    before = text[max(0, mention.start - _LONGEST_NAME) : mention.start]
    if _TOTAL.search(words) and not _TOTAL.search(before):
        return False
    return any(words[start : start + _SAME_WORDS] in before for start in range(max(1, len(words) - _SAME_WORDS + 1)))


def _rates(place: NumberPlace) -> Iterator[Reading]:
    """Read “预算 x 万元，决算 y 万元，完成预算的 z%”: some two amounts that stand near give the rate."""
    stated = place.stated
    whole = place.adjacent()
    if whole is not None:
        yield from _parts_of(place, whole)
        return
    start, end = place.sentence()
    amounts = [item for item in place.told if item.role in _MEASURED and item.mention.unit not in RATES]
    inside = [item for item in amounts if start <= item.mention.start < end]
    before = [item for item in inside if item.mention.start < stated.start]
    earlier = [item for item in amounts if item.mention.start < stated.start][-MOST_CANDIDATES:]
    yield from _coverage(place, before, earlier)
    likely = dict.fromkeys(_likely_rates(place, before, inside, earlier))
    named = _named_base(place)
    for top, bottom in likely:
        certain = bool(named) and len(before) == 2 and bottom in before
        yield quotient(top.mention, bottom.mention, stated, certain=certain)
    pairs = [*_pairs(before[-MOST_CANDIDATES:]), *_pairs(inside[:MOST_CANDIDATES]), *_pairs(earlier)]
    for top, bottom in dict.fromkeys(pairs):
        turned = top.role is Role.BUDGET and bottom.role is not Role.BUDGET
        if (top, bottom) not in likely and not turned:
            yield quotient(top.mention, bottom.mention, stated, weak=True)


def _coverage(place: NumberPlace, before: Sequence[Told], earlier: Sequence[Told]) -> Iterator[Reading]:
    """Read “共 n 个。对其中 m 个开展了……，覆盖率 x%”, though a full stop parts the two counts."""
    if not before or not _COVERS.search(place.text, max(0, place.stated.start - _LONGEST_NAME), place.stated.start):
        return
    covered = before[-1]
    if not _OF_THEM.search(place.text, max(place.own, covered.mention.start - _LONGEST_NAME), covered.mention.start):
        return
    for item in reversed(earlier):
        lead = place.text[max(place.own, item.mention.start - _LONGEST_NAME) : item.mention.start]
        if item is not covered and is_alike(item.mention, covered.mention) and _IN_ALL.search(lead):
            yield quotient(covered.mention, item.mention, place.stated, certain=True)
            return


def _likely_rates(
    place: NumberPlace, before: Sequence[Told], inside: Sequence[Told], earlier: Sequence[Told]
) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs that a rate is most likely of: of a base that is named, else of the two numbers nearest to it."""
    named = _named_base(place)
    if named:
        own = [item for item in earlier if item.mention.start >= place.own]
        # 预算 alone may be of anything: it is that of the sentence.
        wide = own if len(named) >= _SAME_WORDS else before
        bases = [item for item in wide if _bears(place.text, item.mention, named)]
        for base in bases[-1:]:
            tops = [item for item in own if item is not base and is_alike(item.mention, base.mention)]
            yield from ((top, base) for top in tops[-1:])
        return
    if len(before) > 1 and is_alike(before[-1].mention, before[-2].mention):
        first, last = before[-2:]
        yield (last, first) if last.mention.amount <= first.mention.amount else (first, last)
        yield (first, last) if last.mention.amount <= first.mention.amount else (last, first)
    elif before:
        budgets = [item for item in earlier if item.role is Role.BUDGET and item.mention.start >= place.own]
        for budget in budgets[-1:]:
            if budget is not before[-1] and is_alike(budget.mention, before[-1].mention):
                yield before[-1], budget
    after = [item for item in inside if item.mention.start > place.stated.start][:2]
    if len(after) == 2 and place.text[place.stated.end : place.stated.end + 3].lstrip("%％ ").startswith(("（", "(")):
        yield after[0], after[1]


def _named_base(place: NumberPlace) -> str:
    found = _NAMED_BASE.search(place.text, max(0, place.stated.start - _LONGEST_NAME), place.stated.start)
    return found["base"] if found else ""


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs that count the same, the nearest to the end first; the second is the larger one, first."""
    turned = []
    for distance in range(1, len(told)):
        for later in range(len(told) - 1, distance - 1, -1):
            one, other = told[later], told[later - distance]
            if is_alike(one.mention, other.mention) and one.mention.value and other.mention.value:
                up, down = (one, other) if one.mention.amount <= other.mention.amount else (other, one)
                yield up, down
                turned.append((down, up))
    yield from turned


def _averages(place: NumberPlace) -> Iterator[Reading]:
    """Read “共 x 万元、y 个，平均每个 z 万元”."""
    stated = place.stated
    start, end = place.sentence()
    inside = [item.mention for item in place.told if start <= item.mention.start < end and item.mention is not stated]
    own = [item.mention for item in place.told if place.own <= item.mention.start and item.mention is not stated]
    pairs = [
        (top, bottom)
        for group in (inside, own)
        for top in reversed(group)
        if is_alike(top, stated)
        for bottom in reversed(group)
        if bottom is not top and bottom.unit not in RATES and bottom.value and not bottom.decimals
    ]
    for count, (top, bottom) in enumerate(dict.fromkeys(pairs)):
        yield quotient(top, bottom, stated, weak=count >= _MOST_PAIRS)
