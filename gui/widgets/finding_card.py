"""One finding as a card: shape, title and figures; opened, both its ends, what to do, and what can be done here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model.finding import Finding
from core.model.waiver import Waiver
from gui.finding_words import SHAPES, WORDS
from gui.theme import SPACE
from gui.widgets.place_link import NameOf, Places


@dataclass(frozen=True)
class Listed:
    """A finding as the panel lists it: with the waiver under which it is accepted, or the one that lapsed."""

    finding: Finding
    waiver: Waiver | None = None
    former: Waiver | None = None


class FindingCard(QFrame):
    """Shows a finding; its signals say what the user wants done about it.

    `lit` carries the finding when the mouse comes and `None` when it goes; `moved` -1 or 1 for the arrow keys.
    """

    place_chosen = Signal(object, object)
    mend_chosen = Signal(object)
    mend_alike_chosen = Signal(object)
    accept_chosen = Signal(object)
    withdraw_chosen = Signal(object)
    lit = Signal(object)
    moved = Signal(int)

    def __init__(self, listed: Listed, name_of: NameOf, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listed = listed
        self.finding = finding = listed.finding
        self._name_of = name_of
        self._writable = writable
        self._alike = 1
        self._body: QWidget | None = None
        self.setObjectName("card")
        self.setProperty("rule", finding.rule)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{WORDS[finding.severity]}：{finding.title}")
        self.setAccessibleDescription(finding.message)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.setSpacing(4)
        title = _words(f"{SHAPES[finding.severity]} {finding.title}")
        title.setProperty("severity", finding.severity.value)
        self._layout.addWidget(title)
        self._layout.addWidget(_words(finding.message))
        if listed.waiver:
            self._layout.addWidget(_good(f"✓ 已接受：{listed.waiver.reason}"))
            self._layout.addWidget(_quiet(_signed(listed.waiver)))
        if listed.former:
            words = f"原说明因数字改变已失效：“{listed.former.reason}”（{_signed(listed.former)}）"
            self._layout.addWidget(_quiet(words))

    # -- open and closed -------------------------------------------------------------------------------------------

    def set_current(self, current: bool) -> None:
        """Frame and open the card that the editor was led to by; close the others."""
        if current and self._body is None:
            self._body = self._make_body()
            self._layout.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(current)
        if bool(self.property("current")) != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_alike(self, count: int) -> None:
        """Learn how many findings of this kind can be mended, this one included."""
        self._alike = count
        if self._body is not None:
            self._show_alike()

    def _make_body(self) -> QWidget:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        if self.finding.todo:
            layout.addWidget(_quiet(f"办法：{self.finding.todo}"))
        places = Places(self.finding, self._name_of)
        places.chosen.connect(lambda place: self.place_chosen.emit(self.finding, place))
        layout.addSpacing(2)
        layout.addWidget(places)
        layout.addSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        self._alike_button = QPushButton()
        self._alike_button.setObjectName("flat")
        self._alike_button.clicked.connect(lambda: self.mend_alike_chosen.emit(self.finding))
        layout.addWidget(self._alike_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_alike()
        if self.finding.clause:
            layout.addWidget(_quiet(f"依据：{self.finding.clause}"))
        return body

    def _buttons(self) -> list[QPushButton]:
        go = _button("跳转", "到出问题的地方")
        go.clicked.connect(self._go)
        buttons = [go]
        waiver = self.listed.waiver
        if self._writable and waiver is not None:
            back = _button("撤回", "不再接受，这一条重新算作问题")
            back.clicked.connect(lambda: self.withdraw_chosen.emit(waiver))
            return [go, back]
        if self._writable and is_mendable(self.finding):
            mend = _button("修正", _mend_tip(self.finding))
            mend.clicked.connect(lambda: self.mend_chosen.emit(self.finding))
            buttons.append(mend)
        if self._writable:
            take = _button("接受并说明", "确属实情、不必改正的，写明理由")
            take.clicked.connect(lambda: self.accept_chosen.emit(self.finding))
            buttons.append(take)
        return buttons

    def _show_alike(self) -> None:
        self._alike_button.setText(f"同类 {self._alike} 条一并修正…")
        mendable = self._writable and not self.listed.waiver and is_mendable(self.finding)
        self._alike_button.setVisible(mendable and self._alike > 1)

    # -- what the user does ----------------------------------------------------------------------------------------

    def _go(self) -> None:
        self.place_chosen.emit(self.finding, self.finding.places[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the first place on a click anywhere on the card."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first place on Enter or Space, to the card above or below on an arrow."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._go()
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Have all places lit while the mouse is on the card."""
        self.lit.emit(self.finding)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the places be as they were."""
        self.lit.emit(None)
        super().leaveEvent(event)


def is_mendable(finding: Finding) -> bool:
    """Tell whether the mend of a finding is mechanical."""
    return bool(finding.fix or finding.edits)


def _mend_tip(finding: Finding) -> str:
    count = len(finding.edits) + (len(finding.fix.puts) if finding.fix else 0)
    what = finding.fix.title if finding.fix else finding.todo
    return f"{what}\n先逐处列出，可以挑选；可用 Ctrl+Z 撤销" if count > 1 else f"{what}\n可用 Ctrl+Z 撤销"


def _signed(waiver: Waiver) -> str:
    return f"{waiver.name}，{waiver.date}"


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("small")
    button.setToolTip(tip)
    return button


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _good(text: str) -> QLabel:
    label = _words(text)
    label.setObjectName("good")
    return label


def _quiet(text: str) -> QLabel:
    label = _words(text)
    label.setObjectName("quiet")
    return label
