"""A list to tick that drops down from a cell: Space ticks, Enter takes what is ticked, Escape leaves all as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.finding_words import wrapped
from gui.fonts import scaled
from gui.theme import SPACE

_ROW = 32
_MOST_ROWS = 9
_KEY = Qt.ItemDataRole.UserRole
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ELSEWHERE = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class CheckList(QFrame):
    """Offers (key, words, ticked) over the window that `owner` is in; the focus goes back to `owner`.

    `chosen` carries the ticked keys in order, and comes only where they changed.
    """

    chosen = Signal(list)

    def __init__(self, choices: Sequence[tuple[str, str, bool]], title: str, owner: QWidget) -> None:
        super().__init__(owner.window())
        self.setObjectName("check-list")
        self._owner = owner
        self._over = False
        self._before = [key for key, _, ticked in choices if ticked]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        self.list = _Lines(choices, title)
        self.list.finished.connect(self._on_finished)
        layout.addWidget(self.list)
        hint = QLabel("空格勾选，Enter 确定，Esc 取消")
        hint.setObjectName("quiet")
        layout.addWidget(hint)

    @property
    def keys(self) -> list[str]:
        """The ticked keys, in order."""
        lines = [self.list.item(number) for number in range(self.list.count())]
        return [str(line.data(_KEY)) for line in lines if line.checkState() == Qt.CheckState.Checked]

    def drop(self, corner: QPoint, above: int, width: int) -> None:
        """Open below a corner of the owner, or where there is no room, over what is `above` the corner."""
        window = self._owner.window()
        self.setFixedWidth(width)
        self.adjustSize()
        at = self._owner.mapTo(window, corner)
        top = at.y() if at.y() + self.height() <= window.height() else at.y() - above - self.height()
        left, lowest = min(at.x(), window.width() - width), window.height() - self.height()
        self.move(max(0, left), max(0, min(top, lowest)))
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        _application().installEventFilter(self)

    def take(self) -> None:
        """Close, and hand over what is ticked."""
        self._on_finished(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is ticked when the mouse is used elsewhere, or the owner's page is left."""
        if isinstance(event, QMouseEvent | QWheelEvent) and event.type() in _ELSEWHERE:
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.take()
        elif watched is self._owner and event.type() == QEvent.Type.Hide:
            self.take()
        return False

    def _on_finished(self, taken: bool) -> None:
        if self._over:
            return
        self._over = True
        _application().removeEventFilter(self)
        had_focus = self.list.hasFocus()
        keys = self.keys
        self.hide()
        self.deleteLater()
        if had_focus:
            self._owner.setFocus(Qt.FocusReason.OtherFocusReason)
        if taken and keys != self._before:
            self.chosen.emit(keys)


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None, "there is no widget without one"
    return application


class _Lines(QListWidget):
    """The lines; `finished` tells whether what is ticked is to be taken."""

    finished = Signal(bool)

    def __init__(self, choices: Sequence[tuple[str, str, bool]], title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        for key, words, ticked in choices:
            line = QListWidgetItem(words, self)
            line.setData(_KEY, key)
            line.setSizeHint(QSize(0, _ROW))
            line.setToolTip(wrapped(words))
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.setCurrentRow(next((number for number, choice in enumerate(choices) if choice[2]), 0))
        self._pressed: Qt.CheckState | None = None
        self.itemClicked.connect(self._on_item_clicked)
        self.setFixedHeight(scaled(_ROW) * max(1, min(len(choices), _MOST_ROWS)) + SPACE)

    def _on_item_clicked(self, line: QListWidgetItem) -> None:
        # A click on the box has ticked it already; one on the words does it, too.
        if self._pressed == line.checkState():
            ticked = line.checkState() == Qt.CheckState.Checked
            line.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember how the line under the mouse is ticked."""
        # The stubs deny it, but beside all lines there is none.
        line: QListWidgetItem | None = self.itemAt(event.position().toPoint())
        self._pressed = None if line is None else line.checkState()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space; take on Enter or Tab; leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        elif event.key() in _TAKES:
            self.finished.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what is ticked when the user goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.finished.emit(True)
