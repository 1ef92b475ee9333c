"""What the words before a number make of it: a change, its rate, a share, a rate, a budget, last year's figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.validation.narrative.mentions import Mention

RATES = frozenset({"%", "‰", "个百分点"})
_PEOPLE = frozenset({"人", "名", "位"})

UP = "增加|增长|上升|提高|增幅|提升|多支出|上涨|多花|净增|增收|增产|多收|扩大|上浮|增至|增支|高出|多用|多缴|追加"
DOWN = "减少|下降|降低|压减|降幅|减幅|缩减|下滑|少花|少支出|压缩|回落|减支|减产|少收|下调|节约|减收|节省|收缩|核减|少用"
_AMOUNT = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|额[为达]?)?\s*$")
_RATE_OF_CHANGE = re.compile(
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<either>变动率?|变化率?|幅度|调整率))(?:了|率|幅度)*(?:[约为是达]|达到)*\s*$"
)
_SHARE = re.compile(
    r"(?:占(?:比|到)?(?:[^，。；,;、%％\d]{0,24}?的?(?:比[重例])?[约为是达]?到?)|比重(?:[约为是达]|达到)?)\s*$"
)
_RATE = re.compile(
    r"(?:[率度面例]|完成|完成[^，。；,;\d]{0,16}?的|[为是][^，。；,;\d]{0,14}?的|比例)(?:[约为是达]|达到|仅|只有)*\s*$"
)
_AVERAGE = re.compile(
    r"(?:平均每?[^，。；,;\d]{0,8}|人均|户均|车均|(?:每|均(?!为))[^，。；,;\d]{0,10})(?:[约为是达])?\s*$"
)
_BUDGET = re.compile(r"(?:预算|目标|计划|指标|核定|原定|安排|应[^，。；\d]{0,4})[^，。；,;、\d]{0,10}$")
_BEFORE = re.compile(
    r"(?:(?:上年|去年|上一年|上年度|年初(?!预)|(?<!合)同期|期初|原来)(?![^，。；;\d]{0,8}结[转余存])[^，。；;\d]{0,12}"
    r"|由)\s*$"
)
_COMPARED_WITH = re.compile(r"[与比较同（(为]\s*(?:19|20)\d\d\s*年[^，。；;\d]{0,12}\s*$")
# 年初计划 is a plan, though 年初结转 is what was before.
_YEAR_BEGUN = re.compile(r"年初[^，。；;\d]{0,12}$")
_AND = frozenset({"、", "和", "与", "及", "，"})
_LEAD = 32


class Role(StrEnum):
    """What a number is said to be."""

    PLAIN = "plain"
    BEFORE = "before"
    BUDGET = "budget"
    CHANGE = "change"
    CHANGE_RATE = "change_rate"
    SHARE = "share"
    RATE = "rate"
    AVERAGE = "average"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Told:
    """A number with its role; `rising` is the direction of a change, `None` where the words leave it open.

    `words` is the span of the words that say so.
    """

    mention: Mention
    role: Role
    rising: bool | None = None
    words: tuple[int, int] = (0, 0)


def told_as(text: str, mention: Mention) -> Told:
    """Return a number with the role that the words before it give it."""
    begin = max(0, mention.start - _LEAD)
    if mention.unit == "个百分点":
        found = _AMOUNT.search(text, begin, mention.start)
        return Told(mention, Role.POINTS, bool(found["up"]) if found else None, found.span() if found else (0, 0))
    if mention.unit == "‰":
        # Rates of births and deaths are of means of the year, which no text tells.
        return Told(mention, Role.PLAIN)
    if mention.unit in RATES:
        found = _RATE_OF_CHANGE.search(text, begin, mention.start)
        if found:
            rising = True if found["up"] else False if found["down"] else None
            return Told(mention, Role.CHANGE_RATE, rising, found.span())
        found = _SHARE.search(text, begin, mention.start)
        if found:
            return Told(mention, Role.SHARE, None, found.span())
        if _RATE.search(text, begin, mention.start):
            return Told(mention, Role.RATE)
        before = _BEFORE.search(text, begin, mention.start) or _COMPARED_WITH.search(text, begin, mention.start)
        return Told(mention, Role.BEFORE if before else Role.PLAIN)
    found = _AMOUNT.search(text, begin, mention.start)
    if found:
        return Told(mention, Role.CHANGE, bool(found["up"]), found.span())
    if _AVERAGE.search(text, max(begin, mention.start - 14), mention.start):
        return Told(mention, Role.AVERAGE)
    if _COMPARED_WITH.search(text, begin, mention.start):
        return Told(mention, Role.BEFORE)
    budget = _BUDGET.search(text, begin, mention.start)
    if _BEFORE.search(text, begin, mention.start) and not (budget and _YEAR_BEGUN.search(text, begin, mention.start)):
        return Told(mention, Role.BEFORE)
    return Told(mention, Role.BUDGET if budget else Role.PLAIN)


def told_in(text: str, mentions: Sequence[Mention]) -> tuple[Told, ...]:
    """Return the numbers of a text with their roles; in “分别占 60% 和 40%” both are shares."""
    found: list[Told] = []
    for mention in mentions:
        told = told_as(text, mention)
        last = found[-1] if found else None
        if (
            last is not None
            and last.role is Role.SHARE
            and told.role is Role.PLAIN
            and mention.unit == last.mention.unit
            and text[last.mention.until : mention.start].strip() in _AND
        ):
            told = replace(last, mention=mention)
        found.append(told)
    return tuple(found)


def share_words(text: str, mention: Mention) -> str:
    """Return what a share is said to be of: 占实际采购金额的 names 实际采购金额; empty where nothing is named."""
    found = _SHARE.search(text, max(0, mention.start - _LEAD), mention.start)
    words = found.group().removeprefix("占").rstrip("的为是约达到 ") if found else ""
    return words.removeprefix("比").removesuffix("比重").removesuffix("比例").rstrip("的")


def is_alike(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers count the same kind of thing: people are counted by several words."""
    return one.unit == other.unit or (one.unit in _PEOPLE and other.unit in _PEOPLE)
