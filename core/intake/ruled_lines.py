"""Lines that are cut at tabs or bars: the rows of a table that nobody drew."""

from __future__ import annotations

from collections.abc import Sequence

from core.intake.cells import RULES, looks_tabular
from core.intake.lines import Line

_LONGEST_ROW = 400
_LONGEST_NAME = 40


def is_ruled(line: Line) -> bool:
    """Tell whether a line may be a row: a heading row has no figures, and a row may begin and end with blank cells."""
    if RULES.search(line.text):
        return len(line.text) <= _LONGEST_ROW
    # A row may have nothing but a name between blank cells; one tab before a text is the indent of a paragraph.
    bare = line.raw.strip(" \u3000\xa0")
    return len(line.text) <= _LONGEST_NAME and (bare.startswith("\t\t") or bare.endswith("\t"))


def are_table(lines: Sequence[Line]) -> bool:
    """Tell whether ruled lines that follow each other are a table: one of them surely is a row."""
    return any(looks_tabular(line) for line in lines)


def most_cells(lines: Sequence[Line]) -> int:
    """Return how many cells ruled lines are cut into at most, blank ones that fill up their rows among them."""
    return len(lines) * max(len(RULES.findall(line.raw)) + 1 for line in lines)


def cut_rows(lines: Sequence[Line]) -> list[list[str]]:
    """Return the cells of each line with their indents, as many in each as in the longest."""
    rows = [_cells(line) for line in lines]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(line: Line) -> list[str]:
    bare = line.raw.rstrip(" \u3000\xa0")
    if line.text[0] in "|│┃｜":
        bare = line.text[1:].rstrip().rstrip("|│┃｜")
    return [cell.rstrip() for cell in RULES.split(bare)]
