"""Walks a standard's indicators and explains every point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.model.amount import format_plain
from core.model.report import Report, children_of
from core.model.standard import Grade, Indicator, Standard
from core.scoring.methods import method_named


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """What one indicator earned; for a group, the sum of those below it.

    `deduction` is open (`None`) until everything below is scored. `reason` is the reason entered for a deduction.
    """

    indicator: Indicator
    max_score: Decimal
    score: Decimal | None
    deduction: Decimal | None
    reason: str
    explanation: str


@dataclass(frozen=True)
class Scorecard:
    """The scores of a report.

    `indicators` holds every indicator in the standard's order, groups included. `total` is the sum of the scores known
    so far (`None` when there is none), `total_max` the sum of the maxima of all indicators that carry a score.
    `grade` is the band that the total lies in whatever the open scores turn out to be; `None` while that is undecided.
    """

    indicators: tuple[IndicatorScore, ...]
    total: Decimal | None
    total_max: Decimal
    scored: int
    unscored: int
    grade: Grade | None
    explanation: str

    @property
    def complete(self) -> bool:
        """Whether every indicator that carries a score has one."""
        return self.unscored == 0

    @cached_property
    def by_id(self) -> dict[str, IndicatorScore]:
        """Every indicator's score by the indicator's id."""
        return {item.indicator.id: item for item in self.indicators}


def score(report: Report) -> Scorecard:
    """Score a report by its standard; raises `AppError` where the standard names a method that is not known here."""
    standard = report.standard
    found: dict[str, IndicatorScore] = {}
    for indicator in standard.indicators:
        _score_indicator(indicator, report, found)
    carriers = [found[indicator.id] for indicator in standard.scored_indicators]
    points = [item.score for item in carriers if item.score is not None]
    total = sum(points, Decimal(0)) if points else None
    still_open = [item for item in carriers if item.score is None]
    highest = (total or Decimal(0)) + sum((item.max_score for item in still_open), Decimal(0))
    lowest_grade, highest_grade = grade_of(standard, total or Decimal(0)), grade_of(standard, highest)
    return Scorecard(
        indicators=tuple(found[indicator.id] for indicator in standard.indicators),
        total=total,
        total_max=sum((item.max_score for item in carriers), Decimal(0)),
        scored=len(points),
        unscored=len(still_open),
        grade=lowest_grade if total is not None and lowest_grade == highest_grade else None,
        explanation=_explain_sum(points, len(still_open)),
    )


def _score_indicator(indicator: Indicator, report: Report, found: dict[str, IndicatorScore]) -> IndicatorScore:
    if indicator.id in found:
        return found[indicator.id]
    children = children_of(report.standard, indicator.id)
    if children:
        below = [_score_indicator(child, report, found) for child in children]
        top = sum((item.max_score for item in below), Decimal(0))
        points = [item.score for item in below if item.score is not None]
        earned = sum(points, Decimal(0)) if points else None
        # A child group that is itself only partly scored has a score but no deduction.
        whole = all(item.deduction is not None for item in below)
        explanation = _explain_sum(points, sum(item.deduction is None for item in below))
    else:
        top = indicator.max_score
        judgement = method_named(indicator.method)(indicator, report)
        earned, explanation = judgement.score, judgement.explanation
        whole = earned is not None
    found[indicator.id] = IndicatorScore(
        indicator=indicator,
        max_score=top,
        score=earned,
        deduction=top - earned if whole and earned is not None else None,
        reason=report.reason(indicator.id),
        explanation=explanation,
    )
    return found[indicator.id]


def grade_of(standard: Standard, points: Decimal) -> Grade | None:
    """Return the band of a total, `None` outside all bands.

    Bands are stated in points of the full mark and applied to the total as it stands: where a standard's maxima add
    up to 99, 90 points are still 90. They are half-open; the full mark belongs to the highest band.
    """
    for band in standard.grades:
        if band.lower <= points < band.upper or points == band.upper == standard.full_mark:
            return band
    return None


def sum_in_words(points: Sequence[Decimal]) -> str:
    """Return the addition without its result: 8＋7.5＋20; a negative summand stands in brackets."""
    return "＋".join(f"（{format_plain(item)}）" if item < 0 else format_plain(item) for item in points)


def _explain_sum(points: Sequence[Decimal], still_open: int) -> str:
    if not points:
        return "各项指标均未评分"
    total = f"{format_plain(sum(points, Decimal(0)))} 分"
    words = f"{sum_in_words(points)}＝{total}" if len(points) > 1 else total
    return f"{words}，另有 {still_open} 项未评分" if still_open else words
