"""Tables as they were meant: what a page break cut apart is put together, forms of several tables are cut up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.model.manuscript import Grid, GridCell, Passage
from core.validation.narrative.row_names import TOTAL
from core.validation.narrative.sheet_headers import YEAR, numbers_the_columns, texts_of

_HEADING = re.compile(r"项目|指标|名称|内容|事项|单位|预算|决算|执行|金额|合计|[数值额分率量]$|目标|完成|年度?$")
_FIRST_HEADING = re.compile(r"^(?:序号|项目|指标|名称|内容|事项|单位|部门|科目|类别)(?:名称)?$")
_DIGIT = re.compile(r"\d")
_FEWEST_HEADINGS = 3
_MOST_HEADER_ROWS = 5
# What stands between the halves of a table: the number of a page, 续表.
_BREAK = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–\s]*$|^.{0,20}[（(]?续(?:表|上表|前表)?\d{0,2}[）)]?$")


def tables_of(blocks: Iterable[Passage | Grid]) -> Iterator[Grid]:
    """Yield the tables of a text, those that pages cut apart as one and those in one frame apart."""
    whole: Grid | None = None
    between: list[Passage] = []
    for block in blocks:
        if isinstance(block, Passage):
            between.append(block)
            continue
        joined = _joined(whole, block) if whole and all(_BREAK.match(passage.text) for passage in between) else None
        if joined is None and whole is not None:
            yield from sections_of(whole)
        whole, between = joined or block, []
    if whole is not None:
        yield from sections_of(whole)


def _joined(whole: Grid, more: Grid) -> Grid | None:
    """Return a table with what goes on on the next page, where that has no header of its own or the same again."""
    above, below = texts_of(whole), texts_of(more)
    if any(TOTAL.match(text) for text in above[-1]) or not (_has_figure(below[0]) or below[0] == above[0]):
        return None
    places: Sequence[int] = range(len(above[0]))
    if len(below[0]) != len(places):
        # Columns that are blank on the first page may be missing on the next.
        filled = [row for row in above if _has_figure(row)]
        places = [column for column in places if any(row[column] for row in filled)]
        if len(below[0]) != len(places):
            return None
    rows = []
    for row in more.rows:
        cells = [GridCell("", "")] * len(above[0])
        for place, cell in zip(places, row, strict=True):
            cells[place] = cell
        rows.append(tuple(cells))
    return replace(whole, rows=(*whole.rows, *rows))


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
        figures = figures or _has_figure(row)
    yield replace(grid, rows=grid.rows[begin:])


def _has_figure(row: Sequence[str]) -> bool:
    return not numbers_the_columns(row) and any(_DIGIT.match(text) and not YEAR.match(text) for text in row)


def _is_heading(row: Sequence[str]) -> bool:
    """Tell whether a row says nothing but what the columns below it are called."""
    filled = [text for text in row if text]
    if any(_DIGIT.match(text) and not YEAR.match(text) for text in filled):
        return False
    headings = sum(bool(_HEADING.search(text)) for text in filled)
    first = len(filled) > 1 and bool(_FIRST_HEADING.match(filled[0]))
    return headings >= _FEWEST_HEADINGS or (first and headings == len(filled))
