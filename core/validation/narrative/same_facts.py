"""The same fact told in two places: figures of one name, of which one is a slip of the pen away from the other.

Two figures bear one name where the telling signs of each name are known at the place of the other. How surely they do,
and how many digits they tell, must outweigh that two figures come so close by chance. What is borne out elsewhere, or
by a relation of its own, is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from core.validation.narrative.facts import Fact, Part
from core.validation.narrative.likeness import (
    CHANGES,
    Likeness,
    Placed,
    agree,
    comparable,
    is_of_the_very_name,
    is_slip,
    likeness,
)
from core.validation.narrative.names import BEFORE_NAMES, Name
from core.validation.narrative.table_facts import TableFact

_MOST_NAMES = 40
_MOST_ALIKE = 40
_FEWEST_IN_PROSE = 2
_FEWEST_DIGITS = 3
_ENOUGH_DIGITS = 4
_TELLING = 4
# More amounts of one name are of many things that are called alike.
_MOST_NAMESAKES = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that differs from what it was most likely meant to be, and the places that tell it otherwise."""

    odd: Placed
    others: tuple[Placed, ...]
    by_a_slip: bool = True


def compare(figures: Sequence[Placed]) -> tuple[tuple[Placed, Placed], ...]:
    """Hold figures of one kind against those of the same name, and note with each what was found.

    Returns the pairs that bear each other out, the second later or in a table. Linear in the figures.
    """
    index = _Index(figures)
    return tuple(
        (placed, other)
        for number, placed in enumerate(figures)
        if placed.figure.written.amount
        for other in (index.namesakes(placed, number) if placed.table else index.alike(placed, number))
        if other.figure.written.amount and _compare(placed, other)
    )


def differences(figures: Iterable[Placed], sound: Set[tuple[str, int]]) -> Iterator[Difference]:
    """Yield the differences among figures that were compared.

    `sound` are the places (address, start) of figures that some relation bears out: they are not the odd ones.
    """
    found = []
    for placed in figures:
        if not placed.agreeing and (placed.address, placed.figure.mention.start) not in sound:
            others = [other for other, alike in placed.suspects if _is_enough(placed, other, alike)]
            if others and all(agree(others[0].figure, other.figure) for other in others[1:]):
                found.append(Difference(placed, tuple(others)))
            elif not placed.suspects and placed.rivals and (known := _known(placed)):
                found.append(Difference(placed, known, by_a_slip=False))
    told: set[tuple[int, int]] = set()
    for difference in sorted(found, key=lambda item: -len(item.others)):
        odd = id(difference.odd)
        if any((id(other), odd) not in told for other in difference.others):
            told |= {(odd, id(other)) for other in difference.others}
            yield difference


def _compare(placed: Placed, other: Placed) -> bool:
    """Note with two figures what they say of each other; tell whether they agree."""
    one, two = placed.figure, other.figure
    same = agree(one, two)
    slip = not same and _may_be_a_slip(placed, other)
    rival = not same and not slip and not placed.table and bool(other.table) and is_of_the_very_name(one, two)
    alike = likeness(placed, other) if same or slip or rival else None
    if alike is None:
        return False
    if rival:
        if alike.full:
            placed.rivals.append(other)
    elif slip:
        placed.suspects.append((other, alike))
        other.suspects.append((placed, alike.turned()))
    elif alike.partial or min(one.digits, two.digits) >= _FEWEST_DIGITS:
        placed.agreeing.append(other)
        other.agreeing.append(placed)
        if not placed.table and other.table and not alike.other and comparable(one, two):
            placed.settled[other.table] = placed.settled.get(other.table, False) or alike.full
        return True
    return False


def _may_be_a_slip(placed: Placed, other: Placed) -> bool:
    one, two = placed.figure, other.figure
    enough = placed.table or other.table or min(one.digits, two.digits) >= _FEWEST_IN_PROSE
    return bool(enough) and comparable(one, two) and is_slip(one, two)


def _known(odd: Placed) -> tuple[Placed, ...]:
    """Return the cells of a figure's very name, and where else in the text they are told; nothing if nowhere."""
    first = odd.rivals[0]
    if not all(agree(first.figure, other.figure) for other in odd.rivals[1:]):
        return ()
    told = [other for other in first.agreeing if not other.table and other.figure.name.text == odd.figure.name.text]
    return (*odd.rivals, *told) if told else ()


def _is_enough(odd: Placed, other: Placed, alike: Likeness) -> bool:
    """Tell whether two figures bear one name so surely that being a slip apart is no chance."""
    digits = min(odd.figure.digits, other.figure.digits)
    called = max(odd, other, key=lambda placed: len(placed.figure.name.text))
    if called.namesakes > _MOST_NAMESAKES and digits < _ENOUGH_DIGITS:
        return False
    if not odd.table and any(_is_told_beside(odd, item) for item in other.agreeing):
        return False
    if odd.table and other.table:
        return digits >= _ENOUGH_DIGITS and bool(other.agreeing)
    if odd.table:
        if odd.table in other.settled:
            return False
        if any(other.settled.values()) and not (alike.full and digits >= _ENOUGH_DIGITS):
            return False
    if not odd.table and not other.table:
        if odd.figure.part in CHANGES:
            return alike.full and digits >= _ENOUGH_DIGITS
        if alike.full:
            restated = odd.figure.written.grain != other.figure.written.grain and alike.shared > _TELLING
            return digits >= (_FEWEST_IN_PROSE if restated else _FEWEST_DIGITS)
        if odd.figure.part is Part.RATE or not (alike.shared >= _TELLING or other.agreeing):
            return False
    elif alike.full:
        return digits >= (1 if odd.figure.name and other.figure.name else _ENOUGH_DIGITS)
    return alike.partial and digits >= (_FEWEST_DIGITS if alike.shared >= _TELLING else _ENOUGH_DIGITS)


def _is_told_beside(one: Placed, other: Placed) -> bool:
    """Tell whether a figure stands in the sentence of another of its name, told as closely: they are two figures."""
    return (
        not other.table
        and one.address == other.address
        and one.figure.sentence == other.figure.sentence
        and one.figure.name.text == other.figure.name.text
        and one.figure.written.grain == other.figure.written.grain
    )


class _Index:
    """Finds figures of one kind whose names share a pair of signs; what stands all over is passed by."""

    def __init__(self, figures: Sequence[Placed]) -> None:
        self._of_name: dict[str, list[tuple[int, Placed]]] = {}
        self._names_with: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, tuple[str, ...]] = {}
        self._totals: list[Placed] = []
        for number, placed in enumerate(figures):
            figure = placed.figure
            name = figure.name.text
            if isinstance(figure, TableFact) and figure.total:
                self._totals.append(placed)
            if name in self._of_name:
                self._of_name[name].append((number, placed))
            elif name:
                self._of_name[name] = [(number, placed)]
                for pair in figure.name.pairs:
                    self._names_with[pair].append(name)
        for alike in self._of_name.values():
            if len(alike) > _MOST_NAMESAKES:
                _count_namesakes([placed for _, placed in alike])

    def alike(self, placed: Placed, number: int) -> Iterator[Placed]:
        """Yield the figures whose names may be that of the figure of prose with this number; in prose, later ones."""
        figure = placed.figure
        near = self._names_near(figure.name) if figure.name else ()
        if near and len(self._of_name[figure.name.text]) > _MOST_ALIKE:
            return
        for text in near:
            alike = self._of_name[text]
            if len(alike) <= _MOST_ALIKE:
                yield from (other for later, other in alike if other.table or later > number)
        for total in self._totals:
            if _may_be_the_total(figure, total.figure) and total.figure.name.text not in near:
                yield total

    def namesakes(self, placed: Placed, number: int) -> Iterator[Placed]:
        """Yield the later cells of other tables that have the very name of the cell with this number."""
        alike = self._of_name.get(placed.figure.name.text, ())
        if len(alike) <= _MOST_ALIKE:
            for later, other in alike:
                if later > number and other.table not in ("", placed.table) and comparable(placed.figure, other.figure):
                    yield other

    def _names_near(self, name: Name) -> tuple[str, ...]:
        known = self._near.get(name.text)
        if known is None:
            found = {name.text: None}
            for pair in name.pairs:
                texts = self._names_with[pair]
                if 1 < len(texts) <= _MOST_NAMES:
                    found.update(dict.fromkeys(texts))
            known = self._near[name.text] = tuple(found)
        return known


def _count_namesakes(alike: Sequence[Placed]) -> None:
    """Note with the figures of one name how many amounts those of their part are."""
    amounts: dict[tuple[Part | None, bool | None], set[int]] = defaultdict(set)
    for placed in alike:
        amounts[placed.figure.part, placed.figure.early].add(placed.figure.written.amount)
    for placed in alike:
        placed.namesakes = len(amounts[placed.figure.part, placed.figure.early])


def _may_be_the_total(figure: Fact, total: Fact) -> bool:
    """Tell whether a figure of prose may be a total: it is called as the total or its column is, or nothing at all."""
    if len(total.words) > 1 and total.words in figure.words:
        return True
    return (
        isinstance(total, TableFact)
        and total.of_all
        and (figure.assumed or not figure.name)
        and bool(figure.words.strip(BEFORE_NAMES))
    )
