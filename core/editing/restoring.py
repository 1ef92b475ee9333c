"""The change that brings a report, or a part of it, back to what it was."""

from __future__ import annotations

from core.model.change import Change, Put
from core.model.report import Report

_LONGEST_NAME = 40


def within(where: str, scope: str) -> bool:
    """Tell whether an address is a scope or lies in it; everything lies in the empty scope."""
    return not scope or where == scope or where.startswith(f"{scope}/")


def restoring(report: Report, past: Report, name: str, scope: str = "") -> Change:
    """Return the change that gives a scope of the report what stood there in `past`, which the title calls `name`."""
    now, then = report.entries, past.entries
    puts = tuple(
        Put(where, now.get(where), then.get(where))
        for where in sorted({*now, *then})
        if within(where, scope) and now.get(where) != then.get(where)
    )
    return Change(f"恢复到“{name[:_LONGEST_NAME]}”", puts)
