"""Rates told in prose: which two numbers a rate of completion, coverage or execution is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.validation.narrative.claim_places import MOST_CANDIDATES, NumberPlace
from core.validation.narrative.echoes import echo
from core.validation.narrative.readings import Reading, complement, quotient
from core.validation.narrative.roles import RATES, Role, Told, is_alike
from core.validation.narrative.shares import bracketed_readings, part_readings
from core.validation.narrative.whole_names import LONGEST_NAME, SAME_WORDS, bears

_COVERS = re.compile(r"(?:覆盖|自评|评价|开展|完成)[率面](?:[为是达]|达到)*\s*$")
_OF_THEM = re.compile(r"对(?:其中)?(?:的)?\s*$")
_IN_ALL = re.compile(r"共(?:有|计)?\s*$")
_NAMED_BASE = re.compile(r"(?:完成|[为是占])(?P<base>[^，。；,;、\d]{2,14}?)的\s*$")
_RATE_NAME = re.compile(r"(?P<stem>[^，。；,;、：:（(\d]{1,12}?)(?:比率|比例|[率度面])[^，。；,;、\d]{0,4}$")
_OF_WHOLE = re.compile(r"应|计划|目标|共|发放|发出|抽检|抽查|抽测|受理|立案|登记|任务")
_OF_WHICH = re.compile(r"其中|中[，,]?")
_AMONG = re.compile(r"(?:在|对)?(?P<whole>.{2,12}?)(?:之?中|里|当中)")
_MEASURED = frozenset({Role.PLAIN, Role.BUDGET})
# How a base is named that a plan states: 完成原定场次的 105%.
_PLANNED = re.compile(r"预算|计划|目标|任务|原定|指标|应|核定|安排")


def rate_readings(place: NumberPlace) -> Iterator[Reading]:
    """Read “预算 x 万元，决算 y 万元，完成预算的 z%”: some two amounts that stand near give the rate."""
    stated = place.stated
    whole = place.adjacent()
    if whole is not None:
        yield from part_readings(place, whole)
        return
    start, end = place.sentence()
    amounts = [item for item in place.told if item.role in _MEASURED and item.mention.unit not in RATES]
    inside = [item for item in amounts if start <= item.mention.start < end]
    before = [item for item in inside if item.mention.start < stated.start]
    earlier = [item for item in amounts if item.mention.start < stated.start][-MOST_CANDIDATES:]
    yield from _coverage(place, before, earlier)
    yield from _counted(place, before, earlier)
    likely = dict.fromkeys(_likely_rates(place, before, inside, earlier))
    named = named_base(place)
    for top, bottom in likely:
        certain = bool(named) and len(before) == 2 and bottom in before
        certain = certain or _is_of_plan(place, top, bottom, before, named)
        yield quotient(top.mention, bottom.mention, stated, certain=certain)
    yield from bracketed_readings(place)
    near = dict.fromkeys(_pairs(before[-MOST_CANDIDATES:]))
    since = place.last_rate()
    for top, bottom in dict.fromkeys([*near, *_pairs(inside[:MOST_CANDIDATES]), *_pairs(earlier)]):
        turned = top.role is Role.BUDGET and bottom.role is not Role.BUDGET
        # The numbers before another rate are that one's.
        far = (top, bottom) not in near or max(top.mention.start, bottom.mention.start) < since
        if (top, bottom) not in likely and not turned:
            yield quotient(top.mention, bottom.mention, stated, weak=True, far=far)


def _is_of_plan(place: NumberPlace, top: Told, bottom: Told, before: Sequence[Told], named: str) -> bool:
    """Tell whether a sentence tells just a plan and a result: 计划抽检 x 批次，实际抽检 y 批次，完成计划的 z%."""
    planned = bottom.role is Role.BUDGET and top.role is Role.PLAIN and bottom.mention.start < top.mention.start
    said = bool(_rate_stem(place)) if not named else bool(_PLANNED.search(named))
    return planned and said and list(before[-2:]) == [bottom, top] and is_alike(top.mention, bottom.mention)


def _counted(place: NumberPlace, before: Sequence[Told], earlier: Sequence[Told]) -> Iterator[Reading]:
    """Read “受理 x 件，办结 y 件，办结率 z%” and “x 所学校中有 y 所……，覆盖率 z%”."""
    stem = _rate_stem(place)
    if not stem:
        return
    told = [item for item in before if echo(stem, place.called(item.mention))] or list(before[-1:])
    for top in told[-1:]:
        echoed = bool(echo(stem, place.called(top.mention)))
        if not echoed and top.mention.start < place.last_rate():
            return
        bases = [item for item in earlier if item is not top and is_alike(item.mention, top.mention)]
        larger = [item for item in reversed(bases) if item.mention.amount >= top.mention.amount]
        in_sentence = [item for item in bases if item in before and item.mention.start < top.mention.start]
        for base in dict.fromkeys([*reversed(in_sentence), *(larger if echoed else ())]):
            around = place.text[max(0, base.mention.start - LONGEST_NAME) : top.mention.start]
            # 其中 before the base makes it a part, too.
            of_which = _OF_WHICH.search(place.text, base.mention.end, top.mention.start) is not None
            neighbours = base is in_sentence[-1] if in_sentence else False
            sure = base in in_sentence and (of_which or bool(_OF_WHOLE.search(around)) or (echoed and neighbours))
            sure = sure or (echoed and bool(echo(_whole_words(place, top), place.label(base.mention))))
            far = bool(in_sentence) and base not in in_sentence
            yield quotient(top.mention, base.mention, place.stated, certain=sure, weak=not (sure or echoed), far=far)
        # 满意率 may count the 基本满意 with the 满意; 合格率 may be told beside those that are not.
        number = before.index(top)
        near = [item for item in before[max(0, number - 2) : number + 2] if is_alike(item.mention, top.mention)]
        for base in larger[:3]:
            yield complement(top.mention, base.mention, place.stated)
            yield from (
                quotient(top.mention, base.mention, place.stated, more=other.mention, weak=True)
                for other in near
                if other is not top and other is not base
            )


def _whole_words(place: NumberPlace, part: Told) -> str:
    """Return what a part is said to be among: 有效问卷中表示满意的 1,083 份."""
    found = _AMONG.match(place.label(part.mention))
    return found["whole"] if found else ""


def _rate_stem(place: NumberPlace) -> str:
    found = _RATE_NAME.search(place.text, max(0, place.stated.start - 20), place.stated.start)
    return found["stem"] if found else ""


def _coverage(place: NumberPlace, before: Sequence[Told], earlier: Sequence[Told]) -> Iterator[Reading]:
    """Read “共 n 个。对其中 m 个开展了……，覆盖率 x%”, though a full stop parts the two counts."""
    if not before or not _COVERS.search(place.text, max(0, place.stated.start - LONGEST_NAME), place.stated.start):
        return
    covered = before[-1]
    if not _OF_THEM.search(place.text, max(place.own, covered.mention.start - LONGEST_NAME), covered.mention.start):
        return
    for item in reversed(earlier):
        lead = place.text[max(place.own, item.mention.start - LONGEST_NAME) : item.mention.start]
        if item is not covered and is_alike(item.mention, covered.mention) and _IN_ALL.search(lead):
            yield quotient(covered.mention, item.mention, place.stated, certain=True)
            return


def _likely_rates(
    place: NumberPlace, before: Sequence[Told], inside: Sequence[Told], earlier: Sequence[Told]
) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs that a rate is most likely of: of a base that is named, else of the two numbers nearest to it."""
    named = named_base(place)
    if named:
        own = [item for item in earlier if item.mention.start >= place.own]
        # 预算 alone may be of anything: it is that of the sentence.
        wide = own if len(named) >= SAME_WORDS else before
        bases = [item for item in wide if bears(place.text, item.mention, named)]
        planned = [item for item in before if item.role is Role.BUDGET]
        if not bases and len(planned) == 1 and _PLANNED.search(named):
            bases = planned
        for base in bases[-1:]:
            tops = [item for item in own if item is not base and is_alike(item.mention, base.mention)]
            yield from ((top, base) for top in tops[-1:])
        return
    if before and before[-1].mention.start < place.last_rate():
        # 产销率 92.3%，利润 4.77 亿元，利润率 7.4%，负债率 69.1%: nothing new stands before the last one.
        return
    if len(before) > 1 and is_alike(before[-1].mention, before[-2].mention):
        first, last = before[-2:]
        yield (last, first) if last.mention.amount <= first.mention.amount else (first, last)
        yield (first, last) if last.mention.amount <= first.mention.amount else (last, first)
    elif before:
        budgets = [item for item in earlier if item.role is Role.BUDGET and item.mention.start >= place.own]
        for budget in budgets[-1:]:
            if budget is not before[-1] and is_alike(budget.mention, before[-1].mention):
                yield before[-1], budget


def named_base(place: NumberPlace) -> str:
    """Return what a rate is said to be of: 完成年初预算的 x% names 年初预算; empty where nothing is named."""
    found = _NAMED_BASE.search(place.text, max(0, place.stated.start - LONGEST_NAME), place.stated.start)
    return found["base"] if found else ""


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs that count the same, the nearest to the end first; the second is the larger one, first."""
    turned = []
    for distance in range(1, len(told)):
        for later in range(len(told) - 1, distance - 1, -1):
            one, other = told[later], told[later - distance]
            if is_alike(one.mention, other.mention) and one.mention.value and other.mention.value:
                up, down = (one, other) if one.mention.amount <= other.mention.amount else (other, one)
                yield up, down
                turned.append((down, up))
    yield from turned
