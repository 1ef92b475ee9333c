"""How much two statements speak of the same thing: the words that they share, those that many use counting little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# Chinese is not written in words: pairs of neighbouring characters stand for them.
_RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]{2,}")
_JOINTS = re.compile("[的了和与及并或将等]")
_FEWEST = 2
# In per cent of the weight of what is looked for.
_WHOLE, _TITLE, _TITLE_BACK = 15, 10, 25
_MOST_OF_A_TITLE = 25

Words = frozenset[str]


def words_in(text: str) -> Words:
    """Return the pairs of characters that stand for the words of a text; figures and marks are none."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run.isascii():
            found.add(run.lower())
            continue
        for piece in _JOINTS.split(run):
            found.update(piece[start : start + 2] for start in range(len(piece) - 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a statement, those of its title alone, and what both weigh."""

    title: Words
    whole: Words
    title_weight: int
    whole_weight: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two statements share, in per cent by weight.

    `whole` of all their words, `title` of the first's title within the second, `title_back` the other way round.
    """

    whole: int
    title: int
    title_back: int

    @property
    def clear(self) -> bool:
        """Whether they may well speak of the same thing."""
        return self.whole >= _WHOLE or self.title >= _TITLE or self.title_back >= _TITLE_BACK

    @property
    def strong(self) -> bool:
        """Whether so much of the first's title is said that it does not matter what else is."""
        return self.title >= _MOST_OF_A_TITLE

    @property
    def rank(self) -> int:
        """The order between likenesses."""
        return self.whole + self.title + self.title_back


class Vocabulary:
    """The weights of words among texts: the more texts use a word, the less it tells."""

    def __init__(self, texts: Iterable[Words]) -> None:
        uses: Counter[str] = Counter()
        count = 0
        for words in texts:
            uses.update(words)
            count += 1
        self._rare = count.bit_length()
        by_use = [self._rare, *((count // use).bit_length() for use in range(1, count + 1))]
        self._weights = {word: by_use[use] for word, use in uses.items()}

    def weight(self, words: Words) -> int:
        """Return the weight of words together; a word that no text uses weighs what a rare one does."""
        return sum(self._weights.get(word, self._rare) for word in words)

    def statement(self, title: Words, whole: Words) -> Statement:
        """Return a statement with its weight."""
        return Statement(title, whole, self.weight(title), self.weight(whole))

    def likeness(self, one: Statement, other: Statement) -> Likeness:
        """Return what two statements share; a single word in common is nothing."""
        return Likeness(
            self._share(one.whole & other.whole, min(one.whole_weight, other.whole_weight)),
            self._share(one.title & other.whole, one.title_weight),
            self._share(other.title & one.whole, other.title_weight),
        )

    def _share(self, common: Words, whole: int) -> int:
        return self.weight(common) * 100 // whole if len(common) >= _FEWEST else 0
