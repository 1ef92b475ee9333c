"""Entries, the atoms of a report, and reversible changes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """How a value came to stand where it stands."""

    TYPED = "typed"
    IMPORTED = "imported"
    CARRIED_OVER = "carried_over"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored value.

    `value` is text: prose as it stands, figures as decimal text in their base unit (yuan, points, heads).
    `source` says where an imported value came from (file, line) or why a computed one was overridden.
    `level` (0 = plain paragraph, 3 = 1., 4 = （1）) and `position` (order within the part) matter for paragraphs only.
    """

    value: str
    origin: Origin = Origin.TYPED
    source: str = ""
    level: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Put:
    """One address goes from `before` to `after`; `None` stands for no entry."""

    address: str
    before: Entry | None
    after: Entry | None

    def inverse(self) -> Put:
        """Return the put that takes this one back."""
        return Put(self.address, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """What one act of the user does to the report; applied whole or not at all.

    `title` is what the menu says after 撤销 / 恢复. Each address stands in it at most once.
    """

    title: str
    puts: tuple[Put, ...]

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.title, tuple(put.inverse() for put in reversed(self.puts)))

    def addresses(self) -> frozenset[str]:
        """Return the addresses that the change touches."""
        return frozenset(put.address for put in self.puts)

    def followed_by(self, later: Change) -> Change:
        """Return one change with the effect of this one and then `later`; the later title is kept."""
        merged: dict[str, Put] = {put.address: put for put in self.puts}
        for put in later.puts:
            earlier = merged.get(put.address)
            merged[put.address] = Put(put.address, earlier.before if earlier else put.before, put.after)
        return Change(later.title, tuple(put for put in merged.values() if put.before != put.after))


def puts_of(entries: Iterable[tuple[str, Entry]]) -> tuple[Put, ...]:
    """Return the puts that add entries to addresses that hold none."""
    return tuple(Put(address, None, entry) for address, entry in entries)
