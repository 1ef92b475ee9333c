"""The actions that keep versions of the open report and look at its history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class HistoryActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def on_save_version(self) -> None:
        """Keep the report as it stands under a name; its content is on disk whatever the user answers."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from gui.dialogs.save_version import SaveVersionDialog, proposed_name

        live = workspace.context.live
        live.flush()
        dialog = SaveVersionDialog(proposed_name(live.session.points(), datetime.now().astimezone()), self._window)
        if dialog.exec():
            live.save_point(dialog.name)
        dialog.deleteLater()
        self._window.refresh()

    def on_history(self) -> None:
        """Show the points of the report's history, to compare and to restore."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from gui.dialogs.history import HistoryDialog

        workspace.context.live.flush()
        dialog = HistoryDialog(workspace.context, self._window)
        dialog.exec()
        if dialog.restored is not None:
            workspace.show_tab_of(dialog.restored.puts[0].address)
        dialog.deleteLater()
        self._window.refresh()
