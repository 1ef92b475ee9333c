"""What a standard says of itself: its parts, cells and scored indicators."""

from __future__ import annotations

import pytest

from core.model import address
from core.standard.catalog import find_standard
from tests.core.standard.small_standard import small_standard


def test_parts_are_in_reading_order_under_their_addresses() -> None:
    standard = find_standard("foshan-2020")
    assert list(standard.parts)[:2] == ["narrative/overview/duties", "narrative/overview/organisation"]
    assert all(part.address == where for where, part in standard.parts.items())
    # Two chapters hold a part of the same id; their addresses differ.
    assert {"narrative/problems/main", "narrative/measures/main"} <= set(standard.parts)


def test_only_indicators_without_children_are_scored() -> None:
    assert [indicator.id for indicator in small_standard().scored_indicators] == ["budget", "funds", "effect"]
    assert len(find_standard("foshan-2020").scored_indicators) == 9


def test_each_indicator_knows_the_part_that_analyses_it() -> None:
    parts = small_standard().part_of_indicator
    assert {indicator: part.address for indicator, part in parts.items()} == {
        "process": "narrative/evaluation/process",
        "effect": "narrative/evaluation/effect",
    }


def test_cells_come_row_by_row_under_their_addresses() -> None:
    cells = list(small_standard().cells())
    assert [where for _, _, _, where in cells[:3]] == [
        "spending/basic/initial",
        "spending/basic/final",
        "spending/project/initial",
    ]
    assert len(cells) == 4 * 2
    assert all(address.is_cell(where) for _, _, _, where in cells)


def test_row_is_found_by_its_id() -> None:
    table = small_standard().tables_by_id["spending"]
    assert table.row("total").title == "合计"
    with pytest.raises(KeyError):
        table.row("x")


def test_standards_are_equal_by_value() -> None:
    assert small_standard() == small_standard()
    assert small_standard() != small_standard('title = "小标准"', 'title = "别的"')
