"""The model of the indicator list: maximum, score and deduction of each, with the total below."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from core.model import address
from core.model.amount import format_plain, parse_decimal
from core.model.change import Entry
from core.model.finding import Finding, Place
from core.scoring.engine import IndicatorScore
from gui.context import Context
from gui.finding_words import wrapped
from gui.models.cell_faults import CellFault, faults_by_cell
from gui.models.roles import ChiefRole, LitRole, SeverityRole

AnyIndex = QModelIndex | QPersistentModelIndex
_TITLES = ("指标", "分值", "得分", "扣分")
_MAX_SCORE_COLUMN = 1
SCORE_COLUMN = 2


class IndicatorTableModel(QAbstractTableModel):
    """One row an indicator and a last row for the total; only scores are typed.

    `refused` carries a sentence about text that is no score; the cell keeps what it held.
    """

    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._scored = {indicator.id for indicator in context.live.standard.scored_indicators}
        self._faults: dict[str, CellFault] = {}
        self._lit = self._lit_here()
        context.live.judged.connect(self._on_judged)
        context.highlights.lit_changed.connect(self._on_lit_changed)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The indicators and the total."""
        return 0 if parent.isValid() else len(self._context.live.standard.indicators) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Title, maximum, score, deduction."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def indicator_at(self, row: int) -> str:
        """Return the id of the indicator in a row, empty for the total."""
        indicators = self._context.live.standard.indicators
        return indicators[row].id if 0 <= row < len(indicators) else ""

    def row_of(self, indicator_id: str) -> int:
        """Return the row of an indicator, -1 when there is none."""
        for row, indicator in enumerate(self._context.live.standard.indicators):
            if indicator.id == indicator_id:
                return row
        return -1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        name = self.indicator_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(name, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if index.column() == 0 else Qt.AlignmentFlag.AlignHCenter
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return _bold() if name not in self._scored else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(name, index.column())
            case Qt.ItemDataRole.BackgroundRole:
                typed = index.column() == SCORE_COLUMN and name in self._scored
                return None if typed else QBrush(QColor(self._context.theme.computed))
            case Qt.ItemDataRole.ToolTipRole:
                return wrapped(self._tip(name, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._text(name, 0)} {_TITLES[index.column()]} {self._text(name, index.column())}"
            case _:
                return self._own_role(self.address_at(index), role)

    def address_at(self, index: AnyIndex) -> str:
        """Return the address of what a cell stands for, an indicator's title for its reason; empty for deductions."""
        name, column = self.indicator_at(index.row()), index.column()
        if column == 0:
            return address.indicator_reason(name)
        if column == SCORE_COLUMN:
            return address.indicator_score(name) if name else address.TOTAL_SCORE
        if column == _MAX_SCORE_COLUMN:
            return address.indicator_max_score(name) if name else address.FULL_MARK
        return ""

    def _own_role(self, where: str, role: int) -> Any:
        fault = self._faults.get(where)
        if role == SeverityRole:
            return fault.severity.value if fault else None
        if role == ChiefRole:
            return bool(fault and fault.chief)
        return where in self._lit if role == LitRole else None

    def _line(self, name: str) -> IndicatorScore:
        return self._context.live.scorecard.by_id[name]

    def _text(self, name: str, column: int) -> str:
        if not name:
            return self._total_text(column)
        line = self._line(name)
        if column == 0:
            return line.indicator.title
        return _points((line.max_score, line.score, line.deduction)[column - 1])

    def _total_text(self, column: int) -> str:
        card = self._context.live.scorecard
        deduction = card.total_max - card.total if card.complete and card.total is not None else None
        return "合计" if column == 0 else _points((card.total_max, card.total, deduction)[column - 1])

    def _colour(self, name: str, column: int) -> QBrush | None:
        fault = self._fault(name, column)
        if fault:
            return QBrush(QColor(self._context.theme.severity(fault.severity)))
        return None if column in (0, SCORE_COLUMN) else QBrush(QColor(self._context.theme.second))

    def _fault(self, name: str, column: int) -> CellFault | None:
        score = self._faults.get(address.indicator_score(name) if name else address.TOTAL_SCORE)
        if column == 0:
            return self._faults.get(address.indicator_reason(name)) or score
        return score if column == SCORE_COLUMN else None

    def _tip(self, name: str, column: int) -> str:
        explanation = self._line(name).explanation if name else self._context.live.scorecard.explanation
        fault = self._fault(name, column)
        return f"{fault.tip}\n\n{explanation}" if fault else explanation

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only the scores of indicators that carry one can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = index.column() == SCORE_COLUMN and self.indicator_at(index.row()) in self._scored
        return base | Qt.ItemFlag.ItemIsEditable if typed and not self._context.live.read_only else base

    def read(self, text: str) -> Decimal | None:
        """Return typed text as points; raises `ValueError` with the sentence to show."""
        try:
            return parse_decimal(text)
        except ValueError:
            raise ValueError(f"“{text.strip()[:20]}”不是分数。请填数字，如 8 或 7.5；没有评分就留空。") from None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a typed score; one above the maximum is written too, and found by the checks."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        try:
            points = self.read(str(value))
        except ValueError as sentence:
            self.refused.emit(str(sentence))
            return False
        name = self.indicator_at(index.row())
        self.put_score(name, points)
        if self._context.live.report.score(name) != points:
            self.refused.emit(f"“{value}”还没有存进文件，先留在格里；处理好以后按 Enter 再存。")
            return False
        return True

    def put_score(self, name: str, points: Decimal | None) -> None:
        """Write the score of an indicator."""
        where = address.indicator_score(name)
        if points != self._context.live.report.score(name):
            title = f"填写“{self._line(name).indicator.title}”得分"
            self._context.live.put(title, {where: None if points is None else Entry(f"{points:f}")})

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark scores and reasons that a finding names first: one that is only added up is not the one to mend."""
        first = [replace(finding, places=finding.places[:1]) for finding in findings]
        faults = faults_by_cell(first, _is_typed_here)
        if faults != self._faults:
            self._faults = faults
            self._on_judged()

    def _lit_here(self) -> frozenset[str]:
        heads = (f"{address.INDICATOR}/", f"{address.RESULT}/")
        return frozenset(place.address for place in self._context.highlights.lit if place.address.startswith(heads))

    def _on_lit_changed(self) -> None:
        lit = self._lit_here()
        if lit != self._lit:
            self._lit = lit
            self._on_judged()

    def _on_judged(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _is_typed_here(place: Place) -> bool:
    head, _, what = place.address.partition("/")
    return place.address == address.TOTAL_SCORE or (head == address.INDICATOR and not what.endswith("/max_score"))


def _points(value: Decimal | None) -> str:
    return "" if value is None else format_plain(value)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
