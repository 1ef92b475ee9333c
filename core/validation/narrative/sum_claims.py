"""What a text says to add up, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from core.validation.narrative.additions import Addition
from core.validation.narrative.mentions import Mention


@dataclass(frozen=True, slots=True)
class SumClaim:
    """A whole and the parts told of it, `less` what is taken off; `agrees` says whether they come to it.

    A single part is one that is above its whole.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    agrees: bool
    less: tuple[Mention, ...] = ()

    @property
    def members(self) -> tuple[Mention, ...]:
        """All numbers, the whole first."""
        return (self.whole, *self.parts, *self.less)

    def moved(self, by: int) -> SumClaim:
        """Return the claim with all positions moved."""
        return SumClaim(
            self.whole.moved(by),
            tuple(item.moved(by) for item in self.parts),
            self.agrees,
            tuple(item.moved(by) for item in self.less),
        )


def claim_of(addition: Addition, *, agrees: bool) -> SumClaim:
    """Return the claim of an addition."""
    return SumClaim(addition.whole, addition.parts, agrees, addition.less)
