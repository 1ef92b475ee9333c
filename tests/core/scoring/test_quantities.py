"""Rates name their figures, and say why they cannot be worked out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.model.expression import parse
from core.model.report import Report
from core.model.standard import Quantity
from core.scoring.quantities import QuantityResult, evaluate_quantity
from core.standard.catalog import find_standard
from tests.builders import report_with

STANDARD = find_standard("foshan-2020")
FIGURES = {
    "spending/basic/adjusted": "13707000",
    "spending/project/adjusted": "7600000",
    "spending/basic/final": "13708000",
    "spending/project/final": "7452500",
}
ZEROS = {
    f"spending/{row}/{column}": "0" for row in ("remitted", "business", "subsidies") for column in ("adjusted", "final")
}


def report(**changed: str) -> Report:
    """A report with both columns filled, but for changed rows of the final accounts."""
    rows = {f"spending/{row}/final": value for row, value in changed.items()}
    return report_with({where: value for where, value in {**FIGURES, **ZEROS, **rows}.items() if value}, STANDARD)


def completion_rate(of: Report) -> QuantityResult:
    (quantity,) = [item for item in STANDARD.quantities if item.id == "completion_rate_of_adjusted"]
    return evaluate_quantity(of, quantity)


def test_rate_is_explained_with_the_figures_in_their_unit() -> None:
    result = completion_rate(report())
    assert result.value is not None
    assert result.text == "99.31%"
    assert result.work == "合计决算数 2,116.05 ÷ 合计调整预算数 2,130.70 ＝ 99.31%"
    assert result.explanation == f"{result.work}（单位：万元）"


def test_blank_figure_is_named() -> None:
    result = completion_rate(report_with({"spending/basic/final": "1"}, STANDARD))
    assert result == QuantityResult(None, "", "算不出：合计调整预算数未填")


def test_zero_divisor_is_shown() -> None:
    zero = report_with({"spending/total/final": "0", "spending/total/adjusted": "0"}, STANDARD)
    assert completion_rate(zero).explanation == "算不出：合计决算数 0.00，合计调整预算数 0.00，除数为零"


def test_sum_over_blanks_says_so() -> None:
    result = completion_rate(report(business=""))
    assert result.text == "99.31%"
    assert result.explanation.endswith("（单位：万元）；合计决算数有 1 项未填，只合计了已填的数")


@pytest.mark.parametrize(
    ("expression", "text"),
    [("spending.basic.final - spending.project.final", "625.55"), ("indicator.assets.score * 2", "9")],
)
def test_amount_is_shown_in_the_unit_of_its_table(expression: str, text: str) -> None:
    quantity = Quantity("difference", "差额", parse(expression), kind="amount")
    entries = report().entries
    result = evaluate_quantity(report_with({**entries, "indicator/assets/score": "4.50"}, STANDARD), quantity)
    assert result.text == text
    assert result.explanation.startswith(
        ("基本支出决算数 1,370.80 － 项目支出决算数 745.25", "资产管理情况 · 得分 4.5 × 2")
    )


def test_every_quantity_of_every_indicator_can_be_worked_out_over_a_whole_table() -> None:
    whole = report_with({where: "1250000" for _, row, _, where in STANDARD.cells() if not row.parts}, replace(STANDARD))
    results = [evaluate_quantity(whole, quantity) for quantity in STANDARD.quantities]
    assert results
    assert all(isinstance(result.value, Decimal) for result in results)
