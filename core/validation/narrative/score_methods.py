"""How a row's score follows from its other cells: 分值 less 扣分, or 分值 by 完成值 over 目标值.

Neither is taken for granted: the text says so, or the table's other rows keep it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.model.finding import Place, place_in
from core.model.manuscript import GridCell
from core.validation.narrative.intervals import Interval, interval_of
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.roles import RATES
from core.validation.narrative.score_layout import Role
from core.validation.narrative.score_tables import Kind, Points, Row, ScoreTable

_METHOD = re.compile(
    r"分值\s*[×xX*＊]\s*(?:实际)?(?:完成|实现|执行)"
    r"|(?:完成|实际|实现)[值数]\s*(?:[÷/]|除以|与)[^。；]{0,10}(?:[×xX*＊]|乘以?)[^。；]{0,6}(?:分值|权重)"
    r"|按(?:照)?(?:实际|目标)*(?:完成|执行|实现)(?:的)?(?:比例|率|程度|进度)[^，。；]{0,6}(?:计|得|赋|折算|给)[^，。；]{0,3}分"
    r"|按比例(?:计算?|得|赋|扣)分"
)
_REVERSE = re.compile(r"[≤＜<]|不超过|不高于|不多于|不大于|(?<!不)低于|(?<!不)小于|(?<!不)少于|以内|以下|控制在")
_FORWARD = re.compile(r"[≥＞>]|不低于|不少于|不小于|高于|超过|以上|^\s*100\s*[%％]")
# Of these, less may be better though the target has no sign to say so.
_LESS_IS_BETTER = re.compile(
    r"成本|单价|造价|费|支出|标准|投诉|事故|违规|差错|失误|故障|伤亡|死亡|逾期|退|流失|耗|时限|时长|时间|间隔|响应|排放|浓度|污染|"
    r"负债|超|上访|案件|发案|火灾|损失|误差|空置|闲置"
)
_LESS_OF = frozenset({"元", "天", "小时", "分钟", "年", "个月", "起"})
_FEWEST = 2
_FEW = 4
_BONUS = re.compile(r"加分|附加|奖励")
_ONE = Interval(Decimal(1), Decimal(1))
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Deducted:
    """A row whose points less those taken off are not its score."""

    row: Row
    worth: Points
    off: Points | None
    score: Points

    @property
    def expected(self) -> Decimal:
        """What the score would be."""
        return self.worth.value - (abs(self.off.value) if self.off else Decimal(0))


@dataclass(frozen=True, slots=True)
class Rated:
    """A row whose score is not its points by the rate at which its target was met.

    `ratio` is that rate, at most 1; `places` are the cells that give it, `working` says how. `said` tells whether the
    text states the method, `agreeing` how many rows keep it.
    """

    row: Row
    worth: Points
    score: Points
    ratio: Decimal
    working: str
    places: tuple[Place, ...]
    said: bool
    agreeing: int

    @property
    def expected(self) -> Decimal:
        """What the score would be."""
        return self.worth.value * self.ratio


def says_scores_follow_rates(text: str) -> bool:
    """Tell whether a paragraph says that points are given by the rate at which a target was met."""
    return bool(_METHOD.search(text))


def deductions(table: ScoreTable) -> tuple[list[Deducted], list[Points]]:
    """Return the rows where points, deduction and score do not agree, and the points of those that were judged."""
    wrong: list[Deducted] = []
    used: list[Points] = []
    told = 0
    full_without = any(
        row.of(Role.DEDUCTION) is None
        and (worth := row.of(Role.POINTS))
        and (score := row.of(Role.SCORE))
        and worth.value == score.value
        for row in table.rows
    )
    if not any(row.of(Role.DEDUCTION) for row in table.rows):
        return wrong, used
    for row in table.rows:
        worth, score, off = row.of(Role.POINTS), row.of(Role.SCORE), row.of(Role.DEDUCTION)
        if worth is None or score is None or (off is None and not full_without):
            continue
        item = Deducted(row, worth, off, score)
        used += [points for points in (worth, off, score) if points is not None]
        if item.expected != score.value:
            wrong.append(item)
        else:
            told += bool(off and off.value)
    return (wrong if told >= len(wrong) else []), used


def rated(table: ScoreTable, *, said: bool) -> tuple[list[Rated], list[Points]]:
    """Return the rows that break the rule by which scores follow rates, and the points of those that were judged.

    `said` tells whether the text states the rule.
    """
    judged = [item for row in table.items if (item := _rate_row(row)) is not None]
    telling = [item for item in judged if item.agrees and item.is_telling]
    wrong = [item for item in judged if not item.agrees and not (item.ratio == _ONE and item.row.remark)]
    if len(telling) < (1 if said else _FEWEST) or len(wrong) > max(1, len(telling) // _FEWEST):
        return [], []
    used = [points for item in judged for points in (item.worth, item.score)]
    return [_told(item, said, len(telling)) for item in wrong], used


@dataclass(frozen=True, slots=True)
class _Judged:
    row: Row
    worth: Points
    score: Points
    ratio: Interval
    working: str
    places: tuple[Place, ...]

    @property
    def agrees(self) -> bool:
        """Whether the score is the points by the rate."""
        half = Decimal(1).scaleb(-self.score.decimals) / 2
        low, high = self.worth.value * self.ratio.low, self.worth.value * self.ratio.high
        return low - half <= self.score.value <= high + half

    @property
    def is_telling(self) -> bool:
        """Whether more was taken off than rounding could do."""
        return self.worth.value * (1 - self.ratio.low) >= Decimal(1).scaleb(-self.score.decimals)


def _told(item: _Judged, said: bool, agreeing: int) -> Rated:
    ratio = (item.ratio.low + item.ratio.high) / 2
    return Rated(item.row, item.worth, item.score, ratio, item.working, item.places, said, agreeing)


def _rate_row(row: Row) -> _Judged | None:
    worth, score = row.of(Role.POINTS), row.of(Role.SCORE)
    if worth is None or score is None or worth.value <= 0 or row.kind is not Kind.ITEM:
        return None
    found = _by_rate(row) or _by_target(row)
    if found is None:
        return None
    ratio, working, places = found
    if ratio.high < 1 and score.value == worth.value and _may_be_less(row):
        return None
    return _Judged(row, worth, score, ratio, working, places)


_Ratio = tuple[Interval, str, tuple[Place, ...]]


def _by_rate(row: Row) -> _Ratio | None:
    """Read the rate where the table has a column of rates."""
    rate = _only_number(row.rate)
    if row.rate is None or rate is None or rate.unit not in {"%", ""}:
        return None
    around = interval_of(rate)
    scale = Decimal(1) if rate.unit == "%" or rate.value <= 1 else 1 / _HUNDRED
    ratio = _capped(Interval(around.low * scale, around.high * scale))
    return ratio, f"{_name(rate)}", (_place(row.rate, rate),)


def _by_target(row: Row) -> _Ratio | None:
    """Divide what was reached by the target, or the target by what was reached where less is better."""
    target, actual = _only_number(row.target), _only_number(row.actual)
    if row.target is None or row.actual is None or target is None or actual is None:
        return None
    if target.unit != actual.unit and target.unit and actual.unit:
        return None
    if target.scale != actual.scale and target.unit and actual.unit and target.unit in RATES:
        return None
    # A unit that one of them leaves out is the other's.
    scale = target.scale if target.unit else actual.scale
    wanted, reached = (_scaled(item, scale) for item in (target, actual))
    places = (_place(row.target, target), _place(row.actual, actual))
    reverse = bool(_REVERSE.search(row.target.text))
    ratio = wanted.over(reached) if reverse else reached.over(wanted)
    if ratio is None:
        return None
    first, second = (target, actual) if reverse else (actual, target)
    return _capped(ratio), f"{_name(first)}÷{_name(second)}", places


def _may_be_less(row: Row) -> bool:
    """Tell whether a target that is not reached may be one to stay below."""
    if row.target is None or _REVERSE.search(row.target.text) or _FORWARD.search(row.target.text):
        return False
    target = _only_number(row.target)
    return bool(_LESS_IS_BETTER.search(row.name)) or (target is not None and target.unit in _LESS_OF)


def _scaled(mention: Mention, scale: Decimal) -> Interval:
    half = Decimal(1).scaleb(-mention.decimals) / 2 if mention.decimals else Decimal(0)
    own = mention.scale if mention.unit else scale
    return Interval((mention.value - half) * own, (mention.value + half) * own)


def _capped(ratio: Interval) -> Interval:
    # What reaches the target but for rounding has reached it.
    return _ONE if ratio.high >= 1 else ratio


def _only_number(cell: GridCell | None) -> Mention | None:
    if cell is None:
        return None
    mentions = read_mentions(cell.text)
    return mentions[0] if len(mentions) == 1 and mentions[0].value >= 0 else None


def _name(mention: Mention) -> str:
    return f"{mention.text}{mention.unit}" if mention.unit in RATES else mention.text


def _place(cell: GridCell, mention: Mention) -> Place:
    return place_in(cell.address, cell.text, mention.start, mention.end)


def above_worth(table: ScoreTable) -> list[tuple[Row, Points, Points]]:
    """Return the rows with more points than they are worth, where the table's other rows stay within.

    Groups and totals that have more only because one of their rows does are left out.
    """
    held: list[tuple[Row, Points, Points]] = []
    within = 0
    for row in table.rows:
        worth = row.of(Role.POINTS)
        for (role, _), score in row.points.items():
            if role is Role.SCORE and worth is not None:
                if score.value > worth.value and not is_bonus(row):
                    held.append((row, worth, score))
                else:
                    within += 1
    items = [item for item in held if item[0].kind is Kind.ITEM]
    return (items or held) if len(items or held) <= max(1, within // _FEW) else []


def is_bonus(row: Row) -> bool:
    """Tell whether a row gives points beyond the full mark."""
    return bool(_BONUS.search(row.name))
