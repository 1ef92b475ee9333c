"""The title and the unit of a table, in the short lines above it."""

from __future__ import annotations

import pytest

from core.intake.captions import caption_above
from core.model.manuscript import Grid, Passage


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["支出决算表"], ("支出决算表", "")),
        (["支出决算表", "单位：万元"], ("支出决算表", "万元")),
        (["支出决算表", "（单位：元）"], ("支出决算表", "元")),
        (["支出决算表", "编制部门：市河道局 金额单位：万元"], ("支出决算表", "万元")),
        (["正文。", "支出决算表（单位：万元）"], ("支出决算表", "万元")),
        (["支出决算表", "编制单位：市河道局"], ("支出决算表", "")),
        (["附表1：支出决算表"], ("附表1：支出决算表", "")),
        (["各项支出如下："], ("", "")),
        (["全年支出 30 万元。", "单位：万元"], ("", "万元")),
        (["单位：万元"], ("", "万元")),
        (["很长的一段话" * 20], ("", "")),
        ([], ("", "")),
    ],
)
def test_short_lines_above_a_table_are_its_title_and_unit(lines: list[str], caption: tuple[str, str]) -> None:
    assert caption_above([Passage(str(number), line) for number, line in enumerate(lines)]) == caption


def test_nothing_is_taken_from_above_another_table() -> None:
    assert caption_above([Passage("1", "支出决算表"), Grid("2", "", "", ())]) == ("", "")
