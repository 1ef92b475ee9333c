"""Waivers: findings that somebody accepted, with the reason, under a name and on a date."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from core.model.finding import Finding

_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted finding.

    `key` is that of the finding as it stood then; `date` is an ISO date. `message` and `place`, the address of the
    finding's first place, tell what was accepted after the finding itself has gone.
    """

    rule: str
    key: str
    reason: str
    name: str
    date: str
    message: str
    place: str


def key_of(finding: Finding) -> str:
    """Return what a finding is recognised by: 16 hex digits, others as soon as a figure or a place of it changes."""
    places = [[place.address for place in finding.places], [place.text for place in finding.places]]
    told = json.dumps([finding.rule, finding.verdict.value, finding.message, *places])
    return hashlib.sha256(told.encode("ascii")).hexdigest()[:_KEY_LENGTH]
