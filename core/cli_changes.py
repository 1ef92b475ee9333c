"""What an edited copy would change in a report, on the command line and as JSON."""

from __future__ import annotations

from core.intake.copy_changes import KIND_WORDS, CopyChange, CopyProposal
from core.model.naming import short_title_of
from core.model.report import Report


def print_changes(report: Report, proposal: CopyProposal, chosen: list[CopyChange], *, theirs: str) -> None:
    """Print what would be changed and what was not taken; `theirs` is what the copy is called."""
    if proposal.doubt:
        print(f"注意：{proposal.doubt}")
    for change in proposal.changes:
        mark = "［已采纳］" if change in chosen else "［冲突］" if change.conflict else ""
        print(f"{mark}{short_title_of(report.standard, change.address)}：{KIND_WORDS[change.kind]}")
        if change.conflict:
            print(f"  {change.conflict}")
        print(f"  报告：{change.before or '（空白）'}\n  {theirs}：{change.after or '（空白）'}")
    for note in proposal.notes:
        print(f"说明：{note}")


def changes_as_json(report: Report, proposal: CopyProposal, chosen: list[CopyChange]) -> dict[str, object]:
    """Return what would be changed and what was not taken as JSON takes it."""
    return {
        "changes": [
            {
                "kind": change.kind.value,
                "address": change.address,
                "place": short_title_of(report.standard, change.address),
                "before": change.before,
                "after": change.after,
                "conflict": change.conflict,
                "applied": change in chosen,
            }
            for change in proposal.changes
        ],
        "notes": list(proposal.notes),
        "doubt": proposal.doubt,
    }
