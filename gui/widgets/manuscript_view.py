"""A manuscript to be read: its text and tables in order, with faults marked; nothing in it can be edited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget

from core.model.manuscript import Grid, Manuscript, Passage
from core.validation.run import CheckRun
from gui.finding_words import wrapped
from gui.fonts import narrative_font
from gui.highlights import Highlights
from gui.numbers import Number, numbers_of
from gui.positions import index_at, qt_position
from gui.theme import Theme
from gui.widgets.text_marks import TextMarks, marks_of

_LINE_HEIGHT = 165
_MARGIN = 24
_WIDEST = 820
_CELL_PADDING = 4
_FIGURE = re.compile(r"[-－−]?[\d,.，．]+\s*[%％]?")


class ManuscriptView(QTextEdit):
    """Shows a manuscript and what a run found in it."""

    def __init__(
        self, theme: Theme, highlights: Highlights, manuscript: Manuscript, run: CheckRun, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._manuscript = manuscript
        self._run = run
        self._spans: dict[str, tuple[int, str]] = {}
        self.setObjectName("manuscript")
        self.setAccessibleName(f"文稿：{manuscript.name}")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFont(narrative_font())
        self.document().setDocumentMargin(_MARGIN)
        self._load()
        ordered = sorted((start, where) for where, (start, _) in self._spans.items())
        self._starts = [start for start, _ in ordered]
        self._addresses = [where for _, where in ordered]
        self._marks = TextMarks(self, theme, highlights, self._cursor_over, self._numbers)
        self._marks.set_marks(marks_of(run.findings, self._spans.__contains__))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines as short as they can be read well."""
        super().resizeEvent(event)
        side = max(0, (self.viewport().width() - _WIDEST) // 2)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        if shape.leftMargin() != side + _MARGIN:
            shape.setLeftMargin(side + _MARGIN)
            shape.setRightMargin(side + _MARGIN)
            frame.setFrameFormat(shape)

    # -- the text --------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        plain = QTextBlockFormat()
        plain.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        plain.setBottomMargin(4)
        fresh = True
        for block in self._manuscript.blocks:
            if isinstance(block, Grid):
                self._insert_grid(cursor, block)
                fresh = True
                continue
            if not fresh:
                cursor.insertBlock()
            fresh = False
            cursor.setBlockFormat(plain)
            self._insert_text(cursor, block)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _insert_text(self, cursor: QTextCursor, passage: Passage) -> None:
        start = cursor.position()
        # One line of the source stays one paragraph here, so that spans in it hold.
        cursor.insertText(_on_one_line(passage.text))
        self._spans[passage.address] = (start, passage.text)

    def _insert_grid(self, cursor: QTextCursor, grid: Grid) -> None:
        if not grid.rows or not grid.rows[0]:
            return
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setBorderCollapse(True)
        shape.setCellPadding(_CELL_PADDING)
        shape.setTopMargin(8)
        shape.setBottomMargin(8)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(len(grid.rows), len(grid.rows[0]), shape)
        style = QTextCharFormat()
        style.setFont(QApplication.font())
        ruled = QTextTableCellFormat()
        ruled.setBorder(1)
        ruled.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        ruled.setBorderBrush(QBrush(QColor(self._theme.line)))
        right = QTextBlockFormat()
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        for row_number, row in enumerate(grid.rows):
            for column_number, cell in enumerate(row):
                place = table.cellAt(row_number, column_number)
                place.setFormat(ruled)
                inside = place.firstCursorPosition()
                if _FIGURE.fullmatch(cell.text.strip()):
                    inside.setBlockFormat(right)
                start = inside.position()
                inside.insertText(_on_one_line(cell.text), style)
                self._spans[cell.address] = (start, cell.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _numbers(self) -> Iterator[Number]:
        for passage in self._manuscript.passages:
            yield from numbers_of(self._run, passage.address, passage.text)

    # -- places ----------------------------------------------------------------------------------------------------

    def _cursor_over(self, where: str, start: int, end: int) -> QTextCursor | None:
        span = self._spans.get(where)
        if span is None:
            return None
        cursor = QTextCursor(self.document())
        at, text = span
        cursor.setPosition(at + qt_position(text, min(start, len(text))))
        cursor.setPosition(at + qt_position(text, min(end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def reveal(self, where: str, start: int, end: int) -> None:
        """Select a span, show it in the middle, and take the focus."""
        cursor = self._cursor_over(where, start, end)
        if cursor is not None:
            self.setTextCursor(cursor)
            spot = self.cursorRect()
            bar = self.verticalScrollBar()
            if not self.viewport().rect().contains(spot):
                bar.setValue(bar.value() + spot.top() - self.viewport().height() // 2)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cursor_place(self) -> tuple[str, int] | None:
        """Return the address that the cursor is in and how far; `None` for a manuscript without text."""
        start = self.textCursor().selectionStart()
        number = bisect_right(self._starts, start) - 1
        if number < 0:
            return None
        where = self._addresses[number]
        at, text = self._spans[where]
        return where, index_at(text, start - at)

    def event(self, event: QEvent) -> bool:
        """Show a fault's words when the mouse rests on its mark."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._marks.tip_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), wrapped(tip) if tip else "", self)
            return True
        return super().event(event)


def names_of(manuscript: Manuscript) -> dict[str, str]:
    """Return what a reader calls each address: 第 12 行; within a table, the first words of the cell's row as well."""
    names = {where: label or "正文" for where, label in manuscript.labels.items()}
    for grid in manuscript.grids:
        for row in grid.rows:
            title = next(iter(_titles(cell.text for cell in row)), "")
            names.update((cell.address, f"{names[cell.address]} {title}".strip()) for cell in row)
    return names


def _titles(texts: Iterable[str]) -> Iterator[str]:
    return (text.strip() for text in texts if text.strip() and not text.strip()[0].isdigit())


def _on_one_line(text: str) -> str:
    return text.replace("\n", "\u2028").replace("\r", " ")
