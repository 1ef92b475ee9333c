"""The ledger of a run: what was checked, what was not and why. Silence about a fault is only worth what stands here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that did not run, or not on everything, and why in words."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a run covered.

    `ran` holds codes of rules. A rule that ran on some figures and could not on others stands in both lists.
    `numbers_read` counts the numbers in the prose, the figures stored in tables and the scores; `numbers_checked`
    those of them that took part in a check. `unread` says in sentences what of the source was never read.
    """

    ran: tuple[str, ...]
    not_applicable: tuple[NotRun, ...]
    could_not_run: tuple[NotRun, ...]
    numbers_read: int
    numbers_checked: int
    unread: tuple[str, ...] = ()
