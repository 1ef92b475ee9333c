"""Lines of a table cut into cells, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from core.intake.lines import Line
from core.intake.titles import key_of, likeness, read_number
from core.model.amount import parse_decimal
from core.model.manuscript import GridCell

RULES = re.compile(r"[\t|│┃｜]")
_GAPS = re.compile(r"[ \u3000\xa0]{2,}")
_BRACKET = re.compile(r"[（(\[]([^（）()\[\]]{1,12})[)）\]]$")
_YEAR = re.compile(r"^\d{4}年度?")
_OF_WHICH = "其中"
_LONGEST_ROW = 400

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Cells:
    """A line as cells. `ruled` ones are cut at tabs or bars and keep their blank cells; others are cut at spaces."""

    texts: tuple[str, ...]
    ruled: bool


def cut_cells(line: Line) -> Cells | None:
    """Cut a line into cells; `None` when it is too long for a row of a table or all of one piece."""
    if len(line.text) > _LONGEST_ROW:
        return None
    if RULES.search(line.text):
        bare = line.raw.strip(" \u3000\xa0")
        if bare[0] in "|│┃｜":
            bare = bare[1:].rstrip().rstrip("|│┃｜")
        texts = [cell.strip() for cell in RULES.split(bare)]
        while texts and not texts[0]:
            texts.pop(0)
        return Cells(tuple(texts), ruled=True)
    texts = _GAPS.split(line.text)
    if len(texts) == 1:
        texts = line.text.split()
    return Cells(tuple(texts), ruled=False) if len(texts) > 1 else None


def looks_tabular(line: Line) -> bool:
    """Tell whether a line is surely a row of some table: three ruled cells, or two with a figure in the second."""
    if not RULES.search(line.text):
        return False
    number = read_number(line.text)
    if number and not RULES.search(number.rest):
        return False
    cells = cut_cells(line)
    if cells is None:
        return line.text.count("\t") > 2
    return len(cells.texts) > 2 or (len(cells.texts) == 2 and figure_of(cells.texts[1]) is not None)


def grid_cell(address: str, raw: str) -> GridCell:
    """Return a cell of a manuscript's table from its text with the blanks before it."""
    text = raw.strip()
    before = raw[: len(raw) - len(raw.lstrip())]
    return GridCell(address, text, sum(2 if blank == "\u3000" else 1 for blank in before) if text else 0)


def figure_of(text: str) -> Decimal | None:
    """Read a cell's figure, spaces within it allowed; `None` when it is blank or no figure."""
    try:
        return parse_decimal("".join(text.split()))
    except ValueError:
        return None


def cut_bracket(text: str) -> tuple[str, str]:
    """Return a heading without the remark in brackets at its end, and the remark: 决算数（万元）."""
    match = _BRACKET.search(text.strip())
    return (text.strip()[: match.start()].rstrip(), match[1].strip()) if match else (text.strip(), "")


def row_key(title: str) -> str:
    """Return a row's title for comparison, without its number and 其中."""
    number = read_number(title)
    key = key_of(number.rest if number and number.rest else title)
    return key.removeprefix(_OF_WHICH).lstrip(":") or key


def column_at(texts: Sequence[str], columns: Mapping[str, _Item]) -> dict[int, _Item]:
    """Return which of the columns, given by their keys, stands at which position of a heading row.

    A title may lack letters of the column's own or have one more, and bear a year or a remark in brackets; titles
    written exactly come first, and no column is given twice.
    """
    keys = [_YEAR.sub("", key_of(cut_bracket(text)[0])) for text in texts]
    found: dict[int, _Item] = {}
    taken: set[str] = set()
    for position, key in enumerate(keys):
        if key in columns and key not in taken:
            found[position] = columns[key]
            taken.add(key)
    if not found:
        return {}
    for position, key in enumerate(keys):
        if position in found:
            continue
        alike = [other for other in columns if other not in taken and _is_variant(key, other)]
        if len(alike) == 1:
            found[position] = columns[alike[0]]
            taken.add(alike[0])
    return found


def _is_variant(key: str, column: str) -> bool:
    if len(key) == len(column) + 1:
        return likeness(key, column) >= 60
    return 2 <= len(key) < len(column) and (likeness(key, column) >= 60 or column.startswith(key))
