"""Marks in a text that is shown or edited: faults underlined, lit places, and tinted numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from core.model.finding import Finding, Severity
from gui.finding_words import tip_of
from gui.highlights import Highlights
from gui.numbers import Number
from gui.theme import Theme

CursorOver = Callable[[str, int, int], QTextCursor | None]
"""Gives the cursor over a span of an address's text, `None` where it is not shown."""


@dataclass(frozen=True)
class Mark:
    """A fault to underline: a span of a text, how grave it is, and what the tip says."""

    address: str
    start: int
    end: int
    severity: Severity
    tip: str


def marks_of(findings: Iterable[Finding], owns: Callable[[str], bool]) -> list[Mark]:
    """Return the marks that findings make at the addresses that `owns` says yes to."""
    return [
        Mark(place.address, place.start, place.end, finding.severity, tip_of([finding]))
        for finding in findings
        for place in finding.places
        if place.end > place.start and owns(place.address)
    ]


class TextMarks(QObject):
    """Keeps the extra selections of one text; `numbers` gives its numbers when they are to be tinted."""

    def __init__(
        self,
        text: QTextEdit | QPlainTextEdit,
        theme: Theme,
        highlights: Highlights,
        cursor_over: CursorOver,
        numbers: Callable[[], Iterable[Number]],
    ) -> None:
        super().__init__(text)
        self._text = text
        self._theme = theme
        self._highlights = highlights
        self._cursor_over = cursor_over
        self._numbers = numbers
        self._marks: tuple[Mark, ...] = ()
        self._lit = False
        """Whether something is drawn lit now."""
        highlights.lit_changed.connect(self._on_lit_changed)
        highlights.numbers_toggled.connect(self.show)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Underline faults; spans are in the text as its source holds it."""
        found = tuple(marks)
        # Which numbers took part in a check may have changed while the faults did not.
        if found != self._marks or self._highlights.numbers_shown:
            self._marks = found
            self.show()

    def tip_at(self, position: int) -> str:
        """Return what is to be said of a place in the text, empty where there is no fault."""
        tips = []
        for mark in self._marks:
            cursor = self._cursor_over(mark.address, mark.start, mark.end)
            if cursor is not None and cursor.selectionStart() <= position <= cursor.selectionEnd():
                tips.append(mark.tip)
        return "\n\n".join(dict.fromkeys(tips))

    def _on_lit_changed(self) -> None:
        lit = any(
            self._cursor_over(place.address, place.start, place.end) is not None for place in self._highlights.lit
        )
        if lit or self._lit:
            self.show()

    def show(self) -> None:
        """Draw everything anew, after the text was loaded anew too."""
        theme = self._theme
        selections: list[QTextEdit.ExtraSelection] = []
        if self._highlights.numbers_shown:
            for number in self._numbers():
                self._add(selections, number.address, number.start, number.end, number_format(theme, number.checked))
        before = len(selections)
        for place in self._highlights.lit:
            style = QTextCharFormat()
            style.setBackground(QColor(theme.selected))
            self._add(selections, place.address, place.start, place.end, style)
        self._lit = len(selections) > before
        for mark in self._marks:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(QColor(theme.severity(mark.severity)))
            self._add(selections, mark.address, mark.start, mark.end, style)
        self._text.setExtraSelections(selections)

    def _add(
        self, selections: list[QTextEdit.ExtraSelection], where: str, start: int, end: int, style: QTextCharFormat
    ) -> None:
        cursor = self._cursor_over(where, start, end) if end > start else None
        if cursor is not None:
            selection = QTextEdit.ExtraSelection()
            selection.format = style  # type: ignore[attr-defined]
            selection.cursor = cursor  # type: ignore[attr-defined]
            selections.append(selection)


def number_format(theme: Theme, checked: bool) -> QTextCharFormat:
    """Return the look of a number: a tint, and below one that took part in no check a dotted line as well."""
    style = QTextCharFormat()
    style.setBackground(QColor(theme.checked if checked else theme.unchecked))
    if not checked:
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        style.setUnderlineColor(QColor(theme.second))
    return style
