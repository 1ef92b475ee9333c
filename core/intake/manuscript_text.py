"""A text file of any kind as a manuscript: lines joined into paragraphs, ruled lines gathered into tables."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from core.intake.captions import caption_above
from core.intake.cells import RULES, looks_tabular
from core.intake.lines import Line, cut_lines
from core.intake.paragraphs import join_lines
from core.intake.text_file import read_text_file
from core.model.manuscript import Grid, GridCell, Manuscript, Passage

_LONGEST_ROW = 400
_FEWEST_TABS = 2


def read_text_manuscript(path: Path) -> Manuscript:
    """Return a text file as a manuscript. Raises `AppError` as `read_text_file` does."""
    return text_manuscript(read_text_file(path), path.name)


def text_manuscript(text: str, name: str) -> Manuscript:
    """Return a text as a manuscript; addresses are `line/<n>` and, for a table's cells, `line/<n>/<column>`."""
    blocks: list[Passage | Grid] = []
    for ruled, run in groupby(cut_lines(text).lines, key=_is_ruled):
        lines = list(run)
        if ruled and any(looks_tabular(line) for line in lines):
            blocks.append(_grid(lines, blocks))
        else:
            blocks += _passages(lines)
    return Manuscript(name, tuple(blocks))


def _is_ruled(line: Line) -> bool:
    """Tell whether a line may be a row: a heading row has no figures, and a row may begin with blank cells."""
    # A row may have nothing but its name; its blank cells are at the end, where `text` does not show them.
    ruled = RULES.search(line.text) or line.raw.count("\t") >= _FEWEST_TABS
    return bool(ruled) and len(line.text) <= _LONGEST_ROW


def _cells(line: Line) -> list[str]:
    bare = line.raw.strip(" \u3000\xa0")
    if bare[0] in "|│┃｜":
        bare = bare[1:].rstrip().rstrip("|│┃｜")
    return [cell.strip() for cell in RULES.split(bare)]


def _passages(lines: list[Line]) -> list[Passage]:
    return [Passage(f"line/{fragment.line}", fragment.text, f"第 {fragment.line} 行") for fragment in join_lines(lines)]


def _grid(lines: list[Line], before: list[Passage | Grid]) -> Grid:
    cut = [(line, _cells(line)) for line in lines]
    width = max((len(texts) for _, texts in cut), default=0)
    title, unit = caption_above(before)
    rows = tuple(
        tuple(
            GridCell(f"line/{line.number}/{column}", texts[column] if column < len(texts) else "")
            for column in range(width)
        )
        for line, texts in cut
    )
    first = lines[0].number
    return Grid(f"line/{first}/table", title, unit, rows, f"第 {first} 行起的表")
