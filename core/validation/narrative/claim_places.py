"""Claims, and one number of a window among the others: what stands before it, in its sentence, beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.labels import BOUNDARY, words_before
from core.validation.narrative.mentions import Mention
from core.validation.narrative.readings import Reading, Way, judge
from core.validation.narrative.roles import RATES, Role, Told, is_alike
from core.validation.narrative.sentences import Span
from core.validation.narrative.windows import OWN, PARAGRAPH

FULL_STOP = re.compile(rf"[。！？\n{PARAGRAPH}{OWN}]")
_PART_OF = re.compile(r"[^，。；、,;\d的]{0,5}(?:的|之)\s*")
_JOINS = frozenset({"、", "，", ""})
_FARTHEST = 400
_LONGEST_TAIL = 12
MOST_CANDIDATES = 8


class Kind(StrEnum):
    """What is claimed."""

    COMPLETION = "completion"
    SHARE = "share"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    AVERAGE = "average"
    DIRECTION = "direction"
    LARGER = "larger"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the number that states it (`stated`) and the numbers that it was held against (`members`).

    `members` are in the order in which they are worked: for a rate the part and its whole, for a change what is now
    and what was before; `way` says where they are others. `far` claims are borne out by numbers from elsewhere alone.
    `words` are the spans of direction words where those are what contradicts; all positions are those of the window.
    """

    kind: Kind
    stated: Mention
    members: tuple[Mention, ...]
    agrees: bool
    words: tuple[Span, ...] = ()
    way: Way = Way.PLAIN
    far: bool = False


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A share or rate whose whole or base is named `base` and stands in none of the paragraphs near; `top` is its part.

    `label` is what the part is called.
    """

    kind: Kind
    stated: Mention
    top: Mention
    label: str
    base: str


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
        return last if _PART_OF.fullmatch(self.text, last.until, self.stated.start) else None

    def in_sentence(self) -> list[Told]:
        """Return the numbers of the sentence before this one that are no rates, from left to right."""
        start, _ = self.sentence()
        return [item for item in self.before if item.mention.start >= start and item.mention.unit not in RATES]

    def in_own(self) -> list[Told]:
        """Return the numbers of the own paragraph before this one that are no rates, from left to right."""
        return [item for item in self.before if item.mention.start >= self.own and item.mention.unit not in RATES]

    def label(self, mention: Mention) -> str:
        """Return the words of the clause before a number, its name: in “贷款 12 笔、300 万元” both are 贷款."""
        words = self.words_before(mention.start)
        if not words:
            last = next((item.mention for item in reversed(self.told) if item.mention.until <= mention.start), None)
            if last is not None and self.text[last.until : mention.start].strip() in _JOINS:
                return self.words_before(last.start)
        return words

    def words_before(self, position: int) -> str:
        """Return the words of the clause before a position, after the last number."""
        return words_before(self.text, position)

    def tail(self, mention: Mention) -> str:
        """Return the words of the clause after a number and its unit: 45 份合格."""
        words = self.text[mention.until : mention.until + _LONGEST_TAIL]
        return re.split(r"\d", BOUNDARY.split(words)[0])[0].strip()

    def alike_before(self, one: Mention, roles: frozenset[Role]) -> list[Mention]:
        """Return the numbers before this one that count the same as `one` and have one of the roles, nearest first."""
        found = [item.mention for item in reversed(self.before) if item.role in roles and is_alike(item.mention, one)]
        return [mention for mention in found if mention is not one][:MOST_CANDIDATES]

    def called(self, mention: Mention) -> str:
        """Return the words around a number that may name it."""
        return f"{self.label(mention)}|{self.tail(mention)}"

    def last_rate(self) -> int:
        """Return where the last rate before this number ends; what stands before that one is that one's."""
        return max((item.mention.end for item in self.before if item.mention.unit in RATES), default=0)

    def opens_bracket(self, mention: Mention) -> bool:
        """Tell whether a number stands in a bracket that opens right after this one."""
        between = self.text[self.stated.until : mention.start]
        return between.lstrip().startswith(("（", "(")) and not any(mark in between for mark in "）)")

    def topic(self, mention: Mention) -> str:
        """Return what the sentence of a number begins with, before its first figure."""
        begin = max(0, mention.start - _FARTHEST)
        stops = [found.end() for found in FULL_STOP.finditer(self.text, begin, mention.start)]
        sentence = self.text[stops[-1] if stops else begin : mention.start]
        return re.split(r"[，：,:]", sentence)[0]

    def numbers_between(self, one: Mention, other: Mention) -> bool:
        """Tell whether a number stands between two others."""
        return any(one.end <= item.mention.start and item.mention.end <= other.start for item in self.told)


def claims_from(kind: Kind, place: NumberPlace, readings: Iterable[Reading]) -> Iterator[Claim]:
    """Yield the claim that the readings of a number make, none where they say nothing."""
    judged = judge(readings)
    if judged is not None:
        yield Claim(
            kind,
            place.stated,
            judged.reading.members[:-1],
            judged.agrees,
            way=judged.reading.way,
            far=judged.reading.far,
        )
