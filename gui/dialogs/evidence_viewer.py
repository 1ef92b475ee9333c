"""A window that shows the pages of one piece of evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.model.evidence import Evidence
from gui.preview.page_layout import FIT_PAGE, FIT_WIDTH, STEPS, Zoom
from gui.preview.page_view import PageView
from gui.tasks import Task
from gui.theme import SPACE, Theme

_WIDTH, _HEIGHT = 900, 680
_FITS = (("适合宽度", FIT_WIDTH), ("适合整页", FIT_PAGE))
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class EvidenceViewer(QDialog):
    """Shows a copy of evidence; buttons ask for it to be saved elsewhere, or opened by the machine's own program."""

    save_chosen = Signal()
    outside_chosen = Signal()
    page_failed = Signal(int)

    def __init__(self, theme: Theme, item: Evidence, copy: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from core.export.evidence_pages import EvidencePages

        assert item.kind is not None, "what is of no known kind is not shown"
        self._pages = EvidencePages(copy, item.kind, self.page_failed.emit)
        self._bad: set[int] = set()
        self.setObjectName("evidence-viewer")
        self.setWindowTitle(item.title)
        self.resize(_WIDTH, _HEIGHT)
        self.view = PageView(theme)
        self.view.setObjectName("evidence-pages")
        self.view.setAccessibleName(f"“{item.title}”的页面")
        self.view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._words = QLabel("正在打开…")
        self._words.setObjectName("evidence-state")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar())
        layout.addWidget(self._stack, 1)
        self.view.page_changed.connect(self._say_page)
        self.view.zoom_changed.connect(self._say_zoom)
        self.page_failed.connect(self._on_page_failed)
        self._task = Task(lambda _progress: self._pages.open(), self)
        self._task.done.connect(self._on_opened)
        self._task.failed.connect(self._words.setText)
        self._task.crashed.connect(self._on_crashed)
        self._task.start()

    def _toolbar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        self.before = _button("上一页", "PageUp", lambda: self.turn(-1))
        self.after = _button("下一页", "PageDown", lambda: self.turn(1))
        self.page_words = QLabel()
        self.page_words.setObjectName("quiet")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("显示比例")
        self.zoom.setToolTip("显示比例（Ctrl+滚轮放大缩小）")
        for words, zoom in _FITS:
            self.zoom.addItem(words, zoom)
        for step in STEPS:
            self.zoom.addItem(f"{step}%", Zoom("", step))
        self.zoom.activated.connect(lambda index: self.view.set_zoom(self.zoom.itemData(index)))
        save = _button("另存为…", "", self.save_chosen.emit)
        outside = _button("用本机程序打开", "打开一份只读的副本", self.outside_chosen.emit)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.page_words)
        row.addStretch(1)
        row.addWidget(self.zoom)
        row.addWidget(save)
        row.addWidget(outside)
        return bar

    def _on_opened(self) -> None:
        self.view.show_pages(self._pages)
        self._stack.setCurrentWidget(self.view)
        self._say_page(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_crashed(self, trace: str) -> None:
        self._words.setText("程序出了意外，这份材料没有打开。报告没有受影响。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _on_page_failed(self, page: int) -> None:
        self._bad.add(page)
        self._say_page(self.view.page)

    def _say_page(self, page: int) -> None:
        count = len(self._pages.sizes)
        trouble = "（这一页显示不出来）" if page in self._bad else ""
        self.page_words.setText(f"第 {page + 1} / {count} 页{trouble}")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < count)

    def _say_zoom(self, zoom: Zoom) -> None:
        found = next((index for index in range(self.zoom.count()) if self.zoom.itemData(index) == zoom), 0)
        self.zoom.setCurrentIndex(found)

    def turn(self, by: int) -> None:
        """Turn to the next page (1) or the one before (-1)."""
        self.view.turn_to(self.view.page + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by their keys; zoom with Ctrl and + or -."""
        zooming = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _TURNS:
            self.turn(_TURNS[Qt.Key(event.key())])
        elif zooming and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.view.step_zoom(1)
        elif zooming and event.key() == Qt.Key.Key_Minus:
            self.view.step_zoom(-1)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Close on Escape."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Draw no more, and end the process that does."""
        self._task.blockSignals(True)
        # First the process, which may be busy for long with a file that was made to be.
        self._pages.close()
        self._task.wait()
        self.view.stop()
        super().closeEvent(event)


def _button(words: str, tip: str, slot: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("small")
    button.setAutoDefault(False)
    button.setToolTip(tip)
    button.clicked.connect(lambda: slot())
    return button
