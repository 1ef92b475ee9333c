"""What figures are called: the words that name a thing, without those that may stand beside any figure."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from functools import lru_cache

_ASIDE = re.compile(r"[（(〔\[][^（()）〕\]]*[）)〕\]]|[\s“”\"'‘’《》·#＃]|\d[\d,.]*")
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年(?:度|末|初|底)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:[底末])?")
_NUMBERED = re.compile(
    r"^\s*(?:(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|第?[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.．、])\s*)+"
)
# Words that say when, how much, or which stage of the year's money: any figure may stand beside them.
_COMMON = re.compile(
    r"本年度|上年度|上一年|全年|本年|当年|年度|年末|年底|年初|年内|年中|上年|去年|同期|今年|本期|期末|期初|截至|"
    r"本项目|我市|我县|我区|全市|全县|全区|全省|全局|"
    r"其中|分别|共计|共有|总共|合计|总计|小计|累计|总额|总量|总数|总的|实际|达到|完成|实现|主要|用于|包括|按照|相比|同比|"
    r"比较|预算数|决算数|计划数|目标[数值]|预算|决算|目标|计划|安排|核定|批复|追加|调整后|调整|支出|收入|开支|经费|费用|金额|数额|数量|情况|用出|"
    r"支付数|发生数|指标值|年度值|原定|首先|其次|最多|人数|户数|个数|期数|次数|人次|批次|场次|户次|件次|"
    r"举办|开展|组织|进行|执行(?!率)|增加值|方面"
)
BEFORE_NAMES = "应为是共达约仅均各了至对占与和较比的将按由从在及并已即等第，。：；、（(）)"
_AFTER_NAMES = "类为是达约仅均各了至对占与和较比的数额值费款于等，。：；、（(）)"
# 用得最多的是 X, 按用途为 X: what is named stands last; so does what a body says of itself.
_TOLD = re.compile(r"^.*[为是](?!止)(?=..)")
_BODY = re.compile(
    r"^.*(?:我局|我部门?|我委|我办|我中心|我单位|本部门|本单位|"
    r"(?:局|委|办|厅|院|处|中心|政府|部门|街道|[镇乡县区市站所馆校])(?=(?:19|20)\d{2}\s*年))"
)
_TOTAL = re.compile(r"总预算|总决算")
# Small words that names are put together with; they tell nothing apart.
_SMALL = frozenset("的和与及了为是在对将等之各均、，数额值费款于年")

_INWARD = re.compile(r"收入|到位|来源")
_OUTWARD = re.compile(r"支出|开支|用出|花费|付出")
_FUNDS = re.compile(r"一般公共预算|政府性基金|国有资本经营|财政拨款|财政专户|非财政")
_GRANTED = "财政拨款"
_OF_THE_TREASURY = frozenset({_GRANTED, "一般公共预算", "政府性基金", "国有资本经营"})
_SEASON = re.compile(
    r"上半年|下半年|[一二三四]季度|[春秋夏冬]季|前[一二三四五六七八九十]+个?月|\d{1,2}\s*[-—至到]\s*\d{1,2}\s*月|"
    r"(?:年初|年末|上年)(?=(?:财政拨款)?(?:结转|结余|余额|存))"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its telling words run together, and what else of it must not differ.

    `flow` is in or out where the words speak of income or spending, `funds` whose money, `season` which part of the
    year or which end of it: figures that state different ones are two figures.
    """

    text: str
    pairs: frozenset[str]
    flow: str
    funds: frozenset[str]
    season: frozenset[str]

    def __bool__(self) -> bool:
        """Whether anything is named."""
        return bool(self.text)


NO_NAME = Name("", frozenset(), "", frozenset(), frozenset())


# A paragraph is read again when a word of it changes, and most of its names are what they were.
@lru_cache(maxsize=8192)
def name_of(words: str) -> Name:
    """Return what words name."""
    plain = "".join(_NUMBERED.sub("", words).split())
    inward, outward = bool(_INWARD.search(plain)), bool(_OUTWARD.search(plain))
    flow = "" if inward == outward else "in" if inward else "out"
    stated = _ASIDE.sub("", _YEAR.sub("", _BODY.sub("", plain)))
    text = _telling(_COMMON.sub("", _FUNDS.sub("", stated)))
    return Name(text, pairs_of(text), flow, frozenset(_FUNDS.findall(plain)), frozenset(_SEASON.findall(plain)))


def named_by_its_funds(name: Name) -> Name:
    """Return a name that says whose money and nothing else, called by that."""
    text = "".join(sorted(name.funds))
    return name if name or not text else replace(name, text=text, pairs=pairs_of(text))


def are_other_funds(one: Set[str], other: Set[str]) -> bool:
    """Tell whether two names state different funds; 财政拨款 is said of all public ones."""
    return bool(one and other) and not one & other and not (one | other <= _OF_THE_TREASURY and _GRANTED in one | other)


def _telling(words: str) -> str:
    text = words.lstrip(BEFORE_NAMES).rstrip(_AFTER_NAMES)
    text = _TOLD.sub("", text).lstrip(BEFORE_NAMES)
    return text if len(text) > 1 else ""


def bare(words: str) -> str:
    """Return words without what stands in brackets, quotation marks, digits and blanks."""
    return _ASIDE.sub("", words)


def called(words: str) -> str:
    """Return words as a total is called by them, in whichever stage of the money's year."""
    return _TOTAL.sub("总计", bare(words))


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs of a text."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def rest_of(name: Name, known: Set[str], near: Set[str] = frozenset(), far: Set[str] = frozenset()) -> int:
    """Return how many telling signs of a name stand in no pair of signs that is known at the other place."""
    text = name.text
    left = 0
    before = False
    for place, sign in enumerate(text):
        pair = text[place : place + 2]
        after = pair in known or pair in near or pair in far
        if not (before or after or sign in _SMALL):
            left += 1
        before = after
    return left
