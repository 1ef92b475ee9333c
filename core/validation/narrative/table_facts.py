"""The figures of a table with their names: a row's label, its column's header, and the title above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.model.manuscript import Grid, GridCell
from core.validation.narrative.facts import Fact, Part
from core.validation.narrative.mentions import Mention, read_mentions
from core.validation.narrative.names import NO_NAME, Name, bare, called, name_of, named_by_its_funds, pairs_of
from core.validation.narrative.row_names import TOTAL, VALUE
from core.validation.narrative.sheet_layout import UNIT_COLUMN
from core.validation.narrative.sheets import (
    MONEY_UNITS,
    UNIT_IN_HEADER,
    figure_in,
    read_sheet,
)
from core.validation.narrative.slips import MOST_DECIMALS

_YEAR = re.compile(r"(?:19|20)\d{2}(?=\s*年|$)")
_TITLE = re.compile(
    r"^\s*(?:附?表|续表)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?[：:、.\s]*|"
    r"(?:决算|预算|一览|统计|情况|明细|汇总|总)?[表单]$"
)
_BOUND = re.compile(r"以上|以下|以内|不[低少高超大]")
_CHANGE = re.compile(r"增减|增加|减少|差额|相差|变动|比上年|同比|升降|增幅|降幅|增长")
_RATE = re.compile(r"率|进度|百分比|比例|完成.*比")
_SHARE = re.compile(r"占|比重|构成")
_BEFORE = re.compile(r"上年|去年|上一年|上期|期初|基期")
_TARGET = re.compile(r"目标|计划|预算|批复|指标值|年度值|年初|安排|核定|应|调整|任务")
_RESULT = re.compile(r"决算|执行数|实际|完成|支出|支付|用出|实绩|到位|[落实]现")
_MOST = re.compile(r"分值|满分|权重|标准分")
_SCORE = re.compile(r"得分|评分|扣分|失分")
_LATER = re.compile(r"调整|全年")
_NO_FIGURES = re.compile(r"原因|说明|备注|措施|评分标准|序号|行次|编码|代码")
_BARE_TOTAL = 2
_LONGEST_UNIT = 4
_LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_SCALES = {scale: sign for sign, scale in _LARGE.items()}
_CELL, _ROW, _PART = "\x1f", "\x1e", "\x1d"
_NO_MARKS = str.maketrans(dict.fromkeys((_CELL, _ROW, _PART), " "))


@dataclass(frozen=True)
class TableFact(Fact):
    """A figure of a table; `row` and `column` are numbers, `label` and `header` what they are called.

    `total` tells whether its row is one, `of_all` whether its column then says no more than budget or result. `alone`
    is set where no result stands beside a budget, so that any words may mean it.
    """

    row: int
    column: int
    total: bool
    of_all: bool
    alone: bool
    label: str
    header: str


@dataclass(frozen=True, slots=True)
class _Header:
    title: str
    name: Name
    part: Part
    words: str
    year: str
    early: bool | None
    unit: str


def table_text(grid: Grid) -> str:
    """Return a table as one text, from which `read_table_facts` reads it."""
    rows = _ROW.join(_CELL.join(cell.text.translate(_NO_MARKS) for cell in row) for row in grid.rows)
    return _PART.join((grid.title.translate(_NO_MARKS), grid.unit, rows))


def read_table_facts(text: str) -> tuple[TableFact, ...]:
    """Return the figures of a table that have a unit, each with its name; `text` is that of `table_text`."""
    title, unit, rows = text.split(_PART)
    cells = tuple(tuple(GridCell("", cell) for cell in row.split(_CELL)) for row in rows.split(_ROW))
    return tuple(_Reader(Grid("", title, unit, cells)).cells())


class _Reader:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._sheet = read_sheet(grid)
        latest = max((year for header in self._sheet.headers for year in _YEAR.findall(header)), default="")
        self._headers = [_header(header, latest) for header in self._sheet.headers]
        units = [number for number, header in enumerate(self._sheet.headers) if UNIT_COLUMN.match(header)]
        self._units = units[0] if units else None
        self._titled = name_of(_TITLE.sub("", _TITLE.sub("", grid.title)))
        self._wide = pairs_of(bare(grid.title))

    def cells(self) -> Iterator[TableFact]:
        """Yield the figures row by row."""
        for number, row in enumerate(self._grid.rows[self._sheet.first :], self._sheet.first):
            texts = ["".join(cell.text.split()) for cell in row]
            unit = texts[self._units] if self._units is not None else self._unit_shown(row)
            found = [
                (column, header, mention)
                for column, header in enumerate(self._headers)
                if header is not None
                and (mention := _mention_of(row[column], header, unit, self._grid.unit))
                and mention.decimals <= MOST_DECIMALS
            ]
            results = {mention.unit for _, header, mention in found if header.part is Part.RESULT}
            for column, header, mention in found:
                label = self._label(texts, column)
                # A row without any name is called as its columns are.
                if label or (header.name and not any(map(self._is_name, texts))):
                    alone = header.part is Part.TARGET and mention.unit not in results
                    yield self._named(texts, (number, column), header, mention, label, alone)

    def _unit_shown(self, row: Sequence[GridCell]) -> str:
        """Return the unit that the target of an indicator states for its result, too: ≥50 个 beside 50."""
        for column, header in enumerate(self._headers):
            if header is not None and header.part is Part.TARGET:
                mentions = read_mentions(row[column].text)
                if len(mentions) == 1 and mentions[0].unit:
                    return _SCALES.get(mentions[0].scale, "") + mentions[0].unit
        return ""

    def _is_name(self, text: str) -> bool:
        return bool(text) and not VALUE.match(text)

    def _named(
        self, texts: Sequence[str], place: tuple[int, int], header: _Header, mention: Mention, label: str, alone: bool
    ) -> TableFact:
        total = bool(TOTAL.match(label))
        named = name_of(label)
        if total:
            named = replace(named, text="", pairs=frozenset())
        beside = [bare(text) for text in texts[: place[1]] if text and not VALUE.match(text)]
        return TableFact(
            mention=mention,
            part=header.part,
            stated=True,
            name=_joined(named, header.name, self._titled, total=total),
            subject=NO_NAME,
            words=called(label) if total and len(label) > _BARE_TOTAL else header.words,
            assumed=False,
            near=frozenset().union(*(pairs_of(text) for text in (*beside, header.words))),
            wide=self._wide,
            sentence=place[0],
            year=header.year,
            early=header.early,
            row=place[0],
            column=place[1],
            total=total,
            of_all=total and not header.name,
            alone=alone,
            label=label,
            header=header.title,
        )

    def _label(self, texts: Sequence[str], column: int) -> str:
        """Return the name of the row that stands nearest before a column: what looks like a value names nothing."""
        for place in range(column - 1, -1, -1):
            text = texts[place]
            if place != self._units and self._is_name(text):
                return text
        return ""


def _joined(label: Name, header: Name, title: Name, *, total: bool) -> Name:
    """Return the name of a row and a column together; a total with no name of its own is that of its table."""
    text = label.text + header.text or (title.text if total else "")
    funds = label.funds | header.funds or title.funds
    name = Name(text, pairs_of(text), label.flow or header.flow, funds, label.season | header.season)
    return named_by_its_funds(name)


def _header(header: str, latest: str) -> _Header | None:
    if _NO_FIGURES.search(header) or UNIT_COLUMN.match(header):
        return None
    found = UNIT_IN_HEADER.search(header)
    percent = "%" in header or "％" in header
    plain = UNIT_IN_HEADER.sub("", header).replace("%", "").replace("％", "")
    years = _YEAR.findall(header)
    part = _part_of(plain, percent, bool(years) and years[-1] < latest)
    unit = found["unit"] if found and not percent else ""
    if _MOST.search(plain) or _SCORE.search(plain):
        unit = "分"
    elif percent or (not unit and part in (Part.RATE, Part.SHARE, Part.CHANGE_RATE)):
        unit = "%"
    unnamed = unit == "分" or part in (Part.SHARE, Part.CHANGE, Part.CHANGE_RATE)
    early = True if "年初" in plain else False if _LATER.search(plain) else None
    return _Header(
        title=header,
        name=NO_NAME if unnamed else name_of(plain),
        part=part,
        words=called(plain),
        year=years[-1] if years else "",
        early=early,
        unit=unit,
    )


def _part_of(header: str, percent: bool, earlier: bool) -> Part:
    if _MOST.search(header):
        return Part.MOST
    if _SCORE.search(header):
        return Part.RESULT
    if _CHANGE.search(header):
        return Part.CHANGE_RATE if percent or header.endswith(("率", "幅")) else Part.CHANGE
    if _SHARE.search(header):
        return Part.SHARE
    if percent or _RATE.search(header):
        return Part.RATE
    if earlier or _BEFORE.search(header):
        return Part.BEFORE
    return Part.TARGET if _TARGET.search(header) and not _RESULT.search(header) else Part.RESULT


def _mention_of(cell: GridCell, header: _Header, row_unit: str, table_unit: str) -> Mention | None:
    """Return the number of a cell in the unit that it states itself, or its column, its row or its table."""
    figure = figure_in(cell)
    plain = cell.text.strip()
    if figure is None:
        if not plain[:1].isdigit() or _BOUND.search(plain):
            return None
        mentions = read_mentions(cell.text)
        alone = len(mentions) == 1 and len(cell.text[mentions[0].end :].strip()) <= _LONGEST_UNIT
        return mentions[0] if alone and mentions[0].unit and not mentions[0].hedge else None
    unit = figure.unit or header.unit or row_unit or table_unit
    if not unit:
        return None
    scale = Decimal("0.01") if unit == "%" else MONEY_UNITS.get(unit, Decimal(1))
    kind = "元" if unit in MONEY_UNITS else unit
    if kind[0] in _LARGE and len(kind) > 1:
        scale, kind = _LARGE[kind[0]], kind[1:]
    text = plain.strip("-－−+ %％")
    start = cell.text.find(text)
    return Mention(abs(figure.value), text, figure.decimals, kind, scale, "", start, start + len(text), len(cell.text))
