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
    """The words of a statement, and those of its title alone."""

    title: Words
    whole: Words


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
        self._uses: Counter[str] = Counter()
        self._texts = 0
        for words in texts:
            self._uses.update(words)
            self._texts += 1

    def weight(self, words: Words) -> int:
        """Return the weight of words together; of a word that no text uses it is that of a rare one."""
        return sum((self._texts // (self._uses[word] or 1)).bit_length() for word in words)

    def likeness(self, one: Statement, other: Statement) -> Likeness:
        """Return what two statements share; a single word in common is nothing."""
        return Likeness(
            self._share(one.whole & other.whole, one.whole, other.whole),
            self._share(one.title & other.whole, one.title),
            self._share(other.title & one.whole, other.title),
        )

    def _share(self, common: Words, *wholes: Words) -> int:
        if len(common) < _FEWEST:
            return 0
        return self.weight(common) * 100 // min(map(self.weight, wholes))
