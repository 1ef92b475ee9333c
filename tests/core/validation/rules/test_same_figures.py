"""The same figure in the text and in a table."""

from __future__ import annotations

import pytest

from core.intake.manuscript_text import text_manuscript
from core.validation.run import check_text

TEXT = """表1 收支情况
单位：万元
项目\t预算数\t决算数
城市维护经费\t2,410.60\t2,385.17
绿化养护经费\t1,106.25\t1,098.40

二、资金使用
全年城市维护经费支出 {figure}，用于道路和照明设施养护。
"""


def rules(figure: str) -> list[str]:
    return [finding.rule for finding in check_text(text_manuscript(TEXT.format(figure=figure), "文稿.txt")).findings]


@pytest.mark.parametrize("figure", ["2,385.17 万元", "23,851,700 元", "约 2,385 万元", "1,733.92 万元"])
def test_the_same_figure_or_quite_another_is_no_fault(figure: str) -> None:
    assert rules(figure) == []


@pytest.mark.parametrize(
    "figure",
    ["2,835.17 万元", "2,385.77 万元", "238.517 万元", "2,385.17 元"],
    ids=["turned", "digit", "point", "unit"],
)
def test_one_slip_from_the_row_of_the_same_name_is_found(figure: str) -> None:
    assert rules(figure) == ["NUM-006"]
