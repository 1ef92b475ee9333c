"""The editor of one open report: header, tabs, findings beside them, and the sense of what is saved below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from core.model import address
from core.model.finding import Place
from core.model.handout import own_handout
from core.model.last_year import has_last_year
from gui.context import Context
from gui.icons import icon
from gui.preview.place import PreviewPlace
from gui.report_findings import ReportFindings
from gui.tabs.charts import TITLE as CHARTS
from gui.tabs.charts import ChartPage
from gui.tabs.pages import Page
from gui.tabs.states import TabState, state_of, tab_of
from gui.theme import SPACE
from gui.widgets.header import Header

if TYPE_CHECKING:
    from gui.tabs.last_year import LastYearPage
    from gui.tabs.left_over import LeftOverPage
    from gui.tabs.progress import ProgressPage

_STATE_ICONS = {
    TabState.EMPTY: "circle-dashed",
    TabState.UNFINISHED: "circle",
    TabState.FAULTY: "triangle-alert",
    TabState.DONE: "circle-check",
}
_PANEL_WIDTH = 320


class Workspace(QWidget):
    """Everything about the open report; `status_changed` asks the window to say anew what is saved and done."""

    status_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        live = context.live
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Header(context))
        self._notice = Notice(context)
        layout.addWidget(self._notice)
        own = own_handout(live.report)
        if own is not None:
            from gui.widgets.part_banner import PartBanner

            layout.addWidget(PartBanner(live.report, own))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setIconSize(QSize(14, 14))
        self.tabs.setAccessibleName("报告各部分")
        self._pages: dict[str, Page | LeftOverPage] = {}
        for tab in live.standard.tabs:
            page = Page(context, tab)
            page.place_chosen.connect(self.reveal)
            self._pages[tab.id] = page
            self.tabs.addTab(page, tab.title)
        self._states: list[TabState | None] = [None] * len(live.standard.tabs)
        self.findings = ReportFindings(context, self)
        self.panel, self._strip = self.findings.panel, self.findings.strip
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.tabs)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([1000, _PANEL_WIDTH])
        self.preview = PreviewPlace(context, self.tabs, self._splitter, self._on_page_clicked, self)
        self.charts = ChartPage(context)
        self.charts.place_chosen.connect(self.reveal)
        self.tabs.addTab(self.charts, icon("table", context.theme.second), CHARTS)
        self.tabs.setTabToolTip(self.tabs.count() - 1, "预算与决算、各项得分的对比")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._splitter, 1)
        row.addWidget(self._strip)
        layout.addLayout(row, 1)
        self._strip.hide()
        self.panel.fold_chosen.connect(lambda: self.fold_panel(True))
        self._strip.unfold_chosen.connect(lambda: self.fold_panel(False))
        self.findings.place_chosen.connect(self._on_place_chosen)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        live.judged.connect(self._on_judged)
        live.refused.connect(lambda _sentence: self.status_changed.emit())
        self.last_year: LastYearPage | None = None
        self.progress: ProgressPage | None = None
        self._on_tab_changed(0)
        self._show_left_over()
        self._offer_last_year()
        if live.checked:
            self._on_judged()
        else:
            # The window is painted first; what the checks find comes right after it. A timer of our own, since
            # `singleShot` posts an event, which would come before the painting.
            first = QTimer(self)
            first.setSingleShot(True)
            first.timeout.connect(live.judge)
            first.start(0)

    # -- tabs ------------------------------------------------------------------------------------------------------

    def _on_tab_changed(self, index: int) -> None:
        page = self.tabs.widget(index)
        if isinstance(page, Page):
            page.build()
        self.findings.show_tab(page.tab if isinstance(page, Page) else None)

    def show_tab(self, index: int) -> None:
        """Turn to a tab by its place in the row."""
        if 0 <= index < self.tabs.count():
            self.tabs.setCurrentIndex(index)

    def show_charts(self) -> None:
        """Turn to the charts."""
        self.tabs.setCurrentWidget(self.charts)

    def _on_judged(self) -> None:
        live = self.context.live
        findings = live.findings
        self.findings.show_run()
        for page in self._pages.values():
            page.show_findings(findings)
        for index, tab in enumerate(live.standard.tabs):
            state = state_of(tab, live.report, findings)
            if state is not self._states[index]:
                self._states[index] = state
                colour = {TabState.FAULTY: self.context.theme.error, TabState.DONE: self.context.theme.good}
                shape = icon(_STATE_ICONS[state], colour.get(state, self.context.theme.second))
                self.tabs.setTabIcon(index, shape)
                self.tabs.setTabToolTip(index, f"{tab.title}：{state.value}")
        self._show_left_over()
        self._offer_last_year()
        self.status_changed.emit()

    def _show_left_over(self) -> None:
        if self.context.live.report.left_over() and address.LEFT_OVER not in self._pages:
            from gui.tabs.left_over import LeftOverPage

            page = LeftOverPage(self.context)
            self._pages[address.LEFT_OVER] = page
            index = self.tabs.addTab(page, "未归位内容")
            self.tabs.setTabIcon(index, icon("info", self.context.theme.warning))

    def _offer_last_year(self) -> None:
        if self.last_year is None and has_last_year(self.context.live.report):
            from gui.tabs.last_year import TITLE, LastYearPage

            self.last_year = LastYearPage(self.context)
            self.last_year.place_chosen.connect(self.reveal)
            self.tabs.addTab(self.last_year, icon("table", self.context.theme.second), TITLE)
            self.preview.tabs_changed.emit()

    def show_last_year(self) -> None:
        """Turn to what is held against last year's report, once there is one."""
        if self.last_year is not None:
            self.tabs.setCurrentWidget(self.last_year)

    def show_progress(self) -> None:
        """Turn to how far the report is; the page is made when it is first asked for."""
        if self.progress is None:
            from gui.tabs.progress import TITLE, ProgressPage

            self.progress = ProgressPage(self.context)
            self.progress.place_chosen.connect(self.reveal)
            self.tabs.addTab(self.progress, icon("list-ordered", self.context.theme.second), TITLE)
            self.preview.tabs_changed.emit()
        self.tabs.setCurrentWidget(self.progress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the preview beside the editor where there is room for it."""
        super().resizeEvent(event)
        self.preview.fit(event.size().width())

    # -- findings --------------------------------------------------------------------------------------------------

    def fold_panel(self, folded: bool) -> None:
        """Fold the findings to a strip, or unfold them."""
        self.panel.setVisible(not folded)
        self._strip.setVisible(folded)

    @property
    def panel_folded(self) -> bool:
        """Whether the findings are folded to a strip."""
        return self.panel.isHidden()

    def _on_page_clicked(self, where: str, start: int) -> None:
        self.reveal(where, start, start)

    def _on_place_chosen(self, place: Place) -> None:
        self.reveal(place.address, place.start, place.end)

    def reveal(self, where: str, start: int = 0, end: int = 0) -> None:
        """Lead to an address: its tab, its editor, and there the very text."""
        # What is still being typed moves spans; it is taken first.
        self.context.live.flush()
        where = address.noted(where)
        page = self._page_of(where)
        self.tabs.setCurrentWidget(page)
        page.reveal(where, start, end)

    def first_address(self) -> str:
        """Return what the shown tab begins with, the cover for a tab that is none of the standard's."""
        page = self.tabs.currentWidget()
        where = page.tab.items[0] if isinstance(page, Page) else address.COVER
        return address.cover_field(self.context.live.standard.cover[0].id) if where == address.COVER else where

    def _page_of(self, where: str) -> Page | LeftOverPage:
        known = where.split("/")[0] == address.LEFT_OVER and address.LEFT_OVER in self._pages
        return self._pages[address.LEFT_OVER if known else tab_of(self.context.live.standard, where)]

    def show_tab_of(self, where: str) -> None:
        """Turn to the tab of an address and leave the focus where it is; a waiver stands on no tab."""
        if where.startswith(f"{address.WAIVER}/"):
            return
        self.tabs.setCurrentWidget(self._page_of(address.noted(where)))


class Notice(QFrame):
    """A line above the tabs that says why an edit could not be written, until it is or is waved away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        self._words = QLabel()
        self._words.setWordWrap(True)
        row.addWidget(self._words, 1)
        again = QPushButton("再试一次")
        again.clicked.connect(context.live.flush)
        row.addWidget(again)
        self.hide()
        context.live.refused.connect(self._on_refused)
        context.live.judged.connect(self._on_judged)

    def _on_refused(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.show()

    def _on_judged(self) -> None:
        self.setVisible(bool(self._context.live.trouble))
