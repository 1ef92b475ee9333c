"""Single fields: a line or a few lines of text bound to one address."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from core.model.change import Entry
from core.model.naming import title_of
from core.session import ReportChanged
from gui.context import Context
from gui.numbers import Number, numbers_of
from gui.pending import PendingEdit, UndoBelongsToReport
from gui.positions import index_at, qt_position
from gui.widgets.text_marks import Mark, TextMarks


def put_text(context: Context, where: str, text: str) -> None:
    """Write a field's text at its address; blank text takes the entry away."""
    live = context.live
    if text == live.report.text(where):
        return
    title = f"修改“{title_of(live.standard, where)}”"
    live.put(title, {where: Entry(text) if text.strip() else None}, merge=where)


class LineField(QLineEdit):
    """One line of text at an address."""

    def __init__(self, context: Context, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._where = where
        self._pending = PendingEdit(context.live, self._commit, self)
        self.installEventFilter(UndoBelongsToReport(self))
        self.setProperty("address", where)
        self.setAccessibleName(title_of(context.live.standard, where))
        self.setReadOnly(context.live.read_only)
        self.setText(context.live.report.text(where))
        self.textEdited.connect(self._pending.touch)
        self.editingFinished.connect(self._pending.flush)
        context.live.changed.connect(self._on_report_changed)
        context.highlights.lit_changed.connect(self._on_lit_changed)
        self._on_lit_changed()

    def cursor_place(self) -> tuple[str, int]:
        """Return the field's address and how far in the cursor is."""
        return (self._where, self.cursorPosition())

    def _on_lit_changed(self) -> None:
        lit = any(place.address == self._where for place in self._context.highlights.lit)
        if bool(self.property("lit")) != lit:
            self.setProperty("lit", lit)
            self.style().unpolish(self)
            self.style().polish(self)

    def _commit(self) -> None:
        put_text(self._context, self._where, self.text())

    def _on_report_changed(self, event: ReportChanged) -> None:
        stored = event.report.text(self._where)
        if self._where in event.addresses and stored.strip() != self.text().strip():
            self.setText(stored)
            self._pending.drop()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what the input method still holds, and hand over."""
        QGuiApplication.inputMethod().commit()
        super().focusOutEvent(event)
        self._pending.flush()


class TextField(QPlainTextEdit):
    """A few lines of text at an address."""

    def __init__(self, context: Context, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._where = where
        self._loading = False
        self._pending = PendingEdit(context.live, self._commit, self)
        self.installEventFilter(UndoBelongsToReport(self))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setProperty("address", where)
        self.setAccessibleName(title_of(context.live.standard, where))
        self.setReadOnly(context.live.read_only)
        self._marks = TextMarks(self, context.theme, context.highlights, self._cursor_over, self._numbers)
        self._show(context.live.report.text(where))
        self.textChanged.connect(self._on_text_changed)
        context.live.changed.connect(self._on_report_changed)

    def _show(self, text: str) -> None:
        self._loading = True
        self.setPlainText(text)
        self._loading = False
        self._marks.show()

    def holds(self, where: str) -> bool:
        """Tell whether the field edits an address."""
        return where == self._where

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Underline faults."""
        self._marks.set_marks(marks)

    def reveal(self, start: int, end: int) -> None:
        """Select a span and take the focus."""
        cursor = self._cursor_over(self._where, start, end)
        if cursor is not None:
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cursor_place(self) -> tuple[str, int]:
        """Return the field's address and how far in the cursor is."""
        return (self._where, index_at(self.toPlainText(), self.textCursor().selectionStart()))

    def _cursor_over(self, where: str, start: int, end: int) -> QTextCursor | None:
        if where != self._where:
            return None
        last, text = self.document().characterCount() - 1, self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(qt_position(text, start), last))
        cursor.setPosition(min(qt_position(text, end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _numbers(self) -> list[Number]:
        live = self._context.live
        return numbers_of(live.run, self._where, live.report.text(self._where))

    def _on_text_changed(self) -> None:
        if not self._loading:
            self._pending.touch()

    def _commit(self) -> None:
        put_text(self._context, self._where, self.toPlainText())

    def _on_report_changed(self, event: ReportChanged) -> None:
        stored = event.report.text(self._where)
        if self._where in event.addresses and stored.strip() != self.toPlainText().strip():
            self._show(stored)
            self._pending.drop()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what the input method still holds, and hand over."""
        QGuiApplication.inputMethod().commit()
        self._pending.flush()
        super().focusOutEvent(event)
