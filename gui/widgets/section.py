"""The frame of one part of a page: a sheet of paper with its heading, guidance and content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.fonts import scaled
from gui.theme import SPACE

_WIDEST = 900
_LINES_AROUND = 72
_GUIDANCE_LEAST = 112


class Sheet(QFrame):
    """A sheet with a heading; content goes into `content`, a vertical layout."""

    def __init__(self, heading: str, above: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setMaximumWidth(scaled(_WIDEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
        outer.setSpacing(SPACE)
        self.heading_row = QHBoxLayout()
        self.heading_row.setSpacing(SPACE)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        if above:
            chapter = QLabel(above)
            chapter.setObjectName("chapter")
            titles.addWidget(chapter)
        title = QLabel(heading)
        title.setObjectName("section")
        titles.addWidget(title)
        self.heading_row.addLayout(titles)
        self.heading_row.addStretch(1)
        outer.addLayout(self.heading_row)
        self.content = QVBoxLayout()
        self.content.setSpacing(SPACE)
        outer.addLayout(self.content)


def scroll_to(widget: QWidget, spot: QRect) -> None:
    """Scroll the page that `widget` is on until a spot of it is seen, with some lines around it.

    A page that was only just built is laid out first, since nothing on it has its place yet.
    """
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and above.widget() is not None:
        page = above.widget().layout()
        if page is not None:
            page.activate()
        centre = widget.mapTo(above.widget(), spot.center())
        above.ensureVisible(centre.x(), centre.y(), SPACE, _LINES_AROUND)


def guidance_label(text: str, *, beside: bool = False) -> QLabel:
    """Return a quiet label with what a part must answer, below a heading or beside an editor."""
    label = QLabel(text)
    label.setObjectName("guidance")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if beside:
        label.setMinimumWidth(scaled(_GUIDANCE_LEAST))
    return label


class _Body(QWidget):
    """What scrolls: as high as its words need at its width, which a scroll area does not ask by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    def event(self, event: QEvent) -> bool:
        """Claim the height anew whenever width or content change."""
        handled = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        return handled


def scrolling_page(sections: Sequence[QWidget]) -> QScrollArea:
    """Return a page that scrolls through its sections, centred when the window is wider than a sheet."""
    page = _Body()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 3 * SPACE)
    layout.setSpacing(2 * SPACE)
    for section in sections:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(section, 100)
        row.addStretch(1)
        layout.addLayout(row)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
