"""The actions of the preview and the charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.preview.pane import PreviewPane


class ViewActions:
    """Slots of actions, by the names that `ACTIONS` gives them; `workspace` returns the open report's editor."""

    def __init__(self, workspace: Callable[[], Workspace | None]) -> None:
        self._workspace = workspace

    def _with_pane(self, act: Callable[[PreviewPane], None]) -> None:
        workspace = self._workspace()
        if workspace:
            act(workspace.preview.show())

    def on_preview(self) -> None:
        """Show the preview, or hide it where it stands beside the editor."""
        workspace = self._workspace()
        if workspace:
            workspace.preview.toggle()

    def on_preview_find(self) -> None:
        """Look for words in the preview."""
        self._with_pane(lambda pane: pane.look_for())

    def on_preview_thumbnails(self) -> None:
        """Show small pages beside the preview, or fold them."""
        self._with_pane(lambda pane: pane.show_thumbnails())

    def on_zoom_in(self) -> None:
        """Show the preview larger."""
        self._with_pane(lambda pane: pane.view.step_zoom(1))

    def on_zoom_out(self) -> None:
        """Show the preview smaller."""
        self._with_pane(lambda pane: pane.view.step_zoom(-1))

    def on_fit_width(self) -> None:
        """Show pages as wide as there is room."""
        from gui.preview.page_layout import FIT_WIDTH

        self._with_pane(lambda pane: pane.view.set_zoom(FIT_WIDTH))

    def on_fit_page(self) -> None:
        """Show whole pages."""
        from gui.preview.page_layout import FIT_PAGE

        self._with_pane(lambda pane: pane.view.set_zoom(FIT_PAGE))

    def on_charts(self) -> None:
        """Turn to the charts."""
        workspace = self._workspace()
        if workspace:
            workspace.show_charts()

    def on_print(self) -> None:
        """Print the report as it stands."""
        self._with_pane(lambda pane: pane.print_pages())
