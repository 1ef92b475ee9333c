"""How far a report is: cover, parts, tables and indicators with their states, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.model import address
from core.model.finding import Finding, Severity
from core.model.last_year import unconfirmed
from core.model.report import Report
from core.model.standard import Indicator, Part, Table

COVER_TITLE = "封面"
INDICATORS_TITLE = "指标得分"


class StepState(StrEnum):
    """How far one thing of the report is; the graver state wins."""

    FAULTY = "有错误"
    CARRIED_OVER = "去年的原文待核对"
    EMPTY = "未填"
    UNFINISHED = "未填完"
    DONE = "已填"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to fill in. `address` is the prefix of all that it holds, `group` the heading that it stands under.

    `filled` of `wanted` required fields have something in them. `characters` counts the words of a part, `longest` is
    their limit. `findings` counts what is open and begins here. `target` is the address to go to: the first error,
    else the first words to confirm, else the first blank.
    """

    address: str
    group: str
    title: str
    state: StepState
    required: bool
    filled: int
    wanted: int
    target: str
    findings: int = 0
    characters: int | None = None
    longest: int | None = None

    @property
    def excess(self) -> int:
        """How many characters a part is over its limit."""
        return max(0, (self.characters or 0) - self.longest) if self.longest is not None else 0

    @property
    def is_open(self) -> bool:
        """Whether something remains to be done here; an optional part may stay blank."""
        return self.state is not StepState.DONE and (self.required or self.state is not StepState.EMPTY)


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole report. `elsewhere` counts open findings that belong to no step, such as those of the total score."""

    steps: tuple[Step, ...]
    filled: int
    wanted: int
    elsewhere: int

    @property
    def next_step(self) -> Step | None:
        """What to do next: what is wrong, then words to confirm, then the first gap; `None` when nothing is open."""
        order = (StepState.FAULTY, StepState.CARRIED_OVER)
        for state in order:
            for step in self.steps:
                if step.state is state:
                    return step
        return next((step for step in self.steps if step.is_open), None)

    @property
    def percent(self) -> int:
        """The share of required fields that are filled; 100 only when all are."""
        return _percent(self.filled, self.wanted)


def _percent(filled: int, wanted: int) -> int:
    return filled * 100 // wanted if wanted else 100


def percent_filled(report: Report) -> int:
    """Return the same share as `Progress.percent`, without a look at findings."""
    things = [thing for thing in _things(report) if thing.required]
    filled = sum(is_filled for thing in things for _, is_filled in thing.fields)
    return _percent(filled, sum(len(thing.fields) for thing in things))


def progress_of(report: Report, findings: Sequence[Finding]) -> Progress:
    """Return how far a report is; `findings` are those that are open, without the accepted ones."""
    waiting = unconfirmed(report)
    firsts = [(finding.places[0].address, finding.severity) for finding in findings if finding.places]
    steps = []
    for thing in _things(report):
        here = [(where, severity) for where, severity in firsts if _holds(thing.address, where)]
        errors = [where for where, severity in here if severity is Severity.ERROR]
        words = [where for where in waiting if _holds(thing.address, where)]
        blanks = [where for where, is_filled in thing.fields if not is_filled]
        filled, wanted = len(thing.fields) - len(blanks), len(thing.fields)
        steps.append(
            Step(
                address=thing.address,
                group=thing.group,
                title=thing.title,
                state=_state(errors, words, filled, wanted),
                required=thing.required,
                filled=filled if thing.required else 0,
                wanted=wanted if thing.required else 0,
                target=next(iter([*errors, *words, *blanks]), thing.address),
                findings=len(here),
                characters=thing.characters,
                longest=thing.longest,
            )
        )
    filled, wanted = sum(step.filled for step in steps), sum(step.wanted for step in steps)
    return Progress(tuple(steps), filled, wanted, len(findings) - sum(step.findings for step in steps))


def _state(errors: Sequence[str], words: Sequence[str], filled: int, wanted: int) -> StepState:
    if errors:
        return StepState.FAULTY
    if words:
        return StepState.CARRIED_OVER
    if filled >= wanted:
        return StepState.DONE
    return StepState.UNFINISHED if filled else StepState.EMPTY


def _holds(prefix: str, where: str) -> bool:
    return where == prefix or where.startswith(f"{prefix}/")


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a step is made of: its fields, and whether each is filled."""

    address: str
    group: str
    title: str
    fields: tuple[tuple[str, bool], ...]
    required: bool = True
    characters: int | None = None
    longest: int | None = None


def _things(report: Report) -> Iterator[_Thing]:
    """Yield all that a standard asks for, once each; a table follows the part that it stands in."""
    standard = report.standard
    fields = [address.cover_field(field.id) for field in standard.cover if field.required]
    yield _Thing(address.COVER, "", COVER_TITLE, tuple((where, bool(report.text(where).strip())) for where in fields))
    placed = set()
    for chapter in standard.chapters:
        # A chapter that is one part without a title needs no heading above itself.
        group = "" if len(chapter.parts) == 1 and not chapter.parts[0].title else chapter.title
        for part in chapter.parts:
            yield _part(report, part, group, part.title or chapter.title)
            if part.table is not None and part.table not in placed:
                placed.add(part.table)
                yield _table(report, standard.tables_by_id[part.table], group)
    for table in standard.tables:
        if table.id not in placed:
            yield _table(report, table, "")
    for indicator in standard.scored_indicators:
        yield _indicator(report, indicator)


def _part(report: Report, part: Part, group: str, title: str) -> _Thing:
    paragraphs = report.paragraphs(part.address)
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    is_filled = any(paragraph.text.strip() for paragraph in paragraphs)
    return _Thing(
        part.address,
        group,
        title,
        ((part.address, is_filled),),
        required=part.required,
        characters=characters,
        longest=part.longest,
    )


def _table(report: Report, table: Table, group: str) -> _Thing:
    cells = [
        address.cell(table.id, row.id, column.id) for row in table.rows if not row.parts for column in table.columns
    ]
    fields = tuple((where, report.amount(where) is not None) for where in cells)
    return _Thing(table.id, group, table.title, fields)


def _indicator(report: Report, indicator: Indicator) -> _Thing:
    where = address.indicator_score(indicator.id)
    fields = ((where, report.score(indicator.id) is not None),)
    return _Thing(f"{address.INDICATOR}/{indicator.id}", INDICATORS_TITLE, indicator.title, fields)
