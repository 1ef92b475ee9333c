"""What is left of a whole: 47 所中 45 所已建成，其余 2 所; 到位 848.50 万元，支出 821.36 万元，结余 27.14 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from core.validation.narrative.additions import HARDLY, NEVER, RARELY, SURELY, Addition, Claimed, step_of
from core.validation.narrative.listings import PARTS
from core.validation.narrative.number_series import COUNTABLE, PAUSE, Number, segments_of

_REST = re.compile(r"(?:其余|余下|剩余|剩下|还剩|尚余)[^，。；、\d]{0,8}$")
_MORE = re.compile(r"(?:另有?|尚有|还有|仍有)[^，。；、\d]{0,6}$")
_NOT = re.compile(r"(?:尚?未|不予?|没有)(?P<done>[^，。；、\d（）()]{2,8}?)的?$")
_BALANCE = re.compile(r"(?:结余|余额|结存|结转下年|在办|未结|未支付)[^，。；、\d]{0,6}$")
_CARRIED_IN = re.compile(r"上年|年初|期初|以前|历年|动用")
_ALL = re.compile(r"预算|收入|到位|下达|可用|总|安排|受理|立案|合计")
_USED = re.compile(r"支出|使用|用[出去掉]|支付|拨付|结案|办结|审结|执结")
_OF = re.compile(r"^[^，。；、\d]{0,12}中")
_SHARE_OF = re.compile(r"占[^，。；、\d]{0,10}$")
_MOST_BEFORE = 6
_FARTHEST = 40


def remainders_in(text: str, earlier: Sequence[Number]) -> Iterator[list[Claimed]]:
    """Yield the ways to read each number that is said to be left; `earlier` numbers stand before the paragraph."""
    segments = segments_of(text)
    inside = {other.owner.mention.start: other.numbers for other in segments if other.owner is not None}
    for segment in segments:
        for place, number in enumerate(segment.numbers):
            if number.told.role not in PARTS or number.mention.hedge or not number.kind:
                continue
            near = segment.numbers[max(0, place - _FARTHEST) : place][::-1]
            before = [item for item in near if _counts_alike(item, number)][:_MOST_BEFORE]
            readings: list[Claimed] = []
            if _REST.search(number.words):
                bracket = inside.get(number.mention.start, ())
                readings = [*_of_all_between(text, before, number), *_of_bracket(before, bracket, number)]
            elif _MORE.search(number.words) or _NOT.search(number.words):
                readings = list(_of_linked(text, before, number))
            if _BALANCE.search(number.words) and not _CARRIED_IN.search(number.words):
                readings += _of_flow((*before, *_alike(earlier, number)), number)
            if readings:
                yield readings


def _counts_alike(item: Number, rest: Number) -> bool:
    if item.told.role not in PARTS or item.mention.hedge:
        return False
    return item.kind == rest.kind or (rest.mention.unit == "个" and item.mention.unit in COUNTABLE)


def _alike(earlier: Sequence[Number], rest: Number) -> list[Number]:
    return [item for item in earlier if item.kind == rest.kind and not item.mention.hedge][:_MOST_BEFORE]


def _of_all_between(text: str, before: Sequence[Number], rest: Number) -> Iterator[Claimed]:
    """Yield “a number before is all the numbers after it and the rest”, the shortest first."""
    for count in range(1, len(before)):
        whole = before[count]
        stop = re.search(r"[。！？\n]", text[whole.end : rest.mention.start])
        sure = count == 1 and not stop and before[0].level != PAUSE
        yield Claimed(_left(whole, before[:count], rest), SURELY if sure else HARDLY)
    yield from _of_share(text, before, rest)


def _of_share(text: str, before: Sequence[Number], rest: Number) -> Iterator[Claimed]:
    """Yield “195 个，占 210 个的 92.86%; the rest 15 个”: the whole stands after its part."""
    if len(before) > 1 and _SHARE_OF.search(text, before[1].end, before[0].mention.start):
        yield Claimed(_left(before[0], before[1:2], rest), SURELY)


def _of_bracket(before: Sequence[Number], inside: Sequence[Number], rest: Number) -> Iterator[Claimed]:
    """Yield “剩余 A 万元（可用 B 万元减去…）” of what was used before."""
    wholes = [item for item in inside if item.kind == rest.kind]
    if before and len(wholes) == 1:
        yield Claimed(_left(wholes[0], before[:1], rest), RARELY)


def _of_linked(text: str, before: Sequence[Number], rest: Number) -> Iterator[Claimed]:
    """Yield “W 个中有 A 个，尚有 R 个” and “W 批，合格 A 批，不合格 R 批”."""
    if len(before) > 1:
        part, whole = before[:2]
        between = text[whole.end : part.mention.start]
        undone = _NOT.search(rest.words)
        opposite = undone is not None and undone["done"][:2] in part.words
        linked = _OF.match(between) or "其中" in between or opposite
        stop = re.search(r"[。！？\n]", text[whole.end : rest.mention.start])
        yield Claimed(_left(whole, (part,), rest), SURELY if linked and not stop else NEVER)
        yield from _of_share(text, before, rest)


def _of_flow(known: Sequence[Number], rest: Number) -> Iterator[Claimed]:
    """Yield “what came in is what went out and what is left”; of numbers not said to be that, only what fits."""
    for whole, part in permutations(known, 2):
        told = _ALL.search(whole.words) and _USED.search(part.words)
        gap = whole.mention.amount - part.mention.amount - rest.mention.amount
        if told or abs(gap) <= sum(step_of(item.mention) for item in (whole, part, rest)):
            yield Claimed(_left(whole, (part,), rest), RARELY if told else NEVER)


def _left(whole: Number, parts: Sequence[Number], rest: Number) -> Addition:
    return Addition(whole.mention, (*(item.mention for item in reversed(parts)), rest.mention))
