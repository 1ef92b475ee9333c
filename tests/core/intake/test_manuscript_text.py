"""Text files as manuscripts: which lines are rows of a table, and what their cells are."""

from __future__ import annotations

from core.intake.manuscript_text import text_manuscript
from core.model.manuscript import Grid, Passage


def grids(text: str) -> list[Grid]:
    return list(text_manuscript(text, "文稿.txt").grids)


def test_rows_that_begin_or_end_with_blank_cells_belong_to_the_table() -> None:
    (grid,) = grids("项目\t金额\t项目\t金额\n甲\t1.20\t乙\t3.40\n\t\t丙\t\n其他\t\t\t\n合计\t1.20\t合计\t3.40\n")
    assert [[cell.text for cell in row] for row in grid.rows[2:4]] == [["", "", "丙", ""], ["其他", "", "", ""]]


def test_a_tab_before_a_paragraph_is_its_indent() -> None:
    manuscript = text_manuscript("项目\t金额\n甲\t1.20\n\t以上为本年数。\n", "文稿.txt")
    assert [type(block) for block in manuscript.blocks] == [Grid, Passage]


def test_the_blanks_before_a_name_are_its_indent() -> None:
    (grid,) = grids("项目\t金额\n收入\t5.00\n　　拨款\t3.00\n  其他\t2.00\n")
    assert [(row[0].text, row[0].indent) for row in grid.rows[1:]] == [("收入", 0), ("拨款", 4), ("其他", 2)]
