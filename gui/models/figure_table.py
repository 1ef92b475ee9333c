"""The model of a table of figures: typed cells, computed cells, and blocks pasted from Excel or WPS."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from core.model import address
from core.model.amount import format_decimal, parse_decimal, round_half_up
from core.model.change import Entry, Origin
from core.model.finding import Finding, Severity
from core.model.naming import cell_name
from core.model.standard import Row, Table
from core.session import ReportChanged
from gui.context import Context
from gui.finding_words import wrapped
from gui.models.cell_faults import CellFault, faults_by_cell
from gui.models.roles import (
    AddressRole,
    ChiefRole,
    ExplanationRole,
    ImportedRole,
    LitRole,
    OverriddenRole,
    SeverityRole,
)

AnyIndex = QModelIndex | QPersistentModelIndex


class FigureTableModel(QAbstractTableModel):
    """Rows and columns of a standard's table; column 0 holds the row titles.

    `refused` carries a sentence about text that is not a figure; the cell keeps what it held.
    """

    refused = Signal(str)

    def __init__(self, context: Context, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._faults: dict[str, CellFault] = {}
        self._lit = self._lit_here()
        context.live.changed.connect(self._on_report_changed)
        context.highlights.lit_changed.connect(self._on_lit_changed)

    # -- shape -----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The number of rows of the standard's table."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The row titles and the columns of figures."""
        return 0 if parent.isValid() else len(self._table.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._table.heading if section == 0 else self._table.columns[section - 1].title

    def address_at(self, index: AnyIndex) -> str:
        """Return the address of a cell of figures."""
        row, column = self._table.rows[index.row()], self._table.columns[index.column() - 1]
        return address.cell(self._table.id, row.id, column.id)

    def index_of(self, where: str) -> QModelIndex:
        """Return the index of an address; invalid when the table has no such cell."""
        for row in range(self.rowCount()):
            for column in range(1, self.columnCount()):
                index = self.index(row, column)
                if self.address_at(index) == where:
                    return index
        return QModelIndex()

    # -- reading ---------------------------------------------------------------------------------------------------

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._table.rows[index.row()]
        if index.column() == 0:
            return self._title_data(row, role)
        where = self.address_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._context.live.report.shown_amount(where)
            case Qt.ItemDataRole.EditRole:
                return self._edit_text(where)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.BackgroundRole:
                return QBrush(QColor(self._context.theme.computed)) if self._is_computed(where) else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(where)
            case Qt.ItemDataRole.FontRole:
                return _bold() if row.parts else None
            case Qt.ItemDataRole.ToolTipRole:
                tip = self._tip(row, where)
                return wrapped(tip) if tip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{cell_name(self._context.live.standard, where)} {self.data(index)}"
            case _:
                return self._own_role(row, where, role)

    def _own_role(self, row: Row, where: str, role: int) -> Any:
        if role == AddressRole:
            return where
        fault = self._faults.get(where)
        if role == SeverityRole:
            return fault.severity.value if fault else None
        if role == ChiefRole:
            return bool(fault and fault.chief)
        if role == LitRole:
            return where in self._lit
        if role == OverriddenRole:
            return self._is_overridden(where)
        if role == ImportedRole:
            return self._is_imported(where)
        return self._tip(row, where) if role == ExplanationRole else None

    def _title_data(self, row: Row, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return "\u3000\u3000" * row.level + row.title
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if row.parts else None
        return None

    def _is_computed(self, where: str) -> bool:
        return self._context.live.report.figure(where).computed

    def _is_overridden(self, where: str) -> bool:
        report = self._context.live.report
        return report.stored_figure(where) is not None and report.computed_figure(where) is not None

    def _is_imported(self, where: str) -> bool:
        entry = self._context.live.report.entries.get(where)
        return entry is not None and entry.origin is Origin.IMPORTED

    def _edit_text(self, where: str) -> str:
        value = self._context.live.report.stored_figure(where)
        if value is None:
            return ""
        in_unit = value / self._table.scale
        shown = round_half_up(in_unit, self._table.decimals)
        return f"{shown if shown == in_unit else in_unit.normalize():f}"

    def _colour(self, where: str) -> QBrush | None:
        fault = self._faults.get(where)
        if fault and fault.chief and fault.severity == Severity.ERROR:
            return QBrush(QColor(self._context.theme.error))
        return QBrush(QColor(self._context.theme.second)) if self._is_computed(where) else None

    def _tip(self, row: Row, where: str) -> str:
        fault = self._faults.get(where)
        lines = [fault.tip] if fault else []
        if row.parts:
            names = "＋".join(self._table.row(part).short for part in row.parts)
            computed = self._context.live.report.computed_figure(where)
            if self._is_overridden(where) and computed is not None:
                amount = format_decimal(
                    None if computed.value is None else computed.value / self._table.scale, self._table.decimals
                )
                lines.append(f"这里是导入的数；按{names}计算为 {amount}。按 Delete 键改用计算数。")
            else:
                lines.append(f"自动计算：{names}")
                if computed and computed.value is not None and computed.blanks:
                    lines.append(f"其中 {computed.blanks} 项未填，未计入。")
        if self._is_imported(where):
            source = self._context.live.report.entries[where].source
            lines.append(f"导入的数：{source}" if source else "导入的数")
        return "\n".join(lines)

    def sources_of(self, index: AnyIndex) -> list[str]:
        """Return the addresses that a computed cell is added up from, none for a typed one."""
        row, column = self._table.rows[index.row()], self._table.columns[max(index.column() - 1, 0)]
        return [address.cell(self._table.id, part, column.id) for part in row.parts] if index.column() else []

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the cells that findings name."""
        faults = faults_by_cell(findings, lambda place: self._owns(place.address))
        if faults != self._faults:
            self._faults = faults
            self._emit_all_changed()

    def _owns(self, where: str) -> bool:
        return where.startswith(self._table.id + "/")

    def _lit_here(self) -> frozenset[str]:
        return frozenset(place.address for place in self._context.highlights.lit if self._owns(place.address))

    def _on_lit_changed(self) -> None:
        lit = self._lit_here()
        if lit != self._lit:
            self._lit = lit
            self._emit_all_changed()

    # -- writing ---------------------------------------------------------------------------------------------------

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Typed cells can be edited; titles and computed cells cannot."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 or self._table.rows[index.row()].parts or self._context.live.read_only:
            return base
        return base | Qt.ItemFlag.ItemIsEditable

    def read(self, text: str) -> Decimal | None:
        """Return typed text as yuan; raises `ValueError` with the sentence to show."""
        try:
            value = parse_decimal(text)
        except ValueError:
            unit = self._table.unit
            raise ValueError(f"“{text.strip()[:20]}”不是数字。请填以{unit}为单位的数，如 1,234.56。") from None
        return None if value is None else value * self._table.scale

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a typed figure."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        try:
            amount = self.read(str(value))
        except ValueError as sentence:
            self.refused.emit(str(sentence))
            return False
        where = self.address_at(index)
        self._put(f"填写{cell_name(self._context.live.standard, where)}", {where: amount})
        if self._context.live.report.stored_figure(where) != amount:
            self.refused.emit(f"“{value}”还没有存进文件，先留在格里；处理好以后按 Enter 再存。")
            return False
        return True

    def clear(self, indexes: list[QModelIndex]) -> None:
        """Blank the typed cells, and give computed cells their computed figure back."""
        wheres = {self.address_at(index): None for index in indexes if index.column() > 0}
        self._put("清除单元格", dict(wheres))

    def paste(self, top_left: QModelIndex, block: list[list[str]]) -> None:
        """Write a block of text from the top left cell on, as one step.

        Computed cells and row titles are passed over; text that is no figure is named and changes nothing.
        """
        values: dict[str, Decimal | None] = {}
        bad: list[str] = []
        for row_offset, line in enumerate(block):
            for column_offset, text in enumerate(line):
                index = self.index(top_left.row() + row_offset, top_left.column() + column_offset)
                if not index.isValid() or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    continue
                try:
                    values[self.address_at(index)] = self.read(text)
                except ValueError:
                    name = cell_name(self._context.live.standard, self.address_at(index))
                    bad.append(f"{name}“{text.strip()[:20]}”")
        self._put("粘贴到明细表", values)
        if bad:
            self.refused.emit(f"已粘贴 {len(values)} 格；这些不是数字，没有粘贴：{'、'.join(bad[:5])}")

    def text_of(self, indexes: list[QModelIndex]) -> str:
        """Return cells as lines of tab-separated text, the way spreadsheets exchange blocks."""
        if not indexes:
            return ""
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        chosen = {(index.row(), index.column()) for index in indexes}
        return "\n".join(
            "\t".join(
                str(self.data(self.index(row, column)) or "").strip("\u3000") if (row, column) in chosen else ""
                for column in columns
            )
            for row in rows
        )

    def _put(self, title: str, amounts: dict[str, Decimal | None]) -> None:
        report = self._context.live.report
        values: dict[str, Entry | None] = {}
        for where, amount in amounts.items():
            if amount != report.stored_figure(where):
                values[where] = None if amount is None else Entry(f"{amount:f}", Origin.TYPED)
        if values:
            self._context.live.put(title, values)

    def _on_report_changed(self, event: ReportChanged) -> None:
        if any(self._owns(where) for where in event.addresses):
            self._emit_all_changed()

    def _emit_all_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
