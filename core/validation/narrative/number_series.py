"""The numbers of a paragraph in the order of its sentences and brackets, and the lists that they stand in.

What belongs to what is told by marks: 、 binds closer than ，, ， closer than ；, and ； closer than 。; what stands in
brackets is told of the number before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.validation.narrative.han_counts import read_han_counts
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.roles import RATES, Role, Told, told_as

NONE, PAUSE, COMMA, SEMICOLON, STOP = range(5)
_LEVELS = {"、": PAUSE, "，": COMMA, ",": COMMA, "；": SEMICOLON, ";": SEMICOLON}
_MARK = re.compile(r"[、，,；;。！？!?\n（(）)]|[：:]")
_SCALE_AND_UNIT = re.compile(r"\s*(?:万亿|[十百千万亿])?\s*")
# Of things counted by these, 个 may go on: 小学 31 所、教学点 2 个.
COUNTABLE = frozenset("所家处项座户件次场条宗台套辆村")
_PEOPLE = frozenset("人名位")
_MOST_PARTS = 14


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a paragraph: `kind` is what it counts, `level` the strongest mark between it and the one before it.

    `words` stand between it and the mark or number before it; its unit ends at `end`.
    """

    told: Told
    kind: str
    level: int
    words: str
    end: int

    @property
    def mention(self) -> Mention:
        """The number itself."""
        return self.told.mention


@dataclass(frozen=True, slots=True)
class Segment:
    """The numbers of a paragraph outside all brackets, or of one bracket; `owner` is the number before the bracket."""

    start: int
    end: int
    numbers: tuple[Number, ...]
    owner: Number | None


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of a segment that count one kind of thing; `joints` are the strongest marks before each of them."""

    segment: Segment
    numbers: tuple[Number, ...]
    joints: tuple[int, ...]

    def run(self, first: int, level: int) -> tuple[int, ...]:
        """Return the places of the list that begins at `first` and whose parts are joined by nothing above `level`.

        Of parts that are parted by ； or 。 only the first number counts.
        """
        places = [first]
        heads_only = level >= SEMICOLON
        for place in range(first + 1, len(self.numbers)):
            joint = self.joints[place]
            if joint > level or len(places) == _MOST_PARTS:
                break
            if not heads_only or joint >= SEMICOLON:
                places.append(place)
        return tuple(places)


@lru_cache(maxsize=1024)
def segments_of(text: str) -> tuple[Segment, ...]:
    """Return the segments of a paragraph, the one outside all brackets first."""
    mentions = sorted((*_digits(text), *_han(text)), key=lambda item: item[0].start)
    ends = [_end_of(text, mention) for mention, _ in mentions]
    outer = _Open(0, None)
    done, stack = [outer], [outer]
    upcoming = 0
    for mark in _MARK.finditer(text):
        while upcoming < len(mentions) and mentions[upcoming][0].start < mark.start():
            stack[-1].take(text, *mentions[upcoming], ends[upcoming])
            upcoming += 1
        if upcoming and mark.start() < mentions[upcoming - 1][0].end:
            continue
        sign = mark.group()
        if sign in "（(":
            stack.append(_Open(mark.end(), stack[-1]))
            done.append(stack[-1])
        elif sign in "）)":
            if len(stack) > 1:
                stack.pop().end = mark.start()
                stack[-1].mark(NONE, mark.end())
        else:
            stack[-1].mark(NONE if sign in "：:" else _LEVELS.get(sign, STOP), mark.end())
    for mention, kind in mentions[upcoming:]:
        stack[-1].take(text, mention, kind, ends[upcoming])
        upcoming += 1
    return tuple(piece.closed(len(text)) for piece in done)


class _Open:
    """A segment that is being read."""

    def __init__(self, start: int, parent: _Open | None) -> None:
        self.start = self._after = start
        self.end: int | None = None
        self.numbers: list[Number] = []
        self._level = STOP
        self._owner = parent.numbers[-1] if parent and parent.numbers else None

    def take(self, text: str, mention: Mention, kind: str, end: int) -> None:
        """Add the next number."""
        before = self.numbers[-1] if self.numbers else None
        if before and mention.unit == "个" and self._level == PAUSE and before.mention.unit in COUNTABLE:
            kind = before.kind
        words = text[self._after : mention.start]
        self.numbers.append(Number(told_as(text, mention), kind, self._level, words, end))
        self._level = NONE
        self._after = end

    def mark(self, level: int, end: int) -> None:
        """Note a mark between two numbers."""
        self._level = max(self._level, level)
        self._after = end

    def closed(self, end: int) -> Segment:
        """Return the segment as it was read."""
        return Segment(self.start, end if self.end is None else self.end, tuple(self.numbers), self._owner)


def _digits(text: str) -> Iterator[tuple[Mention, str]]:
    for mention in read_mentions(text):
        yield mention, "人" if mention.unit in _PEOPLE else mention.unit


def _han(text: str) -> Iterator[tuple[Mention, str]]:
    """Yield the counts in Chinese characters: they are held against one another only."""
    for mention in read_han_counts(text):
        yield mention, f"汉{mention.unit}"


def _end_of(text: str, mention: Mention) -> int:
    scale = _SCALE_AND_UNIT.match(text, mention.end)
    after = scale.end() if scale else mention.end
    return after + len(mention.unit) if mention.unit and text.startswith(mention.unit, after) else mention.end


def series_of(segment: Segment, roles: frozenset[Role]) -> Iterator[Series]:
    """Yield the numbers of a segment that have one of the roles, by what they count."""
    kinds = dict.fromkeys(number.kind for number in segment.numbers if number.kind and number.kind not in RATES)
    for kind in kinds:
        numbers: list[Number] = []
        joints: list[int] = []
        level = NONE
        for number in segment.numbers:
            level = max(level, number.level)
            if number.kind == kind and number.told.role in roles:
                numbers.append(number)
                joints.append(level)
                level = NONE
        if numbers:
            yield Series(segment, tuple(numbers), tuple(joints))


def label_of(number: Number) -> str:
    """Return the words that name a number, without those that only lead up to it."""
    label = _LEADING.sub("", number.words).strip()
    return _TRAILING.sub("", label) or label


def label_after(text: str, number: Number) -> str:
    """Return the words after a number, up to the next mark: 30 万元用于编制."""
    found = _MARK.search(text, number.end)
    return text[number.end : found.start() if found else len(text)].strip()


_LEADING = re.compile(r"^.*(?:其中[:：]?|分别[为是有]?|包括|包含|分为|[:：])")
_TRAILING = re.compile(r"(?:[为是有共约计达得了各的\s：:]|合计|总计|达到)+$")


def common_ending(labels: Sequence[str]) -> str:
    """Return what all the labels end with."""
    shortest = min(map(len, labels), default=0)
    count = 0
    while count < shortest and len({label[-count - 1] for label in labels}) == 1:
        count += 1
    return labels[0][len(labels[0]) - count :] if count else ""


def common_beginning(labels: Sequence[str]) -> str:
    """Return what all the labels begin with."""
    return common_ending([label[::-1] for label in labels])[::-1]
