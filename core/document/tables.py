"""The tables of the document: figures of the report, scores, and rates with numerator and denominator."""

from __future__ import annotations

from decimal import Decimal

from core.document.blocks import Table, TableCell
from core.model import address
from core.model.amount import format_plain
from core.model.expression import Call, Operation, Reference, references
from core.model.report import Report, children_of, format_amount
from core.model.standard import Column, Quantity, Row
from core.model.standard import Table as FigureTable
from core.scoring.engine import IndicatorScore, Scorecard
from core.scoring.quantities import evaluate_quantity

_SCORES_NAME = "自评表"
_RATES_NAME = "比率计算表"


def _head(*titles: str) -> tuple[TableCell, ...]:
    return tuple(TableCell(title, align="center", bold=True) for title in titles)


def figure_table(report: Report, table: FigureTable) -> Table:
    """Return a table of figures in its unit; sums are live, unless another figure was stated in their place."""
    return Table(
        name=_sheet_name(table.title),
        title=table.title,
        unit=f"单位：{table.unit}",
        widths=(10, *(6 for _ in table.columns)),
        head=(_head(table.heading, *(column.title for column in table.columns)),),
        body=tuple(
            (_row_title(row), *(_figure_cell(report, table, row, column) for column in table.columns))
            for row in table.rows
        ),
        address=table.id,
    )


def _sheet_name(title: str) -> str:
    return title.removeprefix("部门预算")


def _row_title(row: Row) -> TableCell:
    total = row.level == 0 and bool(row.parts)
    return TableCell(row.title, indent=2 * row.level, bold=total)


def _in_unit(report: Report, quantity: Quantity, value: Decimal | None) -> Decimal | None:
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
    )


def score_table(report: Report, card: Scorecard) -> Table:
    """Return the 自评表: maximum, score, deduction and reason of each indicator, total and grade."""
    rows = [_score_row(report, count, item) for count, item in enumerate(card.indicators, start=1)]
    total_max = Call("sum", tuple(Reference(address.indicator_max_score(name)) for name in scored_in_order(report)))
    total = Call("sum", tuple(Reference(address.indicator_score(name)) for name in scored_in_order(report)))
    missing = None if card.total is None else card.total_max - card.total if card.complete else None
    rows.append(
        (
            TableCell("合计", align="center", bold=True, columns=3),
            _points(card.total_max, "result/total_max", total_max, bold=True),
            _points(card.total, address.TOTAL_SCORE, total if card.total is not None else None, bold=True),
            _points(
                missing,
                "result/total_deduction",
                _difference("result/total_max", address.TOTAL_SCORE) if missing is not None else None,
                bold=True,
            ),
            TableCell("" if card.complete else f"另有 {card.unscored} 项未评分"),
        )
    )
    rows.append(
        (
            TableCell("评价等级", align="center", bold=True, columns=3),
            TableCell(
                card.grade.name if card.grade else "", address=address.GRADE, align="center", bold=True, columns=4
            ),
        )
    )
    bands = "；".join(f"{_band(report, index)}" for index in range(len(report.standard.grades)))
    return Table(
        name=_SCORES_NAME,
        title="部门整体支出绩效自评表",
        unit="单位：分",
        widths=(3, 9, 12, 4, 4, 4, 13),
        head=(_head("序号", "指标", "评价内容", "分值", "得分", "扣分", "扣分原因"),),
        body=tuple(rows),
        notes=(f"等级划分：{bands}。",) if bands else (),
        address=address.INDICATOR,
    )


def scored_in_order(report: Report) -> list[str]:
    """Return the ids of the indicators that carry a score, in the standard's order."""
    return [indicator.id for indicator in report.standard.scored_indicators]


def _score_row(report: Report, count: int, item: IndicatorScore) -> tuple[TableCell, ...]:
    name = item.indicator.id
    maximum, earned = address.indicator_max_score(name), address.indicator_score(name)
    difference = _difference(maximum, earned) if item.deduction is not None else None
    below = [child.id for child in children_of(report.standard, name)]
    maxima = Call("sum", tuple(map(Reference, map(address.indicator_max_score, below)))) if below else None
    scores = (
        Call("sum", tuple(map(Reference, map(address.indicator_score, below))))
        if below and item.score is not None
        else None
    )
    return (
        TableCell(str(count), align="center"),
        TableCell(item.indicator.title, bold=bool(below)),
        TableCell(item.indicator.describe),
        _points(item.max_score, maximum, maxima),
        _points(item.score, earned, scores),
        _points(item.deduction, f"{address.INDICATOR}/{name}/deduction", difference),
        TableCell(item.reason, address=address.indicator_reason(name)),
    )


def _difference(maximum: str, earned: str) -> Operation:
    return Operation("-", Reference(maximum), Reference(earned))


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
            address=f"quantity/{quantity.id}",
            value=_in_unit(report, quantity, result.value),
            expression=quantity.expression if result.value is not None else None,
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
        head=(_head("序号", "比率", "计算过程", "结果"),),
        body=tuple(rows),
        address="quantity",
    )
