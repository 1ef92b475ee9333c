"""What a paragraph claims of its own numbers: rates of two amounts, shares of a whole, changes in amount and per cent.

A claim keeps every pair of numbers that it may speak of. It is contradicted only where no reading bears it out, so an
unusual order of words costs a missed fault and never a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.validation.narrative.intervals import Interval, interval_of, sum_of
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.sentences import Span


class Kind(StrEnum):
    """What is claimed."""

    COMPLETION = "completion"
    SHARE = "share"
    GROWTH = "growth"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the number that states it (`stated`) and the numbers that it was held against (`members`).

    `agrees` says whether some reading bears it out; `worked` is the nearest reading's numbers, the first by the second.
    `words` is the span of the direction words where those are what contradicts. A claim is `tight` where its words
    leave no doubt which numbers it speaks of; one that is not may be borne out by a number that stands elsewhere.
    """

    kind: Kind
    stated: Mention
    members: tuple[Mention, ...]
    agrees: bool
    worked: tuple[Mention, Mention] | None = None
    words: tuple[Span, ...] = ()
    tight: bool = False


_FULL_STOP = re.compile(r"[。！？\n]")
_UP = "增加|增长|上升|提高|增幅|提升|多支出|上涨"
_DOWN = "减少|下降|降低|压减|降幅|减幅|缩减|下滑"
_AMOUNT_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?\s*$")
_RATE_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|幅度)?(?:[为是达]|达到)?\s*$")
_COMPARED = re.compile(r"[比较]|同比|相比|上年|去年")
_COMPLETED = re.compile(
    r"(?:完成(?:[^，。；,;\d]{0,14}?(?:的|[比]例为?)?|率[为是达]?到?)|"
    r"(?:执行|支出|支付|到位|完成|覆盖|使用|支出完成)(?:进度|率)(?:[为是达]|达到|约为?)?)\s*$"
)
_SHARE = re.compile(r"占(?:比)?(?:[^，。；,;、%％\d]{0,24}?的?(?:比[重例])?[为是达]?到?)\s*$")
_BUDGET = re.compile(r"预算[^，。；,;\d]{0,8}$")
_RATES = frozenset({"%", "‰", "个百分点"})
_LONGEST_LEAD = 30
_LONGEST_NAME = 16
_SAME_WORDS = 3
_MOST_CANDIDATES = 8


def read_claims(text: str) -> tuple[Claim, ...]:
    """Return the claims of a paragraph in order; a claim that has nothing to be held against is left out."""
    mentions = read_mentions(text)
    found: list[Claim] = []
    for number, mention in enumerate(mentions):
        if mention.unit != "%" or mention.hedge:
            continue
        lead = text[max(0, mention.start - _LONGEST_LEAD) : mention.start]
        claim = (
            _growth(text, mentions, number)
            if _RATE_CHANGE.search(lead)
            else _share(text, mentions, number)
            if _SHARE.search(lead)
            else _completion(text, mentions, number)
            if _COMPLETED.search(lead)
            else None
        )
        if claim is not None:
            found.append(claim)
    return _shares_of_known_wholes(found)


def _shares_of_known_wholes(claims: list[Claim]) -> tuple[Claim, ...]:
    """Return the claims, shares judged together: of the whole that others agree with, or of the sum of the parts."""
    shares = [claim for claim in claims if claim.kind is Kind.SHARE]
    agreed = {claim.members[1].start: claim.members[1] for claim in shares if claim.agrees}
    total = sum_of(interval_of(claim.members[0]) for claim in shares)
    judged: list[Claim] = []
    for claim in claims:
        if claim.kind is not Kind.SHARE or claim.agrees:
            judged.append(claim)
            continue
        part = claim.members[0]
        before = [whole for start, whole in agreed.items() if start < part.start and whole.unit == part.unit]
        if len(shares) > 1 and _meets(interval_of(part), total, claim.stated):
            judged.append(replace(claim, agrees=True))
        elif before:
            pair = (part, before[-1])
            judged.append(replace(claim, members=pair, worked=pair, tight=True))
        else:
            judged.append(claim)
    return tuple(judged)


def _growth(text: str, mentions: Sequence[Mention], number: int) -> Claim | None:
    """Return what “X 万元，比上年增加 Y 万元，增长 Z%” claims: Z is Y by X less Y (增) or X and Y (减)."""
    stated = mentions[number]
    change = mentions[number - 1] if number else None
    if change is None or change.unit == "%" or stated.start - change.end > _LONGEST_LEAD:
        return None
    if _FULL_STOP.search(text, change.end, stated.start):
        return None
    rate_word = _RATE_CHANGE.search(text, max(0, stated.start - _LONGEST_LEAD), stated.start)
    amount_word = _AMOUNT_CHANGE.search(text, max(0, change.start - _LONGEST_LEAD), change.start)
    if rate_word is None or amount_word is None:
        return None
    if bool(rate_word["up"]) is not bool(amount_word["up"]) and change.value and stated.value:
        return Claim(Kind.DIRECTION, stated, (change, stated), False, None, (amount_word.span(), rate_word.span()))
    start = _sentence_start(text, amount_word.start())
    current = [item for item in _alike(mentions[: number - 1], change) if item.start >= start]
    if not current or not _COMPARED.search(text, start, change.start):
        return None
    rising = bool(amount_word["up"])
    nearest: tuple[Mention, Mention] | None = None
    for item in reversed(_alike(mentions[: number - 1], change)[-_MOST_CANDIDATES:]):
        if not item.value and not change.value:
            return None
        shift, now = interval_of(change), interval_of(item)
        before = now.minus(shift) if rising else Interval(now.low + shift.low, now.high + shift.high)
        nearest = nearest or (change, item)
        # Some authors divide by the year before, stated in the sentence itself.
        if any(_meets(shift, base, stated) for base in (before, now)):
            return Claim(Kind.GROWTH, stated, (item, change), True)
    return Claim(Kind.GROWTH, stated, (current[-1], change), False, nearest)


def _share(text: str, mentions: Sequence[Mention], number: int) -> Claim | None:
    """Return what “其中：A x 万元，占 y%” claims of A and a whole that stands before it in the paragraph."""
    stated = mentions[number]
    part = next((item for item in reversed(mentions[:number]) if item.unit not in _RATES), None)
    if part is None or _FULL_STOP.search(text, part.end, stated.start):
        return None
    wholes = [item for item in _alike(mentions, part) if item is not part and item.amount > part.amount]
    earlier = [item for item in wholes if item.start < part.start]
    if not earlier:
        return None
    for whole in wholes:
        if _meets(interval_of(part), interval_of(whole), stated):
            return Claim(Kind.SHARE, stated, (part, whole), True)
    words = _named_whole(text, stated)
    if words:
        # 占本年支出合计的 x%: where no number before it bears the name, the whole stands in another text.
        earlier = [whole for whole in earlier if _bears(text, whole, words)]
        if not earlier:
            return None
    return Claim(Kind.SHARE, stated, (part, earlier[0]), False, (part, earlier[0]))


def _named_whole(text: str, stated: Mention) -> str:
    """Return what a share is said to be of: 占实际采购金额的 names 实际采购金额; empty where nothing is named."""
    found = _SHARE.search(text, max(0, stated.start - _LONGEST_LEAD), stated.start)
    words = found.group().removeprefix("占").rstrip("的为是达到 ") if found else ""
    return words.removeprefix("比").removesuffix("比重").removesuffix("比例")


def _bears(text: str, mention: Mention, words: str) -> bool:
    before = text[max(0, mention.start - _LONGEST_NAME) : mention.start]
    return any(words[start : start + _SAME_WORDS] in before for start in range(max(1, len(words) - _SAME_WORDS + 1)))


def _completion(text: str, mentions: Sequence[Mention], number: int) -> Claim | None:
    """Return what “预算 x 万元，决算 y 万元，完成预算的 z%” claims: some two amounts of the sentence give the rate."""
    stated = mentions[number]
    start, end = _sentence_start(text, stated.start), _sentence_end(text, stated.end)
    before = [item for item in mentions[:number] if item.start >= start and item.unit not in _RATES]
    if len(before) < 2:
        return None
    around = [item for item in mentions if start <= item.start < end]
    for top, bottom in _pairs(around):
        if _is_budget(text, start, top) and not _is_budget(text, start, bottom):
            continue  # a budget is what is completed, not what completes
        if _meets(interval_of(top), interval_of(bottom), stated):
            return Claim(Kind.COMPLETION, stated, (top, bottom), True)
    top = before[-1]
    bottoms = [item for item in _alike(before[:-1], top) if item.value]
    if not bottoms:
        return None
    alone = sum(item.unit not in _RATES for item in around) == 2
    if not alone and not (len(_alike(before, top)) == 2 and _is_budget(text, start, bottoms[-1])):
        return None  # among many numbers the rate may be of any two, or of none of them
    pair = (top, bottoms[-1])
    return Claim(Kind.COMPLETION, stated, pair, False, pair, tight=True)


def _is_budget(text: str, start: int, mention: Mention) -> bool:
    return bool(_BUDGET.search(text, max(start, mention.start - _LONGEST_LEAD), mention.start))


def _pairs(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for top in mentions:
        for bottom in mentions:
            if top is not bottom and top.unit == bottom.unit and top.unit not in _RATES and bottom.value:
                yield top, bottom


def _alike(mentions: Sequence[Mention], one: Mention) -> list[Mention]:
    """Return the mentions that count the same thing as one does."""
    return [item for item in mentions if item.unit == one.unit]


def _meets(top: Interval, bottom: Interval, stated: Mention) -> bool:
    quotient = top.over(bottom)
    return quotient is not None and quotient.meets(interval_of(stated))


def _sentence_start(text: str, position: int) -> int:
    found = [match.end() for match in _FULL_STOP.finditer(text, max(0, position - 400), position)]
    return found[-1] if found else max(0, position - 400)


def _sentence_end(text: str, position: int) -> int:
    found = _FULL_STOP.search(text, position)
    return found.start() if found else len(text)
