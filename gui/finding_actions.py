"""The actions of the menu 校核, and the windows that check other manuscripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.prompts import Prompts
from gui.theme import Theme
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.check_window import CheckWindow


class FindingActions:
    """Slots of actions, by the names that `ACTIONS` gives them; `workspace` returns the open report's editor."""

    def __init__(
        self,
        prompts: Prompts,
        workspace: Callable[[], Workspace | None],
        theme: Callable[[], Theme],
        show_legend: Callable[[bool], None],
    ) -> None:
        self._prompts = prompts
        self._workspace = workspace
        self._theme = theme
        self._show_legend = show_legend
        self._numbers_shown = False
        self.check_windows: list[CheckWindow] = []

    def on_finding_next(self) -> None:
        """Lead to the next finding."""
        self._step(1)

    def on_finding_previous(self) -> None:
        """Lead to the finding before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        workspace = self._workspace()
        if workspace:
            workspace.findings.step(by)

    def on_mend_all(self) -> None:
        """Offer every mechanical mend."""
        workspace = self._workspace()
        if workspace:
            workspace.findings.mend_all()

    def on_toggle_panel(self) -> None:
        """Fold or unfold the findings."""
        workspace = self._workspace()
        if workspace:
            workspace.fold_panel(not workspace.panel_folded)

    def on_show_numbers(self, shown: bool) -> None:
        """Tint the numbers of the prose by whether they took part in a check."""
        self._numbers_shown = shown
        self.dress_workspace()

    def dress_workspace(self) -> None:
        """Show numbers in the open report as the user wants them."""
        workspace = self._workspace()
        if workspace:
            workspace.context.highlights.show_numbers(self._numbers_shown)
        self._show_legend(self._numbers_shown and workspace is not None)

    def on_check_other(self) -> None:
        """Ask for a manuscript and check it in a window of its own."""
        from gui.check_window import MANUSCRIPTS, CheckWindow

        path = self._prompts.open_path("校核其他文稿", MANUSCRIPTS)
        if path is None:
            return
        window = CheckWindow(self._prompts, self._theme())
        self.check_windows.append(window)
        window.closed.connect(lambda: self.check_windows.remove(window))
        window.show()
        window.check(path)

    def dress_check_windows(self, theme: Theme) -> None:
        """Show the other manuscripts in the colours of a theme."""
        for window in self.check_windows:
            window.use_theme(theme)

    def close_check_windows(self) -> None:
        """Close the windows of other manuscripts."""
        for window in tuple(self.check_windows):
            window.close()
