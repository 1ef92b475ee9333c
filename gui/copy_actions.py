"""The action that reads an edited Word copy back into the open report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_PATTERN = "Word 文稿 (*.docx *.docm)"


class CopyActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def on_read_back(self) -> None:
        """Ask for a copy, show its changes, and lead to the first that was taken over."""
        workspace = self._window.workspace
        path = self._window.prompts.open_path("读回修改过的 Word 文稿", _PATTERN) if workspace else None
        if workspace is None or path is None:
            return
        from gui.dialogs.read_back import ReadBackDialog

        # What is still being typed belongs to the report that the copy is compared with.
        workspace.context.live.flush()
        dialog = ReadBackDialog(workspace.context, path, self._window)
        dialog.start()
        if dialog.exec():
            workspace.show_tab_of(dialog.chosen[0].address)
        dialog.deleteLater()
