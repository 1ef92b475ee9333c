"""What a rule is given: the report, what was read from its prose, and a record of the figures that it used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, Self, TypeVar

from core.model.manuscript import Manuscript
from core.model.report import Report
from core.scoring.engine import Scorecard, score
from core.validation.narrative.mentions import Mention, read_mentions

T = TypeVar("T")
_SPARE = 64


class Readings:
    """What functions read from texts, kept by text: a run after an edit reads only the paragraph that changed."""

    def __init__(self) -> None:
        self._known: dict[Callable[[str], Any], dict[str, Any]] = {}
        self._last: dict[tuple[Callable[..., Any], str], tuple[tuple[Any, ...], Any]] = {}

    def read(self, reader: Callable[[str], T], text: str) -> T:
        """Return `reader(text)`, from memory where this text was read before; `reader` depends on nothing else."""
        known = self._known.get(reader)
        if known is None:
            known = self._known[reader] = {}
        if text not in known:
            known[text] = reader(text)
        result: T = known[text]
        return result

    def again(self, work_out: Callable[..., T], *given: Any, about: str = "") -> T:
        """Return `work_out(self, *given)`, that of the last time where it was given the same; it depends on no more.

        What it is asked `about` is remembered apart.
        """
        last = self._last.get((work_out, about))
        if last is None or last[0] != given:
            last = self._last[work_out, about] = (given, work_out(self, *given))
        result: T = last[1]
        return result

    def overfull(self, texts: int) -> bool:
        """Tell whether more is kept of texts that are gone than of the `texts` that there are."""
        return any(len(known) > 2 * texts + _SPARE for known in self._known.values())

    def forget_except(self, texts: frozenset[str]) -> None:
        """Drop what was read from all but these texts."""
        for known in self._known.values():
            for text in known.keys() - texts:
                del known[text]


@dataclass(frozen=True, slots=True)
class UsedSpan:
    """A number in a paragraph that took part in a check."""

    address: str
    start: int


class Text(Protocol):
    """What has a text at an address: a report's paragraph, a manuscript's passage."""

    @property
    def address(self) -> str:
        """Where it stands."""

    @property
    def text(self) -> str:
        """What stands there."""


@dataclass(frozen=True, kw_only=True)
class TextInspection:
    """One rule's view, during one run, of a text that need not be a report of ours.

    `used` collects the addresses of figures and the spans of numbers in the prose that took part in the rule's check;
    `memo` is shared by the rules of one run.
    """

    manuscript: Manuscript
    readings: Readings
    memo: dict[Callable[..., Any], Any]
    used: set[str | UsedSpan] = field(default_factory=set)

    def read(self, reader: Callable[[str], T], passage: Text) -> T:
        """Return what a function reads from a passage's text alone."""
        return self.readings.read(reader, passage.text)

    def mentions(self, passage: Text) -> tuple[Mention, ...]:
        """Return the numbers of a passage."""
        return self.readings.read(read_mentions, passage.text)

    def once(self, work_out: Callable[[Self], T]) -> T:
        """Return what `work_out` makes of the text, worked out once a run whichever rule asks first.

        It must not record figures as used: that is for the rule whose check they take part in.
        """
        if work_out not in self.memo:
            self.memo[work_out] = work_out(self)
        result: T = self.memo[work_out]
        return result

    def use(self, *figures: str | UsedSpan) -> None:
        """Record figures that take part in the rule's check: cells and scores by address, numbers in prose by span."""
        self.used.update(figures)


@dataclass(frozen=True, kw_only=True)
class Inspection(TextInspection):
    """One rule's view of a report during one run; `manuscript` is the report as running text and tables."""

    report: Report

    @property
    def scorecard(self) -> Scorecard:
        """The report's scores."""
        return self.once(_score)


def _score(inspection: Inspection) -> Scorecard:
    return score(inspection.report)
