"""What differs between two texts, as runs of characters that are equal, removed or added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Comparing takes time with the number of equal pairs, and for texts that repeat themselves with much more: beyond this
# only what is equal at both ends is told apart. Two pages of Chinese have fewer, a long row of one character more.
_MOST_PAIRS = 30_000
# A figure is one piece, whatever digits the other has in common with it; so is a Latin word.
_PIECE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?|[A-Za-z]+|.", re.ASCII | re.DOTALL)


class RunKind(StrEnum):
    """Whether a run stands in both texts, only in the first, or only in the second."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of characters; it is never empty."""

    kind: RunKind
    text: str


def text_difference(before: str, after: str) -> tuple[TextRun, ...]:
    """Return the runs that lead from one text to another; what is removed stands before what is added in its place.

    The equal and removed runs make up `before`, the equal and added ones `after`. Figures are never cut in two.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    runs = [(RunKind.EQUAL, old[:head])]
    if _equal_pairs(inner_old, inner_new) > _MOST_PAIRS:
        runs += [(RunKind.REMOVED, inner_old), (RunKind.ADDED, inner_new)]
    else:
        for what, start, end, new_start, new_end in SequenceMatcher(
            None, inner_old, inner_new, autojunk=False
        ).get_opcodes():
            if what == "equal":
                runs.append((RunKind.EQUAL, inner_old[start:end]))
            else:
                runs += [(RunKind.REMOVED, inner_old[start:end]), (RunKind.ADDED, inner_new[new_start:new_end])]
    runs.append((RunKind.EQUAL, old[len(old) - tail :]))
    return _joined(runs)


def _equal_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pairs of a piece of each text are equal."""
    counts = Counter(new)
    return sum(count * counts[piece] for piece, count in Counter(old).items())


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pieces two texts have in common at their beginning."""
    count = 0
    for first, second in zip(old, new, strict=False):
        if first != second:
            break
        count += 1
    return count


def _joined(runs: Sequence[tuple[RunKind, Sequence[str]]]) -> tuple[TextRun, ...]:
    found: list[TextRun] = []
    for kind, pieces in runs:
        text = "".join(pieces)
        if text and found and found[-1].kind is kind:
            found[-1] = TextRun(kind, found[-1].text + text)
        elif text:
            found.append(TextRun(kind, text))
    return tuple(found)
