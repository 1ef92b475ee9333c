"""What a paragraph claims of its own numbers: rates of two amounts, shares of a whole, changes, averages.

A claim is read in every way that its words allow (`readings.py`). It is contradicted only where no reading bears it
out and a sure one, or one slip of the pen, says why; an unusual order of words costs a missed fault, no false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.validation.narrative.averages import average_readings
from core.validation.narrative.changes import difference_claims, growth_claims, point_claims
from core.validation.narrative.claim_places import Claim, Kind, NumberPlace, OpenClaim, claims_from
from core.validation.narrative.intervals import interval_of
from core.validation.narrative.labels import words_before
from core.validation.narrative.mentions import Mention
from core.validation.narrative.rates import named_base, rate_readings
from core.validation.narrative.readings import Way
from core.validation.narrative.roles import RATES, Role, Told, is_alike, share_words, told_in
from core.validation.narrative.shares import part_of_share, share_readings
from core.validation.narrative.windows import mentions_in, own_start

_COMPARISON = re.compile(
    r"(?:决算|支出)数?(?P<word>大于|小于|高于|低于|多于|少于|等于|持平于?|超过)(?:了)?[^，。；\d]{0,4}预算"
)
_LONGEST_LEAD = 60
_ALL = Decimal(100)
_PAIR = 2
_RESULT = re.compile(r"决算|支出|实际|执行")
_SIGNS = {"大于": 1, "高于": 1, "多于": 1, "超过": 1, "小于": -1, "低于": -1, "少于": -1, "等于": 0, "持平": 0}


@dataclass(frozen=True, slots=True)
class WindowClaims:
    """The claims of a window's own paragraph in order, and those whose base is named but stands elsewhere."""

    claims: tuple[Claim, ...]
    open: tuple[OpenClaim, ...]


def read_window(window: str) -> WindowClaims:
    """Return the claims of a window's own paragraph; those that nothing can be held against are left out."""
    own = own_start(window)
    told = told_in(window, mentions_in(window))
    found: list[Claim] = []
    left_open: list[OpenClaim] = []
    agreed: list[Mention] = []
    for number, item in enumerate(told):
        if item.mention.start < own or item.mention.hedge:
            continue
        place = NumberPlace(window, told, number, own, agreed)
        made = tuple(_claims_of(place))
        if all(claim.far for claim in made):
            left_open += _open_claims(place)
        found += made
        agreed += _wholes_of(made)
    return WindowClaims((*found, *_comparisons(window, told, own)), tuple(left_open))


def _open_claims(place: NumberPlace) -> Iterator[OpenClaim]:
    if place.item.role is Role.SHARE:
        kind, base, top = Kind.SHARE, share_words(place.text, place.stated), part_of_share(place)
    elif place.item.role is Role.RATE:
        told = [item.mention for item in place.in_sentence() if item.role is Role.PLAIN]
        kind, base, top = Kind.COMPLETION, named_base(place), told[-1] if told else None
    else:
        return
    if base and top is not None and not top.hedge:
        yield OpenClaim(kind, place.stated, top, place.label(top), base)


def read_list_shares(window: str) -> tuple[Claim, ...]:
    """Return the shares that the points of a list claim, of a whole that stands before the list or of one another's."""
    own = own_start(window)
    told = told_in(window, mentions_in(window))
    found: list[Claim] = []
    agreed: list[Mention] = []
    for number, item in enumerate(told):
        if item.role is Role.SHARE and item.mention.start >= own and not item.mention.hedge:
            found += claims_from(
                Kind.SHARE, place := NumberPlace(window, told, number, own, agreed), share_readings(place)
            )
            agreed += _wholes_of(found[-1:])
    return tuple(found)


def _wholes_of(claims: Sequence[Claim]) -> list[Mention]:
    return [
        claim.members[1]
        for claim in claims
        if claim.kind is Kind.SHARE and claim.agrees and claim.way is Way.PLAIN
        if 0 < claim.stated.value < _ALL
    ]


def _comparisons(window: str, told: Sequence[Told], own: int) -> Iterator[Claim]:
    """Read “完成年初预算的 x%，决算数大于年初预算数”: above, below and at 100%."""
    for found in _COMPARISON.finditer(window, own):
        rates = [
            item.mention
            for item in told
            if item.role is Role.RATE and max(own, found.start() - _LONGEST_LEAD) <= item.mention.start < found.start()
        ]
        wanted = _SIGNS[found["word"][:2]]
        pair = _budget_and_result(window, told, max(own, found.start() - _LONGEST_LEAD), found.start())
        if rates:
            rate = rates[-1]
            around = interval_of(rate)
            # 100.00% may be a little more or less than all.
            agrees = around.high > 1 if wanted > 0 else around.low < 1 if wanted < 0 else around.low <= 1 <= around.high
            yield Claim(Kind.DIRECTION, rate, (), agrees, (found.span("word"),))
        elif pair is not None:
            budget, result = pair
            agrees = (result.amount > budget.amount) - (result.amount < budget.amount) == wanted
            yield Claim(Kind.LARGER, result, (budget,), agrees, (found.span("word"),))


def _budget_and_result(window: str, told: Sequence[Told], start: int, end: int) -> tuple[Mention, Mention] | None:
    """Return the two amounts of “年初预算为 x 万元，支出决算为 y 万元。” before what compares them."""
    near = [item for item in told if start <= item.mention.start < end and item.mention.unit not in RATES]
    if len(near) < _PAIR:
        return None
    budget, result = near[-_PAIR:]
    labelled = _RESULT.search(words_before(window, result.mention.start)) and "预算" in words_before(
        window, budget.mention.start
    )
    if not labelled or budget.role is not Role.BUDGET or result.role is not Role.PLAIN:
        return None
    return (budget.mention, result.mention) if is_alike(budget.mention, result.mention) else None


def _claims_of(place: NumberPlace) -> Iterator[Claim]:
    role = place.item.role
    if role is Role.CHANGE_RATE:
        yield from growth_claims(place)
    elif role is Role.CHANGE:
        yield from difference_claims(place)
    elif role is Role.POINTS:
        yield from point_claims(place)
    elif role is Role.SHARE:
        yield from claims_from(Kind.SHARE, place, share_readings(place))
    elif role is Role.RATE or (place.stated.unit in RATES and place.adjacent() is not None):
        yield from claims_from(Kind.COMPLETION, place, rate_readings(place))
    elif role is Role.AVERAGE:
        yield from claims_from(Kind.AVERAGE, place, average_readings(place))
