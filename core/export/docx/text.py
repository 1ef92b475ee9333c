"""Text as a Word file holds it."""

from __future__ import annotations

import re

from core.export.xlsx.text import clean

# Marks that reverse the order in which what follows is shown: 1,250 would be read as 052,1.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text, without control characters and marks of direction; at least one line."""
    return _DIRECTIONS.sub("", clean(text)).split("\n")


def clean_line(text: str) -> str:
    """Return a text as one line, without control characters and marks of direction."""
    return " ".join(clean_lines(text))
