"""The actions of the menu 编辑."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.model import address
from core.model.change import Change
from gui.report_findings import place_of_cursor

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

    def on_find(self) -> None:
        """Look for words in the whole report."""
        self._find(replace=False)

    def on_replace(self) -> None:
        """Put words in the place of others in the whole report."""
        self._find(replace=True)

    def _find(self, *, replace: bool) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        from gui.dialogs.find import FindDialog

        workspace.context.live.flush()
        known: Iterable[FindDialog] = workspace.findChildren(FindDialog)
        dialogs = [item for item in known if item.isVisible()]
        if dialogs:
            dialogs[0].begin(replace=replace)
        else:
            dialogs = [FindDialog(workspace.context, workspace.reveal, workspace, replace=replace)]
        dialog = dialogs[0]
        dialog.show()
        dialog.activateWindow()

    def on_note(self) -> None:
        """Write a note beside what the cursor is at, and look through the others."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from gui.dialogs.notes import NotesDialog

        # Typing that is still held back may make the paragraph that the note is for.
        workspace.context.live.flush()
        where = place_of_cursor()
        dialog = NotesDialog(workspace.context, where[0] if where else workspace.first_address(), self._window)
        dialog.exec()
        if dialog.place:
            workspace.reveal(dialog.place)
        dialog.deleteLater()

    def on_level_plain(self) -> None:
        """Make plain paragraphs of those that are selected."""
        self._set_level(0)

    def on_level_third(self) -> None:
        """Number the selected paragraphs 1. 2. 3."""
        self._set_level(3)

    def on_level_fourth(self) -> None:
        """Number the selected paragraphs （1）（2）（3）."""
        self._set_level(4)

    def _set_level(self, level: int) -> None:
        from gui.widgets.narrative_editor import NarrativeEditor

        editor = self._window.focusWidget()
        if isinstance(editor, NarrativeEditor):
            editor.set_level(level)

    def _show(self, change: Change | None) -> None:
        if change and self._window.workspace:
            # That a part was given out or came back is shown on no tab.
            shown = [put.address for put in change.puts if not put.address.startswith(f"{address.HANDOUT}/")]
            if shown:
                self._window.workspace.show_tab_of(shown[0])
        self._window.refresh()
