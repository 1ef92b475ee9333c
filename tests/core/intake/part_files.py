"""Reports with a part that was given out, filled in, and comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.editing.part_file import given_entries, part_entries, recording
from core.intake.part_merge import PartProposal, merge_proposal, merging
from core.model.change import Change, Entry, Put
from core.model.handout import Handout, digest_of_base, report_of
from core.model.report import Report
from tests.builders import report_with

DUTIES = "narrative/overview/duties"
ANALYSIS = "narrative/evaluation/budgeting"
BASIC, PROJECT = "spending/basic/final", "spending/project/final"
SCORE, REASON = "indicator/budgeting/score", "indicator/budgeting/reason"
ALL = ("cover", DUTIES, "spending", "indicator/budgeting", "indicator/results")
OFFICE = "办公室"


def whole(values: Mapping[str, str | Entry] | None = None) -> Report:
    """Return a report with a cover, three duties, two figures and a score."""
    return report_with(
        {
            "cover/reporting_unit": "云川市园林局",
            "cover/fiscal_year": "2024",
            **{f"{DUTIES}/p{number}": paragraph(f"职能之{number}。", number) for number in (1, 2, 3)},
            f"{ANALYSIS}/p1": paragraph("预算编制及时。", 1),
            BASIC: "1000000",
            PROJECT: "250000.50",
            SCORE: "38",
            **(values or {}),
        }
    )


def paragraph(text: str, position: int, level: int = 0) -> Entry:
    return Entry(text, level=level, position=position * 1024)


def given(report: Report, targets: tuple[str, ...] = ALL, handout_id: str = "0a1b2c3d") -> tuple[Report, Report]:
    """Return the report that remembers a part, and the part."""
    handout = Handout(handout_id, OFFICE, "2025-01-20", targets, digest=digest_of_base(given_entries(report, targets)))
    part = report_of(report.standard, part_entries(report, handout))
    return report.with_change(recording(report, handout)), part


def edited(report: Report, values: Mapping[str, Entry | str | None]) -> Report:
    """Return a report after edits; text keeps the place of the paragraph that it stands in."""
    puts = []
    for where, value in values.items():
        before = report.entries.get(where)
        after = value if not isinstance(value, str) else replace(before, value=value) if before else Entry(value)
        puts.append(Put(where, before, after))
    return report.with_change(Change("", tuple(puts)))


def proposed(report: Report, part: Report) -> PartProposal:
    return merge_proposal(report, part, "交回.ziping")


def merged(report: Report, part: Report, *, all_of_it: bool = False) -> Report:
    """Return the report after what is proposed was taken over, or all of it."""
    proposal = proposed(report, part)
    chosen = [change for change in proposal.changes if all_of_it or proposal.is_proposed(change)]
    return report.with_change(merging(report, proposal, chosen, "2025-02-01"))


def content(report: Report) -> dict[str, object]:
    """Return what a report says: its paragraphs in order with their levels, and every other value."""
    found: dict[str, object] = {
        part: [(item.text, item.level) for item in report.paragraphs(part)] for part in (DUTIES, ANALYSIS)
    }
    for where, entry in report.entries.items():
        if not where.startswith(("narrative/", "handout/")):
            found[where] = entry.value
    return found
