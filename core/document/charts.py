"""The charts of a report: budget against what was spent, one year against the other, points by indicator.

Blank is not zero: where a figure is missing there is no bar, and words say so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.document.chart_shapes import WIDTH, Bar, Chart, ChartRow, Legend, Tone, Words
from core.model import address
from core.model.amount import format_plain
from core.model.report import Figure, Report, format_amount
from core.model.standard import Column, Row, Table
from core.scoring.engine import IndicatorScore, Scorecard

_LABEL_SIZE, _LEAST_SIZE = 100, 70
_LABEL_WIDTH = 1150
_START = 1230  # where bars begin
_BAR, _SCORE_BAR, _BETWEEN, _PADDING = 95, 120, 15, 45
_VALUE_SIZE = 85
_VALUE_GAP = 45
_HALF_EM = 55  # hundredths of an em: how wide a figure or a Latin letter is at most
_INDENT = 150
_TONES: tuple[Tone, ...] = ("early", "plan", "actual")
_LAST_YEAR = ("上年度", "上年", "去年")
_THIS_YEAR = ("本年度", "本年", "今年")


@dataclass(frozen=True, slots=True)
class _Measured:
    """A figure with the words behind its bar."""

    value: Decimal | None
    words: str
    tone: Tone


def charts_of(report: Report, card: Scorecard) -> tuple[Chart, ...]:
    """Return every chart that the report has figures for."""
    charts = []
    for table in report.standard.tables:
        past, present = _years(table)
        if present:
            charts.append(_amounts(report, table, _compared(report, table), f"{table.title}：{{}}对比", ""))
        for before, now in past:
            charts.append(_amounts(report, table, (before, now), f"{table.title}：{{}}对比", "-years"))
    charts.append(_scores(card))
    return tuple(chart for chart in charts if chart is not None)


# -- amounts -----------------------------------------------------------------------------------------------------------


def _years(table: Table) -> tuple[list[tuple[Column, Column]], list[Column]]:
    """Return the columns of last year, each with that of this year that it is told of, and the others."""
    past: list[tuple[Column, Column]] = []
    others = [column for column in table.columns if not column.title.startswith(_LAST_YEAR)]
    for column in table.columns:
        if column not in others:
            told = _without(column.title, _LAST_YEAR)
            past += [(column, other) for other in others if _without(other.title, _THIS_YEAR) == told]
    return past, others


def _without(title: str, words: Sequence[str]) -> str:
    return next((title.removeprefix(word) for word in words if title.startswith(word)), title)


def _compared(report: Report, table: Table) -> tuple[Column, ...]:
    """Return the columns that the standard holds against each other, all of them where it names none."""
    _, others = _years(table)
    named = {
        name
        for check in report.standard.variance_checks
        if check.table == table.id
        for name in (check.base, check.actual)
    }
    columns = tuple(column for column in others if column.id in named or not named)
    return columns if 1 < len(columns) <= len(_TONES) else ()


def _amounts(report: Report, table: Table, columns: Sequence[Column], title: str, suffix: str) -> Chart | None:
    tones = _TONES[-len(columns) :] if columns else ()
    drawn: list[tuple[Row, list[_Measured]]] = []
    blank: list[str] = []
    nought: list[str] = []
    for row in table.rows:
        figures = [report.figure(address.cell(table.id, row.id, column.id)) for column in columns]
        values = [figure.value for figure in figures]
        if all(value is None for value in values):
            blank.append(row.short)
        elif all(value == 0 for value in values):
            nought.append(row.short)
        else:
            drawn.append((row, [_measured(table, *pair) for pair in zip(figures, tones, strict=True)]))
    if not drawn:
        return None
    scale = _Scale([item for _, items in drawn for item in items])
    names = "、".join(column.title for column in columns)
    return Chart(
        name=f"{table.id}{suffix}",
        title=title.format("与".join(column.title for column in columns)),
        unit=f"单位：{table.unit}",
        legend=tuple(Legend(tone, column.title) for tone, column in zip(tones, columns, strict=True)),
        rows=tuple(
            _bars_below(
                address.cell(table.id, row.id, columns[-1].id), row.short, row.level, bool(row.parts), items, scale
            )
            for row, items in drawn
        ),
        notes=(
            *([f"没有填写：{'、'.join(blank)}。"] if blank else []),
            *([f"{names}都是 0：{'、'.join(nought)}。"] if nought else []),
        ),
    )


def _measured(table: Table, figure: Figure, tone: Tone) -> _Measured:
    words = "未填" if figure.value is None else format_amount(table, figure.value)
    if figure.value is not None and figure.blanks:
        words += f"（另有 {figure.blanks} 项未填）"
    return _Measured(figure.value, words, tone)


class _Scale:
    """How long bars are: the longest, with the words behind it, ends at the edge of the chart."""

    def __init__(self, items: Sequence[_Measured]) -> None:
        values = [item.value for item in items if item.value is not None]
        self._lowest, self._highest = min(Decimal(0), *values), max(Decimal(0), *values)
        words = max((text_width(item.words, _VALUE_SIZE) for item in items), default=0)
        self._room = WIDTH - _START - _VALUE_GAP - words
        self.zero = self._at(Decimal(0))

    def _at(self, value: Decimal) -> int:
        span = self._highest - self._lowest
        share = (value - self._lowest) / span if span else Decimal(0)
        return _START + int((share * self._room).to_integral_value(ROUND_HALF_UP))

    def bar(self, value: Decimal, y: int, height: int, tone: Tone) -> Bar:
        """Return the bar of a value; what is not nothing can be seen."""
        end = self._at(value)
        if value and end == self.zero:
            end += 1 if value > 0 else -1
        return Bar(min(self.zero, end), y, abs(end - self.zero), height, tone)


def _bars_below(where: str, label: str, level: int, bold: bool, items: Sequence[_Measured], scale: _Scale) -> ChartRow:
    height = 2 * _PADDING + len(items) * (_BAR + _BETWEEN) - _BETWEEN
    bars: list[Bar] = []
    words = [_label(label, height // 2, level * _INDENT, bold)]
    y = _PADDING
    for item in items:
        end = scale.zero
        if item.value is not None:
            bar = scale.bar(item.value, y, _BAR, item.tone)
            end = max(scale.zero, bar.x + bar.width)
            bars.append(bar)
        words.append(Words(end + _VALUE_GAP, y + _BAR // 2, item.words, _VALUE_SIZE, quiet=item.value is None))
        y += _BAR + _BETWEEN
    return ChartRow(where, height, tuple(bars), tuple(words))


def _label(text: str, y: int, indent: int, bold: bool) -> Words:
    """Return the words before the bars, set smaller where they are long, and cut where they are longer still."""
    room = _LABEL_WIDTH - indent
    size = max(min(_LABEL_SIZE, _LABEL_SIZE * room // max(text_width(text, _LABEL_SIZE), 1)), _LEAST_SIZE)
    cut = text
    while text_width(cut, size) > room:
        cut = f"{cut.removesuffix('…')[:-1]}…"
    return Words(indent, y, cut, size, bold=bold)


def text_width(text: str, size: int) -> int:
    """Return how wide a text of a size is at most: full characters are as wide as they are high."""
    ems = sum(100 if unicodedata.east_asian_width(sign) in "WFA" else _HALF_EM for sign in text)
    return ems * size // 100


# -- points ------------------------------------------------------------------------------------------------------------


def _scores(card: Scorecard) -> Chart | None:
    parents = {item.indicator.parent for item in card.indicators} - {None}
    groups = [item for item in card.indicators if item.indicator.parent is None and item.indicator.id in parents]
    shown = [item for item in card.indicators if item.indicator.parent is None]
    if card.scored == 0:
        return None
    # The maximum of each is a bar of its own, behind that of the points.
    measured = [(item, _Measured(item.score, _points_words(item), "actual")) for item in shown]
    scale = _Scale([item for _, item in measured] + [_Measured(item.max_score, "", "room") for item in shown])
    return Chart(
        name=address.INDICATOR,
        title="各组指标得分" if groups else "各项指标得分",
        unit="单位：分",
        legend=(Legend("actual", "得分"), Legend("room", "分值")),
        rows=tuple(_score_row(item, points, scale) for item, points in measured),
        notes=(f"另有 {card.unscored} 项没有评分。",) if card.unscored else (),
    )


def _points_words(item: IndicatorScore) -> str:
    of = format_plain(item.max_score)
    if item.score is None:
        return f"未评分 / {of}"
    return f"{format_plain(item.score)} / {of}" + ("（还有未评分的）" if item.deduction is None else "")


def _score_row(item: IndicatorScore, points: _Measured, scale: _Scale) -> ChartRow:
    height = 2 * _PADDING + _SCORE_BAR
    bars = [scale.bar(item.max_score, _PADDING, _SCORE_BAR, "room")]
    if item.score is not None:
        bars.append(scale.bar(item.score, _PADDING, _SCORE_BAR, "actual"))
    end = max(bar.x + bar.width for bar in bars)
    words = (
        _label(item.indicator.title, height // 2, 0, False),
        Words(end + _VALUE_GAP, height // 2, points.words, _VALUE_SIZE, quiet=item.score is None),
    )
    return ChartRow(address.indicator_score(item.indicator.id), height, tuple(bars), words)
