"""The scenes of the preview: the line that is edited, words found among small pages, a whole page."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.main_window import MainWindow
from gui.preview.page_view import PageView

Save = Callable[[QWidget, str], None]
_SETTLED = 2.0


def draw_preview(application: QApplication, window: MainWindow, prefix: str, save: Save) -> None:
    """Draw the preview of the sample report that is open in a window."""
    assert window.workspace is not None
    workspace, actions = window.workspace, window.menus.actions_by_id
    workspace.reveal("narrative/overview/duties/p2", 30, 30)
    pane = workspace.preview.show()
    _settle(application)
    save(window, f"{prefix}-preview")
    actions["preview_thumbnails"].trigger()
    actions["preview_find"].trigger()
    words: list[QLineEdit] = list(pane.findChildren(QLineEdit, "preview-find"))
    words[0].setText("政务服务")
    _settle(application)
    save(window, f"{prefix}-preview-found")
    words[0].clear()
    actions["preview_thumbnails"].trigger()
    actions["fit_page"].trigger()
    views: list[PageView] = list(pane.findChildren(PageView))
    views[0].turn_to(6)
    _settle(application)
    save(window, f"{prefix}-preview-whole")
    actions["fit_width"].trigger()


def _settle(application: QApplication) -> None:
    """Let the worker set and draw pages."""
    end = monotonic() + _SETTLED
    while monotonic() < end:
        application.processEvents()
        sleep(0.01)
