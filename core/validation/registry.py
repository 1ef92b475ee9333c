"""What a rule is, what it may answer, and how a module's functions become rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from core.model import address
from core.model.change import Change
from core.model.finding import Place, Severity, TextEdit, Verdict
from core.validation.inspection import Inspection, TextInspection


class Area(StrEnum):
    """A region of the report; a rule runs again only when something changes in a region that it reads."""

    COVER = "cover"
    NARRATIVE = "narrative"
    INDICATORS = "indicators"
    TABLES = "tables"
    LEFT_OVER = "left_over"
    LINKS = "links"
    EVIDENCE = "evidence"


# Where scores come from: entered by hand, or by a method that works on the tables.
SCORES = (Area.INDICATORS, Area.TABLES)

_AREAS: dict[str, Area | None] = {
    address.COVER: Area.COVER,
    address.NARRATIVE: Area.NARRATIVE,
    address.INDICATOR: Area.INDICATORS,
    address.LEFT_OVER: Area.LEFT_OVER,
    address.LINK: Area.LINKS,
    address.EVIDENCE: Area.EVIDENCE,
    # Who accepts a finding changes nothing that a rule reads.
    address.WAIVER: None,
    # Kept to compare with; no rule reads it.
    address.LAST_YEAR: None,
    # Never printed.
    address.NOTE: None,
    # Who has a part of the report changes nothing that a rule reads.
    address.HANDOUT: None,
}


_TEXT_AREAS = frozenset(Area) - {Area.LEFT_OVER, Area.LINKS, Area.EVIDENCE}


def area_of(where: str) -> Area | None:
    """Return the region that an address lies in, `None` where no rule reads it."""
    return _AREAS.get(where.partition("/")[0], Area.TABLES)


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding as the rule's function knows it; the rule adds its code, title and clause.

    `severity` stands where this fault is less grave than the rule's others.
    """

    verdict: Verdict
    message: str
    todo: str
    places: tuple[Place, ...]
    fix: Change | None = None
    severity: Severity | None = None
    edits: tuple[TextEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The report has nothing that the rule speaks of; `why` in words."""

    why: str


@dataclass(frozen=True, slots=True)
class CouldNotRun:
    """Something that the rule needs is missing; `why` in words. The rest of the rule may still have run."""

    why: str


Outcome = Fault | NotApplicable | CouldNotRun
Check = Callable[[Inspection], Iterator[Outcome]]
TextCheck = Callable[[TextInspection], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that cites the clause it comes from.

    `title` is the fault in a few words, the heading of the finding's card.
    """

    code: str
    title: str
    clause: str
    severity: Severity
    reads: frozenset[Area]
    check: Check


@dataclass(frozen=True, slots=True)
class TextRule(Rule):
    """A check that needs no standard: it reads running text and tables of any document."""

    check: TextCheck


def rule(code: str, *, severity: Severity, title: str, clause: str, reads: Iterable[Area]) -> Callable[[Check], Rule]:
    """Make a rule of a `check_*` function that yields faults, or why it did not run."""

    def decorate(check: Check) -> Rule:
        return Rule(code, title, clause, severity, frozenset(reads), check)

    return decorate


def text_rule(code: str, *, severity: Severity, title: str, clause: str) -> Callable[[TextCheck], TextRule]:
    """Make a rule that runs on any document of a `check_*` function; `clause` says what every such text must meet."""

    def decorate(check: TextCheck) -> TextRule:
        return TextRule(code, title, clause, severity, _TEXT_AREAS, check)

    return decorate


def rules_in(*families: ModuleType) -> tuple[Rule, ...]:
    """Return the rules defined in modules, in the order of their codes; raises `ValueError` for a code used twice."""
    found: dict[str, Rule] = {}
    for family in families:
        for item in vars(family).values():
            if isinstance(item, Rule):
                if item.code in found:
                    raise ValueError(f"rule code used twice: {item.code}")
                found[item.code] = item
    return tuple(found[code] for code in sorted(found))


def contradicted(
    message: str, todo: str, places: Iterable[Place], *, fix: Change | None = None, severity: Severity | None = None
) -> Fault:
    """Return a fault whose figures or words cannot both be right."""
    return Fault(Verdict.CONTRADICTED, message, todo, tuple(places), fix, severity)


def not_reproducible(message: str, todo: str, places: Iterable[Place], *, severity: Severity | None = None) -> Fault:
    """Return a fault where a figure does not follow from the others, though it may be right."""
    return Fault(Verdict.NOT_REPRODUCIBLE, message, todo, tuple(places), None, severity)


def must_explain(message: str, todo: str, places: Iterable[Place]) -> Fault:
    """Return a fault where the report owes its reader a reason."""
    return Fault(Verdict.MUST_EXPLAIN, message, todo, tuple(places))


def incomplete(message: str, todo: str, places: Iterable[Place]) -> Fault:
    """Return a fault where something required is missing."""
    return Fault(Verdict.INCOMPLETE, message, todo, tuple(places))
