"""Texts that are too long or too high for a cell of Excel."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Cover, CoverLine, TableCell
from core.export.xlsx.writer import xlsx_bytes
from tests.core.export.documents import (
    spending_table,
    table_document,
    text_table,
)
from tests.core.export.xlsx_readers import opened, sheet_named


def test_text_beyond_the_limit_of_a_cell_is_cut_with_a_note() -> None:
    written = xlsx_bytes(table_document(text_table(), cover=Cover("长" * 40_000, ())))
    value = str(opened(written)["封面"]["A2"].value)
    assert len(value) == 32_767
    assert value.endswith("长……（全文见报告）")


def test_text_that_is_too_high_for_a_row_is_continued_below() -> None:
    text = "这一段说明很长，需要写上许多行。" * 300
    table = replace(text_table(text, "下一行"), notes=(text,))
    cover = Cover("表", (CoverLine("说明", text, ""),))
    workbook = opened(xlsx_bytes(table_document(table, cover=cover)))
    assert "".join(str(cell.value) for (cell,) in workbook["封面"]["C4:C100"] if cell.value) == text
    sheet = sheet_named(workbook, "文字")
    pieces = [str(cell.value) for (cell,) in sheet["B3:B100"] if cell.value]
    below = pieces.index("下一行")
    assert below > 2
    assert "".join(pieces[:below]) == text
    assert all(piece.endswith("。") for piece in pieces[:below]), "cut at the end of a sentence"
    assert [sheet[f"A{row}"].value for row in (3, 4, 5)] == ["文字", None, None]
    assert sheet["A4"].border.left.style == "thin"
    notes = [sheet[f"A{row}"].value for row in range(4 + below, 100)]
    assert "".join(str(note) for note in notes if note) == text
    heights = [sheet.row_dimensions[row].height or 0 for row in range(1, 100)]
    assert 300 < max(heights) <= 409


def test_high_cell_over_several_rows_makes_each_of_them_higher() -> None:
    text = "很长的说明。" * 60
    body = ((TableCell(text, rows=2), TableCell("上")), (TableCell("下"),))
    sheet = sheet_named(opened(xlsx_bytes(table_document(replace(text_table(), body=body)))), "文字")
    assert "A3:A4" in map(str, sheet.merged_cells.ranges)
    assert sheet.row_dimensions[3].height == sheet.row_dimensions[4].height > 100


def test_formulas_count_the_rows_that_a_high_row_takes() -> None:
    table = spending_table()
    high = (TableCell("很长的类别。" * 400), *table.body[1][1:])
    body = (table.body[0], high, *table.body[2:])
    sheet = sheet_named(opened(xlsx_bytes(table_document(replace(table, body=body)))), "支出明细表")
    below = next(row for row in range(6, 100) if sheet[f"A{row}"].value == "日常公用经费")
    assert below > 6
    assert sheet["B4"].value == f'=IF(COUNT(B5,B{below})=0,"",SUM(B5,B{below}))'
    assert sheet["B6"].value is None
