"""What an import says of itself: how much found its place, how much did not."""

from __future__ import annotations

from decimal import Decimal

from core.intake.text import Intake
from core.model.amount import format_percent


def summary_of(intake: Intake) -> str:
    """Return the counts of characters and the notes, line by line."""
    total = intake.placed + intake.left_over
    share = f"（{format_percent(Decimal(intake.placed) / total, 1)}）" if total else ""
    lines = [f"共 {total:,} 字：归位 {intake.placed:,} 字{share}，未归位 {intake.left_over:,} 字。"]
    if intake.left_over:
        lines.append("未归位的内容没有丢，都在“未归位内容”里，等您安排。")
    return "\n".join([*lines, *intake.notes])
