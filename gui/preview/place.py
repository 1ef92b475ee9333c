"""Where the preview stands: beside the editor where the window is wide enough, else on a tab of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from gui.context import Context
from gui.icons import icon
from gui.preview.cursor_follower import CursorFollower

if TYPE_CHECKING:
    from gui.preview.pane import PreviewPane

TITLE = "预览"
_ROOM = 1680
"""Pixels from which on editor, preview and findings stand beside one another."""
_WIDTHS = (988, 612, 320)


class PreviewHost(QWidget):
    """The place that the preview is made in when it is first seen; hidden, it costs nothing.

    The pages are first set after the checks have run: the window is not kept waiting.
    """

    def __init__(self, context: Context, follower: CursorFollower, reveal: Callable[[str, int], None]) -> None:
        super().__init__()
        self._context = context
        self._follower = follower
        self._reveal = reveal
        self._pane: PreviewPane | None = None
        self._at: tuple[str, int] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        follower.moved.connect(self._on_moved)
        context.live.judged.connect(self._wake)

    @property
    def pane(self) -> PreviewPane:
        """The preview, made now if it was not."""
        if self._pane is None:
            from gui.preview.pane import PreviewPane

            self._pane = PreviewPane(self._context)
            self._pane.place_chosen.connect(self._reveal)
            self._follower.stirred.connect(self._pane.stir)
            self._layout.addWidget(self._pane)
            if self._at is not None:
                self._pane.follow(*self._at)
        return self._pane

    def _on_moved(self, where: str, offset: int) -> None:
        self._at = (where, offset)
        if self._pane is not None:
            self._pane.follow(where, offset)

    def _wake(self) -> None:
        if self.isVisible() and self._context.live.checked:
            self.pane.wake()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the preview, and keep it as the report stands."""
        super().showEvent(event)
        self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the preview as it is."""
        super().hideEvent(event)
        if self._pane is not None:
            self._pane.sleep()

    def stop(self) -> None:
        """End all that runs beside the window."""
        if self._pane is not None:
            self._pane.stop()


class PreviewPlace(QObject):
    """Moves the preview between its tab and its place beside the editor.

    `tabs_changed` tells that the tab came or went.
    """

    tabs_changed = Signal()

    def __init__(
        self,
        context: Context,
        tabs: QTabWidget,
        splitter: QSplitter,
        reveal: Callable[[str, int], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._tabs = tabs
        self._splitter = splitter
        self._is_beside = False
        self.host = PreviewHost(context, CursorFollower(tabs), reveal)
        self._put_on_tab()

    def fit(self, width: int) -> None:
        """Stand beside the editor in a window of this width, or on the tab."""
        if (width >= _ROOM) != self._is_beside:
            self._is_beside = width >= _ROOM
            if self._is_beside:
                self._put_beside()
            else:
                self._put_on_tab()
            self.tabs_changed.emit()

    def _put_on_tab(self) -> None:
        # After the parts of the report, before what found no place in it.
        index = self._tabs.insertTab(len(self._context.live.standard.tabs), self.host, TITLE)
        self._tabs.setTabIcon(index, icon("file-down", self._context.theme.second))
        self._tabs.setTabToolTip(index, "报告打印出来的样子")

    def _put_beside(self) -> None:
        self._tabs.removeTab(self._tabs.indexOf(self.host))
        self._splitter.insertWidget(1, self.host)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(_WIDTHS)
        self.host.setVisible(self._context.settings.preview_beside())

    def show(self) -> PreviewPane:
        """Bring the preview into sight and return it."""
        if self._is_beside:
            self.host.show()
        else:
            self._tabs.setCurrentWidget(self.host)
        return self.host.pane

    def toggle(self) -> None:
        """Show the preview; one that stands beside the editor is hidden if it is shown."""
        if self._is_beside:
            shown = self.host.isHidden()
            self._context.settings.remember_preview_beside(shown)
            self.host.setVisible(shown)
        else:
            self.show()
