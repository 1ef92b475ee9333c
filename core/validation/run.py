"""Runs the rules over a report: once, or again and again after each edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.model import address
from core.model.finding import Finding, Severity
from core.model.manuscript import Grid, Manuscript
from core.model.report import Paragraph, Report
from core.model.standard import Standard
from core.progress import Progress, SilentProgress
from core.validation.coverage import Ledger, NotRun
from core.validation.inspection import Inspection, Readings, TextInspection, UsedSpan
from core.validation.narrative.mentions import read_mentions
from core.validation.reading_order import ReadingOrder
from core.validation.registry import Area, CouldNotRun, Fault, NotApplicable, Outcome, Rule, TextRule, area_of, rules_in
from core.validation.report_text import manuscript_of
from core.validation.root_causes import merged
from core.validation.rules import (
    arithmetic,
    bodies,
    claims,
    completeness,
    dates,
    evidence,
    form,
    grids,
    left_over_template,
    lists,
    point_numbers,
    problems,
    quotations,
    rates,
    same_figures,
    score_reasons,
    score_tables,
    score_words,
    scores,
    tasks,
    totals,
    variance,
    years,
)
from core.validation.window_places import all_list_windows, all_windows

RULES = rules_in(
    completeness,
    quotations,
    arithmetic,
    totals,
    scores,
    score_reasons,
    tasks,
    problems,
    variance,
    rates,
    claims,
    same_figures,
    grids,
    score_tables,
    score_words,
    form,
    point_numbers,
    lists,
    dates,
    years,
    left_over_template,
    bodies,
    evidence,
)
TEXT_RULES = tuple(item for item in RULES if isinstance(item, TextRule))

GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class CheckRun:
    """The findings, gravest first and then in reading order, and the ledger of the run.

    `used` holds what took part in a check: cells and scores by address, numbers in prose by span.
    """

    findings: tuple[Finding, ...]
    coverage: Ledger
    used: frozenset[str | UsedSpan] = frozenset()


@dataclass(frozen=True, slots=True)
class _Answer:
    outcomes: tuple[Outcome, ...]
    used: frozenset[str | UsedSpan]


def check(report: Report) -> CheckRun:
    """Run every rule over a report."""
    return Checker().update(report)


def check_text(
    manuscript: Manuscript, progress: Progress | None = None, rules: Sequence[TextRule] = TEXT_RULES
) -> CheckRun:
    """Run rules that need no standard over a text of any kind; raises `CancelledError` once `progress` does."""
    sink = progress or SilentProgress()
    readings = Readings()
    memo: dict[Callable[..., Any], Any] = {}
    answers: dict[str, _Answer] = {}
    for number, rule in enumerate(rules):
        sink.report(number, len(rules), f"正在校核：{rule.title}")
        inspection = TextInspection(manuscript=manuscript, readings=readings, memo=memo)
        outcomes = tuple(rule.check(inspection))
        answers[rule.code] = _Answer(outcomes, frozenset(inspection.used))
    findings = [finding for rule in rules for finding in _findings_of(rule, answers[rule.code])]
    order = manuscript.order
    findings.sort(
        key=lambda item: (GRAVITY[item.severity], order[item.places[0].address], item.places[0].start, item.rule)
    )
    in_prose = sum(len(readings.read(read_mentions, passage.text)) for passage in manuscript.passages)
    figures = frozenset(
        cell.address
        for block in manuscript.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if any(sign.isdigit() for sign in cell.text)
    )
    used = _used(answers.values())
    ledger = _ledger(rules, answers, used, figures, in_prose)
    return CheckRun(tuple(merged(findings)), replace(ledger, unread=manuscript.unread), used)


class Checker:
    """Keeps what it learnt of a report, so that a run after an edit costs only what the edit touches.

    Every run gives exactly what a first run over the same report would give. Not for use by two threads at once.
    """

    def __init__(self, rules: Iterable[Rule] = RULES) -> None:
        self._rules = tuple(rules)
        self._readings = Readings()
        self._answers: dict[str, _Answer] = {}
        self._standard: Standard | None = None
        self._order: ReadingOrder | None = None
        self._quoting: tuple[Paragraph, ...] = ()

    def update(self, report: Report, changed: frozenset[str] | None = None) -> CheckRun:
        """Check a report; `changed` are the addresses that differ from the report of the last run, `None` for any."""
        if changed is None or self._order is None or report.standard is not self._standard:
            self._answers.clear()
            self._standard = report.standard
            self._order = ReadingOrder(report.standard)
        areas = {area_of(where) for where in changed or ()}
        # A paragraph that quotes a figure reads otherwise when the figure changes, though nobody touched it.
        quoting = report.quoting_paragraphs()
        if quoting != self._quoting:
            areas.add(Area.NARRATIVE)
        self._quoting = quoting
        memo: dict[Callable[..., Any], Any] = {}
        manuscript = manuscript_of(report)
        for rule in self._rules:
            if rule.code not in self._answers or not areas.isdisjoint(rule.reads):
                inspection = Inspection(manuscript=manuscript, readings=self._readings, memo=memo, report=report)
                outcomes = tuple(rule.check(inspection))
                self._answers[rule.code] = _Answer(outcomes, frozenset(inspection.used))
        paragraphs = tuple(report.all_paragraphs())
        in_prose = sum(len(self._readings.read(read_mentions, paragraph.text)) for paragraph in paragraphs)
        if self._readings.overfull(len(paragraphs)):
            inspection = Inspection(manuscript=manuscript, readings=self._readings, memo=memo, report=report)
            windows = [window for kind in (all_windows, all_list_windows) for window in inspection.once(kind)]
            kept = (*(paragraph.text for paragraph in paragraphs), *(window.text for window in windows))
            self._readings.forget_except(frozenset(kept))
        order = self._order
        findings = [finding for rule in self._rules for finding in _findings_of(rule, self._answers[rule.code])]
        findings.sort(key=lambda item: (GRAVITY[item.severity], order.key(report, item), item.rule))
        used = _used(self._answers.values())
        ledger = _ledger(self._rules, self._answers, used, _stored_figures(report), in_prose)
        return CheckRun(tuple(merged(findings)), ledger, used)


def _findings_of(rule: Rule, answer: _Answer) -> list[Finding]:
    return [
        Finding(
            rule=rule.code,
            severity=fault.severity or rule.severity,
            verdict=fault.verdict,
            title=rule.title,
            message=fault.message,
            todo=fault.todo,
            clause=rule.clause,
            places=fault.places,
            fix=fault.fix,
            edits=fault.edits,
        )
        for fault in answer.outcomes
        if isinstance(fault, Fault)
    ]


def _used(answers: Iterable[_Answer]) -> frozenset[str | UsedSpan]:
    return frozenset[str | UsedSpan]().union(*(answer.used for answer in answers))


def _ledger(
    rules: Iterable[Rule],
    answers: Mapping[str, _Answer],
    used: frozenset[str | UsedSpan],
    figures: frozenset[str],
    in_prose: int,
) -> Ledger:
    ran: list[str] = []
    not_applicable: list[NotRun] = []
    could_not_run: list[NotRun] = []
    for rule in rules:
        answer = answers[rule.code]
        why_not = [item for item in answer.outcomes if not isinstance(item, Fault)]
        could_not_run += [NotRun(rule.code, item.why) for item in why_not if isinstance(item, CouldNotRun)]
        if len(why_not) < len(answer.outcomes) or answer.used or not why_not:
            ran.append(rule.code)
        else:
            not_applicable += [NotRun(rule.code, item.why) for item in why_not if isinstance(item, NotApplicable)]
    return Ledger(
        ran=tuple(ran),
        not_applicable=tuple(not_applicable),
        could_not_run=tuple(could_not_run),
        numbers_read=len(figures) + in_prose,
        # A rule may look at what is computed or blank; only what someone wrote counts.
        numbers_checked=sum(isinstance(item, UsedSpan) or item in figures for item in used),
    )


def _stored_figures(report: Report) -> frozenset[str]:
    """Return the addresses of the cells and scores that hold a figure of their own."""
    standard = report.standard
    cells = (where for _, _, _, where in standard.cells())
    scores_of = (address.indicator_score(indicator.id) for indicator in standard.scored_indicators)
    return frozenset(where for where in (*cells, *scores_of) if report.stored_figure(where) is not None)
