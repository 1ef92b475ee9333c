"""One finding as a card: shape and title, the sum with its figures, where, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.model.finding import Finding, Place, Severity
from core.model.naming import short_title_of
from core.model.standard import Standard
from gui.theme import SPACE

SHAPES = {Severity.ERROR: "▲", Severity.WARNING: "◆", Severity.HINT: "◇"}
WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}
_MOST_PLACES = 3


class FindingCard(QFrame):
    """Shows a finding; `place_chosen` asks to go to a place, `fix_chosen` to apply the fix."""

    place_chosen = Signal(object, object)
    fix_chosen = Signal(object)

    def __init__(self, finding: Finding, standard: Standard, *, can_fix: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setObjectName("card")
        self.setProperty("rule", finding.rule)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{WORDS[finding.severity]}：{finding.title}")
        self.setAccessibleDescription(finding.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(4)
        title = _words(f"{SHAPES[finding.severity]} {finding.title}")
        title.setProperty("severity", finding.severity.value)
        layout.addWidget(title)
        layout.addWidget(_words(finding.message))
        if finding.todo:
            todo = _words(finding.todo)
            todo.setObjectName("quiet")
            layout.addWidget(todo)
        layout.addLayout(self._links(standard, can_fix))

    def _links(self, standard: Standard, can_fix: bool) -> QVBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(0)
        named = _distinct_places(self.finding, standard)
        for title, place in named[:_MOST_PLACES]:
            button = QPushButton(f"→ {title}")
            button.setObjectName("flat")
            button.setToolTip(place.context or title)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _checked=False, place=place: self.place_chosen.emit(self.finding, place))
            links.addWidget(button)
        if len(named) > _MOST_PLACES:
            more = _words(f"等 {len(named)} 处")
            more.setObjectName("quiet")
            links.addWidget(more)
        if self.finding.fix and can_fix:
            row = QHBoxLayout()
            fix = QPushButton(f"修正：{self.finding.fix.title}")
            fix.setToolTip("可用 Ctrl+Z 撤销")
            fix.clicked.connect(lambda: self.fix_chosen.emit(self.finding))
            row.addWidget(fix)
            row.addStretch(1)
            links.addSpacing(SPACE // 2)
            links.addLayout(row)
        return links

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the first place on a click anywhere on the card."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.place_chosen.emit(self.finding, self.finding.places[0])
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first place on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.place_chosen.emit(self.finding, self.finding.places[0])
        else:
            super().keyPressEvent(event)

    def set_current(self, current: bool) -> None:
        """Frame the card that the editor was led to by."""
        self.setProperty("current", current)
        self.style().unpolish(self)
        self.style().polish(self)


def _distinct_places(finding: Finding, standard: Standard) -> list[tuple[str, Place]]:
    """Return the places with different names, in order."""
    found: dict[str, Place] = {}
    for place in finding.places:
        found.setdefault(short_title_of(standard, place.address), place)
    return list(found.items())


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
