"""Looks of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.document.blocks import Align

# The fonts that the receivers of official forms have.
SONG = "宋体"
FANG_SONG = "仿宋_GB2312"
HEI = "黑体"
TITLE_SONG = "方正小标宋简体"
BODY_SIZE = 12  # 小四

Border = Literal["none", "box", "bottom"]

GENERAL = "General"
AS_TEXT = "@"  # whatever is typed stays as it is: no dates, no lost zeros
FILL = "FFF2F2F2"
INPUT_FILL = "FFFFF8DC"
ALERT_FILL = "FFFFC680"
EDGES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell; the size is in points, the indent in Excel's steps.

    `quoted` marks a text that must stay a text when someone enters it anew. `shrinks` sets what is too wide smaller,
    where it would else be shown as ####. `is_input` is the look of what is filled in by hand; all else is locked.
    """

    font: str = SONG
    size: int = BODY_SIZE
    bold: bool = False
    filled: bool = False
    border: Border = "none"
    align: Align = "left"
    vertical: Literal["center", "bottom"] = "center"
    indent: int = 0
    wraps: bool = False
    shrinks: bool = False
    number_format: str = GENERAL
    quoted: bool = False
    is_input: bool = False


def amount_format(decimals: int) -> str:
    """Return the number format with thousands separators: #,##0.00."""
    return "#,##0" + _places(decimals)


def percent_format(decimals: int) -> str:
    """Return the number format of a ratio shown as a percentage: 0.00%."""
    return f"0{_places(decimals)}%"


def _places(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


def drawn_edges(border: Border) -> tuple[str, ...]:
    """Return the edges of a cell that are drawn."""
    return {"none": (), "box": EDGES, "bottom": ("bottom",)}[border]
