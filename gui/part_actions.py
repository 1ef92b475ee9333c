"""The actions that give parts of the open report to offices and merge them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.model.handout import own_handout

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.workspace import Workspace

_PATTERN = "科室交回的文件 (*.ziping *.xlsx *.xlsm)"
_IS_PART = "现在打开的就是分给科室填写的一部分。请打开总的那份报告，再做这一步。"


class PartActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def _whole_report(self) -> Workspace | None:
        """Return the editor of the open report, what is typed in it handed over; tell why not when it is a part."""
        workspace = self._window.workspace
        if workspace is None:
            return None
        workspace.context.live.flush()
        if own_handout(workspace.context.live.report):
            self._window.prompts.tell("这是一部分", _IS_PART)
            return None
        return workspace

    def on_give_out(self) -> None:
        """Ask what is given to which office, and write its file."""
        workspace = self._whole_report()
        if workspace is None:
            return
        from gui.dialogs.give_out import GiveOutDialog

        dialog = GiveOutDialog(workspace.context, self._window)
        dialog.exec()
        dialog.deleteLater()

    def on_merge_parts(self) -> None:
        """Ask for the files that came back, and show the changes of one after the other."""
        workspace = self._whole_report()
        if workspace is None:
            return
        paths = self._window.prompts.open_paths("科室交回的文件", f"{_PATTERN};;所有文件 (*)")
        for number, path in enumerate(paths, start=1):
            if not self._merge(workspace, path, number, len(paths)):
                break

    def _merge(self, workspace: Workspace, path: Path, number: int, count: int) -> bool:
        """Merge one file; tell whether to go on with the next."""
        from gui.dialogs.merge_part import MergePartDialog

        dialog = MergePartDialog(workspace.context, path, number, count, self._window)
        dialog.start()
        accepted = bool(dialog.exec())
        if accepted and dialog.chosen:
            workspace.show_tab_of(dialog.chosen[0].address)
        goes_on = accepted or dialog.skipped
        dialog.deleteLater()
        return goes_on

    def on_given_out(self) -> None:
        """List what is with the offices."""
        workspace = self._whole_report()
        if workspace is None:
            return
        from gui.dialogs.given_out import GivenOutDialog, Wish

        dialog = GivenOutDialog(workspace.context, self._window)
        dialog.exec()
        wish = dialog.wish
        dialog.deleteLater()
        if wish is Wish.GIVE_OUT:
            self.on_give_out()
        elif wish is Wish.MERGE:
            self.on_merge_parts()
