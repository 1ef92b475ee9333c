"""Forms that hold several tables in one frame, cut where a new header begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.model.manuscript import Grid
from core.validation.narrative.sheet_headers import YEAR, texts_of

_HEADING = re.compile(r"项目|指标|名称|内容|事项|单位|预算|决算|执行|金额|合计|[数值额分率量]$|目标|完成|年度?$")
_DIGIT = re.compile(r"\d")
_FEWEST_HEADINGS = 3
_MOST_HEADER_ROWS = 5


def sections_of(grid: Grid) -> Iterator[Grid]:
    """Yield the tables of a frame from top to bottom, each with its own header."""
    texts = texts_of(grid)
    begin = 0
    figures = False
    for number, row in enumerate(texts):
        # The header said again on a new page begins nothing.
        if figures and _is_heading(row) and row not in texts[begin : begin + _MOST_HEADER_ROWS]:
            yield replace(grid, rows=grid.rows[begin:number])
            begin, figures = number, False
        figures = figures or any(_DIGIT.match(text) and not YEAR.match(text) for text in row)
    yield replace(grid, rows=grid.rows[begin:])


def _is_heading(row: list[str]) -> bool:
    """Tell whether a row says nothing but what the columns below it are called."""
    filled = [text for text in row if text]
    return (
        len(filled) >= _FEWEST_HEADINGS
        and not any(_DIGIT.match(text) and not YEAR.match(text) for text in filled)
        and sum(bool(_HEADING.search(text)) for text in filled) >= _FEWEST_HEADINGS
    )
