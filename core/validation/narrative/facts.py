"""Figures with their names: what each number of a paragraph counts, of whom, in which role, as its words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.names import NO_NAME, Name, bare, called, name_of, named_by_its_funds, pairs_of, rest_of
from core.validation.narrative.respective_names import respective_names
from core.validation.narrative.roles import DOWN, RATES, UP, Role, told_as
from core.validation.narrative.sentences import sentence_spans
from core.validation.narrative.slips import MOST_DECIMALS, Written

_ALIKE = {"名": "人", "位": "人"}
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]|[\[［]\d+[\]］]")
# 支出（类）养老（款）离退休（项）: each is a part of the one before it.
_CLASSES = re.compile(r"[（(][类款][）)]")
_OPENING, _CLOSING = frozenset("（([［〔"), frozenset("）)]］〕")
_STOPS = "，,；;：:。、（(\n"
_CLAUSE = "，,；;：:。（(\n"
_LONGEST_OWN = 60
_ROUND = 2
_LONGEST_AFTER = 14
_LONGEST_OPENING = 40
_LONGEST_HEADING = 20
_SHORT_NAME = 2
_PARTS = re.compile(r"[，,]?其中[^。；;\n]{0,60}")
_LONGEST_LEAD = 120
_AFTER = re.compile(r"[^，,；;：:。、（()）\d\s]+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=\s*年)")
_DIRECTION = re.compile(rf"(?:{UP}|{DOWN})(?:额|幅度|率)?|幅度|变动率?|变化率?")
_KINDS_OF_MONEY = re.compile(
    r"一般公共预算|政府性基金预算|国有资本经营预算|预算单位|预算资金|预算执行|安排的|应急|应用|对应|响应"
)
_EARLY = re.compile(r"年初(?:预算|批复|安排|计划|目标|核定|下达|部门预算)|初始预算")
_LATER = re.compile(r"调整|全年预算|追加后|可用")
_TARGET = re.compile(
    r"预算|目标|计划|批复|核定|原定|安排|指标值|年度值|应(?!急|用|收)|力争|确保|控制在|限额|调整后|可用"
)
_RESULT = re.compile(r"决算|执行数|实际|实有|用出|支付|完成(?![^，。]*(?:目标|计划|预算))")
_NUMBERED = re.compile(r"^\s*(?:附件|附?[表图])\s*$")
_FULL_POINTS = re.compile(r"分值|满分|权重|标准分|总分值")
_RATE_TARGET = re.compile(r"(?:目标值?|计划|指标值|力争|确保)[为是达到]*$")


class Part(StrEnum):
    """Which of the figures of one thing a figure is: its result, its budget, last year's, a change, a rate."""

    RESULT = "result"
    TARGET = "target"
    BEFORE = "before"
    CHANGE = "change"
    CHANGE_RATE = "change rate"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    MOST = "most"


DEPENDENT = frozenset({Part.RATE, Part.CHANGE, Part.CHANGE_RATE, Part.SHARE, Part.MEAN})
_PLANNED = frozenset({None, Part.RESULT, Part.RATE})
_BY_ROLE = {
    Role.CHANGE: Part.CHANGE,
    Role.CHANGE_RATE: Part.CHANGE_RATE,
    Role.SHARE: Part.SHARE,
    Role.AVERAGE: Part.MEAN,
    Role.POINTS: Part.CHANGE,
}


@dataclass(frozen=True)
class Fact:
    """A figure and what it is called.

    `part` is `None` where the words leave open whether it is a result or a budget; `stated` is set where its own words
    name the stage of the money's year. `name` is its own, or that of the
    figure before it where it has none; `assumed` is set where it is but that of the sentence before. `subject` is what
    else was named before it. `words` are its own words as they stand. `near` are the pairs of signs around it that may
    tell more of the name (a sentence, a row), `wide` those further away. `early` tells an initial budget from a later
    one, where the words do.
    """

    mention: Mention
    part: Part | None
    stated: bool
    name: Name
    subject: Name
    words: str
    assumed: bool
    near: frozenset[str]
    wide: frozenset[str]
    sentence: int
    year: str
    early: bool | None

    @cached_property
    def kind(self) -> str:
        """What it counts: yuan, people, per cent."""
        return _ALIKE.get(self.mention.unit, self.mention.unit)

    @cached_property
    def written(self) -> Written:
        """Its digits, its amount and its last place."""
        return Written.of(self.mention)

    @cached_property
    def digits(self) -> int:
        """How many digits it tells; the noughts of a round number tell nothing."""
        plain = self.written.digits.lstrip("0")
        told = plain.rstrip("0")
        return len(plain) if len(plain) - len(told) < _ROUND else len(told)


def read_facts(text: str) -> tuple[Fact, ...]:
    """Return the exact numbers of a paragraph that have a unit, each with its name."""
    mentions = [item for item in read_mentions(text) if item.unit or not _is_code(text, item)]
    if not mentions:
        return ()
    opening = pairs_of(bare(text[: min(mentions[0].start, _LONGEST_OPENING)]))
    found: list[Fact] = []
    topic = NO_NAME
    number = 0
    for begin, end in sentence_spans(text):
        inside = []
        while number < len(mentions) and mentions[number].start < end:
            inside.append(mentions[number])
            number += 1
        if inside:
            told = tuple(_Sentence(text, begin, opening, topic).figures(inside))
            topic = told[0].name if told else topic
            found += told
        elif not found and not topic:
            topic = _heading(text[begin:end])
    return tuple(found)


def read_planned_facts(text: str) -> tuple[Fact, ...]:
    """Return the numbers of a paragraph that stands under a heading of what is planned."""
    return tuple(
        replace(fact, part=Part.TARGET) if fact.part in _PLANNED and not fact.stated else fact
        for fact in read_facts(text)
    )


def _heading(sentence: str) -> Name:
    """Return what a sentence without figures names that is but a heading: 支出（类）养老（款）离退休（项）。"""
    last = _CLASSES.split(sentence)[-1]
    return name_of(last.strip("。 ")) if len(last) <= _LONGEST_HEADING else NO_NAME


def _is_code(text: str, mention: Mention) -> bool:
    """Tell whether a number stands alone in brackets, as codes and notes do."""
    return text[mention.start - 1 : mention.start] in _OPENING and text[mention.end : mention.end + 1] in _CLOSING


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    begin: int
    opening: frozenset[str]
    topic: Name

    def figures(self, mentions: list[Mention]) -> Iterator[Fact]:
        """Yield the numbers of the sentence with their names; what has no name of its own is of what was named."""
        floor = self.begin
        before: list[Name] = []
        whole = assumed = False
        respective = respective_names(self.text, self.begin, mentions)
        for mention in mentions:
            own, earlier = self._words(floor, mention.start)
            part, stated = self._part(mention, own)
            listed = respective.get(mention.start, "")
            own = listed or own
            # 占 A 万元的 x% is a share of what stood before A.
            if whole and mention.unit in RATES and bare(own) == "的":
                part = Part.SHARE
                del before[-1:]
            whole = own.strip().startswith("占")
            name = self._name(mention, part, own, earlier)
            assumed = not name and (assumed or not before)
            dependent = bool(listed) or not name or part in DEPENDENT or len(name.text) <= _SHORT_NAME
            subject = next((item for item in reversed(before) if rest_of(item, name.pairs)), NO_NAME)
            if not name:
                name = _of(name, before[-1] if before else self.topic)
            before.append(name)
            if _tells(mention) and not _NUMBERED.search(own):
                years = _YEAR.findall(own) or _YEAR.findall(self.text, self.begin, mention.start)[:1]
                yield Fact(
                    mention=mention,
                    part=part,
                    stated=stated,
                    name=name,
                    subject=subject,
                    words=called(own),
                    assumed=assumed,
                    near=self._around(mention, self.begin if dependent else floor),
                    wide=self.opening,
                    sentence=self.begin,
                    year=years[-1] if years else "",
                    early=_early(own if part else self.text[self.begin : mention.start]),
                )
            floor = mention.until

    def _words(self, floor: int, start: int) -> tuple[str, str]:
        """Return the clause before a number, back to the number before, and the clause before that."""
        lead = _BRACKETS.sub("", _CLASSES.sub("，", self.text[max(floor, start - _LONGEST_OWN) : start]))
        cut = max(lead.rfind(stop) for stop in _STOPS) + 1
        own = lead[cut:]
        lead = lead[: max(cut - 1, 0)]
        return own, lead[max(lead.rfind(stop) for stop in _CLAUSE) + 1 :]

    def _around(self, mention: Mention, begin: int) -> frozenset[str]:
        """Return the pairs of signs that may tell more of a number's name, from `begin` on."""
        before = self.text[max(begin, mention.start - _LONGEST_LEAD) : mention.start]
        after = _AFTER.match(self.text, mention.until, mention.until + _LONGEST_AFTER)
        parts = _PARTS.match(self.text, mention.until)
        told = (before, after.group() if after else "", parts.group() if parts else "")
        return frozenset().union(*(pairs_of(bare(words)) for words in told))

    def _name(self, mention: Mention, part: Part | None, own: str, earlier: str) -> Name:
        if part is Part.SHARE:
            own = own.partition("占")[0]
        elif part in (Part.CHANGE, Part.CHANGE_RATE):
            own = _DIRECTION.sub("", own)
        name = name_of(own)
        if not name and mention.unit not in RATES and mention.unit not in ("元", "分"):
            after = _AFTER.match(self.text, mention.until, mention.until + _LONGEST_AFTER)
            name = name_of(after.group()) if after else name
        if not name and part not in (Part.SHARE, Part.CHANGE, Part.CHANGE_RATE):
            name = named_by_its_funds(_of(name, name_of(earlier)))
        return name

    def _part(self, mention: Mention, own: str) -> tuple[Part | None, bool]:
        """Return the part that a number's words make of it, and whether they name the stage of the money's year."""
        role = told_as(self.text, mention).role
        if role in _BY_ROLE:
            return _BY_ROLE[role], False
        if mention.unit in RATES:
            if role is Role.BEFORE:
                return Part.BEFORE, False
            return (Part.TARGET if _RATE_TARGET.search(own) else Part.RATE), False
        if mention.unit == "分":
            return (Part.MOST if _FULL_POINTS.search(own) else Part.RESULT), False
        plain = _KINDS_OF_MONEY.sub("", own)
        if _EARLY.search(plain):
            return Part.TARGET, True
        if role is Role.BEFORE:
            return Part.BEFORE, False
        if _RESULT.search(plain):
            return Part.RESULT, True
        if _TARGET.search(plain):
            return Part.TARGET, True
        lead = _KINDS_OF_MONEY.sub("", self.text[self.begin : mention.start])
        return (None if _TARGET.search(lead) and not _RESULT.search(lead) else Part.RESULT), False


def _tells(mention: Mention) -> bool:
    """Tell whether a number says exactly how much there is of what."""
    return bool(mention.unit) and not mention.hedge and mention.decimals <= MOST_DECIMALS


def _of(name: Name, other: Name) -> Name:
    """Return the name of what has none but is of another; none where one is income and the other spending."""
    if name.flow and other.flow and name.flow != other.flow:
        return name
    return replace(other, flow=name.flow or other.flow, funds=name.funds or other.funds)


def _early(words: str) -> bool | None:
    return True if _EARLY.search(words) else False if _LATER.search(words) else None
