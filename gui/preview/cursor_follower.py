"""Tells where in the report somebody is typing, whichever editor it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from gui.report_findings import place_of_cursor

_FOLLOWED = "followed-by-preview"
_SOON = 60
"""Milliseconds: to find out where the cursor is takes a while in a long text, and is not done at every key."""


class CursorFollower(QObject):
    """Follows the cursor through the editors below `root`.

    `stirred` tells of every move, `moved` soon after it the address the cursor is at and how far in.
    """

    stirred = Signal()
    moved = Signal(str, int)

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._tell)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._root.isAncestorOf(new):
            return
        if not new.property(_FOLLOWED):
            new.setProperty(_FOLLOWED, True)
            if isinstance(new, (QTextEdit, QPlainTextEdit, QLineEdit)):
                new.cursorPositionChanged.connect(self._on_stirred)
            elif isinstance(new, QAbstractItemView) and new.selectionModel() is not None:
                new.selectionModel().currentChanged.connect(self._on_stirred)
        self._on_stirred()

    def _on_stirred(self) -> None:
        self.stirred.emit()
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        place = place_of_cursor()
        if place is not None:
            self.moved.emit(*place)
