"""A text file of any kind as a manuscript: lines joined into paragraphs, ruled lines gathered into tables."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from time import monotonic_ns

from core.intake.allowance import Allowance
from core.intake.captions import caption_above
from core.intake.cells import grid_cell
from core.intake.lines import Line, cut_lines
from core.intake.paragraphs import join_lines
from core.intake.ruled_lines import are_table, cut_rows, is_ruled, most_cells
from core.intake.text_file import read_text_file
from core.model.manuscript import Grid, Manuscript, Passage


def read_text_manuscript(path: Path) -> Manuscript:
    """Return a text file as a manuscript. Raises `AppError` as `read_text_file` does."""
    return text_manuscript(read_text_file(path), path.name)


def text_manuscript(text: str, name: str, clock: Callable[[], int] = monotonic_ns) -> Manuscript:
    """Return a text as a manuscript; addresses are `line/<n>` and, for a table's cells, `line/<n>/<column>`.

    `clock` counts nanoseconds. Raises `AppError` too_large for a text that is longer than any report.
    """
    allowance = Allowance(name, clock)
    allowance.take(characters=len(text))
    blocks: list[Passage | Grid] = []
    for ruled, run in groupby(cut_lines(text).lines, key=is_ruled):
        lines = list(run)
        allowance.take(pieces=len(lines))
        if ruled and are_table(lines):
            blocks.append(_grid(lines, blocks, allowance))
        else:
            blocks += _passages(lines)
    return Manuscript(name, tuple(blocks))


def _passages(lines: list[Line]) -> list[Passage]:
    return [Passage(f"line/{fragment.line}", fragment.text, f"第 {fragment.line} 行") for fragment in join_lines(lines)]


def _grid(lines: list[Line], before: list[Passage | Grid], allowance: Allowance) -> Grid:
    title, unit = caption_above(before)
    allowance.take(pieces=most_cells(lines))
    rows = tuple(
        tuple(grid_cell(f"line/{line.number}/{column}", text) for column, text in enumerate(texts))
        for line, texts in zip(lines, cut_rows(lines), strict=True)
    )
    first = lines[0].number
    return Grid(f"line/{first}/table", title, unit, rows, f"第 {first} 行起的表")
