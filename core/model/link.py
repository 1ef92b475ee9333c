"""What was said of a problem: which indicators it touches, and which measures answer it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remembered:
    """A point of the narrative as it stood when something was said of it: its key and its title then."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """What was said of one problem; `None` where nothing was, while an empty tuple says that there is none.

    `indicators` holds ids.
    """

    problem: Remembered
    indicators: tuple[str, ...] | None
    measures: tuple[Remembered, ...] | None
