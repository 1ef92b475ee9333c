"""The scenes of the table of problems: proposed, a list open, some confirmed and some left without a measure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from core.model.change import Entry
from gui.main_window import MainWindow
from gui.models.link_table import INDICATORS_COLUMN, MEASURES_COLUMN, PROBLEM_COLUMN, STATE_COLUMN
from gui.widgets.check_list import CheckList
from gui.widgets.link_table_view import LinkTableView

Save = Callable[[QWidget, str], None]
_PROBLEM, _MEASURE = "narrative/problems/main/p3", "narrative/measures/main/p6"
_OTHER = "二是内部审计力量不足，全年只对 2 个下属单位开展过 1 次专项检查，发现的问题没有建立台账。"


def draw_links(application: QApplication, window: MainWindow, prefix: str, save: Save) -> None:
    """Draw the table of the sample report that is open in a window, and leave the report as it was."""
    assert window.workspace is not None
    workspace, live = window.workspace, window.workspace.context.live
    workspace.reveal("link")
    views: list[LinkTableView] = list(workspace.findChildren(LinkTableView))
    view = views[0]
    save(window, f"{prefix}-links-proposed")
    for column, name in ((INDICATORS_COLUMN, "indicators"), (MEASURES_COLUMN, "measures")):
        view.act_on(view.links.index(1, column))
        lists: list[CheckList] = list(window.findChildren(CheckList))
        save(window, f"{prefix}-links-{name}")
        lists[-1].list.finished.emit(False)
        application.processEvents()
    for row in (0, 1, 2):
        view.act_on(view.links.index(row, STATE_COLUMN))
    live.put("", {_PROBLEM: Entry(_OTHER, position=3072), _MEASURE: None})
    view.setCurrentIndex(view.links.index(1, PROBLEM_COLUMN))
    workspace.reveal("link")
    save(window, f"{prefix}-links-changed")
    for _ in range(4):
        live.undo()
