"""Places and used numbers of claims that were read in windows of a text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from core.model.finding import Place, place_in
from core.validation.inspection import TextInspection, UsedSpan
from core.validation.narrative.mentions import Mention
from core.validation.narrative.windows import Window, list_windows_of, windows_of

_SCALES = {Decimal(10): "十", Decimal(100): "百", Decimal(1000): "千", Decimal(10**4): "万", Decimal(10**8): "亿"}


def all_windows(inspection: TextInspection) -> tuple[Window, ...]:
    """Return the window of every paragraph of the text."""
    return tuple(windows_of(tuple(inspection.manuscript.passages)))


def all_list_windows(inspection: TextInspection) -> tuple[Window, ...]:
    """Return the windows of the lists of numbered paragraphs of the text."""
    return tuple(list_windows_of(tuple(inspection.manuscript.passages)))


def span_in(window: Window, start: int, end: int) -> Place:
    """Return the place of a span of a window's text in the passage that holds it."""
    passage, own = window.passage_at(start)
    return place_in(passage.address, passage.text, own, own + end - start)


def mention_in(window: Window, mention: Mention) -> Place:
    """Return the place of a number of a window's text."""
    return span_in(window, mention.start, mention.end)


def use(inspection: TextInspection, window: Window, mentions: Iterable[Mention]) -> None:
    """Record numbers of a window as part of a check."""
    for mention in mentions:
        passage, start = window.passage_at(mention.start)
        inspection.use(UsedSpan(passage.address, start))


def written(mention: Mention) -> str:
    """Return a number with its unit, as the text has it."""
    if mention.unit in {"%", "‰"}:
        return f"{mention.text}{mention.unit}"
    return f"{mention.text} {_SCALES.get(mention.scale, '')}{mention.unit}".rstrip()
