"""The section of the indicators: the list with its scores, and beside it everything about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.model import address
from core.model.amount import format_plain
from core.model.evidence import Evidence
from core.model.finding import Finding
from core.model.standard import Indicator
from core.scoring.quantities import evaluate_quantity
from core.validation.places import shortened
from gui.context import Context
from gui.finding_words import wrapped
from gui.fonts import scaled
from gui.models.indicator_table import SCORE_COLUMN, IndicatorTableModel
from gui.tabs.narrative import PartSection, numbered_title
from gui.theme import SPACE
from gui.widgets.fields import TextField
from gui.widgets.marked_cell import MarkedCellDelegate
from gui.widgets.section import Sheet, guidance_label
from gui.widgets.spreadsheet_view import SpreadsheetView
from gui.widgets.text_marks import marks_of

_LIST_WIDTH = 366
_POINTS_WIDTH = 54
_REASON_HEIGHT = 64
_LONGEST_NAME = 16


class IndicatorView(SpreadsheetView):
    """The list of indicators with their points."""

    def __init__(self, context: Context, scores: IndicatorTableModel) -> None:
        super().__init__(scores, address.INDICATOR, "指标得分")
        self._scores = scores
        self.setItemDelegate(MarkedCellDelegate(context, scores, Qt.AlignmentFlag.AlignHCenter, self))
        self.stretch_column(0)
        for column in range(1, scores.columnCount()):
            self.fix_column(column, _POINTS_WIDTH)
        self.setFixedWidth(scaled(_LIST_WIDTH))

    def cursor_place(self) -> tuple[str, int]:
        """Return the address of the score in the current row."""
        name = self._scores.indicator_at(self.currentIndex().row())
        return (address.indicator_score(name) if name else address.TOTAL_SCORE, 0)

    def clear_selection(self) -> None:
        """Make the current indicator unscored."""
        self.model().setData(self.currentIndex(), "")


class IndicatorDetail(QWidget):
    """Everything about one indicator: what it asks, its points, reason, rates, evidence and analysis.

    `evidence_chosen` asks to go to an address of the evidence.
    """

    evidence_chosen = Signal(str)

    def __init__(self, context: Context, indicator: Indicator) -> None:
        super().__init__()
        self._context = context
        self._indicator = indicator
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        part = context.live.standard.part_of_indicator.get(indicator.id)
        title = QLabel(numbered_title(context.live.standard, part) if part else indicator.title)
        title.setObjectName("section")
        layout.addWidget(title)
        layout.addWidget(guidance_label(f"评价内容：{indicator.describe}"))
        self._points = QLabel()
        self._points.setWordWrap(True)
        layout.addWidget(self._points)
        self._rates = QLabel()
        self._rates.setObjectName("quiet")
        self._rates.setWordWrap(True)
        if not indicator.quantities:
            self._rates.hide()
        layout.addWidget(self._rates)
        reason_title = QLabel("扣分原因（有扣分时填写，印入自评表）")
        reason_title.setObjectName("quiet")
        layout.addWidget(reason_title)
        self.reason = TextField(context, address.indicator_reason(indicator.id))
        self.reason.setFixedHeight(scaled(_REASON_HEIGHT))
        reason_title.setBuddy(self.reason)
        layout.addWidget(self.reason)
        self.evidence = QPushButton()
        self.evidence.setObjectName("flat")
        self.evidence.setVisible(any(address.EVIDENCE in tab.items for tab in context.live.standard.tabs))
        self.evidence.clicked.connect(lambda: self.evidence_chosen.emit(self._evidence_address()))
        layout.addWidget(self.evidence, 0, Qt.AlignmentFlag.AlignLeft)
        self.part = PartSection(context, part, narrow=True) if part else None
        if self.part:
            layout.addSpacing(SPACE)
            layout.addWidget(self.part)
        layout.addStretch(1)
        context.live.judged.connect(self._show_points)
        self._show_points()

    def _show_points(self) -> None:
        live = self._context.live
        line = live.scorecard.by_id[self._indicator.id]
        score = "未评分" if line.score is None else f"得分 {format_plain(line.score)}"
        deduction = f"，扣 {format_plain(line.deduction)}" if line.deduction else ""
        self._points.setText(f"分值 {format_plain(line.max_score)}，{score}{deduction}")
        quantities = [item for item in live.standard.quantities if item.id in self._indicator.quantities]
        lines = [f"{item.title}\n    {evaluate_quantity(live.report, item).explanation}" for item in quantities]
        self._rates.setText("\n".join(lines))
        self._show_evidence()

    def _attached(self) -> list[Evidence]:
        return [item for item in self._context.live.report.evidence() if self._indicator.id in item.indicators]

    def _show_evidence(self) -> None:
        attached, wanted = self._attached(), self._indicator.evidence
        if attached:
            more = f"等 {len(attached)} 份" if len(attached) > 1 else ""
            words = f"{shortened(attached[0].title, _LONGEST_NAME)}{more}"
        else:
            words = f"还没有（需要{shortened('、'.join(wanted), _LONGEST_NAME)}）" if wanted else "没有"
        self.evidence.setText(f"佐证材料：{words} →")
        named = [item.title for item in attached] or wanted
        self.evidence.setToolTip(wrapped("\n".join([*named, "转到“佐证材料”页"])))

    def _evidence_address(self) -> str:
        attached = self._attached()
        return address.evidence_field(attached[0].key, "title") if attached else address.EVIDENCE


class IndicatorSection(Sheet):
    """The list of indicators beside the chosen one; details are made when they are first chosen.

    `place_chosen` asks to go to a span of an address that stands elsewhere.
    """

    place_chosen = Signal(str, int, int)

    def __init__(self, context: Context) -> None:
        super().__init__("指标自评")
        self.setMaximumWidth(scaled(1000))
        self._context = context
        self.scores = IndicatorTableModel(context, self)
        self.view = IndicatorView(context, self.scores)
        self._details: dict[str, IndicatorDetail] = {}
        self._findings: tuple[Finding, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        left = QVBoxLayout()
        left.addWidget(self.view)
        self._sum = QLabel()
        self._sum.setObjectName("quiet")
        self._sum.setWordWrap(True)
        self._sum.setFixedWidth(scaled(_LIST_WIDTH))
        left.addWidget(self._sum)
        self._trouble = QLabel()
        self._trouble.setObjectName("trouble")
        self._trouble.setWordWrap(True)
        self._trouble.setFixedWidth(scaled(_LIST_WIDTH))
        left.addWidget(self._trouble)
        left.addStretch(1)
        row.addLayout(left)
        self._stack = QStackedLayout()
        holder = QWidget()
        holder.setLayout(self._stack)
        row.addWidget(holder, 1)
        self.content.addLayout(row)
        self.scores.refused.connect(self._trouble.setText)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        context.live.judged.connect(self._on_judged)
        self._on_judged()
        self.view.setCurrentIndex(self.scores.index(0, SCORE_COLUMN))

    def _on_judged(self) -> None:
        self._sum.setText(f"合计：{self._context.live.scorecard.explanation}")

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._trouble.clear()
        name = self.scores.indicator_at(current.row())
        if name:
            self._stack.setCurrentWidget(self._detail(name))

    def _detail(self, name: str) -> IndicatorDetail:
        if name not in self._details:
            detail = IndicatorDetail(self._context, self._context.live.standard.indicators_by_id[name])
            detail.evidence_chosen.connect(lambda where: self.place_chosen.emit(where, 0, 0))
            self._details[name] = detail
            self._stack.addWidget(detail)
            self._mark(detail)
        return self._details[name]

    def _owner(self, where: str) -> str:
        pieces = where.split("/")
        if pieces[0] == address.INDICATOR and len(pieces) == 3:
            return pieces[1]
        parts = self._context.live.standard.part_of_indicator
        return next((name for name, part in parts.items() if (where + "/").startswith(part.address + "/")), "")

    def shows(self, where: str) -> bool:
        """Tell whether an address is a score, a reason, an indicator's analysis, or the total."""
        return bool(self._owner(where)) or where.startswith((f"{address.RESULT}/", f"{address.INDICATOR}/"))

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to an indicator, and within it to its score, reason or sentence."""
        name = self._owner(where)
        row = self.scores.row_of(name) if name else self.scores.rowCount() - 1
        self.view.selectionModel().setCurrentIndex(
            self.scores.index(row, SCORE_COLUMN), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        detail = self._details.get(name)
        if detail and where == address.indicator_reason(name):
            detail.reason.reveal(start, end)
        elif detail and detail.part and where.startswith(address.NARRATIVE + "/"):
            detail.part.reveal(where, start, end)
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark scores and sentences that findings name."""
        self._findings = findings
        self.scores.show_findings(findings)
        for detail in self._details.values():
            self._mark(detail)

    def _mark(self, detail: IndicatorDetail) -> None:
        detail.reason.set_marks(marks_of(self._findings, detail.reason.holds))
        if detail.part:
            detail.part.show_findings(self._findings)
