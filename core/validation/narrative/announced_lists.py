"""Lists whose number is told: 6 个股室，分别为…, 三类对象，即…, 8 项指标（…）, …四个环节."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from core.validation.narrative.counts import Count, read_counts
from core.validation.narrative.enumerations import Enumeration, read_enumeration, read_enumeration_before
from core.validation.narrative.numbering import read_points
from core.validation.narrative.sentences import clause_start, sentence_spans


class Tie(Enum):
    """The words between a number and its list, from those that close the list to those that only may."""

    RESPECTIVELY = "分别为"
    THAT_IS = "即"
    COLON = "："
    BRACKET = "（…）"
    INCLUDING = "包括"
    AFTER_LIST = "…个"


@dataclass(frozen=True, slots=True)
class AnnouncedList:
    """A list and the number that its sentence gives it; `counts` are all counts of the sentence up to the list.

    `is_total` tells that the number is called a total, or that of all that belongs to a body.
    """

    count: Count
    counts: tuple[Count, ...]
    tie: Tie
    listed: Enumeration
    is_total: bool = False

    @property
    def agrees(self) -> bool:
        """Whether some reading of the list has as many items as some reading of the numbers says."""
        values = [count.value for count in self.counts]
        sums = [sum(values[place:]) for place in range(len(values))]
        return any(self.listed.may_have(number) for number in {*values, *sums})

    @property
    def is_short(self) -> bool:
        """Whether the list has fewer items than are told."""
        return self.listed.most < self.count.value


# Up to a list: what is counted, with a remark in brackets, no further number and no further clause.
NOUN = r"(?:[^，,。；;：:、（()）\d\n“”‘’《》]|“[^”\n]{1,12}”){0,24}?"
REMARK = r"(?:\s*[（(][^（()）\n]{0,60}[）)])?"
_TIE = re.compile(
    rf"(?P<noun>{NOUN})(?:"
    rf"(?P<remark>{REMARK})\s*(?:"
    r"[，,。；;]?\s*(?:具体|现|其)?(?P<respectively>(?:分别|依次)(?:为|是|有))|"
    r"[，,]\s*(?P<that_is>即)|"
    r"[，,]?\s*(?P<named>具体|[\u4e00-\u9fff]{0,4}(?:范围|名单|名称))(?:为|是|包括|如下)|"
    r"[，,]?\s*(?P<including>包括|包含|涵盖)|[，,]\s*(?P<being>含|有|为|是)|"
    r"(?=[：:]))\s*(?P<colon>[：:])?|"
    r"\s*(?P<bracket>[（(])(?:\s*(?P<in_bracket>分别为|分别是|即|包括)[：:]?)?)"
)
# 9 个县（市、区）: kinds of what is counted, no list.
_SHORTEST_IN_BRACKETS = 3
_OF_CLAUSE = re.compile(r"\s*(?:对(?!外)|将|把|通过|以|由|在|按|从|其中|含|不含|原|见|详见|如|占|每|不)")
_DOING = re.compile(
    r"了|着|过|开展|召开|组织|完成|进行|举办|检查|走访|调研|培训|安排|支付|收到|收取|聘请|邀请|抽取|抽查|反映|发现|提出|投入|购买|采购"
)
# 组长由局长担任 says who, not which.
_SAYING_WHO = re.compile(r"担任|兼任|负责|牵头")
_TOTAL = re.compile(r"共|合计|总计|总数|[内下]设|下辖|所属|直属|下属|设有|纳入")
_BEFORE_COUNT = re.compile(r"[\u4e00-\u9fff”）)]\s*(?P<and_so_on>等)?\s*(?P<total>共计?|合计|总计|这)?\s*$")
# What may not stand before a count that sums up: a verb or a joint makes it a number of its own.
_OWN_NUMBER = re.compile(
    r"(?:[和及与或跟至到了设为有是在对达占的成各另增新建办用含按将把给向从经被超每同仅只还也就]|召开|完成|开展|建设|组织|新增|其他|其它|其余)\s*$"
)
_KIND_NOUN = re.compile(
    r"\s*(?:方面|阶段|环节|层面|维度|类别|类型|口子|领域|板块|层次|要素|步骤|部分|部门|街道|乡镇|镇街|社区|科室|处室|股室|行业)"
)
_KIND_MEASURE = re.compile(r"类|方面|种|大")
_LONGEST_HEAD = 4
_LONGEST_POINT = 12
_LISTING = re.compile("[、和；《]")
# Numbers of one sentence that may add up to what it lists.
_MOST_COUNTS = 6


def read_announced_lists(text: str) -> tuple[AnnouncedList, ...]:
    """Return the lists of a paragraph that are told with their number, points (一是…) not among them."""
    found: list[AnnouncedList] = []
    if _LISTING.search(text):
        for sentence, counts in counts_by_sentence(text):
            for number, count in enumerate(counts):
                found += _after(text, count, counts[max(0, number + 1 - _MOST_COUNTS) : number + 1])
                found += _before(text, count, sentence)
    return tuple(found)


def counts_by_sentence(text: str) -> Iterator[tuple[int, tuple[Count, ...]]]:
    """Yield where each sentence of a paragraph begins that holds counts, with its counts."""
    counts = read_counts(text)
    number = 0
    for begin, end in sentence_spans(text) if counts else ():
        first = number
        while number < len(counts) and counts[number].start < end:
            number += 1
        if number > first:
            yield begin, counts[first:number]


def _after(text: str, count: Count, so_far: tuple[Count, ...]) -> Iterator[AnnouncedList]:
    tie = _TIE.match(text, count.end)
    if tie is None or _begins_with_point(text[tie.end() : tie.end() + _LONGEST_POINT].lstrip()):
        return
    listed = read_enumeration(text, tie.end(), of_clauses=bool(tie["colon"]))
    if listed is None or listed.is_counted or _OF_CLAUSE.match(text, listed.span[0]):
        return
    if _SAYING_WHO.search(text, *listed.span):
        return
    total = bool(_TOTAL.search(text, clause_start(text, count.start), tie.end("noun")))
    claim = AnnouncedList(count, so_far, _kind_of(tie), listed, total)
    if _claims(claim, tie["noun"]):
        yield claim


def _begins_with_point(text: str) -> bool:
    return any(point.start == 0 for point in read_points(text))


def _kind_of(tie: re.Match[str]) -> Tie:
    if tie["bracket"] and not tie["in_bracket"]:
        return Tie.BRACKET
    inner = tie["in_bracket"] or ""
    if tie["respectively"] or inner.startswith("分别"):
        return Tie.RESPECTIVELY
    if tie["that_is"] or tie["named"] or inner == "即":
        return Tie.THAT_IS
    if tie["including"] or tie["being"] or inner:
        return Tie.INCLUDING
    return Tie.COLON


def _claims(claim: AnnouncedList, noun: str) -> bool:
    """Tell whether the number is certainly that of the list, and not of something that the list says more about."""
    number, listed, tie = claim.count.value, claim.listed, claim.tie
    if listed.is_open and listed.most <= number:
        return False
    if tie is Tie.RESPECTIVELY:
        return "的" not in noun or _is_near(number, listed)
    if number == 1 or listed.most < 2 or not _is_near(number, listed):
        return False
    if tie is Tie.THAT_IS:
        return True
    if tie is Tie.BRACKET:
        lengths = [end - start for start, end in listed.items]
        many = len(lengths) >= _SHORTEST_IN_BRACKETS and sum(lengths) >= _SHORTEST_IN_BRACKETS * len(lengths)
        return many and claim.count.of_things
    if tie is Tie.INCLUDING and _DOING.search(noun):
        return False
    return claim.count.of_things


def _is_near(number: int, listed: Enumeration) -> bool:
    """Tell whether one slip of the pen, or one item left out or put in, makes the number that of the list."""
    return any(_is_slip(number, items) for items in {listed.fewest, len(listed.items), listed.most})


def _is_slip(number: int, items: int) -> bool:
    one, other = str(number), str(items)
    if abs(number - items) <= 1:
        return True
    if len(one) != len(other) or len(one) < 2:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 or sorted(one) == sorted(other)


def _before(text: str, count: Count, sentence: int) -> Iterator[AnnouncedList]:
    """Yield the list that stands right before its number: 甲、乙、丙三个街道."""
    found = _BEFORE_COUNT.search(text, max(sentence, count.start - 8), count.start)
    if found is None:
        return
    end = found.start("and_so_on") if found["and_so_on"] else (found.start("total") if found["total"] else count.start)
    if _OWN_NUMBER.search(text, max(sentence, end - 3), end):
        return
    listed = read_enumeration_before(text, sentence, end)
    if listed is None or listed.is_counted or listed.is_open or listed.most < 2:
        return
    head = text[count.end : count.end + _LONGEST_HEAD]
    alike = [item for item in listed.items if text[item[1] - 1] in head]
    of_kinds = bool(_KIND_NOUN.match(head) or _KIND_MEASURE.search(text[count.measure_start : count.end]))
    named = 3 * len(alike) >= 2 * len(listed.items) and len(alike) >= 2
    number = count.value
    short = listed.most < number
    if found["and_so_on"]:
        claimed = named and len(alike) > number
    elif short:
        claimed = (named or of_kinds) and _is_near(number, listed)
    else:
        claimed = named and len(alike) > number and _is_near(number, listed)
    if claimed or listed.may_have(number):
        yield AnnouncedList(count, (count,), Tie.AFTER_LIST, listed)
