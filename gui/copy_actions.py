"""The action that reads an edited Word copy back into the open report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.prompts import Prompts
from gui.workspace import Workspace

_PATTERN = "Word 文稿 (*.docx *.docm)"


class CopyActions:
    """Slots of actions, by the names that `ACTIONS` gives them; `workspace` returns the open report's editor."""

    def __init__(self, prompts: Prompts, workspace: Callable[[], Workspace | None], parent: QWidget) -> None:
        self._prompts = prompts
        self._workspace = workspace
        self._parent = parent

    def on_read_back(self) -> None:
        """Ask for a copy, show its changes, and lead to the first that was taken over."""
        workspace = self._workspace()
        if workspace is None:
            return
        path = self._prompts.open_path("读回修改过的 Word 文稿", _PATTERN)
        if path is None:
            return
        from gui.dialogs.read_back import ReadBackDialog

        # What is still being typed belongs to the report that the copy is compared with.
        workspace.context.live.flush()
        dialog = ReadBackDialog(workspace.context, path, self._parent)
        dialog.start()
        if dialog.exec():
            workspace.show_tab_of(dialog.chosen[0].address)
        dialog.deleteLater()
