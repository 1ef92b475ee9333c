"""The page of what an import could not place: each piece is put into a part, or taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model import address
from core.model.change import Entry
from core.model.finding import Finding
from core.model.naming import title_of
from core.session import ReportChanged
from gui.context import Context
from gui.theme import SPACE
from gui.widgets.paragraph_edits import appended
from gui.widgets.section import Sheet, guidance_label, scrolling_page


class LeftOverSection(Sheet):
    """Lists the pieces with where they stood in the source."""

    def __init__(self, context: Context) -> None:
        super().__init__("未归位内容")
        self._context = context
        self._rows: list[QWidget] = []
        self.content.addWidget(
            guidance_label("导入时没有认出这些内容属于哪一部分。选好位置放进去；确实用不上的可以删除（能撤销）。")
        )
        context.live.changed.connect(self._on_report_changed)
        self._show()

    def _on_report_changed(self, event: ReportChanged) -> None:
        if any(where.startswith(address.LEFT_OVER + "/") for where in event.addresses):
            self._show()

    def _show(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(where, entry) for where, entry in self._context.live.report.left_over()]
        if not self._rows:
            done = QLabel("全部内容都已归位。")
            done.setObjectName("quiet")
            self._rows = [done]
        for row in self._rows:
            self.content.addWidget(row)

    def _row(self, where: str, entry: Entry) -> QWidget:
        row = QWidget()
        row.setProperty("address", where)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, SPACE, 0, SPACE)
        source = QLabel(entry.source)
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setObjectName("quiet")
        text = QLabel(entry.value)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        layout.addWidget(source)
        layout.addWidget(text)
        if self._context.live.read_only:
            return row
        buttons = QHBoxLayout()
        parts = QComboBox()
        parts.setAccessibleName("放到哪一部分")
        for part in self._context.live.standard.parts:
            parts.addItem(title_of(self._context.live.standard, part), part)
        put = QPushButton("放到这一部分末尾")
        put.clicked.connect(lambda: self._place(where, entry, str(parts.currentData())))
        drop = QPushButton("删除")
        drop.clicked.connect(lambda: self._context.live.put("删除未归位内容", {where: None}))
        buttons.addWidget(parts)
        buttons.addWidget(put)
        buttons.addWidget(drop)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return row

    def _place(self, where: str, entry: Entry, part: str) -> None:
        # Typing in that part comes first, so that both land in it.
        self._context.live.flush()
        values = appended(self._context.live.report, part, [(0, line) for line in entry.value.splitlines() if line])
        self._context.live.put("放置未归位内容", {**values, where: None})


class LeftOverPage(QWidget):
    """The page that holds the section; it stands after the tabs of the standard."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling_page([LeftOverSection(context)]))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark nothing: pieces that stand nowhere yet are not checked."""

    def reveal(self, where: str, start: int, end: int) -> None:
        """Show the page; there is nothing to select within."""
