"""Which indicators a problem seems to touch, by the words that the standard has for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model.standard import Indicator, Standard
from core.validation.inspection import Readings
from core.validation.narrative.reasons import admissions
from core.validation.narrative.shared_words import Vocabulary, words_in
from core.validation.part_points import PartPoint

_FEWEST_WORDS = 2
# In per cent of the weight of the problem's title.
_LEAST_SHARE = 20


def indicators_touched(standard: Standard, problem: PartPoint, readings: Readings) -> tuple[str, ...]:
    """Return the ids of the indicators that a problem seems to touch, in the standard's order.

    Those that it calls by their titles; else those whose topics its title names, or a sentence that admits a fault;
    else the one whose description shares most words with its title.
    """
    scored = standard.scored_indicators
    admitting = [problem.text[slice(*span)] for span in readings.read(admissions, problem.text)]
    for found in (
        _ids(item for item in scored if item.title in problem.text),
        _ids(item for item in scored if _is_named(item, (problem.title,))),
        _ids(item for item in scored if _is_named(item, admitting)),
    ):
        if found:
            return found
    return _most_alike(scored, problem, readings)


def _ids(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    return tuple(indicator.id for indicator in indicators)


def _is_named(indicator: Indicator, texts: Sequence[str]) -> bool:
    return any(topic in text for topic in indicator.topics for text in texts)


def _most_alike(scored: Sequence[Indicator], problem: PartPoint, readings: Readings) -> tuple[str, ...]:
    about = ["\n".join((item.title, item.describe, *item.topics)) for item in scored]
    described = [readings.read(words_in, text) for text in about]
    vocabulary = Vocabulary(described)
    title = readings.read(words_in, problem.title)
    shares = [vocabulary.weight(title & words) if len(title & words) >= _FEWEST_WORDS else 0 for words in described]
    best = max(shares, default=0)
    if not best or best * 100 < _LEAST_SHARE * vocabulary.weight(title) or shares.count(best) > 1:
        return ()
    return (scored[shares.index(best)].id,)
