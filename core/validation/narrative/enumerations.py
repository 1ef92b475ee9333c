"""What running text lists: items between 、 with 和 before the last, in every way that they can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

Span = tuple[int, int]

_PAIRS = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "[": "]", "【": "】", "〔": "〕"}
_CLOSING = frozenset(_PAIRS.values())
_SIGN = re.compile("[" + re.escape("。！？!?\n" + "".join(_PAIRS) + "".join(_CLOSING)) + "]")
_FILLED = "□"
_LONGEST = 1500
_LONGEST_BEFORE = 400
_LONGEST_ITEM = 8
_CLAUSE_SIGN = re.compile(r"[，；;]|(?<!\d),|,(?!\d)")
# Titles and quotations that follow each other are as many items.
_ITEM_SIGN = re.compile(r"、|(?<=[》”])(?:以及|[和及与])?(?=[《“])")
_LAST_SIGN = re.compile(r".*[，,；;：:（(“]", re.DOTALL)
_SENTENCE_END = re.compile(r"[。！？!?\n]")

_JOINT = re.compile(r"(?!^)(?:以及|和|及(?![时格])|与|跟)(?!$)")
# 等级 and 初等 are no “and so on”.
_AND_SO_ON = re.compile(r"(?<![初高中同平对均劣优上下特一二三])等(?![级候待同额差于效])|…|\.{3}")
# 各镇, 所属事业单位: an item that stands for several.
_SEVERAL = re.compile(r"各|\s*(?:所属|下属|直属|有关|相关|其他|其它|全部|若干|多个|一些|上述|以上|以下|这些)")
_NUMERAL = r"(?:\d[\d,.]*|[一二三四五六七八九十两百千万]+)\s*[余多]?\s*"
_THINGS = "大|个|家|项|名|人|位|件|条|所|处|座|支|辆|台|套|期|场|次|户|批|份|篇|类"
_COUNTED_THINGS = re.compile(rf"{_NUMERAL}(?:{_THINGS})")
_COUNTED = re.compile(rf"{_NUMERAL}(?:{_THINGS}|亩|吨|万|亿|元|[%％‰]|平方|公里|米)|\d[\d,.]*\s*$")
_RANGE = re.compile(r"[一二三四五六七八九十\d]\s*[至到—–~～-]\s*(?:第\s*)?[一二三四五六七八九十\d]")
# What begins so says something of the list, and is no further item of it.
_NEW_CLAUSE = re.compile(
    r"\s*(?:下设|下辖|另|其中|其余|均|都|并|共|与|较|比|主要|负责|承担|由|以(?!及)|为|在|按|对|实现|完成|占|属|是|有|已|未|无|不|"
    r"从|自|截|此外|同时|我|本|该|进度|涉及|累计|全部|分别|原因|纳入|经|于|且|而|但|使|确保|达到|形成|围绕|设立|设置|核定)"
)
# So even where items are clauses, which begin with verbs of their own.
_OF_THE_LIST = re.compile(
    r"\s*(?:下设|另有|其中|其余|均|都|共|与|较|比|占|进度|已|全部|累计|涉及|原因|.{0,8}分别(?:为|是))"
)
_CERTAINLY_ON = re.compile(r"\s*(?:以及|还有|和|及)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list: `items` are its spans, cut at 、 and where it goes on after ， or ；, never at 和.

    It has at least `fewest` and at most `most` items (财政和审计科 may be one or two), or one of `others`, where ，
    or ； group them. `is_open` tells that it names only some, `is_counted` that its items give numbers of their own.
    """

    items: tuple[Span, ...]
    fewest: int
    most: int
    others: frozenset[int] = field(default_factory=frozenset)
    is_open: bool = False
    is_counted: bool = False

    @property
    def span(self) -> Span:
        """From the first item to the last."""
        return self.items[0][0], self.items[-1][1]

    def may_have(self, number: int) -> bool:
        """Tell whether some reading gives so many items."""
        return self.fewest <= number <= self.most or number in self.others


@dataclass(frozen=True, slots=True)
class _Item:
    """`words` as written, and `plain` without what stands in brackets and quotation marks; `sign` comes before it."""

    start: int
    words: str
    plain: str

    @property
    def names_several(self) -> bool:
        """Whether it stands for several: 部分企业, but not 部分企业招工难与求职者就业难并存, which is one thing."""
        few = self.plain.startswith("部分") and len(self.plain) <= _LONGEST_ITEM
        return few or _SEVERAL.match(self.plain) is not None

    @property
    def ending(self) -> str:
        """The last sign that is its own, no remark in brackets."""
        return self.plain.rstrip(f"{_FILLED}（()）")[-1:]


def read_enumeration(text: str, start: int, *, of_clauses: bool) -> Enumeration | None:
    """Return the list that begins at `start`, at most to the end of its sentence or of the bracket around it.

    `of_clauses` tells that its items may be whole clauses, so that ， may stand between two or within one.
    """
    ahead = text[start : start + _LONGEST]
    plain = _plain(ahead)
    clauses = [(sign, items) for sign, items in _clauses(ahead, plain, start) if items]
    if not clauses:
        return None
    going_on = clauses[:1]
    for clause in clauses[1:]:
        stops = _OF_THE_LIST.match(clause[1][0].plain) if of_clauses else None
        if stops or (not of_clauses and not _goes_on([items for _, items in going_on], clause[1])):
            break
        going_on.append(clause)
    others = {len(going_on)} if len(going_on) > 1 else set()
    if of_clauses:
        others.add(1 + sum(sign in ("；", ";") for sign, _ in going_on[1:]))
    doubtful = 0
    for _, clause_items in clauses[len(going_on) :]:
        if not _may_go_on(clause_items):
            break
        doubtful += len(clause_items)
    found = _enumeration([items for _, items in going_on], frozenset(others), doubtful)
    # A line that breaks off may go on in the next one.
    return replace(found, is_open=True) if ahead[len(plain) : len(plain) + 1] == "\n" else found


def read_enumeration_before(text: str, sentence: int, end: int) -> Enumeration | None:
    """Return the list that ends at `end` and begins with its clause, within the sentence that begins at `sentence`."""
    before = text[max(sentence, end - _LONGEST_BEFORE) : end]
    plain = _plain(before)
    if len(plain) < len(before):
        return None
    start = _LAST_SIGN.match(plain)
    cut = start.end() if start else 0
    (_, items), *_ = _clauses(before[cut:], plain[cut:], end - len(before) + cut)
    return _enumeration([items], frozenset(), 0) if items else None


def _enumeration(clauses: list[list[_Item]], others: frozenset[int], doubtful: int) -> Enumeration:
    items = [item for clause in clauses for item in clause]
    return Enumeration(
        items=tuple((item.start, item.start + len(item.words)) for item in items),
        fewest=len(clauses[0]),
        most=len(items) + sum(_joints(items, number) for number in range(len(items))) + doubtful,
        others=others | _groups(clauses[0]),
        is_open=any(_AND_SO_ON.search(item.plain) or item.names_several for item in items),
        is_counted=any(
            _COUNTED.search(item.plain) or _COUNTED_THINGS.search(item.words) or _RANGE.search(item.plain)
            for item in items
        ),
    )


def _plain(text: str) -> str:
    """Return a text up to the end of its sentence or of the bracket around it, what stands in pairs filled in.

    An opening sign without its partner protects nothing.
    """
    signs = list(text)
    still_open: list[tuple[str, int]] = []
    end = len(text)
    for found in _SIGN.finditer(text):
        sign, place = found.group(), found.start()
        if sign in _PAIRS:
            still_open.append((_PAIRS[sign], place))
        elif still_open and sign == still_open[-1][0]:
            _, opened = still_open.pop()
            signs[opened + 1 : place] = _FILLED * (place - opened - 1)
        elif not still_open:
            end = place
            break
    if still_open:
        cut = _SENTENCE_END.search(text, still_open[0][1])
        end = cut.start() if cut else end
    return "".join(signs[:end])


def _clauses(text: str, plain: str, offset: int) -> Iterator[tuple[str, list[_Item]]]:
    """Yield the items of each clause, with the sign before it."""
    sign, start = "", 0
    for found in [*_CLAUSE_SIGN.finditer(plain), None]:
        end = found.start() if found else len(plain)
        cuts = [cut.span() for cut in _ITEM_SIGN.finditer(plain, start, end)]
        items = []
        for (_, begin), (stop, _) in pairwise([(start, start), *cuts, (end, end)]):
            words = plain[begin:stop].strip()
            if words:
                own = plain.index(words, begin)
                items.append(_Item(offset + own, text[own : own + len(words)], words))
        yield sign, items
        if found:
            sign, start = found.group(), found.end()


def _goes_on(before: list[list[_Item]], clause: list[_Item]) -> bool:
    """Tell whether a clause goes on with the list: 以及…, or an item that ends as others do."""
    if _CERTAINLY_ON.match(clause[0].plain):
        return True
    if _NEW_CLAUSE.match(clause[0].plain):
        return False
    endings = {item.ending for items in before for item in items}
    return len(before[0]) == 1 or clause[-1].ending in endings


def _may_go_on(clause: list[_Item]) -> bool:
    """Tell whether a clause may be more of the list all the same: it is as short as an item and says nothing new."""
    return all(len(item.words) <= _LONGEST_ITEM and not _NEW_CLAUSE.match(item.plain) for item in clause) and not any(
        sign.isdigit() for item in clause for sign in item.words
    )


def _groups(items: list[_Item]) -> frozenset[int]:
    """Return how many groups 和 may make of a list: 生产、流通企业和餐饮、学校食堂 are two."""
    if not any(_JOINT.search(item.plain) for item in items[:-1]):
        return frozenset()
    joints = sum(len(_JOINT.findall(item.plain)) for item in items)
    return frozenset(range(2, joints + 2))


def _joints(items: list[_Item], number: int) -> int:
    """Return how many 和 of an item may join two: any in the last, elsewhere only after what ends as other items do."""
    plain = items[number].plain
    joints = [found.start() for found in _JOINT.finditer(plain)]
    if number == len(items) - 1:
        return len(joints)
    endings = {item.ending for other, item in enumerate(items) if other != number}
    return sum(plain[joint - 1] in endings for joint in joints)
