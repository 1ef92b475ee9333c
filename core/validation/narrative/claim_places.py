"""Claims, and one number of a window among the others: what stands before it, in its sentence, beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, judge
from core.validation.narrative.roles import RATES, Role, Told, is_alike
from core.validation.narrative.sentences import Span
from core.validation.narrative.windows import OWN, PARAGRAPH

FULL_STOP = re.compile(rf"[。！？\n{PARAGRAPH}{OWN}]")
_PART_OF = re.compile(r"\s*[十百千万亿]{0,2}[^，。；、,;\d的]{0,5}(?:的|之)\s*")
_FARTHEST = 400
MOST_CANDIDATES = 8


class Kind(StrEnum):
    """What is claimed."""

    COMPLETION = "completion"
    SHARE = "share"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    AVERAGE = "average"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the number that states it (`stated`) and the numbers that it was held against (`members`).

    `members` are in the order in which they are worked: for a rate the part and its whole, for a change what is now
    and what was before. `words` are the spans of direction words where those are what contradicts; all positions are
    those of the window.
    """

    kind: Kind
    stated: Mention
    members: tuple[Mention, ...]
    agrees: bool
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where one number stands among the others; `wholes` are those that earlier shares were found to be of."""

    text: str
    told: tuple[Told, ...]
    number: int
    own: int
    wholes: list[Mention]

    @property
    def item(self) -> Told:
        """The number with its role."""
        return self.told[self.number]

    @property
    def stated(self) -> Mention:
        """The number itself."""
        return self.item.mention

    @property
    def before(self) -> tuple[Told, ...]:
        """The numbers before it."""
        return self.told[: self.number]

    def sentence(self) -> tuple[int, int]:
        """Return the span of the sentence around this number."""
        farthest = max(0, self.stated.start - _FARTHEST)
        stops = [match.end() for match in FULL_STOP.finditer(self.text, farthest, self.stated.start)]
        end = FULL_STOP.search(self.text, self.stated.end)
        return stops[-1] if stops else farthest, end.start() if end else len(self.text)

    def adjacent(self) -> Mention | None:
        """Return the number that this one is said to be a part of: 占 A 万元的 x%, 完成目标 B 个的 y%."""
        last = self.before[-1].mention if self.before else None
        if last is None or last.unit in RATES:
            return None
        return last if _PART_OF.fullmatch(self.text, last.end, self.stated.start) else None

    def alike_before(self, one: Mention, roles: frozenset[Role]) -> list[Mention]:
        """Return the numbers before this one that count the same as `one` and have one of the roles, nearest first."""
        found = [item.mention for item in reversed(self.before) if item.role in roles and is_alike(item.mention, one)]
        return [mention for mention in found if mention is not one][:MOST_CANDIDATES]


def claims_from(kind: Kind, place: NumberPlace, readings: Iterable[Reading]) -> Iterator[Claim]:
    """Yield the claim that the readings of a number make, none where they say nothing."""
    judged = judge(readings)
    if judged is not None:
        yield Claim(kind, place.stated, judged.reading.members[:-1], judged.agrees)
