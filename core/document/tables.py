"""The tables of the document: figures of the report, scores, and rates with numerator and denominator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.document.blocks import Table, TableCell
from core.document.inputs import amount_input, reason_input, score_input
from core.document.live_words import Grading, Unscored
from core.model import address
from core.model.amount import format_plain
from core.model.expression import Call, Operation, Reference, references
from core.model.report import Report, children_of, format_amount
from core.model.standard import Column, Quantity, Row, Standard
from core.model.standard import Table as FigureTable
from core.scoring.engine import IndicatorScore, Scorecard
from core.scoring.quantities import evaluate_quantity

_SCORES_NAME = "自评表"
_RATES_NAME = "比率计算表"
# Addresses of the two tables.
SCORES = address.INDICATOR
RATES = address.QUANTITY

TOTAL_MAX = f"{address.RESULT}/total_max"
TOTAL_DEDUCTION = f"{address.RESULT}/total_deduction"


def head_of(*titles: str) -> tuple[TableCell, ...]:
    """Return a row of column titles."""
    return tuple(TableCell(title, align="center", bold=True) for title in titles)


def figure_table(report: Report, table: FigureTable) -> Table:
    """Return a table of figures in its unit; sums are live, unless another figure was stated in their place."""
    return Table(
        name=sheet_name(table.title),
        title=table.title,
        unit=f"单位：{table.unit}",
        widths=(10, *(6 for _ in table.columns)),
        head=(head_of(table.heading, *(column.title for column in table.columns)),),
        body=tuple(
            (_row_title(row), *(_figure_cell(report, table, row, column) for column in table.columns))
            for row in table.rows
        ),
        address=table.id,
    )


def sheet_name(title: str) -> str:
    """Return the name of the sheet of a table."""
    return title.removeprefix("部门预算")


def _row_title(row: Row) -> TableCell:
    total = row.level == 0 and bool(row.parts)
    return TableCell(row.title, indent=2 * row.level, bold=total)


def in_unit(report: Report, quantity: Quantity, value: Decimal | None) -> Decimal | None:
    """Return a rate as it is, and an amount of yuan in the unit of the table that it comes from."""
    if value is None or quantity.kind == "percent":
        return value
    tables = [where.split("/")[0] for where in references(quantity.expression)]
    scales = [report.standard.tables_by_id[name].scale for name in tables if name in report.standard.tables_by_id]
    return value / scales[0] if scales else value


def _figure_cell(report: Report, table: FigureTable, row: Row, column: Column) -> TableCell:
    where = address.cell(table.id, row.id, column.id)
    figure = report.figure(where)
    summed = Call("sum", tuple(Reference(address.cell(table.id, part, column.id)) for part in row.parts))
    return TableCell(
        format_amount(table, figure.value),
        kind="amount",
        address=where,
        value=None if figure.value is None else figure.value / table.scale,
        expression=summed if figure.computed else None,
        decimals=table.decimals,
        align="right",
        bold=row.level == 0 and bool(row.parts),
        # A figure that was stated in place of a sum can be put right where it stands.
        input=None if figure.computed else amount_input(table, column.title),
    )


def score_table(report: Report, card: Scorecard) -> Table:
    """Return the 自评表: maximum, score, deduction and reason of each indicator, total and grade."""
    rows = [_score_row(report, count, item) for count, item in enumerate(card.indicators, start=1)]
    carriers = [indicator.id for indicator in report.standard.scored_indicators]
    scores = tuple(map(address.indicator_score, carriers))
    maxima = tuple(map(address.indicator_max_score, carriers))
    missing = card.total_max - card.total if card.complete and card.total is not None else None
    rows.append(
        (
            TableCell("合计", align="center", bold=True, columns=3),
            _points(card.total_max, TOTAL_MAX, _sum(maxima), bold=True),
            _points(card.total, address.TOTAL_SCORE, _sum(scores), bold=True),
            _points(missing, TOTAL_DEDUCTION, _missing(TOTAL_MAX, scores), bold=True),
            TableCell("" if card.complete else f"另有 {card.unscored} 项未评分", live=Unscored(scores)),
        )
    )
    bands = report.standard.grades
    if bands:
        grading = Grading(scores, maxima, bands, tuple(band.upper == report.standard.full_mark for band in bands))
        rows.append(
            (
                TableCell("评价等级", align="center", bold=True, columns=3),
                TableCell(
                    card.grade.name if card.grade else "",
                    address=address.GRADE,
                    align="center",
                    bold=True,
                    columns=4,
                    live=grading,
                ),
            )
        )
    listed = "；".join(f"{_band(report, index)}" for index in range(len(bands)))
    return Table(
        name=_SCORES_NAME,
        title="部门整体支出绩效自评表",
        unit="单位：分",
        widths=(3, 9, 12, 4, 4, 4, 13),
        head=(head_of("序号", "指标", "评价内容", "分值", "得分", "扣分", "扣分原因"),),
        body=tuple(rows),
        notes=(f"等级划分：{listed}。",) if bands else (),
        address=SCORES,
    )


def deduction_address(indicator: str) -> str:
    """Return the address of what an indicator lost; it is worked out and never stored."""
    return f"{address.INDICATOR}/{indicator}/deduction"


def _score_row(report: Report, count: int, item: IndicatorScore) -> tuple[TableCell, ...]:
    standard, indicator = report.standard, item.indicator
    maximum, earned = address.indicator_max_score(indicator.id), address.indicator_score(indicator.id)
    below = [child.id for child in children_of(standard, indicator.id)]
    carriers = tuple(map(address.indicator_score, _carriers(standard, indicator.id)))
    score = _points(item.score, earned, _sum(tuple(map(address.indicator_score, below))) if below else None)
    is_typed = not below and indicator.method == "manual"
    return (
        TableCell(str(count), align="center"),
        TableCell(indicator.title, bold=bool(below)),
        TableCell(indicator.describe),
        _points(item.max_score, maximum, _sum(tuple(map(address.indicator_max_score, below))) if below else None),
        replace(score, input=score_input(indicator)) if is_typed else score,
        _points(item.deduction, deduction_address(indicator.id), _missing(maximum, carriers)),
        TableCell(
            item.reason,
            address=address.indicator_reason(indicator.id),
            input=None if below else reason_input(deduction_address(indicator.id)),
        ),
    )


def _carriers(standard: Standard, indicator: str) -> list[str]:
    """Return what carries the points of an indicator: itself, or all that lies below a group and is scored."""
    below = children_of(standard, indicator)
    return [name for child in below for name in _carriers(standard, child.id)] if below else [indicator]


def _sum(addresses: tuple[str, ...]) -> Call:
    return Call("sum", tuple(map(Reference, addresses)))


def _missing(maximum: str, scores: tuple[str, ...]) -> Operation:
    """Return what lacks to a maximum; it has no value before all scores are given."""
    return Operation("-", Reference(maximum), _sum(scores))


def _points(
    value: Decimal | None, where: str, expression: Call | Operation | None = None, *, bold: bool = False
) -> TableCell:
    return TableCell(
        "" if value is None else format_plain(value),
        kind="score",
        address=where,
        value=value,
        expression=expression,
        decimals=2,
        align="center",
        bold=bold,
    )


def _band(report: Report, index: int) -> str:
    grade = report.standard.grades[index]
    if grade.upper >= report.standard.full_mark:
        return f"{grade.name}，{format_plain(grade.lower)} 分以上（含）"
    if grade.lower == 0:
        return f"{grade.name}，{format_plain(grade.upper)} 分以下"
    return f"{grade.name}，{format_plain(grade.lower)} 分（含）至 {format_plain(grade.upper)} 分（不含）"


def rate_table(report: Report) -> Table:
    """Return the rates that follow from the tables, each with its figures substituted."""
    rows = []
    for count, quantity in enumerate(report.standard.quantities, start=1):
        result = evaluate_quantity(report, quantity)
        cell = TableCell(
            result.text,
            kind="percent" if quantity.kind == "percent" else "amount",
            address=address.quantity(quantity.id),
            value=in_unit(report, quantity, result.value),
            expression=quantity.expression,
            decimals=2,
            align="right",
        )
        number = TableCell(str(count), align="center")
        rows.append((number, TableCell(quantity.title), TableCell(result.explanation), cell))
    return Table(
        name=_RATES_NAME,
        title="支出比率计算表",
        unit="",
        widths=(3, 14, 24, 6),
        head=(head_of("序号", "比率", "计算过程", "结果"),),
        body=tuple(rows),
        address=RATES,
    )
