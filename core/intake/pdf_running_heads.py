"""Running heads, running feet and page numbers, told from the text by where they stand and that they return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.intake.captions import UNIT_LINE
from core.intake.pdf_lines import TextLine

_PAGE_NUMBER = re.compile(
    r"[-—–－―·•\s]{0,8}\d{1,4}[-—–－―·•\s]{0,8}|第?\s{0,2}\d{1,4}\s{0,2}页.{0,16}|\d{1,4}\s?/\s?\d{1,4}|[ivxIVX]{1,6}"
)
_DASHED = re.compile(r"[-—–－―]\s{0,4}\d{1,4}\s{0,4}[-—–－―]")
_DIGITS = re.compile(r"\d+")
# How much of the page's height, at the top and at the bottom, a page number or a running head may stand in.
_NUMBER_MARGIN = 8
_HEAD_MARGIN = 11
_SAME_HEIGHT = 300
_MOST_HEADS = 3


def without_running_heads(pages: Sequence[tuple[int, Sequence[TextLine]]]) -> list[list[TextLine]]:
    """Return the lines of each page without those that only belong to the page. A page is its height and its lines."""
    returning = Counter(key for height, lines in pages for key in {_key(line) for line in _at_edge(height, lines)})
    fewest = max(2, len(pages) // 3)
    found: list[list[TextLine]] = []
    for height, lines in pages:
        edge = _at_edge(height, lines)
        dropped = {id(line) for line in edge if returning[_key(line)] >= fewest and not UNIT_LINE.match(line.text)}
        kept = [line for line in lines if id(line) not in dropped]
        while kept and _is_page_number(kept[-1], height):
            kept.pop()
        if kept and _is_page_number(kept[0], height):
            kept.pop(0)
        found.append(kept)
    return found


def _at_edge(height: int, lines: Sequence[TextLine]) -> list[TextLine]:
    margin = height // _HEAD_MARGIN
    top = [line for line in lines[:_MOST_HEADS] if line.base < margin]
    bottom = [line for line in lines[-_MOST_HEADS:] if line.base > height - margin]
    return [*top, *bottom]


def _key(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), line.base // _SAME_HEIGHT


def _is_page_number(line: TextLine, height: int) -> bool:
    margin = height // _NUMBER_MARGIN
    if _DASHED.fullmatch(line.text):
        return True
    return bool(_PAGE_NUMBER.fullmatch(line.text)) and not margin < line.base < height - margin
