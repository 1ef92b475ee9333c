"""A place of a finding as something to click: what it is called, and the very words that stand there."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model.finding import Finding, Place
from gui.finding_words import quote_of, wrapped
from gui.theme import SPACE

NameOf = Callable[[str], str]
"""Gives the name of an address in the words of the text's reader."""

_FEW = 3


class PlaceLink(QFrame):
    """One place; `chosen` asks to go there.

    A `brief` one shows its words without those around them, an `untitled` one, beside another of its name, only words.
    """

    chosen = Signal(object)

    def __init__(self, place: Place, title: str, *, brief: bool = False, untitled: bool = False) -> None:
        super().__init__()
        self.place = place
        self.setObjectName("place")
        self.setProperty("place", place.address)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        before, text, after = quote_of(place, title)
        self.setAccessibleName(f"跳转到{title}：{before}{text}{after}")
        self.setToolTip(wrapped(f"跳转到：{title}\n{place.context or place.text}"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 4, SPACE, 4)
        layout.setSpacing(0)
        if not untitled or not text:
            name = _label(f"→ {title}")
            name.setObjectName("link")
            layout.addWidget(name)
        if text:
            exact = f"<b><u>{escape(text)}</u></b>"
            quote = _label(exact if brief and not untitled else f"{escape(before)}{exact}{escape(after)}", rich=True)
            quote.setObjectName("quote")
            layout.addWidget(quote)
        layout.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there on a click; the card below learns nothing of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.chosen.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.place)
        else:
            super().keyPressEvent(event)


class Places(QWidget):
    """The places of a finding: the first on the left, what it is held against on the right, side by side."""

    chosen = Signal(object)

    def __init__(self, finding: Finding, name_of: NameOf) -> None:
        super().__init__()
        named = _distinct(finding, name_of)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        against = named[1:]
        apart = bool(against and all(place.text for _, place in named[:2]))
        first = self._link(named[0], brief=False)
        self._hidden: list[PlaceLink] = []
        if apart:
            column = QVBoxLayout()
            column.setSpacing(SPACE // 2)
            grid.addWidget(first, 0, 0)
            grid.addLayout(column, 0, 1)
        else:
            column = QVBoxLayout()
            column.setSpacing(SPACE // 2)
            grid.addLayout(column, 0, 0, 1, 2)
            column.addWidget(first)
        for number, item in enumerate(against):
            link = self._link(item, brief=len(against) > 1, untitled=item[0] == named[0][0])
            column.addWidget(link)
            if number >= _FEW:
                link.hide()
                self._hidden.append(link)
        if self._hidden:
            self._more = QPushButton(f"另有 {len(self._hidden)} 处…")
            self._more.setObjectName("flat")
            self._more.clicked.connect(self._on_more_clicked)
            column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        if apart:
            column.addStretch(1)

    def _link(self, item: tuple[str, Place], *, brief: bool, untitled: bool = False) -> PlaceLink:
        title, place = item
        link = PlaceLink(place, title, brief=brief, untitled=untitled)
        link.chosen.connect(self.chosen)
        return link

    def _on_more_clicked(self) -> None:
        self._more.hide()
        for link in self._hidden:
            link.show()
        self._hidden[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _distinct(finding: Finding, name_of: NameOf) -> list[tuple[str, Place]]:
    """Return the places that a reader can tell apart, in order."""
    found: dict[tuple[str, str, str], Place] = {}
    for place in finding.places:
        found.setdefault((name_of(place.address), place.text, place.context), place)
    return [(title, place) for (title, _, _), place in found.items()]


def _label(words: str, *, rich: bool = False) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    # A press belongs to the link around it.
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
