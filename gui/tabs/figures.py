"""The section of a table of figures: its unit, and a line that explains the current cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.model.finding import Finding
from core.model.standard import Table
from gui.context import Context
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.section import Sheet


class TableSheet(Sheet):
    """A sheet with a table of figures, its unit, and a line that explains the current cell."""

    def __init__(self, context: Context, table: Table) -> None:
        super().__init__(table.title)
        self._table = table
        self.view = FigureTableView(context, table)
        unit = QLabel(f"单位：{table.unit}")
        unit.setObjectName("quiet")
        self.heading_row.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(self.view)
        explanation = QLabel("")
        explanation.setObjectName("quiet")
        explanation.setWordWrap(True)
        explanation.setMinimumHeight(20)
        self.view.explained.connect(explanation.setText)
        self.content.addWidget(explanation)
        hint = QLabel(
            "灰底为自动计算，双击到它的第一项。右上角有空心角的是导入的数，实心角的是没有采用计算数的合计。"
            "可从 Excel、WPS 复制一块数据，在起始格按 Ctrl+V 粘贴。空白与 0 不同：没有就填 0。"
        )
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        self.content.addWidget(hint)

    def shows(self, where: str) -> bool:
        """Tell whether an address is a cell of this table, or the table itself."""
        return where == self._table.id or where.startswith(self._table.id + "/")

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to a cell."""
        self.view.reveal(where)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the cells that findings name."""
        self.view.figures.show_findings(findings)
