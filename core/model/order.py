"""Which of a list of things has been moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def out_of_order(addresses: Sequence[str], order: Mapping[str, int]) -> set[str]:
    """Return the fewest of the addresses that must have been moved: those off the longest rising row."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, where in enumerate(addresses):
        place = bisect_left(ends, order[where])
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(order[where])
            last.append(number)
        else:
            ends[place], last[place] = order[where], number
    stays = set()
    number = last[-1] if last else -1
    while number >= 0:
        stays.add(addresses[number])
        number = before[number]
    return set(addresses) - stays
