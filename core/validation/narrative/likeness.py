"""Whether two figures are called by one name, and whether they may be one figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.validation.narrative.facts import Fact, Part
from core.validation.narrative.names import are_other_funds, rest_of
from core.validation.narrative.table_facts import TableFact

# What is told of another figure, and has no name of its own.
CHANGES = frozenset({Part.CHANGE, Part.CHANGE_RATE, Part.SHARE, Part.MEAN})
_SHORTEST_NAME = 4
_OPEN = frozenset({None, Part.RESULT, Part.TARGET})
_NOWHERE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_MEAN = re.compile(r"[每均]|单[个位价]")


@dataclass(eq=False, slots=True)
class Placed:
    """A named figure at its address; `table` is that of the table it stands in, empty in prose.

    `agreeing` are the figures of its name that it agrees with, `suspects` those that it is a slip away from, `rivals`
    the cells of its very name and stage that differ from it by more. `namesakes` counts the amounts of its very name
    and part. `settled` are the tables with a cell that it names and agrees with, and whether it names it in full.
    """

    figure: Fact
    address: str
    table: str = ""
    agreeing: list[Placed] = field(default_factory=list)
    suspects: list[tuple[Placed, Likeness]] = field(default_factory=list)
    rivals: list[Placed] = field(default_factory=list)
    namesakes: int = 1
    settled: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two figures bear one name: the telling signs of each that the other's place does not know, and those of
    both.
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
        if (f.part in CHANGES or g.part in CHANGES) and (together or f.part is not g.part or a.text != b.text):
            return None
    shorter, longer = sorted((a, b), key=lambda name: len(name.text))
    if shorter and 2 * rest_of(shorter, longer.pairs) > len(shorter.text):
        return None
    here, there = (_NOWHERE, _NOWHERE) if together else ((f.near, f.wide), (g.near, g.wide))
    own, rest = rest_of(a, b.pairs, *there), rest_of(b, a.pairs, *here)
    shared = len(a.text) - own
    # Whose rate it is counts where neither name says.
    if _is_of_a_subject(f) and not rest_of(b, a.pairs):
        own += rest_of(f.subject, b.pairs, *there)
    if _is_of_a_subject(g) and not rest_of(a, b.pairs):
        rest += rest_of(g.subject, a.pairs, *here)
    return Likeness(own, rest, shared)


def _is_of_a_subject(figure: Fact) -> bool:
    """Tell whether a figure is called by what it measures alone: 执行率, 合格率."""
    return figure.part is Part.RATE and bool(figure.subject) and len(figure.name.text) < _SHORTEST_NAME


def is_of_the_very_name(one: Fact, other: Fact) -> bool:
    """Tell whether a figure of prose is called by the very name of a cell, and says which stage of the money it is."""
    name = one.name.text
    return (
        one.stated
        and len(name) >= _SHORTEST_NAME
        and name == other.name.text
        and one.part is other.part
        and comparable(one, other)
    )


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


def is_slip(one: Fact, other: Fact) -> bool:
    """Tell whether two figures are one slip of the pen apart; one in the last decimal is but rounding."""
    first, second = one.written, other.written
    if first.grain == second.grain and one.mention.decimals and abs(first.amount - second.amount) == first.grain:
        return False
    return first.is_one_slip_from(second)
