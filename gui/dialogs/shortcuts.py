"""The card of keys: every key of the window on one sheet, by menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.actions import ACTIONS, MENUS, TAB_KEYS, ActionSpec
from gui.theme import SPACE

_COLUMNS = 3
_IN_TABLES = (
    ("Enter、方向键", "移动，与 Excel 相同"),
    ("F2", "修改格中内容"),
    ("Delete", "清除"),
    ("Ctrl+C、Ctrl+V", "复制、粘贴一块数据"),
    ("Esc", "放弃这次修改"),
)


class ShortcutCard(QDialog):
    """Keys in columns, a family under each heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut-card")
        self.setWindowTitle("快捷键")
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for title, rows in _families():
            # Each family goes where there is most room, so that the columns end about alike.
            shortest = heights.index(min(heights))
            columns[shortest].addLayout(_family(title, rows))
            heights[shortest] += len(rows) + 2
        body = QHBoxLayout()
        body.setSpacing(4 * SPACE)
        for column in columns:
            column.setSpacing(2 * SPACE)
            column.addStretch(1)
            body.addLayout(column)
        close = QPushButton("知道了")
        close.setObjectName("primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(body)
        layout.addLayout(end)


def _families() -> list[tuple[str, list[tuple[str, str]]]]:
    families = [(menu, [_row(spec) for spec in ACTIONS if spec.menu == menu and spec.shortcut]) for menu in MENUS]
    tabs = [(f"Ctrl+1 至 Ctrl+{TAB_KEYS}", "转到第几个页签")]
    return [*((menu, rows) for menu, rows in families if rows), ("页签", tabs), ("表格中", list(_IN_TABLES))]


def _row(spec: ActionSpec) -> tuple[str, str]:
    return spec.shortcut.replace("；", "、"), spec.words.rstrip("…")


def _family(title: str, rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(SPACE // 2)
    heading = QLabel(title)
    heading.setObjectName("section")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (keys, words) in enumerate(rows, start=1):
        key = QLabel(keys)
        key.setObjectName("quiet")
        grid.addWidget(QLabel(words), row, 0)
        grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid
