"""Running heads, page numbers and watermarks, told from the text by where they stand and that they return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from core.intake.captions import UNIT_LINE
from core.intake.pdf_lines import TextLine, gaps_in

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
_FAR_LARGER = 2
_GAPS_OF_TABLE = 2


def without_running_heads(pages: Sequence[tuple[int, Sequence[TextLine]]]) -> list[list[TextLine]]:
    """Return the lines of each page without those that only belong to the page. A page is its height and its lines."""
    sizes = sorted(line.size for _, lines in pages for line in lines)
    usual = sizes[len(sizes) // 2] if sizes else 0
    candidates = [_candidates(height, lines, usual) for height, lines in pages]
    returning = Counter(key for lines in candidates for key in {_key(line) for line in lines})
    fewest = max(2, len(pages) // 3)
    found: list[list[TextLine]] = []
    for (height, lines), of_page in zip(pages, candidates, strict=True):
        dropped = {id(line) for line in of_page if returning[_key(line)] >= fewest}
        kept = [line for line in lines if id(line) not in dropped]
        while kept and _is_page_number(kept[-1], height):
            kept.pop()
        if kept and _is_page_number(kept[0], height):
            kept.pop(0)
        found.append(kept)
    return found


def _candidates(height: int, lines: Sequence[TextLine], usual: int) -> list[TextLine]:
    """Return the lines at the edge of a page, and those in letters far larger than usual: watermarks stand anywhere."""
    margin = height // _HEAD_MARGIN
    top = [line for line in lines[:_MOST_HEADS] if line.base < margin]
    bottom = [line for line in lines[-_MOST_HEADS:] if line.base > height - margin]
    large = [line for line in lines if line.size > _FAR_LARGER * usual]
    # The heading of a table may return, too.
    return [
        line for line in (*top, *bottom, *large) if not UNIT_LINE.match(line.text) and gaps_in(line) < _GAPS_OF_TABLE
    ]


def _key(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), line.base // _SAME_HEIGHT


def _is_page_number(line: TextLine, height: int) -> bool:
    margin = height // _NUMBER_MARGIN
    if _DASHED.fullmatch(line.text):
        return True
    return bool(_PAGE_NUMBER.fullmatch(line.text)) and not margin < line.base < height - margin
