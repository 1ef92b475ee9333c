"""The section that holds problems against indicators and measures: one row a problem, chosen from lists to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.model import address
from core.model.finding import Finding
from core.model.naming import short_title_of
from core.validation.pairing import MOST
from core.validation.part_points import PartPoint
from core.validation.places import quoted
from gui.context import Context
from gui.models.link_table import LinkTableModel
from gui.theme import SPACE
from gui.widgets.link_table_view import LinkTableView
from gui.widgets.section import Sheet, guidance_label

_EXPLANATION_HEIGHT = 44
_LONGEST_EXPLANATION = 110


class LinkSection(Sheet):
    """The table, and what is said where there is none yet; `place_chosen` asks to go to a span of an address."""

    place_chosen = Signal(str, int, int)

    def __init__(self, context: Context) -> None:
        super().__init__("问题与措施的对应")
        self._context = context
        self.links = LinkTableModel(context, self)
        self._confirm_all = QPushButton("全部确认")
        self._confirm_all.setObjectName("small")
        self._confirm_all.clicked.connect(lambda: self.links.confirm(self.links.pending()))
        self.heading_row.addWidget(self._confirm_all, 0, Qt.AlignmentFlag.AlignBottom)
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(SPACE)
        filled.addWidget(
            guidance_label(
                "每个问题涉及哪些指标、由哪些措施解决。浅色带点线的是程序推测，核对后确认；要改就点开勾选，"
                "按 Delete 撤回。点问题转到原文。"
            )
        )
        self.view = LinkTableView(context, self.links)
        filled.addWidget(self.view)
        self._explanation = _quiet_label()
        self._explanation.setMinimumHeight(_EXPLANATION_HEIGHT)
        self._explanation.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        filled.addWidget(self._explanation)
        self._spare = _quiet_label()
        filled.addWidget(self._spare)
        self._empty = guidance_label("")
        self.content.addWidget(self._filled)
        self.content.addWidget(self._empty)
        self.view.explained.connect(self._on_explained)
        self.view.point_chosen.connect(self._on_point_chosen)
        self.links.dataChanged.connect(self._show)
        self.links.modelReset.connect(self._show)
        self._on_explained(self.view.explanation())
        self._show()

    def _empty_words(self) -> str:
        if self.links.table.crowded:
            return f"问题或措施超过 {MOST} 条，这里不逐条列出。"
        links = self._context.live.standard.links
        part = short_title_of(self._context.live.standard, links.problems) if links else ""
        return (
            f"“{part}”还没有列出问题。写在上面，每条一段，或者写作“一是……二是……”；写好以后，这里逐条列出，"
            "供核对涉及的指标和对应的措施。"
        )

    def _show(self) -> None:
        empty = self.links.rowCount() == 0
        self._filled.setVisible(not empty)
        self._empty.setText(self._empty_words())
        self._empty.setVisible(empty)
        self._confirm_all.setVisible(not empty and not self._context.live.read_only)
        self._confirm_all.setEnabled(bool(self.links.pending()))
        spare = self.links.table.spare
        self._spare.setText(f"还没有对应问题的措施：{'、'.join(quoted(measure.name) for measure in spare)}")
        self._spare.setVisible(bool(spare))

    def _on_explained(self, words: str) -> None:
        line = words.replace("\n", "　")
        self._explanation.setText(line if len(line) <= _LONGEST_EXPLANATION else f"{line[:_LONGEST_EXPLANATION]}…")

    def _on_point_chosen(self, point: PartPoint) -> None:
        self.place_chosen.emit(point.paragraph.address, *point.span)

    def shows(self, where: str) -> bool:
        """Tell whether an address is what is said of a problem."""
        return where == address.LINK or where.startswith(f"{address.LINK}/")

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to what is said of a problem."""
        self.view.reveal(where)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark nothing: the table itself shows what is missing, and the texts are marked where they stand."""


def _quiet_label() -> QLabel:
    label = QLabel("")
    label.setObjectName("quiet")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
