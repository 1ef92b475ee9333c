"""Lists of parts in a paragraph, each with the numbers before it that may be their whole, and what says so.

A list is led by a cue (其中, 分别为, a bracket), or stands right behind its whole, or begins a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from core.validation.narrative.number_series import (
    COMMA,
    NONE,
    PAUSE,
    SEMICOLON,
    STOP,
    Number,
    Series,
    common_ending,
    label_of,
    segments_of,
    series_of,
)
from core.validation.narrative.roles import Role

PARTS = frozenset({Role.PLAIN, Role.BUDGET})
FEWEST_PARTS = 2
_MOST_WHOLES = 12
_MOST_BEFORE = 24
_MOST_TOLD = 40
_LONGEST_GAP = 240
_SAME_NAME = 2
_FARTHEST = 400
_LEVELS = (PAUSE, COMMA, SEMICOLON, STOP)

_SPLIT = r"按照?[^，。；、：\d]{1,12}?(?:分|分类|划分|来源|用途|类别|性质|科目|结构|类型|级次|渠道|方式|看)[，,：:]"
_CUE = re.compile(
    rf"(?:(?P<all>分别[为是有]|分为)|(?P<some>其中|分项(?:情况)?[为是]?[:：]|包括|包含|中[有，,：:]|[:：]|{_SPLIT})"
    r"|(?P<topic>[从分][^，。；、：\d]{1,10}看[，,：:]|方面[，,：:]))(?:包括)?\s*[，,：:]?(?P<rest>[^。；;！？\n]*)$"
)
_RIGHT_BEHIND = re.compile(r"[，,：:（(]?\s*$")
_PARTIAL = re.compile(r"主要(?!用于以下|领导)|重点|例如|[比]?如[:：]|特别|尤其|部分")
_IN_BRACKET_ONLY = re.compile(r"\s*(?:不?含|较|比|上年|去年|同比|原)")
_ANOTHER = re.compile(r"另|此外|同时|还有|新增")
_WORKED_OUT = re.compile(r"减去|减|扣除|[÷×/+＋]")
_TURNED = re.compile(r"\s*(?:提高|增加|增长|上升|扩大|下降|降低|减少|调整|变)[到至为]")
_TOPIC = re.compile(r"(?:在|从)?(?P<topic>[^，,。；;：:、（）()\d]{2,14}?)当?中[，,：:]?[^，,。；;：:、]*$")


class Tie(IntEnum):
    """How a list hangs on its whole, the firmest last."""

    LOOSE = 0  # a sentence of its own
    NEXT = 1  # right behind the whole
    LED = 2  # by a cue


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of parts that begins at `first` of its series, in the ways its marks let it end (`runs`, tightest first).

    `wholes` are the numbers before it, the nearest first; the first `close` of them stand in the part of a sentence or
    before the bracket that the list belongs to; `afresh` tells that the list begins a sentence. `whole_told` says that
    the cue tells of all parts of the number right before it; `direct` that nothing but words stands between cue and
    list, `cued` that there is some cue at all; `partial` that the list says itself that it is not all.
    """

    series: Series
    first: int
    runs: tuple[tuple[Number, ...], ...]
    wholes: tuple[Number, ...]
    tie: Tie
    close: int = 0
    whole_told: bool = False
    direct: bool = True
    cued: bool = False
    afresh: bool = False
    partial: bool = False

    @property
    def tightest(self) -> tuple[Number, ...]:
        """The list as its closest marks bound it."""
        return self.runs[0]

    @property
    def of_sentence(self) -> tuple[Number, ...]:
        """All numbers of its kind from its first to the end of the sentence."""
        return self._up_to(STOP)

    def _up_to(self, bound: int) -> tuple[Number, ...]:
        numbers, joints = self.series.numbers, self.series.joints
        after = self.first + 1
        while after < min(len(numbers), self.first + _MOST_TOLD) and joints[after] < bound:
            after += 1
        return numbers[self.first : after]

    def joints_of(self, run: Sequence[Number]) -> frozenset[int]:
        """Return the marks that join the parts of a list that is made of numbers of this series."""
        places = [self.series.numbers.index(part, self.first) for part in run]
        return frozenset(max(self.series.joints[one + 1 : other + 1]) for one, other in pairwise(places))

    @property
    def is_clear(self) -> bool:
        """Whether no other number of its kind and role could belong to it, so that it can end in one way only."""
        bound = SEMICOLON if max(self.joints_of(self.tightest)) < SEMICOLON else STOP
        roles = {part.told.role for part in self.tightest}
        return tuple(item for item in self._up_to(bound) if item.told.role in roles) == self.tightest


def listings_in(text: str) -> Iterator[Listing]:
    """Yield the lists of a paragraph; where budgets and outcomes alternate, also those of the one and of the other."""
    for segment in segments_of(text):
        of_kind: dict[str, Series] = {}
        for series in series_of(segment, PARTS):
            of_kind[series.numbers[0].kind] = series
            yield from _listings_of(text, series)
        for role in (Role.PLAIN, Role.BUDGET):
            for series in series_of(segment, frozenset({role})):
                together = of_kind[series.numbers[0].kind]
                if len(series.numbers) < len(together.numbers):
                    yield from (item for item in _listings_of(text, series) if _alternates(item.tightest, together))


def _alternates(run: Sequence[Number], together: Series) -> bool:
    """Tell whether something of the other role stands between all parts of a list."""
    places = [together.numbers.index(part) for part in run]
    return all(other - one > 1 for one, other in pairwise(places))


def _listings_of(text: str, series: Series) -> Iterator[Listing]:
    for first in range(len(series.numbers) - 1):
        yield from _listings_at(text, series, first)


def _listings_at(text: str, series: Series, first: int) -> Iterator[Listing]:
    number, segment = series.numbers[first], series.segment
    before = series.numbers[max(0, first - _MOST_BEFORE) : first][::-1]
    begin = before[0].end if before else segment.start
    begin = max(begin, number.mention.start - _LONGEST_GAP)
    gap = text[begin : number.mention.start]
    cue = _CUE.search(gap)
    runs = _runs(text, series, first, led=bool(cue) or (segment.owner is not None and not before))
    if not runs:
        return
    partial = bool(_PARTIAL.search(gap, gap.rfind("。") + 1)) or _has_more(text, series, first, runs[0])
    if segment.owner is not None and not before:
        owner = segment.owner
        if owner.kind == number.kind and not re.search(r"[，,。；;、]", text[owner.end : segment.start - 1]):
            told = cue is not None and bool(cue["all"])
            partial = partial or bool(_IN_BRACKET_ONLY.match(gap))
            yield Listing(series, first, runs, (owner,), Tie.LED, 1, told, cued=True, partial=partial)
        return
    joint = series.joints[first]
    if cue:
        at = begin + cue.start()
        sentence, others, afresh = _of_last_sentence(text, before, at)
        # Where a budget and its outcome are told, the parts are parts of the one that they are told like.
        like = tuple(item for item in sentence if item.told.role is number.told.role)
        close = len(like) or len(sentence)
        sentence = (*like, *(item for item in sentence if item not in like))
        told = bool(cue["all"]) and bool(before) and bool(_RIGHT_BEHIND.match(text, before[0].end, at))
        direct = not cue["topic"] and told is bool(cue["all"]) and not re.search(r"[，,]", cue["rest"])
        yield Listing(
            series,
            first,
            runs,
            (*sentence, *others)[:_MOST_WHOLES],
            Tie.LED if sentence else Tie.LOOSE,
            close,
            told,
            direct,
            cued=True,
            afresh=afresh,
            partial=partial,
        )
    elif before and joint in (NONE, COMMA):
        yield Listing(series, first, runs, before[:1], Tie.NEXT, 1, partial=partial)
    if not cue and (not before or joint == STOP):
        topic = _TOPIC.search(gap)
        named = [item for item in before if topic and label_of(item).endswith(topic["topic"])]
        wholes = (*named[:1], *(item for item in before if item not in named[:1]))[:_MOST_WHOLES]
        tie = Tie.LED if named else Tie.LOOSE
        yield Listing(series, first, runs, wholes, tie, len(named[:1]), cued=bool(named), partial=partial)


def _has_more(text: str, series: Series, first: int, run: Sequence[Number]) -> bool:
    """Tell whether a list ends with 等, or what follows it is said to come on top of it: 另有幼儿园 20 所."""
    last = series.numbers.index(run[-1], first)
    follows = last + 1 < len(series.numbers) and series.joints[last + 1] <= COMMA
    return text.startswith("等", run[-1].end) or (follows and bool(_ANOTHER.match(series.numbers[last + 1].words)))


def _of_last_sentence(
    text: str, before: Sequence[Number], cue: int
) -> tuple[tuple[Number, ...], tuple[Number, ...], bool]:
    """Return the numbers of the half sentence that a cue belongs to, those before, and whether the cue begins it.

    A cue that begins a sentence belongs to the sentence before.
    """
    floor = max(0, cue - _FARTHEST)
    cuts = [floor + found.start() for found in re.finditer(r"[。！？\n；;]", text[floor:cue])]
    afresh = bool(cuts) and not text[cuts[-1] + 1 : cue].strip(" 　”’）)")
    if afresh:
        cuts = [cut for cut in cuts[:-1] if text[cut] not in "；;"]
    bound = cuts[-1] if cuts else -1
    inside = tuple(item for item in before if item.mention.start > bound)
    return inside, tuple(before[len(inside) :]), afresh


def _runs(text: str, series: Series, first: int, *, led: bool) -> tuple[tuple[Number, ...], ...]:
    runs: list[tuple[Number, ...]] = []
    for level in _LEVELS[: len(_LEVELS) if led else -1]:
        run = [series.numbers[first]]
        for place in series.run(first, level)[1:]:
            number = series.numbers[place]
            gap = text[max(run[-1].end, number.mention.start - _LONGEST_GAP) : number.mention.start]
            of_another = _CUE.search(gap) and (series.joints[place] >= SEMICOLON or not led)
            apart = _ANOTHER.match(number.words) or _WORKED_OUT.search(gap) or _TURNED.match(number.words)
            ending = common_ending([label_of(run[0]), label_of(number)])
            if series.joints[place] == STOP and len(ending) < _SAME_NAME:
                break
            if of_another or apart or number.mention.hedge:
                break
            run.append(number)
        if len(run) >= FEWEST_PARTS and not run[0].mention.hedge and tuple(run) not in runs:
            runs.append(tuple(run))
    return tuple(runs)
