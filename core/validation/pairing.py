"""Which answer belongs to which point: measures to problems, results to tasks, by their words and by their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.validation.inspection import Readings
from core.validation.narrative.shared_words import Likeness, Statement, Vocabulary, words_in
from core.validation.part_points import PartPoint

MOST = 100
"""More points than this on either side are not paired: each is held against each."""
# A weak likeness to an answer that is five times as like another point is chance.
_CHANCE = 5


@dataclass(frozen=True, slots=True)
class Pairing:
    """For each point the numbers of its answers, and whether its words show that they are.

    A point without answers is clearly unanswered: it has no words in common with any, and none is left that might be
    meant. `spare` are the answers of no point.
    """

    answers: tuple[tuple[int, ...], ...]
    by_words: tuple[bool, ...]
    spare: tuple[int, ...]


def paired(
    points: Sequence[PartPoint], answers: Sequence[PartPoint], texts: Sequence[str], readings: Readings
) -> Pairing:
    """Pair points with answers; `texts` are those among which a word that many use counts little.

    Without enough words in common, a single one that nobody else says may tell; and where there are as many of the one
    as of the other, their place does. Else such a point may be meant by any answer that is left, and by answers that
    are not told apart by numbers.
    """
    vocabulary = Vocabulary(readings.read(words_in, text) for text in texts)
    asked, answered = (_statements(listed, vocabulary, readings) for listed in (points, answers))
    alike = [[vocabulary.likeness(one, other) for other in answered] for one in asked]
    best = [max(row[answer].rank for row in alike) for answer in range(len(answers))] if alike else []
    aligned = len(points) == len(answers)
    clear = [_clear(row, best) for row in alike]
    found = _by_words(alike, clear, len(answers), aligned=aligned)
    by_words = tuple(bool(chosen) for chosen in found)
    spare = [number for number in range(len(answers)) if not any(number in chosen for chosen in clear)]
    uses = Counter(word for statement in (*asked, *answered) for word in statement.whole)
    for number, chosen in enumerate(found):
        if not chosen:
            hinted = _hinted(asked[number], answered, uses)
            chosen.update(hinted or _by_place(number, answers, spare, aligned=aligned))
    taken = set[int]().union(*found)
    return Pairing(
        tuple(tuple(sorted(chosen)) for chosen in found),
        by_words,
        tuple(number for number in range(len(answers)) if number not in taken),
    )


def _statements(points: Sequence[PartPoint], vocabulary: Vocabulary, readings: Readings) -> list[Statement]:
    return [
        vocabulary.statement(readings.read(words_in, point.title), readings.read(words_in, point.text))
        for point in points
    ]


def _clear(row: Sequence[Likeness], best: Sequence[int]) -> tuple[int, ...]:
    """Return the answers that may well be meant for a point; `best` is how like each is to the point most like it."""
    return tuple(
        answer
        for answer, likeness in enumerate(row)
        if likeness.clear and (likeness.strong or likeness.rank * _CHANCE >= best[answer])
    )


def _by_words(
    alike: Sequence[Sequence[Likeness]], clear: Sequence[Sequence[int]], answers: int, *, aligned: bool
) -> list[set[int]]:
    """Give each point the answer most like it, and each answer to the point most like it."""
    found: list[set[int]] = [set() for _ in alike]

    def rank(point: int, answer: int) -> tuple[bool, int, int]:
        return aligned and point == answer, alike[point][answer].rank, -abs(point - answer)

    for point, chosen in enumerate(clear):
        if chosen:
            found[point].add(max(chosen, key=lambda answer: rank(point, answer)))
    for answer in range(answers):
        askers = [point for point, chosen in enumerate(clear) if answer in chosen]
        if askers:
            found[max(askers, key=lambda point: rank(point, answer))].add(answer)
    return found


def _hinted(point: Statement, answers: Sequence[Statement], uses: Counter[str]) -> list[int]:
    """Return the answers that say a word of the point's title which is said nowhere else."""
    return [
        number for number, answer in enumerate(answers) if any(uses[word] == 2 for word in point.title & answer.whole)
    ]


def _by_place(number: int, answers: Sequence[PartPoint], spare: Sequence[int], *, aligned: bool) -> Sequence[int]:
    if aligned:
        return (number,)
    if not all(answer.number for answer in answers):
        return range(len(answers))
    return (min(spare, key=lambda answer: abs(answer - number)),) if spare else ()
