"""The dialog that accepts a finding: what was found, why it may stay so, and who says so."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.model.finding import Finding
from gui.finding_words import SHAPES
from gui.theme import SPACE

_FEWEST_SIGNS = 4
_REASON_HEIGHT = 96


class AcceptDialog(QDialog):
    """Asks for a reason and a name; both are wanted before it can be accepted."""

    def __init__(self, finding: Finding, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accept-dialog")
        self.setWindowTitle("接受并说明")
        self.setMinimumWidth(560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        title = _words(f"{SHAPES[finding.severity]} {finding.title}")
        title.setProperty("severity", finding.severity.value)
        layout.addWidget(title)
        layout.addWidget(_words(finding.message))
        about = _words("确属实情、不必改正的，写明理由。收到报告的人会看到这段话；数字改动以后，说明自动失效。")
        about.setObjectName("quiet")
        layout.addWidget(about)
        layout.addSpacing(SPACE)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("accept-reason")
        self._reason.setAccessibleName("理由")
        self._reason.setPlaceholderText("例如：该项目上年列在基本支出，本年按新口径调整，见附件 2。")
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(_REASON_HEIGHT)
        form.addRow("理由", self._reason)
        self._name = QLineEdit(name)
        self._name.setObjectName("accept-name")
        self._name.setPlaceholderText("由谁接受")
        form.addRow("姓名", self._name)
        form.addRow("日期", QLabel(f"{today.year} 年 {today.month} 月 {today.day} 日"))
        self._missing = QLabel()
        self._missing.setObjectName("quiet")
        form.addRow("", self._missing)
        layout.addLayout(form)
        layout.addLayout(self._buttons())
        self._reason.textChanged.connect(self._on_changed)
        self._name.textChanged.connect(self._on_changed)
        self._on_changed()
        self._reason.setFocus()

    def _buttons(self) -> QHBoxLayout:
        self._go = QPushButton("接受")
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
        return row

    @property
    def reason(self) -> str:
        """The reason as typed."""
        return self._reason.toPlainText().strip()

    @property
    def name(self) -> str:
        """The name as typed."""
        return self._name.text().strip()

    def _on_changed(self) -> None:
        missing = "还没有写理由" if not self.reason else ""
        if self.reason and len(self.reason) < _FEWEST_SIGNS:
            missing = f"理由太短，至少写 {_FEWEST_SIGNS} 个字"
        if not missing and not self.name:
            missing = "还没有写姓名"
        self._missing.setText(missing)
        self._go.setEnabled(not missing)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
