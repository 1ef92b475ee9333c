"""The points of a report's history, newest first, under the days that they were made on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.store.points import Point, PointKind
from gui.theme import Theme

_WIDTH = 296
_ROLE = Qt.ItemDataRole.UserRole


class PointList(QListWidget):
    """Named versions are bold and starred, automatic ones grey; `point_chosen` carries the `Point`."""

    point_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("point-list")
        self.setAccessibleName("历史版本")
        self.setFixedWidth(_WIDTH)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_points(self, points: Sequence[Point], today: date) -> None:
        """List points that come oldest first, and keep the one that is chosen, else choose the newest."""
        chosen = self.chosen
        self.blockSignals(True)
        self.clear()
        day = None
        current = None
        for point in reversed(points):
            made = point.made_at.astimezone()
            if made.date() != day:
                day = made.date()
                self._add_day(day, today)
            item = self._add_point(point, made)
            if current is None or point == chosen:
                current = item
        self.blockSignals(False)
        if current is not None:
            self.setCurrentItem(current)

    @property
    def chosen(self) -> Point | None:
        """The point that is chosen."""
        row = self.currentRow()
        point = self.item(row).data(_ROLE) if row >= 0 else None
        return point if isinstance(point, Point) else None

    def _add_day(self, day: date, today: date) -> None:
        words = {0: "今天", 1: "昨天"}.get((today - day).days, f"{day.year}年{day.month}月{day.day}日")
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QColor(self._theme.second))

    def _add_point(self, point: Point, made: datetime) -> QListWidgetItem:
        named = point.kind is PointKind.NAMED
        item = QListWidgetItem(f"{'★ ' if named else ''}{point.name}\n{made:%H:%M}{'' if named else ' 自动保留'}", self)
        item.setData(_ROLE, point)
        item.setToolTip(point.name)
        font = item.font()
        font.setBold(named)
        item.setFont(font)
        item.setForeground(QColor(self._theme.ink if named else self._theme.second))
        return item

    def _on_current_changed(self) -> None:
        if self.chosen is not None:
            self.point_chosen.emit(self.chosen)
