"""The same fact told in two places: figures of one name, of which one is a slip of the pen away from the other.

Two figures bear one name where the telling signs of each name are known at the place of the other. How surely they do,
and how many digits they tell, must outweigh that two figures come so close by chance. What is borne out elsewhere, or
by a relation of its own, is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from core.validation.narrative.table_facts import TableFact
from core.validation.narrative.facts import Fact, Part
from core.validation.narrative.names import Name, are_other_funds, rest_of

_MOST_NAMES = 40
_MOST_ALIKE = 40
_FEWEST_IN_PROSE = 2
_FEWEST_DIGITS = 3
_ENOUGH_DIGITS = 4
_TELLING = 4
_CHANGES = frozenset({Part.CHANGE, Part.CHANGE_RATE, Part.SHARE, Part.MEAN})
_OPEN = frozenset({None, Part.RESULT, Part.TARGET})
_NOWHERE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_MEAN = re.compile(r"[每均]|单[个位价]")


@dataclass(eq=False, slots=True)
class Placed:
    """A named figure at its address; `table` is that of the table it stands in, empty in prose.

    `agreeing` are the figures of its name that it agrees with, `suspects` those that it is a slip away from; `settled`
    are the tables with a cell that it names and agrees with, and whether it names that cell in full.
    """

    figure: Fact
    address: str
    table: str = ""
    agreeing: list[Placed] = field(default_factory=list)
    suspects: list[tuple[Placed, Likeness]] = field(default_factory=list)
    settled: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two figures bear one name: how many telling signs of each name the other's place does not know, and how
    many they share.
    """

    own: int
    other: int
    shared: int

    @property
    def full(self) -> bool:
        """Whether each name is known at the other's place."""
        return not self.own and not self.other

    @property
    def partial(self) -> bool:
        """Whether one name is known at the other's place."""
        return not self.own or not self.other

    def turned(self) -> Likeness:
        """Return the same, seen from the other figure."""
        return Likeness(self.other, self.own, self.shared)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that differs from what it was most likely meant to be, and all places that tell it otherwise."""

    odd: Placed
    others: tuple[Placed, ...]


def compare(figures: Sequence[Placed]) -> tuple[tuple[Placed, Placed], ...]:
    """Hold figures of one kind against those of the same name, and note with each what was found.

    Returns the pairs that bear each other out, the second later or in a table. Linear in the figures.
    """
    index = _Index(figures)
    return tuple(
        (placed, other)
        for number, placed in enumerate(figures)
        if not placed.table and placed.figure.written.amount
        for other in index.alike(placed, number)
        if other.figure.written.amount and _compare(placed, other)
    )


def differences(figures: Iterable[Placed], sound: Set[tuple[str, int]]) -> Iterator[Difference]:
    """Yield the differences among figures that were compared.

    `sound` are the places (address, start) of figures that some relation bears out: they are not the odd ones.
    """
    told: set[tuple[int, int]] = set()
    for placed in figures:
        if placed.suspects and not placed.agreeing and (placed.address, placed.figure.mention.start) not in sound:
            others = [other for other, alike in placed.suspects if _is_enough(placed, other, alike)]
            if (
                others
                and all(agree(others[0].figure, other.figure) for other in others[1:])
                and any((id(other), id(placed)) not in told for other in others)
            ):
                told |= {(id(placed), id(other)) for other in others}
                yield Difference(placed, tuple(others))


def _compare(placed: Placed, other: Placed) -> bool:
    """Note with a figure of prose and another what they say of each other; tell whether they agree."""
    one, two = placed.figure, other.figure
    same = agree(one, two)
    if not same and not (
        (other.table or min(one.digits, two.digits) >= _FEWEST_IN_PROSE) and comparable(one, two) and _is_slip(one, two)
    ):
        return False
    alike = likeness(placed, other)
    if alike is None:
        return False
    if not same:
        placed.suspects.append((other, alike))
        other.suspects.append((placed, alike.turned()))
        return False
    if not alike.partial and min(one.digits, two.digits) < _FEWEST_DIGITS:
        return False
    placed.agreeing.append(other)
    other.agreeing.append(placed)
    if other.table and not alike.other and comparable(one, two):
        placed.settled[other.table] = placed.settled.get(other.table, False) or alike.full
    return True


def _is_enough(odd: Placed, other: Placed, alike: Likeness) -> bool:
    """Tell whether two figures bear one name so surely that being a slip apart is no chance."""
    digits = min(odd.figure.digits, other.figure.digits)
    if odd.table:
        if odd.table in other.settled:
            return False
        if any(other.settled.values()) and not (alike.full and digits >= _ENOUGH_DIGITS):
            return False
    if not odd.table and not other.table:
        if odd.figure.part in _CHANGES:
            return alike.full and digits >= _ENOUGH_DIGITS
        if alike.full:
            restated = odd.figure.written.grain != other.figure.written.grain and alike.shared > _TELLING
            return digits >= (_FEWEST_IN_PROSE if restated else _FEWEST_DIGITS)
        if odd.figure.part is Part.RATE or not (alike.shared >= _TELLING or other.agreeing):
            return False
    elif alike.full:
        return True
    return alike.partial and digits >= (_FEWEST_DIGITS if alike.shared >= _TELLING else _ENOUGH_DIGITS)


class _Index:
    """Finds figures of one kind whose names share a pair of signs that few names have."""

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

    def alike(self, placed: Placed, number: int) -> Iterator[Placed]:
        """Yield the figures whose names may be that of the figure of prose with this number, of prose the later ones."""
        figure = placed.figure
        near = self._names_near(figure.name) if figure.name else ()
        for text in near:
            alike = self._of_name[text]
            if len(alike) <= _MOST_ALIKE:
                yield from (other for later, other in alike if other.table or later > number)
        for total in self._totals:
            if _may_be_the_total(figure, total.figure) and total.figure.name.text not in near:
                yield total

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


def _may_be_the_total(figure: Fact, total: Fact) -> bool:
    """Tell whether a figure of prose may be a total: it is called as the total or its column is, or nothing at all."""
    if len(total.words) > 1 and total.words in figure.words:
        return True
    return isinstance(total, TableFact) and total.of_all and not figure.name and bool(figure.words)


def likeness(one: Placed, other: Placed) -> Likeness | None:
    """Return how far a figure of prose bears the name of another; `None` where their words tell them apart."""
    f, g = one.figure, other.figure
    a, b = f.name, g.name
    if (
        (a.flow and b.flow and a.flow != b.flow)
        or a.season != b.season
        or are_other_funds(a.funds, b.funds)
        or (f.year and g.year and f.year != g.year)
    ):
        return None
    together = not other.table and one.address == other.address
    if not other.table:
        if (together and f.sentence == g.sentence) or f.mention.unit == "分":
            return None
        if (f.part in _CHANGES or g.part in _CHANGES) and (together or f.part is not g.part or a.text != b.text):
            return None
    here, there = (_NOWHERE, _NOWHERE) if together else ((f.near, f.wide), (g.near, g.wide))
    own, rest = rest_of(a, b.pairs, *there), rest_of(b, a.pairs, *here)
    shared = len(a.text) - own
    # Whose rate it is counts where the other name does not say.
    if f.part is Part.RATE and f.subject and not rest_of(b, a.pairs):
        own += rest_of(f.subject, b.pairs, *there)
    if g.part is Part.RATE and g.subject and not rest_of(a, b.pairs):
        rest += rest_of(g.subject, a.pairs, *here)
    return Likeness(own, rest, shared)


def comparable(one: Fact, other: Fact) -> bool:
    """Tell whether two figures may be the same one of their thing: results, budgets, changes of the same year."""
    if one.early is not None and other.early is not None and one.early != other.early:
        return False
    a, b = one.part, other.part
    if a is None or b is None:
        return a in _OPEN and b in _OPEN
    return a is b or (isinstance(other, TableFact) and _fits(a, other))


def _fits(part: Part, cell: TableFact) -> bool:
    """Tell whether a figure of prose may be a cell of another part: an indicator's result may be a rate or a mean."""
    if cell.part is Part.TARGET:
        return cell.alone and part is Part.RESULT
    if cell.part is Part.RESULT:
        return (part is Part.RATE and cell.kind == "%") or (part is Part.MEAN and bool(_MEAN.search(cell.name.text)))
    return False


def agree(one: Fact, other: Fact) -> bool:
    """Tell whether two figures may be one: rounded or cut off, where one is told less closely."""
    first, second = one.written, other.written
    if first.grain == second.grain:
        return first.amount == second.amount
    return abs(first.amount - second.amount) < max(first.grain, second.grain)


def _is_slip(one: Fact, other: Fact) -> bool:
    first, second = one.written, other.written
    if first.grain == second.grain and one.mention.decimals and abs(first.amount - second.amount) == first.grain:
        return False  # both were rounded
    return first.is_one_slip_from(second)
