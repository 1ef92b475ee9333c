"""The line above the pages: which page, how large, small pages, find, print."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.preview.page_layout import FIT_PAGE, FIT_WIDTH, STEPS, Zoom
from gui.theme import SPACE

_FITS = (("适合宽度", FIT_WIDTH), ("适合整页", FIT_PAGE))


class PreviewToolbar(QWidget):
    """Shows page and zoom; what is pressed is told by signals."""

    zoom_chosen = Signal(object)
    thumbnails_toggled = Signal(bool)
    find_chosen = Signal()
    print_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        self.thumbnails = self._button("缩略图", "显示或收起页面缩略图", "preview-thumbnails-button")
        self.thumbnails.setCheckable(True)
        self.thumbnails.toggled.connect(self.thumbnails_toggled)
        self._page = QLabel()
        self._page.setObjectName("quiet")
        self._zoom = QComboBox()
        self._zoom.setObjectName("preview-zoom")
        self._zoom.setAccessibleName("显示比例")
        self._zoom.setToolTip("显示比例（Ctrl+滚轮放大缩小）")
        for words, zoom in _FITS:
            self._zoom.addItem(words, zoom)
        for step in STEPS:
            self._zoom.addItem(f"{step}%", Zoom("", step))
        self._zoom.activated.connect(lambda index: self.zoom_chosen.emit(self._zoom.itemData(index)))
        find = self._button("查找", "在预览中查找（Ctrl+F）", "preview-find-button")
        find.clicked.connect(self.find_chosen)
        self.print = self._button("打印…", "打印（Ctrl+P）", "preview-print-button")
        self.print.clicked.connect(self.print_chosen)
        row.addWidget(self.thumbnails)
        row.addWidget(self._page)
        row.addStretch(1)
        row.addWidget(self._zoom)
        row.addWidget(find)
        row.addWidget(self.print)

    def _button(self, words: str, tip: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("small")
        button.setProperty("name", name)
        button.setToolTip(tip)
        return button

    def say_page(self, page: int, count: int) -> None:
        """Say which page is read, counted from 0."""
        self._page.setText(f"第 {page + 1} / {count} 页" if count else "")

    def say_zoom(self, zoom: Zoom) -> None:
        """Show how large pages are."""
        found = next((index for index in range(self._zoom.count()) if self._zoom.itemData(index) == zoom), 0)
        self._zoom.setCurrentIndex(found)
