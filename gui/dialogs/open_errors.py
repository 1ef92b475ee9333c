"""The errors that stand against a final version, each of which leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from core.model.finding import Finding, Place
from core.model.naming import title_of
from core.model.standard import Standard
from gui.theme import SPACE

_MOST_SHOWN = 4
_LONGEST = 560


class OpenErrors(QWidget):
    """A line that counts the errors, a row for each of the first, and how many more there are."""

    place_chosen = Signal(object)

    def __init__(self, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standard = standard
        self._shown: tuple[Finding, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE // 2)
        self._count = QLabel()
        self._count.setObjectName("trouble")
        self._count.setWordWrap(True)
        self._layout.addWidget(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._layout.addLayout(self._rows)
        self._more = QLabel()
        self._more.setObjectName("quiet")
        self._layout.addWidget(self._more)
        self.hide()

    def show_errors(self, findings: Sequence[Finding]) -> None:
        """Show these errors; nothing at all where there are none."""
        self.setVisible(bool(findings))
        if self._shown == tuple(findings):
            return
        self._shown = tuple(findings)
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._count.setText(f"▲ 还有 {len(findings)} 处错误没有改正或接受，正式、公开暂时不能导出。点一行去改：")
        for finding in findings[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(finding))
        self._more.setText(f"另有 {len(findings) - _MOST_SHOWN} 处，见窗口右边的校核结果")
        self._more.setVisible(len(findings) > _MOST_SHOWN)

    def _row(self, finding: Finding) -> QPushButton:
        place = finding.places[0]
        words = f"{finding.title}　{title_of(self._standard, place.address)}"
        row = QPushButton()
        row.setObjectName("flat")
        row.setProperty("role", "open-error")
        row.setAutoDefault(False)
        row.setCursor(Qt.CursorShape.PointingHandCursor)
        row.setAccessibleName(f"去改：{words}")
        row.setToolTip(words)
        row.ensurePolished()
        # & would mark a letter of the keyboard.
        shown = row.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _LONGEST)
        row.setText(shown.replace("&", "&&"))
        row.clicked.connect(lambda: self._on_row_clicked(place))
        return row

    def _on_row_clicked(self, place: Place) -> None:
        self.place_chosen.emit(place)
