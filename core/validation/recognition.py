"""Points that were remembered, found again among those that stand there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.model.link import Remembered
from core.validation.narrative.shared_words import words_in
from core.validation.part_points import PartPoint

_LEAST_SHARE = 3


def recognised(remembered: Sequence[Remembered], points: Sequence[PartPoint]) -> list[PartPoint | None]:
    """Return for each of those remembered the point that it is now, `None` where it has gone.

    First the very one; then one that moved, where no other has its title; then one at its place a third of whose
    words and its own together are the same: a point that was only reworded. No point is two of them.
    """
    found: dict[int, PartPoint] = {}
    by_key = {point.key: point for point in points}
    for number, item in enumerate(remembered):
        if item.key in by_key:
            found[number] = by_key.pop(item.key)
    missing = [number for number in range(len(remembered)) if number not in found]
    digests = Counter(_digest(remembered[number].key) for number in missing)
    titles = Counter(_digest(key) for key in by_key)
    for number in missing:
        digest = _digest(remembered[number].key)
        if digests[digest] == titles[digest] == 1:
            key = next(key for key in by_key if _digest(key) == digest)
            found[number] = by_key.pop(key)
    by_place = {_place(key): key for key in by_key}
    for number in missing:
        item = remembered[number]
        key = by_place.get(_place(item.key), "")
        if number not in found and key in by_key and _is_reworded(item.title, by_key[key].title):
            found[number] = by_key.pop(key)
    return [found.get(number) for number in range(len(remembered))]


def _digest(key: str) -> str:
    return key.rpartition(".")[2]


def _place(key: str) -> str:
    return key.rpartition(".")[0]


def _is_reworded(before: str, after: str) -> bool:
    one, other = words_in(before), words_in(after)
    return len(one & other) * _LEAST_SHARE >= len(one | other) > 0
