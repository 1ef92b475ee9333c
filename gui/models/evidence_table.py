"""The model of the list of evidence: what each piece is called, its file, what it bears out, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from core.model import address
from core.model.amount import format_plain
from core.model.change import Change
from core.model.evidence import Evidence, size_words
from core.model.evidence_changes import annotate, link_evidence, retitle
from core.session import ReportChanged
from gui.context import Context
from gui.finding_words import wrapped
from gui.models.roles import AddressRole, ExplanationRole

AnyIndex = QModelIndex | QPersistentModelIndex
TITLE_COLUMN, FILE_COLUMN, INDICATORS_COLUMN, NOTE_COLUMN = range(4)
_TITLES = ("材料名称", "文件", "对应指标", "备注")
_FIELDS = ("title", "file_name", "indicators", "note")
LONGEST = 200


class EvidenceTableModel(QAbstractTableModel):
    """A row for each piece of evidence, in the report's order; `refused` says why typed text cannot stand."""

    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.items: tuple[Evidence, ...] = context.live.report.evidence()
        context.live.changed.connect(self._on_report_changed)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The number of pieces."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Title, file, indicators, note."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[section] if shown else None

    def item_at(self, index: AnyIndex) -> Evidence | None:
        """Return the evidence of a row."""
        return self.items[index.row()] if index.isValid() and index.row() < len(self.items) else None

    def row_of(self, key: str) -> int:
        """Return the row of the evidence with a key, -1 when there is none."""
        return next((row for row, item in enumerate(self.items) if item.key == key), -1)

    # -- reading ---------------------------------------------------------------------------------------------------

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        item = self.item_at(index)
        if item is None:
            return None
        text = self._text(item, index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.ForegroundRole:
                colour = self._colour(item, index.column())
                return QBrush(QColor(colour)) if colour else None
            case Qt.ItemDataRole.ToolTipRole:
                return wrapped(self._explanation(item, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_TITLES[index.column()]} {text}"
            case _:
                return self._own_role(item, index.column(), role)

    def _own_role(self, item: Evidence, column: int, role: int) -> Any:
        if role == AddressRole:
            return address.evidence_field(item.key, _FIELDS[column])
        return self._explanation(item, column) if role == ExplanationRole else None

    def _text(self, item: Evidence, column: int) -> str:
        match column:
            case 0:
                return item.title
            case 1:
                return "，".join(filter(None, (_kind_of(item), item.pages_words, size_words(item.size))))
            case 2:
                return self._linked(item) or "请选择"
            case _:
                return item.note

    def _linked(self, item: Evidence) -> str:
        known = self._context.live.standard.indicators_by_id
        return "、".join(known[name].title for name in item.indicators if name in known)

    def _colour(self, item: Evidence, column: int) -> str:
        theme = self._context.theme
        if column == FILE_COLUMN:
            return theme.accent
        return theme.second if column == INDICATORS_COLUMN and not self._linked(item) else ""

    def _explanation(self, item: Evidence, column: int) -> str:
        match column:
            case 0:
                return f"{item.title}\n双击或按 F2 改名；Alt+↑、Alt+↓ 调整次序。"
            case 1:
                does = "查看" if item.kind and item.kind.is_shown else "用本机程序打开（只读副本）"
                return f"文件名：{item.file_name}\n按 Enter 或单击{does}。"
            case 2:
                return f"对应指标：{self._linked(item) or '还没有选择'}\n按 Enter 或单击，在列表里勾选。"
            case _:
                return f"备注：{item.note or '没有'}\n双击或按 F2 填写，印在清单的备注栏。"

    # -- editing ---------------------------------------------------------------------------------------------------

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Titles and notes are typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = index.column() in (TITLE_COLUMN, NOTE_COLUMN) and not self._context.live.read_only
        return base | Qt.ItemFlag.ItemIsEditable if typed else base

    def read(self, text: str) -> str:
        """Return typed text; raises `ValueError` with the sentence to show."""
        if len(text) > LONGEST:
            raise ValueError(f"写了 {len(text)} 字，最多 {LONGEST} 字。请写短一些。")
        return text

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a typed title or note; a blank title becomes that of the file again."""
        item, live = self.item_at(index), self._context.live
        if item is None or role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        try:
            text = self.read(str(value))
        except ValueError as sentence:
            self.refused.emit(str(sentence))
            return False
        change = (retitle if index.column() == TITLE_COLUMN else annotate)(live.report, item, text)
        return self._write(change)

    def choices(self, index: AnyIndex) -> list[tuple[str, str, bool]]:
        """Return what a cell can be chosen from: key, words, and whether it is chosen; empty for other cells."""
        item = self.item_at(index)
        if item is None or index.column() != INDICATORS_COLUMN or self._context.live.read_only:
            return []
        scored = self._context.live.standard.scored_indicators
        return [
            (each.id, f"{each.title}（{format_plain(each.max_score)} 分）", each.id in item.indicators)
            for each in scored
        ]

    def choose(self, index: AnyIndex, keys: Sequence[str]) -> None:
        """Write which indicators the evidence of a row bears out."""
        item = self.item_at(index)
        if item is not None:
            self._write(link_evidence(self._context.live.report, item, keys))

    def clear(self, index: AnyIndex) -> None:
        """Clear a note, or what was chosen."""
        item, live = self.item_at(index), self._context.live
        if item is None or live.read_only:
            return
        if index.column() == NOTE_COLUMN:
            self._write(annotate(live.report, item, ""))
        elif index.column() == INDICATORS_COLUMN:
            self._write(link_evidence(live.report, item, ()))

    def _write(self, change: Change) -> bool:
        self._context.live.apply(change)
        return not self._context.live.trouble

    def _on_report_changed(self, event: ReportChanged) -> None:
        if not any(where.startswith(f"{address.EVIDENCE}/") for where in event.addresses):
            return
        items = event.report.evidence()
        if [item.key for item in items] != [item.key for item in self.items]:
            self.beginResetModel()
            self.items = items
            self.endResetModel()
            return
        self.items = items
        if items:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _kind_of(item: Evidence) -> str:
    return item.kind.words if item.kind else "未知类型"
