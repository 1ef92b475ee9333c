"""Sentences and clauses: the bounds within which words of a paragraph speak of each other."""

from __future__ import annotations

import re
from itertools import pairwise

_SENTENCE_END = re.compile(r"[。！？!?；;\n]+[”’」）)]*")
# Words further away than this do not bear on each other; text without marks must not cost its length squared.
_FURTHEST = 160
_CLAUSE_END = "，,。；;：:！？!?\n（(）)"

Span = tuple[int, int]


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a paragraph, each with its closing mark; blank ones are left out."""
    cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return tuple((start, end) for start, end in pairwise(cuts) if text[start:end].strip())


def clause_start(text: str, position: int, floor: int = 0) -> int:
    """Return where the clause that holds `position` begins, not before `floor` nor very far away."""
    floor = max(floor, position - _FURTHEST)
    while position > floor and text[position - 1] not in _CLAUSE_END:
        position -= 1
    return position


def lead_of(text: str, clause: int, sentence: int) -> str:
    """Return the words of a sentence before the clause that begins at `clause`, at most the nearest of them."""
    return text[max(sentence, clause - _FURTHEST) : clause]


def trimmed(text: str, span: Span) -> Span:
    """Return the span without surrounding space and without its closing mark."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。！？!?；;"):
        end -= 1
    return start, end
