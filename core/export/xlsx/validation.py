"""What Excel lets people type into the cells that are to be filled in, and what it tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.document.inputs import Input
from core.export.xlsx.sheet import Sheet, coordinate
from core.export.xlsx.stored_values import decimal_text
from core.export.xlsx.text import clean, shortened

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

# Excel's own limits, in UTF-16 units.
_LONGEST_TITLE = 32
_LONGEST_PROMPT = 255
_LONGEST_ERROR = 225
_MOST_AREAS = 200


def validations(sheet: Sheet) -> Iterator[DataValidation]:
    """Yield the rules of a sheet's input cells, one for all cells of which the same is asked."""
    cells: dict[Input, list[str]] = {}
    for cell in sheet.cells:
        if cell.input is not None:
            # What a cell is needed by is no matter here.
            asked = replace(cell.input, needed_by="")
            cells.setdefault(asked, []).append(coordinate(cell.row, cell.column))
    for asked, places in cells.items():
        for start in range(0, len(places), _MOST_AREAS):
            yield _validation(asked, places[start : start + _MOST_AREAS])


def _validation(asked: Input, cells: list[str]) -> DataValidation:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle=_told(asked.name, _LONGEST_TITLE),
        prompt=_told(asked.hint, _LONGEST_PROMPT),
    )
    if asked.lowest is not None and asked.highest is not None:
        rule.type = "whole" if asked.kind == "year" else "decimal"
        rule.operator = "between"
        rule.formula1, rule.formula2 = decimal_text(asked.lowest), decimal_text(asked.highest)
    elif asked.kind == "date":
        # The cell holds text, or Excel would make a date of 2021年9月 that no longer reads so.
        rule.type = "custom"
        rule.formula1 = f"ISNUMBER(VALUE(LEFT(TRIM({cells[0]}),4)))"
    if rule.type is not None:
        rule.showErrorMessage = True
        rule.errorStyle = "stop"
        rule.errorTitle = _told(f"{asked.name}填不进去", _LONGEST_TITLE)
        rule.error = _told(_refusal(asked), _LONGEST_ERROR)
    for cell in cells:
        rule.add(cell)
    return rule


def _refusal(asked: Input) -> str:
    match asked.kind:
        case "amount":
            return f"这里只能填数字，不要写单位、汉字和空格。{asked.hint}原来的内容没有改动。"
        case "score":
            return f"得分只能是不超过分值的数，不能是负数。{asked.hint}原来的内容没有改动。"
        case "year":
            return f"这里填四位年份，{asked.lowest} 到 {asked.highest} 之间。原来的内容没有改动。"
        case _:
            return f"日期以四位年份开头，如 2021年9月15日。{asked.hint}原来的内容没有改动。"


def _told(text: str, longest: int) -> str:
    # A message is one line or a few; Excel counts what it cannot show.
    return shortened(" ".join(clean(text).split()), longest)
