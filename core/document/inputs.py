"""What may be typed into a cell of the workbook: of which kind, within which bounds, and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.model.amount import LARGEST, format_plain
from core.model.standard import CoverField, Indicator, Table

_EARLIEST_YEAR, _LATEST_YEAR = Decimal(2000), Decimal(2099)


@dataclass(frozen=True, slots=True)
class Input:
    """A cell that is filled in by hand; it may always be left blank.

    `name` is what the form calls it. The bounds belong to what is allowed, in the cell's own unit; texts have none. A
    `text` is a few words, `prose` sentences. `hint` tells what is to be typed. `needed_by` is the address of a figure:
    while it is above zero, the cell must not stay blank.
    """

    kind: Literal["amount", "score", "year", "date", "text", "prose"]
    name: str
    hint: str
    lowest: Decimal | None = None
    highest: Decimal | None = None
    needed_by: str = ""


def amount_input(table: Table, column: str) -> Input:
    """Return what a figure of a table may be: money may be negative (冲销, 退回), as it may in the program itself."""
    most = (LARGEST - 1) / table.scale
    hint = f"填数字，单位：{table.unit}；冲销、退回的可以是负数。没有发生的填 0，还不知道的先空着。"
    return Input("amount", column, hint, -most, most)


def score_input(indicator: Indicator) -> Input:
    """Return what the points of an indicator may be."""
    top = format_plain(indicator.max_score)
    return Input("score", "得分", f"填 0 到 {top} 之间的数，{top} 是满分。", Decimal(0), indicator.max_score)


def reason_input(deduction: str) -> Input:
    """Return what the reason of the deduction at an address may be."""
    return Input("prose", "扣分原因", "扣了分就写明原因；没有扣分的不用写。", needed_by=deduction)


def cover_input(field: CoverField) -> Input:
    """Return what a field of the cover may be."""
    if field.kind == "year":
        return Input("year", field.title, field.hint or "填四位年份。", _EARLIEST_YEAR, _LATEST_YEAR)
    hint = field.hint or f"填写{field.title}。"
    return Input("date" if field.kind == "date" else "text", field.title, hint)
