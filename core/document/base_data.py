"""The 基础数据: what every rate, score and deduction is worked out from, each figure with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from core.document.blocks import Cover, Table, TableCell
from core.document.inputs import cover_input
from core.document.live_words import Joined, Shown, Unexplained
from core.document.tables import TOTAL_DEDUCTION, TOTAL_MAX, deduction_address, head_of, in_unit, sheet_name
from core.model import address
from core.model.amount import format_percent, format_plain
from core.model.expression import Reference, explain, references
from core.model.naming import short_title_of, title_of
from core.model.report import Report, format_amount
from core.model.standard import Quantity
from core.model.standard import Table as FigureTable
from core.scoring.engine import Scorecard
from core.scoring.quantities import evaluate_quantity

NAME = "基础数据"
_HEAD = head_of("序号", "项目", "怎样得出", "数值", "单位")
_Row = tuple[TableCell, ...]


def base_data(report: Report, card: Scorecard, cover: Cover | None) -> Table:
    """Return the figures that the results rest on, all linked to their own places; `cover` says what is not private."""
    sections = (
        ("一、基本情况", _facts(report, cover)),
        ("二、比率", _rates(report)),
        ("三、得分和扣分", _scores(report, card)),
    )
    body: list[_Row] = []
    for title, rows in sections:
        listed = list(rows)
        # A part that is given to an office need not have rates or points.
        if listed:
            body += [(TableCell(title, bold=True, columns=len(_HEAD)),), *listed]
    return Table(
        name=NAME,
        title="基础数据表",
        unit="",
        widths=(3, 12, 14, 7, 4),
        head=(_HEAD,),
        body=tuple(body),
        notes=("本表的数值随封面、明细表和自评表自动更新，各项数值在“怎样得出”所写的地方填写。",),
        address="base_data",
    )


def _facts(report: Report, cover: Cover | None) -> Iterator[_Row]:
    lines = cover.lines if cover else ()
    year = next((field for field in report.standard.cover if field.id == address.FISCAL_YEAR), None)
    if year is not None:
        where = address.cover_field(year.id)
        text = report.text(where).strip()
        # A year is a number in a sheet; whatever else was typed stays what it is.
        is_year = text.isascii() and text.isdecimal() and len(text) == 4
        cell = TableCell(
            text,
            kind="score" if is_year or not text else "text",
            address=where,
            value=Decimal(text) if is_year else None,
            align="center",
            columns=2,
            input=cover_input(year),
        )
        yield (_number(1), TableCell(year.title), TableCell("在本表填写"), cell)
    for count, line in enumerate(lines, start=1 if year is None else 2):
        shown = TableCell(line.text, align="center", columns=2, live=Joined((Shown(line.address),)))
        yield (_number(count), TableCell(line.title), TableCell("封面"), shown)


def _rates(report: Report) -> Iterator[_Row]:
    for count, quantity in enumerate(report.standard.quantities, start=1):
        yield (
            _number(count),
            TableCell(quantity.title, bold=True),
            TableCell(_way(report, quantity)),
            *_result(report, quantity),
        )
        for where in dict.fromkeys(references(quantity.expression)):
            yield (TableCell(""), TableCell(short_title_of(report.standard, where), indent=1), *_operand(report, where))


def _way(report: Report, quantity: Quantity) -> str:
    words = explain(quantity.expression, lambda where: short_title_of(report.standard, where))
    return f"{words}；口径：{quantity.basis}" if quantity.basis else words


def _result(report: Report, quantity: Quantity) -> _Row:
    result = evaluate_quantity(report, quantity)
    is_rate = quantity.kind == "percent"
    tables = _tables(report, references(quantity.expression))
    cell = TableCell(
        result.text if result.value is None or not is_rate else format_percent(result.value),
        kind="percent" if is_rate else "amount",
        address=address.quantity(quantity.id),
        value=in_unit(report, quantity, result.value),
        expression=quantity.expression,
        decimals=2 if is_rate or not tables else tables[0].decimals,
        align="right",
        bold=True,
    )
    unit = "" if is_rate or not tables else tables[0].unit
    return cell, TableCell(unit, align="center")


def _operand(report: Report, where: str) -> _Row:
    tables = _tables(report, [where])
    if not tables:
        stored = report.stored_figure(where)
        text = "" if stored is None else format_plain(stored)
        cell = TableCell(text, kind="score", value=stored, expression=Reference(where), align="right")
        return TableCell(title_of(report.standard, where)), cell, TableCell("")
    table = tables[0]
    _, row, column = where.split("/")
    value = report.amount(where)
    titles = {item.id: item.title for item in table.columns}
    return (
        TableCell(f"{sheet_name(table.title)}“{table.row(row).short}”行“{titles[column]}”栏"),
        TableCell(
            format_amount(table, value),
            kind="amount",
            value=None if value is None else value / table.scale,
            expression=Reference(where),
            decimals=table.decimals,
            align="right",
        ),
        TableCell(table.unit, align="center"),
    )


def _tables(report: Report, addresses: Iterable[str]) -> list[FigureTable]:
    """Return the tables that addresses lie in, each as often as it is named."""
    return [report.standard.tables_by_id[where.split("/")[0]] for where in addresses if address.is_cell(where)]


def _scores(report: Report, card: Scorecard) -> Iterator[_Row]:
    standard = report.standard
    carriers = standard.scored_indicators
    if not carriers:
        return
    for count, indicator in enumerate(carriers, start=1):
        rates = "、".join(standard.quantities_by_id[name].title for name in indicator.quantities)
        way = f"自评表：分值 {format_plain(indicator.max_score)} 分 － 得分" + (f"；参考：{rates}" if rates else "")
        deduction = _linked(card.by_id[indicator.id].deduction, deduction_address(indicator.id))
        yield (_number(count), TableCell(f"{indicator.title}扣分"), TableCell(way), deduction, _POINTS)
    missing = card.total_max - card.total if card.complete and card.total is not None else None
    totals = (
        ("总分值", "各项分值之和", card.total_max, TOTAL_MAX),
        ("总得分", "各项得分之和", card.total, address.TOTAL_SCORE),
        ("总扣分", "总分值 － 总得分", missing, TOTAL_DEDUCTION),
    )
    count = len(carriers)
    for title, way, value, where in totals:
        count += 1
        yield (_number(count), TableCell(title, bold=True), TableCell(way), _linked(value, where), _POINTS)
    if standard.grades:
        count += 1
        yield (
            _number(count),
            TableCell("评价等级", bold=True),
            TableCell("按总得分和自评表下的等级划分"),
            TableCell(
                card.grade.name if card.grade else "", align="center", columns=2, live=Joined((Shown(address.GRADE),))
            ),
        )
    unexplained = Unexplained(
        tuple(deduction_address(item.id) for item in carriers),
        tuple(address.indicator_reason(item.id) for item in carriers),
    )
    short = sum(bool(card.by_id[item.id].deduction) and not card.by_id[item.id].reason for item in carriers)
    yield (
        _number(count + 1),
        TableCell("没有写原因的扣分", bold=True),
        TableCell("自评表：扣了分而“扣分原因”空着的指标"),
        TableCell(f"{short} 项" if short else "没有", align="center", columns=2, live=unexplained),
    )


_POINTS = TableCell("分", align="center")


def _linked(value: Decimal | None, where: str) -> TableCell:
    return TableCell(
        "" if value is None else format_plain(value),
        kind="score",
        value=value,
        expression=Reference(where),
        align="right",
    )


def _number(count: int) -> TableCell:
    return TableCell(str(count), align="center")
