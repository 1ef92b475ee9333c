"""Problems with their indicators and measures: what was said of them, and what is proposed where nothing was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import address
from core.model.link import Link, Remembered
from core.model.naming import short_title_of
from core.model.report import Paragraph, Report
from core.model.standard import ProblemLinks, Standard
from core.validation.inspection import Readings
from core.validation.narrative.reasons import admissions
from core.validation.narrative.shared_words import words_in
from core.validation.pairing import MOST, Pairing, paired
from core.validation.part_points import PartPoint, points_of
from core.validation.problem_indicators import indicators_touched
from core.validation.recognition import recognised

PROBLEM, INDICATORS, MEASURES = "problem", "indicators", "measures"
_SAYS_NONE = re.compile(r"\s*(?:暂?无|没有|不存在|不涉及|未发现)")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem with the indicators that it touches and the measures that answer it, said or proposed.

    `lost` are the titles of measures that were said and have gone; where all have, it is as if nothing had been said.
    Proposed measures are `by_words`, or else by their place or a single word.
    """

    problem: PartPoint
    link: Link | None
    indicators: tuple[str, ...]
    measures: tuple[PartPoint, ...]
    indicators_said: bool
    measures_said: bool
    by_words: bool
    lost: tuple[str, ...] = ()

    @property
    def said(self) -> bool:
        """Whether nothing of the row is a mere proposal."""
        return self.indicators_said and self.measures_said


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The problems and the measures of a report, in order; `gone` was said of problems that no longer stand there.

    It is blank where there are so many that they are not paired: `crowded`.
    """

    rows: tuple[ProblemRow, ...] = ()
    measures: tuple[PartPoint, ...] = ()
    gone: tuple[Link, ...] = ()
    crowded: bool = False

    @property
    def spare(self) -> tuple[PartPoint, ...]:
        """The measures that no problem has, said or proposed."""
        taken = {measure.key for row in self.rows for measure in row.measures}
        return tuple(measure for measure in self.measures if measure.key not in taken)


def link_table(report: Report, readings: Readings | None = None) -> LinkTable:
    """Return the report's problems and measures with what belongs together; blank where the standard names no parts."""
    parts = report.standard.links
    if parts is None:
        return LinkTable()
    told = (report.paragraphs(parts.problems), report.paragraphs(parts.measures))
    return (readings or Readings()).again(_table, report.standard, parts, *told, links_of(report))


def _table(
    readings: Readings,
    standard: Standard,
    parts: ProblemLinks,
    problems_told: Sequence[Paragraph],
    measures_told: Sequence[Paragraph],
    links: tuple[Link, ...],
) -> LinkTable:
    problems = _problems(problems_told, short_title_of(standard, parts.problems), readings)
    measures = _measures(measures_told, short_title_of(standard, parts.measures), readings)
    if max(len(problems), len(measures)) > MOST:
        return LinkTable(crowded=True)
    texts = [paragraph.text for paragraph in (*problems_told, *measures_told)]
    pairing = paired(problems, measures, texts, readings)
    known = recognised([link.problem for link in links], problems)
    link_by_key = {point.key: link for link, point in zip(links, known, strict=True) if point is not None}
    rows = tuple(
        _row(standard, problem, link_by_key.get(problem.key), measures, pairing, number, readings)
        for number, problem in enumerate(problems)
    )
    gone = tuple(link for link, point in zip(links, known, strict=True) if point is None)
    return LinkTable(rows, measures, gone)


def _problems(paragraphs: Sequence[Paragraph], title: str, readings: Readings) -> tuple[PartPoint, ...]:
    """Return the points that are problems: numbered among such, or admitting a fault."""
    points = points_of(paragraphs, title, readings)
    if len(points) > 1 and all(item.number for item in points):
        return points
    return tuple(item for item in points if readings.read(admissions, item.text))


def _measures(paragraphs: Sequence[Paragraph], title: str, readings: Readings) -> tuple[PartPoint, ...]:
    points = points_of(paragraphs, title, readings)
    return tuple(
        item
        for item in points
        if not _SAYS_NONE.match(item.text) and len(readings.read(words_in, item.text)) >= _FEWEST_WORDS
    )


def _row(
    standard: Standard,
    problem: PartPoint,
    link: Link | None,
    measures: tuple[PartPoint, ...],
    pairing: Pairing,
    number: int,
    readings: Readings,
) -> ProblemRow:
    said = link.indicators if link else None
    if said is None:
        indicators = indicators_touched(standard, problem, readings)
    else:
        indicators = tuple(item.id for item in standard.scored_indicators if item.id in said)
    remembered = link.measures if link else None
    stand = recognised(remembered, measures) if remembered else []
    chosen = {point.key for point in stand if point is not None}
    measures_said = remembered is not None and (not remembered or bool(chosen))
    if measures_said:
        answers = tuple(measure for measure in measures if measure.key in chosen)
    else:
        answers = tuple(measures[index] for index in pairing.answers[number])
    lost = tuple(item.title for item, point in zip(remembered or (), stand, strict=True) if point is None)
    return ProblemRow(
        problem, link, indicators, answers, said is not None, measures_said, pairing.by_words[number], lost
    )


# -- what is stored ----------------------------------------------------------------------------------------------------


def links_of(report: Report) -> tuple[Link, ...]:
    """Return what was said of problems, in the order of their keys."""
    fields: dict[str, dict[str, str]] = {}
    prefix = f"{address.LINK}/problem/"
    for where, entry in report.entries.items():
        if where.startswith(prefix):
            key, _, name = where.removeprefix(prefix).partition("/")
            fields.setdefault(key, {})[name] = entry.value
    return tuple(_link(key, fields[key]) for key in sorted(fields))


def _link(key: str, values: dict[str, str]) -> Link:
    indicators, measures = values.get(INDICATORS), values.get(MEASURES)
    return Link(
        Remembered(key, values.get(PROBLEM, "")),
        None if indicators is None else tuple(indicators.split()),
        None if measures is None else tuple(_remembered(line) for line in measures.split("\n") if line.strip()),
    )


def _remembered(line: str) -> Remembered:
    key, _, title = line.partition(" ")
    return Remembered(key, title)
