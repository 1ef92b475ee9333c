"""Two texts as rich text with the characters that differ marked: by line and weight, and by colour besides."""

from __future__ import annotations

from html import escape

from core.model.text_difference import RunKind, TextRun, text_difference
from gui.theme import Theme

# How much of a long run that is the same in both is shown beside what differs.
_AROUND = 24
_BLANK = "（空白）"
_LINE_END, _SHOWN_LINE_END = "\n", "↵"


def difference_html(before: str, after: str, theme: Theme) -> tuple[str, str]:
    """Return both texts as HTML; what only the first has is struck through, what only the second has underlined.

    Long runs that are the same are cut in their middle.
    """
    runs = text_difference(before, after)
    marks = {
        RunKind.REMOVED: (f'<s style="color:{theme.error}">', "</s>"),
        RunKind.ADDED: (f'<b><u style="color:{theme.good}">', "</u></b>"),
    }
    return _html(runs, RunKind.REMOVED, marks), _html(runs, RunKind.ADDED, marks)


def _html(runs: tuple[TextRun, ...], own: RunKind, marks: dict[RunKind, tuple[str, str]]) -> str:
    shown = []
    for number, run in enumerate(runs):
        if run.kind is own:
            opening, closing = marks[own]
            # A line that begins anew has nothing else to be marked by.
            shown.append(f"{opening}{_escaped(run.text.replace(_LINE_END, _SHOWN_LINE_END + _LINE_END))}{closing}")
        elif run.kind is RunKind.EQUAL:
            shown.append(_escaped(_cut(run.text, is_first=number == 0, is_last=number == len(runs) - 1)))
    return "".join(shown) or _BLANK


def _cut(text: str, *, is_first: bool, is_last: bool) -> str:
    head, tail = 0 if is_first else _AROUND, 0 if is_last else _AROUND
    if is_first and is_last:  # the same text on both sides: its beginning says which it is
        head = 2 * _AROUND
    if len(text) <= head + tail + 2:
        return text
    return f"{text[:head]}…{text[len(text) - tail :] if tail else ''}"


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
