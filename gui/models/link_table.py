"""The model of the table of problems: each with its indicators and measures, said by the user or proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from core.model import address
from core.model.amount import format_plain
from core.model.link import Link
from core.session import ReportChanged
from core.validation.link_changes import confirm, say_indicators, say_measures, unsay
from core.validation.links import INDICATORS, MEASURES, LinkTable, ProblemRow, link_table
from core.validation.part_points import PartPoint
from gui.context import Context
from gui.finding_words import wrapped
from gui.models.roles import AddressRole, ExplanationRole, ProposedRole

AnyIndex = QModelIndex | QPersistentModelIndex
PROBLEM_COLUMN, INDICATORS_COLUMN, MEASURES_COLUMN, STATE_COLUMN = range(4)
_TITLES = ("问题", "涉及指标", "改进措施", "核对")
_FIELDS = {INDICATORS_COLUMN: INDICATORS, MEASURES_COLUMN: MEASURES}


class LinkTableModel(QAbstractTableModel):
    """A row for each problem, and below them one for each that something was said of and that has gone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.table: LinkTable = link_table(context.live.report)
        context.live.changed.connect(self._on_report_changed)

    # -- shape -----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The number of problems, those that have gone included."""
        return 0 if parent.isValid() else len(self.table.rows) + len(self.table.gone)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Problem, indicators, measures, and whether they are confirmed."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[section] if shown else None

    def row_at(self, index: AnyIndex) -> ProblemRow | None:
        """Return the problem of a row, `None` for one that has gone."""
        return self.table.rows[index.row()] if index.isValid() and index.row() < len(self.table.rows) else None

    def gone_at(self, index: AnyIndex) -> Link | None:
        """Return what was said of the problem of a row that has gone, `None` for one that stands."""
        number = index.row() - len(self.table.rows)
        return self.table.gone[number] if index.isValid() and number >= 0 else None

    def address_at(self, index: AnyIndex) -> str:
        """Return the address of what is said in a cell, or of the problem's title."""
        row, gone = self.row_at(index), self.gone_at(index)
        key = row.problem.key if row else gone.problem.key if gone else ""
        return address.problem_link(key, _FIELDS.get(index.column(), "problem"))

    def row_of(self, where: str) -> int:
        """Return the row that shows what is said at an address, -1 where none does."""
        key = where.split("/")[2] if where.count("/") == 3 else ""
        keys = [{row.problem.key, row.link.problem.key if row.link else ""} for row in self.table.rows]
        keys += [{link.problem.key} for link in self.table.gone]
        return next((number for number, known in enumerate(keys) if key in known), -1)

    # -- reading ---------------------------------------------------------------------------------------------------

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index)
            case Qt.ItemDataRole.ForegroundRole:
                colour = self._colour(index)
                return QBrush(QColor(colour)) if colour else None
            case Qt.ItemDataRole.ToolTipRole:
                return wrapped(self._explanation(index))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_TITLES[index.column()]} {self._explanation(index)}"
            case _:
                return self._own_role(index, role)

    def _own_role(self, index: AnyIndex, role: int) -> Any:
        if role == AddressRole:
            return self.address_at(index)
        if role == ProposedRole:
            return self._is_proposed(index)
        return self._explanation(index) if role == ExplanationRole else None

    def _text(self, index: AnyIndex) -> str:
        row, gone = self.row_at(index), self.gone_at(index)
        if gone is not None:
            return self._gone_text(gone, index.column())
        assert row is not None, "a row is that of a problem, or of one that has gone"
        match index.column():
            case 0:
                return row.problem.name
            case 1:
                return self._titles(row.indicators) or ("没有" if row.indicators_said else "请选择")
            case 2:
                return "；".join(measure.name for measure in row.measures) or "没有对应的措施"
            case _:
                return "✓ 已确认" if row.said else "确认"

    def _gone_text(self, link: Link, column: int) -> str:
        titles = (
            f"（问题已删改）{link.problem.title}",
            self._titles(link.indicators or ()),
            "；".join(measure.title for measure in link.measures or ()),
            "删除",
        )
        return titles[column]

    def _titles(self, indicators: Sequence[str]) -> str:
        known = self._context.live.standard.indicators_by_id
        return "、".join(known[name].title for name in indicators if name in known)

    def _is_proposed(self, index: AnyIndex) -> bool:
        row = self.row_at(index)
        if row is None:
            return False
        if index.column() == INDICATORS_COLUMN:
            return bool(row.indicators) and not row.indicators_said
        return index.column() == MEASURES_COLUMN and bool(row.measures) and not row.measures_said

    def _colour(self, index: AnyIndex) -> str:
        theme, row, column = self._context.theme, self.row_at(index), index.column()
        if row is None:
            return theme.accent if column == STATE_COLUMN else theme.second
        if column == STATE_COLUMN:
            return theme.good if row.said else theme.accent
        if column == MEASURES_COLUMN and not row.measures:
            return theme.warning
        unsaid = column == INDICATORS_COLUMN and not row.indicators_said
        return theme.second if unsaid or self._is_proposed(index) else ""

    def _explanation(self, index: AnyIndex) -> str:
        row, text = self.row_at(index), self._text(index)
        if row is None:
            return f"{text}\n原来的问题已经删去或改写，所选的指标和措施留在这里；不再需要的可以删除。"
        match index.column():
            case 0:
                return f"{row.problem.number}{row.problem.text}"
            case 1:
                return text if row.indicators_said else f"{text}\n按指标名称和关键词推测，核对后确认。"
            case 2:
                return "\n".join([*self._measure_lines(row)])
            case _:
                return "已经核对。" if row.said else "按 Enter 确认本行的指标和措施；空着的，确认为没有。"

    def _measure_lines(self, row: ProblemRow) -> list[str]:
        lines = [measure.name for measure in row.measures] or ["没有对应的措施"]
        if row.measures and not row.measures_said:
            lines.append(f"按{'文字' if row.by_words else '次序或个别字词'}推测，核对后确认。")
        return [*lines, *(f"原来选的“{title}”已经删去或改写。" for title in row.lost)]

    # -- choosing --------------------------------------------------------------------------------------------------

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Nothing is typed; cells are chosen from lists."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base if index.isValid() else Qt.ItemFlag.NoItemFlags

    def choices(self, index: AnyIndex) -> list[tuple[str, str, bool]]:
        """Return what a cell can be chosen from: key, words, and whether it is chosen; empty for other cells."""
        row = self.row_at(index)
        if row is None or self._context.live.read_only:
            return []
        if index.column() == INDICATORS_COLUMN:
            scored = self._context.live.standard.scored_indicators
            return [
                (item.id, f"{item.title}（{format_plain(item.max_score)} 分）", item.id in row.indicators)
                for item in scored
            ]
        if index.column() == MEASURES_COLUMN:
            chosen = {measure.key for measure in row.measures}
            return [(measure.key, measure.name, measure.key in chosen) for measure in self.table.measures]
        return []

    def choose(self, index: AnyIndex, keys: Sequence[str]) -> None:
        """Write what was chosen for a cell."""
        row, report = self.row_at(index), self._context.live.report
        if row is None:
            return
        if index.column() == INDICATORS_COLUMN:
            self._context.live.apply(say_indicators(report, row, keys))
        elif index.column() == MEASURES_COLUMN:
            chosen = [measure for measure in self.table.measures if measure.key in keys]
            self._context.live.apply(say_measures(report, row, chosen))

    def pending(self) -> list[ProblemRow]:
        """Return the problems whose indicators and measures are there to be confirmed together with others'.

        That a problem has none is said one by one.
        """
        return [row for row in self.table.rows if not row.said and row.indicators and row.measures]

    def confirm(self, rows: Sequence[ProblemRow]) -> None:
        """Say what is proposed for problems."""
        if rows and not self._context.live.read_only:
            self._context.live.apply(confirm(self._context.live.report, rows))

    def withdraw(self, index: AnyIndex) -> None:
        """Take back what was said of the problem of a row; one that has gone leaves the table."""
        row, gone = self.row_at(index), self.gone_at(index)
        link = row.link if row else gone
        if link is not None and not self._context.live.read_only:
            self._context.live.apply(unsay(self._context.live.report, link))

    def point_at(self, index: AnyIndex) -> PartPoint | None:
        """Return the problem's place in the text, `None` for one that has gone."""
        row = self.row_at(index)
        return row.problem if row else None

    # -- following the report --------------------------------------------------------------------------------------

    def _on_report_changed(self, event: ReportChanged) -> None:
        links = event.report.standard.links
        heads = (f"{address.LINK}/", f"{links.problems}/", f"{links.measures}/") if links else ()
        if not any(where.startswith(heads) for where in event.addresses):
            return
        table = link_table(event.report)
        if len(table.rows) + len(table.gone) != self.rowCount():
            self.beginResetModel()
            self.table = table
            self.endResetModel()
            return
        self.table = table
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
