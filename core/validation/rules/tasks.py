"""The year's tasks against the results that are told: a task without a result needs a word."""

from __future__ import annotations

from collections.abc import Iterator

from core.model import address
from core.model.amount import format_plain
from core.model.finding import Severity
from core.model.naming import short_title_of
from core.model.report import Paragraph, Report
from core.model.standard import TaskCheck
from core.validation.inspection import Inspection, Readings
from core.validation.pairing import MOST, Pairing, paired
from core.validation.part_points import PartPoint, points_of
from core.validation.places import quoted, score_place, span_place
from core.validation.registry import Area, CouldNotRun, NotApplicable, Outcome, must_explain, rule

_Part = tuple[str, tuple[Paragraph, ...]]
"""A part's title and its paragraphs."""
_Points = tuple[PartPoint, ...]
_FEWEST = 2
_LISTED = 10


@rule(
    "SCR-010",
    severity=Severity.WARNING,
    title="年度任务没有写明结果",
    clause="年度任务逐项写明完成结果",
    reads=[Area.NARRATIVE, Area.INDICATORS],
)
def check_tasks_have_results(inspection: Inspection) -> Iterator[Outcome]:
    """Every task that the report numbers has a result in the part that tells them.

    One result may answer several tasks. A task is told only where it has no words in common with any result, and every
    result clearly belongs to another task.
    """
    report = inspection.report
    if not report.standard.task_checks:
        yield NotApplicable("指标体系没有规定年度任务和结果各写在哪一部分")
    for check in report.standard.task_checks:
        parts = [_part(report, part) for part in (check.tasks, check.results)]
        tasks, results, pairing = inspection.readings.again(_compared, *parts)
        if len(tasks) < _FEWEST:
            yield NotApplicable(f"“{short_title_of(report.standard, check.tasks)}”没有逐项编号")
        elif not results:
            yield NotApplicable(f"“{short_title_of(report.standard, check.results)}”还没有写")
        elif pairing is None:
            yield CouldNotRun(f"任务或结果超过 {MOST} 项，没有逐项对照")
        else:
            yield from _unanswered(inspection, check, tasks, results, pairing)


def _part(report: Report, part: str) -> _Part:
    return short_title_of(report.standard, part), report.paragraphs(part)


def _compared(readings: Readings, tasks: _Part, results: _Part) -> tuple[_Points, _Points, Pairing | None]:
    """Return the numbered tasks, the results, and which of these answer which task."""
    title, paragraphs = tasks
    asked = tuple(point for point in points_of(paragraphs, title, readings) if point.number)
    title, answering = results
    answers = points_of(answering, title, readings)
    if max(len(asked), len(answers)) > MOST:
        return asked, answers, None
    texts = [paragraph.text for paragraph in (*paragraphs, *answering)]
    return asked, answers, paired(asked, answers, texts, readings)


def _unanswered(
    inspection: Inspection, check: TaskCheck, tasks: _Points, results: _Points, pairing: Pairing
) -> Iterator[Outcome]:
    report = inspection.report
    inspection.use(address.indicator_score(check.indicator))
    numbered = all(result.number for result in results)
    if numbered:
        open_tasks = [task for task, answers in zip(tasks, pairing.answers, strict=True) if not answers]
        told = f"“{short_title_of(report.standard, check.results)}”写有 {len(results)} 项"
    else:
        open_tasks = [] if any(pairing.by_words) else list(tasks)
        told = f"“{short_title_of(report.standard, check.results)}”没有逐项写"
    if not open_tasks:
        return
    indicator = report.standard.indicators_by_id[check.indicator]
    score = report.score(check.indicator)
    names = "、".join(quoted(task.name) for task in open_tasks[:_LISTED])
    more = f"等 {len(open_tasks)} 项" if len(open_tasks) > _LISTED else ""
    scored = (
        "" if score is None else f"；该项分值 {format_plain(indicator.max_score)} 分，自评 {format_plain(score)} 分"
    )
    first = results[0]
    yield must_explain(
        f"“{short_title_of(report.standard, check.tasks)}”列有 {len(tasks)} 项任务，{told}，"
        f"没有看到{names}{more}的结果{scored}。",
        "补写这些任务的完成结果；没有完成的写明原因，并相应扣分。",
        [
            *(span_place(task.paragraph, task.span) for task in open_tasks),
            span_place(first.paragraph, first.span),
            score_place(report, indicator),
        ],
    )
