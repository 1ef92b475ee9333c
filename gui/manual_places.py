"""Which chapter of the manual speaks of what is in front of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model import address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.workspace import Workspace

START = "开始"
_BY_FIRST_WORD = {
    address.COVER: "封面",
    address.NARRATIVE: "正文",
    address.INDICATOR: "指标自评",
    address.LINK: "问题、指标、措施",
    address.EVIDENCE: "佐证材料",
}
TABLE = "明细表"
VIEWS = "预览、打印和图表"
LEFT_OVER = "未归位内容"
CHAPTERS = frozenset({START, TABLE, VIEWS, LEFT_OVER, *_BY_FIRST_WORD.values()})
"""Every heading of the manual that is led to."""


def chapter_for(workspace: Workspace | None) -> str:
    """Return the heading of the manual for the tab and the editor in use."""
    if workspace is None:
        return START
    from gui.tabs.left_over import LeftOverPage
    from gui.tabs.pages import Page

    page = workspace.tabs.currentWidget()
    if isinstance(page, LeftOverPage):
        return LEFT_OVER
    if not isinstance(page, Page):
        return VIEWS
    return _chapter_of(_address_of(page.focusWidget(), page) or page.tab.items[0])


def _address_of(widget: QWidget | None, page: QWidget) -> str:
    """Return the address of the editor that a widget belongs to, empty for none."""
    while widget is not None and widget is not page:
        if widget.property("address"):
            return str(widget.property("address"))
        widget = widget.parentWidget()
    return ""


def _chapter_of(where: str) -> str:
    return _BY_FIRST_WORD.get(where.split("/")[0], TABLE)
