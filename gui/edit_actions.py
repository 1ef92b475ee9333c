"""The actions of the menu 编辑."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model.change import Change

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class EditActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def on_undo(self) -> None:
        """Take the last step back and show where."""
        if self._window.workspace:
            self._show(self._window.workspace.context.live.undo())

    def on_redo(self) -> None:
        """Bring the last undone step back and show where."""
        if self._window.workspace:
            self._show(self._window.workspace.context.live.redo())

    def _show(self, change: Change | None) -> None:
        if change and self._window.workspace:
            self._window.workspace.show_tab_of(change.puts[0].address)
        self._window.refresh()
