"""How an entry of a part that an office filled in is taken into its report."""

from __future__ import annotations

from dataclasses import replace

from core.intake.copy_changes import CopyChange, CopyChangeKind
from core.model.change import Entry, Origin

_SHOWN = 40


def since_when(text: str) -> str:
    """Return in words what stood at a place when the part was given out."""
    line = " ".join(text.split())
    return f"交出去时是“{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}”" if line else "交出去时是空白"


def as_taken(entry: Entry, source: str) -> Entry:
    """Return an entry of the part as it comes to stand in the report: it says who wrote it."""
    return replace(entry, origin=Origin.IMPORTED, source=source) if entry.origin is Origin.TYPED else entry


def confirmation(where: str, ours: Entry | None, theirs: Entry | None) -> CopyChange | None:
    """Return the change that confirms words of last year which the office confirmed; `None` where it did not."""
    if ours is None or theirs is None or ours.value != theirs.value:
        return None
    if ours.origin is not Origin.CARRIED_OVER or theirs.origin is Origin.CARRIED_OVER:
        return None
    text = ours.value.strip()
    values = {where: replace(ours, origin=Origin.TYPED)}
    return CopyChange(CopyChangeKind.CONFIRMED, where, text, text, "", values)
