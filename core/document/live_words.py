"""Words of a document that follow from other places of it, for writers that can keep them up to date."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.standard import Grade


@dataclass(frozen=True, slots=True)
class Shown:
    """The text at an address, or the words `blank` where there is none."""

    address: str
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts one after the other."""

    parts: tuple[str | Shown, ...]


@dataclass(frozen=True, slots=True)
class Grading:
    """The grade of a total: the band that it lies in whatever the open scores turn out to be, else nothing.

    `scores` and `maxima` are the addresses of what is summed, in the same order. The upper bound of a band belongs to
    it only where it is the full mark.
    """

    scores: tuple[str, ...]
    maxima: tuple[str, ...]
    bands: tuple[Grade, ...]
    is_full_mark: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Unscored:
    """How many scores are still open: 另有 2 项未评分; nothing when all are given."""

    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unexplained:
    """How many deductions have no reason: 2 项, or 没有. Deductions and reasons are addresses in the same order."""

    deductions: tuple[str, ...]
    reasons: tuple[str, ...]


LiveWords = Joined | Grading | Unscored | Unexplained
