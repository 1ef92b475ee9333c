"""Rates and amounts that follow from the tables, explained with the figures substituted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.model import address
from core.model.amount import format_percent, format_plain
from core.model.expression import evaluate, explain, references
from core.model.naming import cell_name, title_of
from core.model.report import Report, format_amount
from core.model.standard import Quantity, Table


@dataclass(frozen=True, slots=True)
class QuantityResult:
    """The value (a ratio, or yuan for an amount), as shown, and how it comes about.

    `value` is `None` and `text` empty where it cannot be worked out; `explanation` then says why. `work` is the sum
    alone, without the unit and what is to be said of blank figures.
    """

    value: Decimal | None
    text: str
    explanation: str
    work: str = ""


def evaluate_quantity(report: Report, quantity: Quantity) -> QuantityResult:
    """Work a quantity out over the report's figures."""
    operands = list(dict.fromkeys(references(quantity.expression)))
    result = evaluate(quantity.expression, lambda where: _figure_at(report, where))
    if result.value is None:
        blank = [_name(report, where) for where in operands if _figure_at(report, where) is None]
        why = f"{'、'.join(blank)}未填" if blank else f"{_operands_in_words(report, operands)}，{result.why_not}"
        return QuantityResult(None, "", f"算不出：{why}")
    table = _table_of(report, operands)
    if quantity.kind == "percent":
        text = format_percent(result.value)
    elif table is not None:
        text = format_amount(table, result.value)
    else:
        text = format_plain(result.value)
    words = explain(quantity.expression, lambda where: f"{_name(report, where)} {_shown(report, where)}")
    unit = f"（单位：{table.unit}）" if table is not None else ""
    blanks = _blanks_in_words(report, operands)
    work = f"{words} ＝ {text}"
    return QuantityResult(result.value, text, f"{work}{unit}{blanks}", work)


def _figure_at(report: Report, where: str) -> Decimal | None:
    return report.amount(where) if address.is_cell(where) else report.stored_figure(where)


def _name(report: Report, where: str) -> str:
    return cell_name(report.standard, where) if address.is_cell(where) else title_of(report.standard, where)


def _shown(report: Report, where: str) -> str:
    if address.is_cell(where):
        return report.shown_amount(where)
    figure = report.stored_figure(where)
    return "" if figure is None else format_plain(figure)


def _operands_in_words(report: Report, operands: list[str]) -> str:
    return "，".join(f"{_name(report, where)} {_shown(report, where)}" for where in operands)


def _blanks_in_words(report: Report, operands: list[str]) -> str:
    short = [where for where in operands if address.is_cell(where) and report.figure(where).blanks]
    if not short:
        return ""
    listed = "、".join(f"{_name(report, where)}有 {report.figure(where).blanks} 项未填" for where in short)
    return f"；{listed}，只合计了已填的数"


def _table_of(report: Report, operands: list[str]) -> Table | None:
    for where in operands:
        if address.is_cell(where):
            return report.standard.tables_by_id[where.split("/")[0]]
    return None
