"""Words that say how many there are of something: 16 个, 三类, 五大, 两家. Those that only come near are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.validation.narrative.numbering import han_value
from core.validation.narrative.quotations import quoted_places

# 个 before a span of time or a share counts no things; 期, 次, 人 and the like count what happens, or heads.
_THINGS = (
    r"个(?!月|小时|工作日|自然日|百分点|学期|季度|学年|年度|世纪|百|半|万|亿)|大(?:类|项|块|方面)?|小?项|方面|家|件|条|种|类|点(?!\d)|"
    r"所|处|座|支|部|门|款|样|道|块|层|组|套|本|篇|章"
)
_HEADS = r"人(?!次|民|员|均|大|社|口|才|力)|名|位|期|场|次|批(?!次|复|准)|轮|步|台|辆|份"
_COUNT = re.compile(
    rf"(?<![\d.．,/／%％])(?P<number>\d{{1,3}}|[一二三四五六七八九十两]{{1,3}})\s*(?P<measure>{_THINGS}|{_HEADS})(?![多余来])"
)
_HEADS_ONLY = re.compile(_HEADS)
# Third, every three, about thirty, dozens, three to five: none of these says how many stand in a list.
_NO_COUNT_BEFORE = re.compile(
    r"(?:第|每|[各均](?:设|有|建|配|选|抽|为)?|平均|约|近|超|超过|逾|达到?近|不少于|不低于|不超过|至少|最多|几|数|[百千万亿零〇]|公益|"
    r"[\d一二三四五六七八九十两]\s*[-—–~～至到、或])\s*$"
)
_LONGEST_BEFORE = 6
MOST = 200


@dataclass(frozen=True, slots=True)
class Count:
    """How many, in which span: `text` is the numeral as written, `end` follows the measure word.

    `of_things` is false where the measure word counts heads or what happens again and again.
    """

    value: int
    text: str
    start: int
    end: int
    of_things: bool

    @property
    def measure_start(self) -> int:
        """Where the numeral ends."""
        return self.start + len(self.text)


def read_counts(text: str) -> tuple[Count, ...]:
    """Return the exact counts of a paragraph in order, those inside quotation marks left out."""
    quoted = quoted_places(text)
    found = []
    for token in _COUNT.finditer(text):
        value = _value(token["number"])
        before = text[max(0, token.start() - _LONGEST_BEFORE) : token.start()]
        if 0 < value <= MOST and token.start() not in quoted and not _NO_COUNT_BEFORE.search(before):
            of_things = not _HEADS_ONLY.fullmatch(token["measure"])
            found.append(Count(value, token["number"], token.start(), token.end(), of_things))
    return tuple(found)


def _value(numeral: str) -> int:
    """Return the value of a numeral; 0 for one that does not count: 一 (a, one of), 二 (the second), 三四."""
    if numeral.isdigit():
        return int(numeral)
    if numeral == "两":
        return 2
    if numeral in ("一", "二") or "两" in numeral:
        return 0
    return han_value(numeral)
