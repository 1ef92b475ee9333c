"""Which columns of a table hold points: 分值, 得分, 扣分, and what they are points for.

A form may hold several tables of points in one grid, each below a heading row of its own: the rows of money with
分值, 执行率, 得分, then the rows of indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model.manuscript import Grid, GridCell


class Role(StrEnum):
    """What a column of a table of points holds."""

    NAME = "name"
    POINTS = "points"
    SCORE = "score"
    DEDUCTION = "deduction"
    TARGET = "target"
    ACTUAL = "actual"
    RATE = "rate"
    REMARK = "remark"
    ELSE = "else"


_WORDS = {Role.POINTS: "分值", Role.SCORE: "得分", Role.DEDUCTION: "扣分"}


@dataclass(frozen=True, slots=True)
class PointColumn:
    """A column of points. `level` is the level of the names that it gives points to, counted from 0 on the left;
    `number` tells columns of one role apart: 自评得分, 复核得分.
    """

    role: Role
    column: int
    level: int
    number: int
    header: str

    @property
    def title(self) -> str:
        """What the heading calls it."""
        return self.header or _WORDS[self.role]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns below one heading; its rows are those from `first` on, before row `end`.

    `names` are the columns of names from the first level on, `items` and `groups` those of points: of the last level
    and of those above. `money` are columns of amounts with their headings. `spans` says how far a column reaches: what
    is blank in the heading to the right of a column belongs to it.
    """

    first: int
    end: int
    names: tuple[int, ...]
    items: tuple[PointColumn, ...]
    groups: tuple[PointColumn, ...]
    target: int | None
    actual: int | None
    rate: int | None
    remark: int | None
    money: tuple[tuple[int, str], ...]
    spans: dict[int, int]

    def cell(self, row: Sequence[GridCell], column: int) -> GridCell:
        """Return what a row has in a column, in its first place or to the right of it."""
        places = range(column, self.spans.get(column, column + 1))
        return next((row[place] for place in places if row[place].text.strip()), row[column])


_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[)）\]】]")
_REMARK = re.compile(r"原因|说明|备注|措施")
_NO_POINTS = re.compile(r"标准(?!分)|细则|依据|办法|公式|方法|率$|等级|等次|解释|要点|比例|理由|来源|材料|佐证")
_SCORE = re.compile(
    r"(?<!应)得分(?:值|数|情况|结果)?$|(?:打|实得|评价|复核|核定|评审|审核|自评|考核)分(?:值|数)?$"
    r"|(?:自我|自评|评价|综合|单位|部门)?评分$"
)
_DEDUCTION = re.compile(r"^(?:自评|实际)?(?:扣分|失分|扣减分?|减分)(?:值|数|情况)?$")
_POINTS = re.compile(r"分值|权重|满分|标准分|基准分|配分|赋分|应得分|权数|分数$")
_TARGET = re.compile(
    r"^(?:年度|年初|预期|全年|绩效|计划)*(?:指标|目标|计划|预期|标准)(?:值|数|完成值)$|^(?:绩效|年度)目标$"
)
_ACTUAL = re.compile(r"(?:完成|实际|实现|达到)(?:值|数|情况|结果)$|^(?:全年|年度)?(?:实际)?完成$")
_RATE = re.compile(r"(?:完成|执行|实现|达成)(?:率|比例|进度)$")
_NAME = re.compile(r"指标|内容|项目|类别|名称|要素|事项|分类|维度|方面|环节|评价点|考核|资金")
_MONEY = re.compile(r"(?:预算|执行|支出|决算|到位|下达)(?:数|额|金额|资金)?$")
_ORDINAL = re.compile(r"^(?:序号|编号|编码|代码|行次)$")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of one row or two: what each column is, what it is called, and the number of the row below."""

    roles: dict[int, Role]
    texts: dict[int, str]
    begin: int
    below: int


def layouts_of(grid: Grid) -> tuple[Layout, ...]:
    """Return the tables of points in a grid from top to bottom; none where it holds none."""
    headings = list(_headings(grid))
    ends = [*(heading.begin for heading in headings[1:]), len(grid.rows)]
    found = (_layout(grid, heading, end) for heading, end in zip(headings, ends, strict=False))
    return tuple(layout for layout in found if layout is not None)


def _headings(grid: Grid) -> Iterator[_Heading]:
    number = 0
    while number < len(grid.rows):
        texts = _heading_texts(grid.rows[number])
        begin = number
        number += 1
        if not _is_heading(texts):
            continue
        lower = _heading_texts(grid.rows[number]) if number < len(grid.rows) else {}
        upper = _heading_texts(grid.rows[begin - 1]) if begin else {}
        if lower and Role.ELSE not in {_role(text) for text in lower.values()}:
            # 指标 | 分值 | 得分 above 一级指标 | 二级指标: what stands lower says it more closely.
            texts = texts | lower
            number += 1
        elif upper:
            more = {column: text for column, text in upper.items() if column not in texts and _role(text) in _WORDS}
            texts = dict(sorted((texts | more).items()))
        yield _Heading({column: _role(text) for column, text in texts.items()}, texts, begin, number)


def _heading_texts(row: Sequence[GridCell]) -> dict[int, str]:
    """Return what a row's columns are called; nothing where it holds figures, as no heading does."""
    texts = {column: bare(cell.text) for column, cell in enumerate(row) if cell.text.strip()}
    return {} if any(sign.isdigit() for text in texts.values() for sign in text) else texts


def _is_heading(texts: dict[int, str]) -> bool:
    held = {_role(text) for text in texts.values()}
    scored = Role.SCORE in held and not held.isdisjoint({Role.POINTS, Role.NAME})
    return scored or {Role.DEDUCTION, Role.POINTS} <= held


def bare(text: str) -> str:
    """Return a cell's words without space and without remarks in brackets."""
    return _BRACKETS.sub("", "".join(text.split()))


def _role(header: str) -> Role:
    if _ORDINAL.match(header):
        return Role.ELSE
    if _REMARK.search(header):
        return Role.REMARK
    if _DEDUCTION.search(header):
        return Role.DEDUCTION
    if _RATE.search(header):
        return Role.RATE
    if _NO_POINTS.search(header):
        return Role.ELSE
    for role, words in ((Role.SCORE, _SCORE), (Role.POINTS, _POINTS), (Role.TARGET, _TARGET), (Role.ACTUAL, _ACTUAL)):
        if words.search(header):
            return role
    return Role.NAME if _NAME.search(header) else Role.ELSE


def _layout(grid: Grid, heading: _Heading, end: int) -> Layout | None:
    roles, first = heading.roles, heading.below
    points = [column for column, role in sorted(roles.items()) if role is Role.POINTS]
    marks = [column for column, role in sorted(roles.items()) if role in _WORDS]
    # Beyond the points of the indicators themselves stand remarks, whatever they are called.
    last = points[-1] if points else marks[0]
    names = [column for column, role in sorted(roles.items()) if role is Role.NAME and column < last]
    if roles.get(0) is None and 0 not in names and names and _holds_words(grid, 0, first, end):
        names.insert(0, 0)
    if not names and last:
        names = [column for column in range(last) if _holds_words(grid, column, first, end)][:1]
    if not names:
        return None
    columns = list(_point_columns(heading, names))
    deepest = len(names) - 1

    def only(role: Role) -> int | None:
        return next((column for column, other in sorted(roles.items()) if other is role), None)

    starts = sorted({*roles, *names})
    reach = dict(zip(starts, [*starts[1:], len(grid.rows[0])], strict=True))
    return Layout(
        first=first,
        end=end,
        names=tuple(names),
        items=tuple(column for column in columns if column.level == deepest),
        groups=tuple(column for column in columns if column.level < deepest),
        target=only(Role.TARGET),
        actual=only(Role.ACTUAL),
        rate=only(Role.RATE),
        remark=only(Role.REMARK),
        money=tuple((column, text) for column, text in sorted(heading.texts.items()) if _MONEY.search(text)),
        spans=reach,
    )


def _holds_words(grid: Grid, column: int, first: int, end: int) -> bool:
    texts = [row[column].text.strip() for row in grid.rows[first:end]]
    words = sum(bool(text) and not any(sign.isdigit() for sign in text) for text in texts)
    return words > 0 and words * 2 >= sum(map(bool, texts))


def _point_columns(heading: _Heading, names: Sequence[int]) -> Iterator[PointColumn]:
    """Yield the columns of points; one that stands between names gives points to the names on its left."""
    counts: dict[tuple[Role, int], int] = {}
    for column, role in sorted(heading.roles.items()):
        level = sum(name < column for name in names) - 1
        if role in _WORDS and level >= 0:
            number = counts[role, level] = counts.get((role, level), -1) + 1
            yield PointColumn(role, column, level, number, heading.texts[column])
