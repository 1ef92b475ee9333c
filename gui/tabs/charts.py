"""The page of charts: budget against what was spent, one year against the other, points by indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.model.report import Report
from gui.context import Context
from gui.widgets.section import Sheet, scrolling_page

if TYPE_CHECKING:
    from gui.widgets.chart_view import ChartView

TITLE = "图表"


class ChartSheet(Sheet):
    """A sheet with one chart."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view.chart.title)
        self.view = view
        self.content.addWidget(view)


class ChartPage(QWidget):
    """Shows every chart that the report has figures for; made when it is first seen, drawn anew while it is.

    `place_chosen` asks to go to the figures of a row.
    """

    place_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._report: Report | None = None
        self._views: dict[str, ChartView] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None
        context.live.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the report as it stands."""
        super().showEvent(event)
        self._show()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        from core.document.charts import charts_of
        from gui.widgets.chart_view import ChartView

        live = self._context.live
        if live.report is self._report:
            return
        self._report = live.report
        charts = {chart.name: chart for chart in charts_of(live.report, live.scorecard)}
        if self._area is not None and [*charts] == [*self._views]:
            for name, chart in charts.items():
                self._views[name].show_chart(chart)
            return
        self._views = {name: ChartView(self._context.theme, chart) for name, chart in charts.items()}
        for view in self._views.values():
            view.row_chosen.connect(self.place_chosen)
        sheets: list[QWidget] = [ChartSheet(view) for view in self._views.values()]
        old, self._area = self._area, scrolling_page(sheets or [_nothing_yet()])
        if old is not None:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._layout.addWidget(self._area)


def _nothing_yet() -> QWidget:
    sheet = Sheet(TITLE)
    words = QLabel("还没有可以画的数字。填写支出明细表或指标得分后，这里显示预算与决算、各项得分的对比。")
    words.setObjectName("charts-empty")
    words.setWordWrap(True)
    sheet.content.addWidget(words)
    return sheet
