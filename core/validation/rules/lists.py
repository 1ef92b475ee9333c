"""Numbers of things against the lists that name them: as many are listed as are told, and none of them twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.model.finding import Place, Severity, Verdict, place_in
from core.model.manuscript import Passage
from core.validation.inspection import TextInspection, UsedSpan
from core.validation.narrative.announced_lists import AnnouncedList, Tie, read_announced_lists
from core.validation.narrative.announced_points import Announcement, read_announcements
from core.validation.narrative.counts import Count
from core.validation.narrative.number_runs import Numbered, Run, stands_in
from core.validation.narrative.numbering import read_points
from core.validation.registry import Fault, NotApplicable, Outcome, text_rule
from core.validation.rules.point_numbers import runs_of

_LONGEST_SHOWN = 12
_LONGEST_NAME = 10
_NUMERALS = "一二三四五六七八九十"
_CLAUSE_END = re.compile(r"[，,。；;：:]")
_STOP = re.compile(r"[，,。；;：:、（()）\s]|分别|包括")
# Points may say something of what was counted; a number that is further off than this is none of theirs.
_FURTHEST_OFF = 3
_TODO = "数一数实际有几个，改正个数，或者补上漏写、删去多写的内容；没有列全的，写明“等”。"


@text_rule(
    "LST-001",
    severity=Severity.WARNING,
    title="个数与列出的内容不符",
    clause="文中写几个，后面就列出几个",
)
def check_lists_have_as_many_items_as_told(inspection: TextInspection) -> Iterator[Outcome]:
    """A list that claims to be complete has as many items as its sentence says, under some reading of it."""
    found = False
    passages = (*inspection.manuscript.passages, Passage("", ""))
    for passage, after in pairwise(passages):
        for claim in inspection.read(read_announced_lists, passage):
            found = True
            _use(inspection, passage, (claim.count,))
            if not claim.agrees and not _is_broken_off(passage, claim, after):
                yield _miscounted(passage, claim)
    if not found:
        yield NotApplicable("正文没有写明个数的列举")


@text_rule(
    "LST-002",
    severity=Severity.WARNING,
    title="说有几点，列出的不是几点",
    clause="文中写几点，后面就分几点写",
)
def check_points_are_as_many_as_told(inspection: TextInspection) -> Iterator[Outcome]:
    """Points (一是 …, 1. …) that a sentence announces with their number are as many."""
    runs, _ = inspection.once(runs_of)
    by_place = {
        (member.passage.address, member.point.start): (run, member)
        for run in runs
        for member in run.members
        if member.point.value <= 2
    }
    blocks = inspection.manuscript.blocks
    found = False
    for number, passage in enumerate(blocks):
        if not isinstance(passage, Passage):
            continue
        for announced in inspection.read(read_announcements, passage):
            place = (passage.address, announced.points)
            if announced.points >= len(passage.text.rstrip()) and number + 1 < len(blocks):
                place = _first_leading(inspection, blocks[number + 1])
            if place not in by_place:
                continue
            run, first = by_place[place]
            found = True
            _use(inspection, passage, announced.counts)
            if first.point.value > 1:
                if first is run.members[0] and first.passage is passage:
                    yield _without_first(passage, announced, first)
            elif first is run.members[0] and not _agree(announced, run, runs):
                yield _too_few_or_many(passage, announced, run)
    if not found:
        yield NotApplicable("正文没有写明有几点的分点")


@text_rule(
    "LST-003",
    severity=Severity.WARNING,
    title="列举中同一项出现两次",
    clause="列举的各项不重复",
)
def check_no_item_stands_twice(inspection: TextInspection) -> Iterator[Outcome]:
    """No item of a list that was told with its number stands twice."""
    found = False
    for passage in inspection.manuscript.passages:
        for claim in inspection.read(read_announced_lists, passage):
            found = True
            twice = _twice(passage, claim)
            if twice and claim.agrees:
                yield Fault(
                    Verdict.CONTRADICTED,
                    f"列出的内容里，{'、'.join(f'“{name}”' for name in twice)}出现两次。",
                    "核对是否重复，或把另一项误写成了这一项；改正后再数一数个数。",
                    (*_items_called(passage, claim, twice), _count_place(passage, claim.count)),
                )
    if not found:
        yield NotApplicable("正文没有写明个数的列举")


def _is_broken_off(passage: Passage, claim: AnnouncedList, after: Passage) -> bool:
    """Tell whether a short list may go on in the next paragraph, as where a page ends within it."""
    if not claim.is_short or claim.tie is Tie.AFTER_LIST or passage.text[claim.listed.span[1] :].strip():
        return False
    return "、" in _CLAUSE_END.split(after.text)[0] and not any(point.leading for point in read_points(after.text))


def _miscounted(passage: Passage, claim: AnnouncedList) -> Fault:
    listed, twice = claim.listed, _twice(passage, claim)
    start, end = listed.span
    number = f"{listed.fewest}" if listed.fewest == listed.most else f"{listed.fewest} 至 {listed.most}"
    repeated = f"，其中{'、'.join(f'“{name}”' for name in twice)}出现两次" if twice else ""
    where = "前面" if claim.tie is Tie.AFTER_LIST else "后面"
    places = (_count_place(passage, claim.count), place_in(passage.address, passage.text, start, end))
    doubtful = claim.tie is Tie.INCLUDING and not claim.is_total
    return Fault(
        Verdict.INCOMPLETE if doubtful else Verdict.CONTRADICTED,
        f"文中写“{_told(passage, claim.count)}”，{where}列出的是 {number} 项{repeated}："
        f"{_shown(passage.text[start:end])}。",
        _TODO,
        places,
        severity=Severity.HINT if doubtful else None,
    )


def _told(passage: Passage, count: Count) -> str:
    """Return a number with what it counts, as written."""
    after = passage.text[count.end : count.end + _LONGEST_NAME]
    return passage.text[count.start : count.end] + _STOP.split(after)[0].rstrip()


def _shown(words: str) -> str:
    return words if len(words) <= 2 * _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}……{words[-_LONGEST_SHOWN:]}"


def _twice(passage: Passage, claim: AnnouncedList) -> list[str]:
    """Return the items that stand twice; 二科 may stand twice in 组织一科、二科，干部一科、二科."""
    names = Counter(_name(passage.text[start:end]) for start, end in claim.listed.items)
    return [name for name, times in names.items() if times > 1 and len(name) > 1 and name[0] not in _NUMERALS]


def _name(item: str) -> str:
    return item.strip("，、；和及与 ")


def _items_called(passage: Passage, claim: AnnouncedList, names: list[str]) -> list[Place]:
    return [
        place_in(passage.address, passage.text, start, end)
        for start, end in claim.listed.items
        if _name(passage.text[start:end]) in names
    ]


def _count_place(passage: Passage, count: Count) -> Place:
    return place_in(passage.address, passage.text, count.start, count.measure_start)


def _use(inspection: TextInspection, passage: Passage, counts: tuple[Count, ...]) -> None:
    """Record the counts that are numbers of the text; numerals in 汉字 are no mentions."""
    mentioned = {mention.start for mention in inspection.mentions(passage)}
    inspection.use(*(UsedSpan(passage.address, count.start) for count in counts if count.start in mentioned))


def _first_leading(inspection: TextInspection, block: object) -> tuple[str, int]:
    """Return the place of the number that begins a paragraph."""
    if isinstance(block, Passage):
        for point in inspection.read(read_points, block):
            if point.leading:
                return block.address, point.start
    return "", 0


def _agree(announced: Announcement, run: Run, runs: tuple[Run, ...]) -> bool:
    """Tell whether one of the numbers told is that of the points, or may be, or is too far off to be meant."""
    values = [count.value for count in announced.counts]
    told = {*values, *(sum(values[place:]) for place in range(len(values)))}
    last = run.last
    listed = {len(run.members), last.point.value}
    nearest = min(told, key=lambda value: abs(value - last.point.value))
    if told & listed or abs(nearest - last.point.value) > _FURTHEST_OFF:
        return True
    if nearest < last.point.value:
        return _may_go_on_another(run, runs, told)
    if _holds_points_of_points(run, runs):
        return True
    rest = last.passage.text[last.point.end :]
    own = run.members[0]
    clauses = own.passage.text[own.point.start :].rstrip("。；; ").count("；") + 1
    return stands_in(rest, last.point.family, last.point.value + 1) or (own.passage is last.passage and clauses in told)


def _may_go_on_another(run: Run, runs: tuple[Run, ...], told: set[int]) -> bool:
    """Tell whether the last points may belong to an earlier list that this one stands in."""
    first = run.members[0]
    return any(
        other is not run
        and other.last.point.family is first.point.family
        and other.last.block < first.block
        and other.last.point.value in told
        for other in runs
    )


def _holds_points_of_points(run: Run, runs: tuple[Run, ...]) -> bool:
    """Tell whether points have points of their own, which may be those that are counted."""
    first, last = run.members[0], run.last
    return any(
        first.block <= member.block <= last.block
        and member.point.family is not first.point.family
        and len(other.members) > 1
        and member.point.leading
        for other in runs
        for member in other.members
    )


def _too_few_or_many(passage: Passage, announced: Announcement, run: Run) -> Fault:
    count, last = announced.counts[-1], run.last
    jumps = [second for first, second in pairwise(run.members) if second.point.value != first.point.value + 1]
    number = len(run.members)
    upto = "" if jumps else f"，到“{last.point.typed.strip('，,、：:.．')}”为止"
    return Fault(
        Verdict.CONTRADICTED,
        f"文中写“{_told(passage, count)}”，后面分 {number} 点写{upto}。",
        "数一数实际有几点，改正个数，或者补上漏写的一点；后面的序号一并核对。",
        (_count_place(passage, count), _point_place(run.members[0]), _point_place(last)),
    )


def _without_first(passage: Passage, announced: Announcement, first: Numbered) -> Fault:
    count, point = announced.counts[-1], first.point
    return Fault(
        Verdict.CONTRADICTED,
        f"文中写“{_told(passage, count)}”，后面从“{point.typed}”写起，缺“{point.numeral_of(1)}”。",
        "核对是漏了第一点，还是序号写错。",
        (_point_place(first), _count_place(passage, count)),
    )


def _point_place(member: Numbered) -> Place:
    return place_in(member.passage.address, member.passage.text, member.point.start, member.point.end)
