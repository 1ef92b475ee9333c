"""Text pasted from a word processor or a web page, as paragraphs with levels; typed numbers become the program's."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLANKS = "\u3000\xa0 \t\v\f\ufeff"
_BULLET = re.compile("^[●•·◆■▪○\uf06c\uf0b7\uf0d8]\\s*")
_NUMBERS = {3: re.compile(r"^(\d{1,2})(?:[.．](?!\d)|、)\s*"), 4: re.compile(r"^[（(](\d{1,2})[)）]\s*")}


def pasted_paragraphs(text: str) -> list[tuple[int, str]]:
    """Return level and words of each paragraph: 3 for 1. and 4 for （1）, else 0; blank lines are left out.

    A typed number is taken away only where it is the one that the program will print: a list counts from 1 upwards.
    Else it stays as words, so that nothing is pasted that says something else than it did.
    """
    stripped = (_BULLET.sub("", line.strip(_BLANKS)).strip(_BLANKS) for line in text.splitlines())
    lines = [line for line in stripped if line]
    if not _counts_from_one(lines):
        return [(0, line) for line in lines]
    return [_divided(line)[::2] for line in lines]


def _divided(line: str) -> tuple[int, int, str]:
    """Return a line's level, its number, and its words without it."""
    for level, pattern in _NUMBERS.items():
        found = pattern.match(line)
        if found and found.end() < len(line):
            return level, int(found[1]), line[found.end() :]
    return 0, 0, line


def _counts_from_one(lines: Sequence[str]) -> bool:
    """Tell whether every number is the one that follows: 1. through the text, （1） anew below each."""
    third = fourth = 0
    for level, number, _ in map(_divided, lines):
        if level == 3:
            third, fourth = third + 1, 0
        elif level == 4:
            fourth += 1
        if number != {0: 0, 3: third, 4: fourth}[level]:
            return False
    return True
