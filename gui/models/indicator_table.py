"""The model of the indicator list: maximum, score and deduction of each, with the total below."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from core.model import address
from core.model.amount import format_plain, parse_decimal
from core.model.change import Entry
from core.model.finding import Finding, Severity
from core.scoring.engine import IndicatorScore
from gui.context import Context

AnyIndex = QModelIndex | QPersistentModelIndex
_TITLES = ("指标", "分值", "得分", "扣分")
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
        self._faults: dict[str, Severity] = {}
        context.live.judged.connect(self._on_judged)

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
                return self._tip(name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._text(name, 0)} {_TITLES[index.column()]} {self._text(name, index.column())}"
            case _:
                return None

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
        severity = self._faults.get(name)
        if severity and column in (0, SCORE_COLUMN):
            return QBrush(QColor(self._context.theme.severity(severity)))
        return None if column in (0, SCORE_COLUMN) else QBrush(QColor(self._context.theme.second))

    def _tip(self, name: str) -> str:
        return self._line(name).explanation if name else self._context.live.scorecard.explanation

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
        """Colour the indicators whose score or reason a finding names first; a maximum is not theirs to mend."""
        faults: dict[str, Severity] = {}
        for finding in findings:
            for place in finding.places[:1]:
                pieces = place.address.split("/")
                if pieces[0] == address.INDICATOR and len(pieces) == 3 and pieces[2] != "max_score":
                    faults.setdefault(pieces[1], finding.severity)
        if faults != self._faults:
            self._faults = faults
            self._on_judged()

    def _on_judged(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _points(value: Decimal | None) -> str:
    return "" if value is None else format_plain(value)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
