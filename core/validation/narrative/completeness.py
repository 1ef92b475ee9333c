"""Whether a list tells all the parts of its whole, and whether its parts can be added up at all.

Words alone seldom say so: most lists after 其中 are whole, many are not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise

from core.validation.narrative.additions import step_of
from core.validation.narrative.number_series import (
    Number,
    Segment,
    common_beginning,
    common_ending,
    label_after,
    label_of,
)
from core.validation.narrative.roles import RATES, Role

_REST = re.compile(r"其[他它余]|剩余|余下")
_TOTAL = re.compile(r"[总共]|合计|全部")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年|[上去前今本当]年")
_EACH_SHARE = re.compile(r"[，,]\s*(?:分别|各)占")
_MONEY = "元"
_SHORT = 2
_FARTHEST = 80
_NEARLY_ALL = Decimal("0.006")
# What people are told apart by; parts told apart by more than one of these overlap.
_RESPECTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[男女]",
        r"党员|团员|党派|群众",
        r"民族",
        r"\d\s*(?:周?岁|后)|青年|老年|中年",
        r"博士|硕士|研究生|本科|大专|学历|学位",
        r"职称|高级|中级|初级|教授|工程师",
        r"农民工|农村|城镇|脱贫|贫困|低保",
        r"残疾|伤残",
    )
)
# What things pass through one after the other.
_STAGE = re.compile(
    r"[已经]?(?:受理|立案|结案|审结|办结|调解|撤诉|执结|移送|上诉|查处|处罚|发现|排查|整改|开工|竣工|完工|完成|建成|验收|投用|到位|下达|拨付|"
    r"支付|支出|申报|申请|批准|通过|签约|签订|培训|考核|合格|达标|回复|回访|评审|公示|公布)(?:问题|隐患|案件|项目)?数?[的了]?"
)


def overlaps(parts: Sequence[Number]) -> bool:
    """Tell whether the parts may be the same things twice: 党员 5 人、女性 6 人; 立案 9 件、结案 7 件."""
    labels = [label_of(part) for part in parts]
    if sum(bool(_STAGE.fullmatch(label)) for label in labels) > 1:
        return True
    if parts[0].kind.removeprefix("汉") not in {"人", "人次"}:
        return False
    respects = [frozenset(number for number, sign in enumerate(_RESPECTS) if sign.search(label)) for label in labels]
    known = [respect for respect in respects if respect]
    return len(known) > 1 and not frozenset.intersection(*known)


def names_the_rest(parts: Sequence[Number]) -> bool:
    """Tell whether the last part is what the others leave: 其他人员 12 人."""
    return bool(_REST.match(label_of(parts[-1])))


def are_named_by(whole: Number, parts: Sequence[Number]) -> bool:
    """Tell whether the words before the whole name the parts: 博士和高级职称人才 63 人，其中博士 24 人…"""
    name = whole.words
    labels = [label_of(part) for part in parts]
    return all(len(label) >= _SHORT and label in name for label in labels)


def are_bare(text: str, parts: Sequence[Number]) -> bool:
    """Tell whether sums of money or whole counts stand one right after the other, nothing else told of any of them."""
    exact = all(part.kind == _MONEY or step_of(part.mention) == 1 for part in parts)
    return exact and not any(
        re.search(r"[\d。]", text[one.end : other.mention.start]) for one, other in pairwise(parts)
    )


def are_joined_by_and(text: str, parts: Sequence[Number]) -> bool:
    """Tell whether 和 joins the last two parts, which ends a list."""
    return bool(re.match(r"\s*(?:和|及|以及|与)", text[parts[-2].end : parts[-1].mention.start]))


def shares_are_all(text: str, segment: Segment, parts: Sequence[Number]) -> bool:
    """Tell whether the shares told of the parts, one by one or after 分别占, come to a hundred per cent."""
    bounds = [part.mention.start for part in parts[1:]]
    begin = bisect_left(segment.numbers, parts[0].end, key=_start)
    rates = [number for number in segment.numbers[begin : begin + _FARTHEST] if number.mention.unit in RATES]
    shares = []
    for part, bound in zip(parts, [*bounds, len(text)], strict=True):
        own = next((rate for rate in rates if part.end <= rate.mention.start < bound), None)
        if own and own.told.role is Role.SHARE and not re.search(r"[。；;]", text[part.end : own.mention.start]):
            shares.append(own)
        elif part.mention.value:
            break
    else:
        return _are_all(shares)
    after = [rate for rate in rates if rate.mention.start >= parts[-1].end][: len(parts)]
    told = len(after) == len(parts) and _EACH_SHARE.match(text, parts[-1].end)
    return bool(told) and _are_all(after)


def _start(number: Number) -> int:
    return number.mention.start


def _are_all(shares: Sequence[Number]) -> bool:
    total = sum((share.mention.amount for share in shares), Decimal(0))
    return len(shares) > 1 and abs(total - 1) <= _NEARLY_ALL


def runs_beside(parts: Sequence[Number], others: Collection[tuple[Number, ...]]) -> bool:
    """Tell whether another list that adds up runs beside this one, part by part: 5 期、538 人次，7 期、608 人次."""
    own = [part.mention.start for part in parts]
    for other in others:
        if len(other) == len(parts) and other[0].kind != parts[0].kind:
            theirs = [part.mention.start for part in other]
            if any(
                all(one < two for one, two in zip(first, second, strict=True))
                and all(two < one for one, two in zip(first[1:], second, strict=False))
                for first, second in ((own, theirs), (theirs, own))
            ):
                return True
    return False


def are_parallel(text: str, parts: Sequence[Number], whole: Number, *, shared: bool, short: bool = False) -> bool:
    """Tell whether the parts are named after one pattern: 线上、线下; 农业类、工业类; 用于甲、用于乙.

    The name of the whole may not follow it unless it is `shared`: 行政编制、事业编制 of 编制. Of `short` names the
    length alone is a pattern: 男、女.
    """
    labels = [label_of(part) for part in parts]
    if not any(labels):
        return len(common_beginning([label_after(text, part) for part in parts])) >= _SHORT
    if not all(labels) or len(set(labels)) < len(labels):
        return False
    if short and len({len(label) for label in labels}) == 1 and len(labels[0]) <= _SHORT:
        return True
    name = label_of(whole)
    ending, beginning = common_ending(labels), common_beginning(labels)
    return bool(ending and (shared or name[-1:] != ending[-1])) or bool(
        beginning and (shared or name[:1] != beginning[0])
    )


def is_total(whole: Number) -> bool:
    """Tell whether a number is called a total."""
    return bool(_TOTAL.search(whole.words))


def are_of_years(parts: Sequence[Number]) -> bool:
    """Tell whether the parts are figures of several years, which nobody adds up."""
    return any(_YEAR.search(part.words) for part in parts)


def names_of(parts: Sequence[Number]) -> frozenset[str]:
    """Return the gist of the names of a list's parts, by which it is known again."""
    return frozenset(label_of(part)[-_SHORT:] for part in parts)
