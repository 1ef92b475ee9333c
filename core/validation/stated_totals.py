"""The total scores that the narrative states, told apart by what speaks against them.

A total can disagree with the scores because one score was entered wrongly; then that score is the root cause, and the
rule that finds it takes the total along as a further place.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.validation.inspection import Inspection
from core.validation.narrative.score_statements import WHOLE, ScoreStatement, score_statements


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """All stated totals, and those that disagree with the scores entered, by cause.

    `wrong` follow from nothing. `by_words` follow from the scores as the narrative states them. `within_maxima` follow
    from the scores once those above their maximum (or below zero) are brought back into range.
    """

    stated: tuple[ScoreStatement, ...]
    wrong: tuple[ScoreStatement, ...] = ()
    by_words: tuple[ScoreStatement, ...] = ()
    within_maxima: tuple[ScoreStatement, ...] = ()


def stated_totals(inspection: Inspection) -> StatedTotals:
    """Return the stated totals; nothing speaks against them while scores are still open."""
    statements = inspection.once(score_statements)
    stated = tuple(item for item in statements if item.owner == WHOLE and not item.is_maximum)
    card = inspection.scorecard
    if card.total is None or not card.complete:
        return StatedTotals(stated)
    by_words = card.total + _difference_of_words(inspection)
    within_maxima = card.total - _out_of_range(inspection)
    off = [item for item in stated if item.value != card.total]
    return StatedTotals(
        stated=stated,
        wrong=tuple(item for item in off if item.value not in {by_words, within_maxima}),
        by_words=tuple(item for item in off if item.value == by_words),
        within_maxima=tuple(item for item in off if item.value == within_maxima != by_words),
    )


def _difference_of_words(inspection: Inspection) -> Decimal:
    """Return how much more the scores are in words than as entered; where words differ, the last count."""
    found: dict[str, Decimal] = {}
    for item in inspection.once(score_statements):
        entered = inspection.report.score(item.owner) if item.owner != WHOLE and not item.is_maximum else None
        if entered is not None:
            found[item.owner] = item.value - entered
    return sum(found.values(), Decimal(0))


def _out_of_range(inspection: Inspection) -> Decimal:
    """Return by how much the scores lie above their maxima, less what they lie below zero."""
    excess = Decimal(0)
    for indicator in inspection.report.standard.scored_indicators:
        score = inspection.report.score(indicator.id) or Decimal(0)
        excess += score - min(max(score, Decimal(0)), indicator.max_score)
    return excess
