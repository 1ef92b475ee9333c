"""The actions of the menu 查看 and of printing: tabs, the preview, the progress, the charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.settings import TEXT_PERCENTS

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.preview.pane import PreviewPane
    from gui.workspace import Workspace


class ViewActions:
    """Slots of actions, by the names that `ACTIONS` gives them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def _workspace(self) -> Workspace | None:
        return self._window.workspace

    def _with_pane(self, act: Callable[[PreviewPane], None]) -> None:
        workspace = self._workspace()
        if workspace:
            act(workspace.preview.show())

    def on_tab_next(self) -> None:
        """Turn to the next tab."""
        self._turn(1)

    def on_tab_previous(self) -> None:
        """Turn to the tab before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        workspace = self._workspace()
        if workspace:
            tabs = workspace.tabs
            tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())

    def on_text_larger(self) -> None:
        """Set the window in larger type."""
        self._step_text(1)

    def on_text_smaller(self) -> None:
        """Set the window in smaller type."""
        self._step_text(-1)

    def on_text_usual(self) -> None:
        """Set the window in its usual type."""
        self._window.use_text_size(100)

    def _step_text(self, by: int) -> None:
        place = TEXT_PERCENTS.index(self._window.settings.text_percent()) + by
        self._window.use_text_size(TEXT_PERCENTS[max(0, min(place, len(TEXT_PERCENTS) - 1))])

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

    def on_progress(self) -> None:
        """Turn to how far the report is."""
        workspace = self._workspace()
        if workspace:
            workspace.show_progress()

    def on_charts(self) -> None:
        """Turn to the charts."""
        workspace = self._workspace()
        if workspace:
            workspace.show_charts()

    def on_print(self) -> None:
        """Print the report as it stands."""
        self._with_pane(lambda pane: pane.print_pages())
