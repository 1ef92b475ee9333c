"""Which finding comes next from where the reader is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.model.finding import Finding

Order = Callable[[str], Any]
"""Gives the sorting key of an address in reading order."""


def next_finding(
    findings: Sequence[Finding], order: Order, at: tuple[str, int] | None, current: Finding | None, by: int
) -> Finding | None:
    """Return the finding after (`by` 1) or before (-1) the place `at` in reading order, going round at the ends.

    `at` is an address and how far in, `None` when the reader is nowhere in the text; then it goes on from `current`,
    as it does when the reader is still where `current` has led.
    """
    if not findings:
        return None

    def key(finding: Finding) -> tuple[Any, int]:
        return order(finding.places[0].address), finding.places[0].start

    listed = sorted(findings, key=key)
    here = None if at is None else (order(at[0]), at[1])
    if current in listed and (here is None or here == key(current)):
        return listed[(listed.index(current) + by) % len(listed)]
    if here is None:
        return listed[0 if by > 0 else -1]
    if by > 0:
        return next((item for item in listed if key(item) >= here), listed[0])
    return next((item for item in reversed(listed) if key(item) < here), listed[-1])
