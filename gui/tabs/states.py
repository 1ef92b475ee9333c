"""Which tab an address belongs to, and how far each tab is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from core.model import address
from core.model.finding import Finding, Severity
from core.model.report import Report
from core.model.standard import Standard, Tab


class TabState(StrEnum):
    """How far a tab is; shown by the shape beside its title."""

    EMPTY = "未填"
    UNFINISHED = "未填完"
    FAULTY = "有错误"
    DONE = "已填"


def tab_of(standard: Standard, where: str) -> str:
    """Return the id of the tab on which an address is edited, the first tab for one that no tab shows."""
    for tab in standard.tabs:
        if any(where == item or where.startswith(item + "/") for item in tab.items):
            return tab.id
    indicator_parts = [part.address for part in standard.part_of_indicator.values()]
    belongs = where.startswith(f"{address.RESULT}/") or any(
        where == part or where.startswith(part + "/") for part in indicator_parts
    )
    for tab in standard.tabs:
        if belongs and address.INDICATOR in tab.items:
            return tab.id
    return standard.tabs[0].id


def state_of(tab: Tab, report: Report, findings: Sequence[Finding]) -> TabState:
    """Return how far a tab is: errors first, then what is still blank."""
    standard = report.standard
    for finding in findings:
        if finding.severity == Severity.ERROR and tab_of(standard, finding.places[0].address) == tab.id:
            return TabState.FAULTY
    filled, wanted = _filled(tab, report)
    if wanted == 0 and address.EVIDENCE in tab.items and report.evidence():
        return TabState.DONE
    if filled == 0:
        return TabState.EMPTY
    return TabState.DONE if filled >= wanted else TabState.UNFINISHED


def _filled(tab: Tab, report: Report) -> tuple[int, int]:
    """Count the required things of a tab that are filled, and all of them."""
    filled = wanted = 0
    for present in _required(tab, report):
        wanted += 1
        filled += present
    return filled, wanted


def _required(tab: Tab, report: Report) -> list[bool]:
    standard = report.standard
    found: list[bool] = []
    for item in tab.items:
        if item == address.COVER:
            required = [field for field in standard.cover if field.required]
            found += [bool(report.text(address.cover_field(field.id)).strip()) for field in required]
        elif item == address.INDICATOR:
            found += [report.score(indicator.id) is not None for indicator in standard.scored_indicators]
            parts = [part for part in standard.part_of_indicator.values() if part.required]
            found += [bool(report.paragraphs(part.address)) for part in parts]
        elif item == address.EVIDENCE:
            linked = {name for evidence in report.evidence() for name in evidence.indicators}
            found += [indicator.id in linked for indicator in standard.indicators if indicator.evidence]
        elif item in standard.tables_by_id:
            inputs = [cell for cell in standard.cells() if cell[0].id == item and not cell[1].parts]
            found += [report.amount(where) is not None for _, _, _, where in inputs]
        elif item in standard.parts and standard.parts[item].required:
            found.append(bool(report.paragraphs(item)))
    return found
