"""One root cause, one finding: relations that share a number and are broken together are told together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.model.finding import Finding, Place, Verdict

_FAMILIES = ("NUM-", "TAB-", "EVA-", "LST-", "SPD-")
# What these find of one table, they have already put together.
_APART = "SPD-"
_MOST_TOLD = 2

_Key = tuple[str, int, str]


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those about figures joined where they share a figure; the first of each group leads it."""
    groups: list[list[Finding]] = []
    group_of: dict[_Key, list[Finding]] = {}
    for finding in findings:
        keys = [_key(place) for place in finding.places] if _is_of_figures(finding) else []
        group = next((group_of[key] for key in keys if key in group_of), None)
        if group is None or finding.rule.startswith(_APART):
            group = []
            groups.append(group)
        group.append(finding)
        for key in keys:
            group_of.setdefault(key, group)
    return [_joined(group) for group in groups]


def _is_of_figures(finding: Finding) -> bool:
    return finding.rule.startswith(_FAMILIES) and finding.verdict is Verdict.CONTRADICTED


def _key(place: Place) -> _Key:
    return place.address, place.start, place.text


def _joined(group: list[Finding]) -> Finding:
    first, *others = group
    if not others:
        return first
    told = "".join(other.message for other in others[:_MOST_TOLD])
    more = f"另有 {len(others) - _MOST_TOLD} 处也对不上。" if len(others) > _MOST_TOLD else ""
    places: dict[_Key, Place] = {}
    for finding in group:
        for place in finding.places:
            places.setdefault(_key(place), place)
    return replace(first, message=f"{first.message}同一个数还涉及：{told}{more}", places=tuple(places.values()))
