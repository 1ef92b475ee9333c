"""What typing in a part means for the report: the values to put so that it holds the paragraphs shown."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.change import Entry, Origin
from core.model.report import Paragraph, Report

_GAP = 1024
"""Distance between the positions of neighbours, so that new ones fit between without moving the others."""


def edits_of_part(report: Report, part: str, shown: Sequence[tuple[int, str]]) -> dict[str, Entry | None]:
    """Return the values to put so that `part` holds `shown` (level, stored text), in order; empty when it already does.

    Paragraphs that did not change keep their addresses, an edited one too.
    """
    stored = report.paragraphs(part)
    old = [(paragraph.level, paragraph.stored) for paragraph in stored]
    head = _common(old, shown)
    tail = _common(old[head:][::-1], shown[head:][::-1])
    middle_old = stored[head : len(stored) - tail]
    middle_new = shown[head : len(shown) - tail]
    values: dict[str, Entry | None] = {}
    for paragraph, (level, text) in zip(middle_old, middle_new, strict=False):
        values[paragraph.address] = Entry(text, Origin.TYPED, "", level, paragraph.position)
    for paragraph in middle_old[len(middle_new) :]:
        values[paragraph.address] = None
    added = middle_new[len(middle_old) :]
    if added:
        before = middle_old[-1] if middle_old else (stored[head - 1] if head else None)
        after = stored[len(stored) - tail] if tail else None
        values.update(_added(report, part, before, after, added))
    return values


def appended(report: Report, part: str, added: Sequence[tuple[int, str]]) -> dict[str, Entry | None]:
    """Return the values to put so that paragraphs (level, text) follow those of a part."""
    shown = [(paragraph.level, paragraph.stored) for paragraph in report.paragraphs(part)]
    return edits_of_part(report, part, [*shown, *added])


def _common(left: Sequence[tuple[int, str]], right: Sequence[tuple[int, str]]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _added(
    report: Report,
    part: str,
    before: Paragraph | None,
    after: Paragraph | None,
    added: Sequence[tuple[int, str]],
) -> dict[str, Entry | None]:
    values: dict[str, Entry | None] = {}
    low = before.position if before else 0
    high = after.position if after else low + _GAP * (len(added) + 1)
    if high - low <= len(added):
        # No room left between the two: the paragraphs that follow move down together.
        shift = _GAP * (len(added) + 1)
        for paragraph in report.paragraphs(part):
            if paragraph.position >= high:
                entry = report.entries[paragraph.address]
                moved = Entry(entry.value, entry.origin, entry.source, entry.level, entry.position + shift)
                values[paragraph.address] = moved
        high += shift
    step = (high - low) // (len(added) + 1)
    number = _next_number(report, part)
    for index, (level, text) in enumerate(added):
        position = low + step * (index + 1)
        values[f"{part}/p{number + index}"] = Entry(text, Origin.TYPED, "", level, position)
    return values


def _next_number(report: Report, part: str) -> int:
    numbers = [paragraph.address.rpartition("/p")[2] for paragraph in report.paragraphs(part)]
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1
