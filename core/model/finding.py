"""Findings: what is wrong or unfinished in a report, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.model.change import Change

_CONTEXT = 10


class Severity(StrEnum):
    """How grave a finding is: an error is arithmetic that cannot be right under any reading of the words."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Verdict(StrEnum):
    """What is known about the fault."""

    CONTRADICTED = "contradicted"
    NOT_REPRODUCIBLE = "not_reproducible"
    MUST_EXPLAIN = "must_explain"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding looks: an address and the very text there.

    `start` and `end` are the span of `text` in the text of the address; `context` is about ten characters on either
    side, `text` included. A blank place has empty text.
    """

    address: str
    text: str = ""
    context: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A mechanical mend of running text: `before`, the span of an address's text, becomes `after`."""

    address: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault with its one root cause and all the places that show it; the first place is where to go.

    `message` carries the substituted figures, `todo` what to do. Where the mend is mechanical, `fix` is the change of
    the report, or `edits` are those of running text, which need not be a report's.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    todo: str
    clause: str
    places: tuple[Place, ...]
    fix: Change | None = None
    edits: tuple[TextEdit, ...] = ()


def place_in(address: str, whole: str, start: int, end: int) -> Place:
    """Return the place of a span within the text `whole` of an address."""
    context = whole[max(0, start - _CONTEXT) : end + _CONTEXT]
    return Place(address, whole[start:end], context, start, end)


def place_of(address: str, text: str, label: str = "") -> Place:
    """Return the place of a cell or field as it is shown; `label` names it in the context."""
    return Place(address, text, f"{label} {text}".strip(), 0, len(text))
