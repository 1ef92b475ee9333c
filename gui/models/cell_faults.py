"""Which cells findings name, how grave the gravest is, and what the tip says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.model.finding import Finding, Place, Severity
from gui.finding_words import tip_of

_GRAVITY = tuple(Severity)


@dataclass(frozen=True)
class CellFault:
    """What findings say of one cell; it is the `chief` one where a finding names it first, as the one to look at."""

    severity: Severity
    tip: str
    chief: bool


def faults_by_cell(findings: Iterable[Finding], owns: Callable[[Place], bool]) -> dict[str, CellFault]:
    """Return the faults of the addresses that `owns` says yes to."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for where in {place.address for place in finding.places if owns(place)}:
            found.setdefault(where, []).append(finding)
    return {where: _fault(where, named) for where, named in found.items()}


def _fault(where: str, named: list[Finding]) -> CellFault:
    first = [finding for finding in named if finding.places[0].address == where]
    gravest = min((finding.severity for finding in first or named), key=_GRAVITY.index)
    return CellFault(gravest, tip_of([*first, *(finding for finding in named if finding not in first)]), bool(first))
