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
from core.validation.narrative.mentions import Mention
from core.validation.narrative.rates import named_base, rate_readings
from core.validation.narrative.roles import RATES, Role, Told, share_words, told_in
from core.validation.narrative.shares import part_of_share, share_readings
from core.validation.narrative.windows import mentions_in, own_start

_COMPARISON = re.compile(
    r"(?:决算|支出)数?(?P<word>大于|小于|高于|低于|多于|少于|等于|持平于?|超过)(?:了)?[^，。；\d]{0,4}预算"
)
_LONGEST_LEAD = 60
_ALL = Decimal(100)
_PART_AND_WHOLE = 2
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
        if not made:
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
        if claim.kind is Kind.SHARE and claim.agrees and len(claim.members) == _PART_AND_WHOLE
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
    elif role is Role.POINTS:
        yield from point_claims(place)
    elif role is Role.SHARE:
        yield from claims_from(Kind.SHARE, place, share_readings(place))
    elif role is Role.RATE or (place.stated.unit in RATES and place.adjacent() is not None):
        yield from claims_from(Kind.COMPLETION, place, rate_readings(place))
    elif role is Role.AVERAGE:
        yield from claims_from(Kind.AVERAGE, place, average_readings(place))
