"""A figure that is one slip away from another of the text and stands nowhere else: most likely the same figure.

Two figures of five digits and more that differ by one slip are hardly ever two facts. Where either stands twice, or
takes part in a sum or rate that agrees, it is no slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_FEWEST_DIGITS = 4
_SAME_WORDS = 4
_LONGEST_NAME = 12
_SAME_SENTENCE = 6
_NUMBERED = re.compile(
    r"^(?:其中[:：]?)?(?:[一二三四五六七八九十]+、|[（(][^）)]{1,3}[）)]|\d{1,2}[.．、])?(?:其中[:：]?)?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure wherever it stands: its amount in base units of a `kind`, its digits as written, and its place.

    `name` is what it is called: the row of a table, or the words before a number in prose.
    """

    amount: Decimal
    kind: str
    written: str
    scale: Decimal
    address: str
    start: int
    name: str
    in_table: bool

    @property
    def digits(self) -> str:
        """The digits alone, without the zeros at either end that say how it is rounded."""
        return self.written.replace(",", "").replace("，", "").replace(".", "").strip("0")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A figure that stands once, and the other figure that it was most likely meant to be, wherever that stands."""

    odd: Told
    others: tuple[Told, ...]


def near_misses(figures: Sequence[Told], sound: frozenset[tuple[str, int]]) -> Iterator[NearMiss]:
    """Yield the figures of prose that stand once and are one slip away from one that stands elsewhere.

    `sound` are the places (address, start) of figures that some relation bears out. Linear in the figures.
    """
    by_amount: dict[tuple[str, Decimal], list[Told]] = defaultdict(list)
    for figure in figures:
        if len(figure.digits) >= _FEWEST_DIGITS:
            by_amount[figure.kind, figure.amount].append(figure)
    by_pattern: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for key, told in by_amount.items():
        for pattern in _patterns(told[0]):
            by_pattern[key[0], pattern].append(key)
    for key, told in by_amount.items():
        odd = told[0]
        if len(told) > 1 or odd.in_table or (odd.address, odd.start) in sound:
            continue
        near = {other for pattern in _patterns(odd) for other in by_pattern[key[0], pattern] if other != key}
        named = [other for other in near if any(_is_called_alike(odd, item) for item in by_amount[other])]
        if len(named) == 1:
            yield NearMiss(odd, tuple(by_amount[named[0]]))


def _is_called_alike(odd: Told, other: Told) -> bool:
    """Tell whether two figures bear one name: a row's name stands before the number, or two sentences share words."""
    if other.in_table:
        name, needed = _NUMBERED.sub("", other.name), _SAME_WORDS
    else:
        # 支出决算为, 年初预算为 stand before many numbers: sentences must share more than that.
        name, needed = other.name[-_LONGEST_NAME:], _SAME_SENTENCE
    if len(name) <= needed:
        return bool(name) and name in odd.name
    return any(name[start : start + needed] in odd.name for start in range(len(name) - needed + 1))


def _patterns(figure: Told) -> Iterable[str]:
    """Return what a figure shares with every figure that is one slip away from it."""
    plain = figure.written.replace(",", "").replace("，", "")
    for place, sign in enumerate(plain):
        if sign.isdigit():
            yield f"{figure.scale} {plain[:place]}?{plain[place + 1 :]}"
            if place and plain[place - 1].isdigit():
                pair = "".join(sorted(plain[place - 1 : place + 1]))
                yield f"{figure.scale} {plain[: place - 1]}<{pair}>{plain[place + 1 :]}"
    # The point moved, or 元 for 万元.
    yield f"digits {figure.digits}"
