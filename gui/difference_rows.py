"""Two states of a report as rows with their differences marked, made in the worker."""

from __future__ import annotations

from dataclasses import dataclass

from core.editing.version_comparison import DifferentPart
from core.progress import Progress
from gui.difference_words import difference_html
from gui.theme import Theme

MOST_ROWS = 500


@dataclass(frozen=True)
class DifferenceRow:
    """One difference: place and kind in words, both values as HTML, and what a screen reader says."""

    place: str
    before: str
    after: str
    spoken: str


@dataclass(frozen=True)
class PartRows:
    """The rows of a part; `address` is its scope for restoring."""

    address: str
    title: str
    rows: tuple[DifferenceRow, ...]


def difference_rows(parts: tuple[DifferentPart, ...], theme: Theme, progress: Progress) -> list[PartRows]:
    """Return the first `MOST_ROWS` differences; every part has its heading, so that it can be restored."""
    shown: list[PartRows] = []
    left = MOST_ROWS
    for number, part in enumerate(parts):
        progress.report(number, len(parts), part.title)
        rows = []
        for item in part.differences[:left]:
            place = f"{item.title}\n{item.kind_words}"
            before, after = difference_html(item.before, item.after, theme)
            spoken = f"{place}，原为 {item.before or '空白'}，后为 {item.after or '空白'}"
            rows.append(DifferenceRow(place, before, after, spoken))
        left -= len(rows)
        shown.append(PartRows(part.address, f"{part.title}（{len(part.differences)} 处）", tuple(rows)))
    return shown
