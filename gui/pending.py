"""Typing becomes a step on disk soon after the first keystroke, and at once when it must."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.live import LiveReport

_DELAY = 400
"""Milliseconds from the first keystroke to the file; a constant stream of typing does not put it off."""


class PendingEdit(QObject):
    """Calls `commit` once, `_DELAY` after the first `touch`, or at once on `flush`."""

    def __init__(self, live: LiveReport, commit: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._commit = commit
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY)
        self._timer.timeout.connect(self._commit)
        live.flush_requested.connect(self.flush)

    def touch(self) -> None:
        """Note that there is something to commit."""
        if not self._timer.isActive():
            self._timer.start()

    def drop(self) -> None:
        """Forget what was touched, since the editor shows the report's own text again."""
        self._timer.stop()

    @property
    def waiting(self) -> bool:
        """Whether something was touched and not committed."""
        return self._timer.isActive()

    def flush(self) -> None:
        """Commit now if anything is waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._commit()


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
