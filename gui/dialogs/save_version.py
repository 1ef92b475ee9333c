"""The small dialog that gives the report as it stands a name; Enter takes the proposed one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.store.points import Point, PointKind
from gui.theme import SPACE

_LONGEST = 60
_WIDTH = 440


def proposed_name(points: Sequence[Point], now: datetime) -> str:
    """Return the name that the next version gets if nobody thinks of a better one."""
    number = sum(point.kind is PointKind.NAMED for point in points) + 1
    return f"第{number}版 {now.month}月{now.day}日 {now:%H:%M}"


class SaveVersionDialog(QDialog):
    """Asks for the name of a version."""

    def __init__(self, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save-version-dialog")
        self.setWindowTitle("保存版本")
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        saved = QLabel("✓ 内容已经保存在文件里，不起名也不会丢。")
        layout.addWidget(saved)
        about = QLabel("给现在的样子起个名字，以后可以在“文件 → 历史版本”里比较和恢复。")
        about.setObjectName("quiet")
        about.setWordWrap(True)
        layout.addWidget(about)
        self._name = QLineEdit(proposed)
        self._name.setObjectName("version-name")
        self._name.setAccessibleName("版本名称")
        self._name.setMaxLength(_LONGEST)
        self._name.textChanged.connect(self._on_name_changed)
        layout.addWidget(self._name)
        layout.addSpacing(SPACE)
        self._go = QPushButton("保存版本")
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._go)
        row.addWidget(cancel)
        layout.addLayout(row)
        self._name.selectAll()
        self._name.setFocus()

    @property
    def name(self) -> str:
        """The name as typed."""
        return self._name.text().strip()

    def _on_name_changed(self) -> None:
        self._go.setEnabled(bool(self.name))
