"""Typing becomes a step on disk soon after the first keystroke, and at once when it must."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.live import LiveReport

_DELAY = 400
"""Milliseconds from the first keystroke to the file; a constant stream of typing does not put it off."""


class PendingEdit(QObject):
    """Calls `commit` once, `_DELAY` after the first `touch`, or at once on `flush`.

    What could not be written stays pending, for the next flush or keystroke to try again.
    """

    def __init__(self, live: LiveReport, commit: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._live = live
        self._commit = commit
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self.flush)
        live.flush_requested.connect(self.flush)

    def touch(self) -> None:
        """Note that there is something to commit."""
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def drop(self) -> None:
        """Forget what was touched, since the editor shows the report's own text again."""
        self._touched = False
        self._timer.stop()

    def flush(self) -> None:
        """Commit now if anything is pending."""
        if not self._touched:
            return
        self._timer.stop()
        # Before the commit, which may touch again while a word is being composed.
        self._touched = False
        self._commit()
        self._touched = self._touched or bool(self._live.trouble)


class UndoBelongsToReport(QObject):
    """An event filter that keeps an editor from taking Ctrl+Z and Ctrl+Y for an undo of its own."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window's actions."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
