"""The manual in a window of its own: its headings at the side, the text, and a line to search it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.paths import resource_path
from gui.icons import application_icon
from gui.theme import SPACE

_WIDTH, _HEIGHT, _SIDE = 1040, 700, 220
_LINE_HEIGHT = 150  # per cent
_DEEPEST_LISTED = 3
_PICTURE = "\ufffc"


class ManualWindow(QWidget):
    """Shows the bundled manual; nothing in it leads out of the machine."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manual")
        self.setWindowTitle("用户手册 - 自评")
        self.setWindowIcon(application_icon())
        self.resize(_WIDTH, _HEIGHT)
        self._headings = QListWidget()
        self._headings.setObjectName("manual-headings")
        self._headings.setAccessibleName("目录")
        self._headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._headings.currentItemChanged.connect(self._on_heading_chosen)
        self._text = QTextBrowser()
        self._text.setObjectName("manual-text")
        self._text.setAccessibleName("用户手册")
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(3 * SPACE)
        self._find = QLineEdit()
        self._find.setObjectName("manual-find")
        self._find.setAccessibleName("在手册中查找")
        self._find.setPlaceholderText("在手册中查找，按 Enter 找下一处")
        self._find.returnPressed.connect(self._find_next)
        self._found = QLabel()
        self._found.setObjectName("quiet")
        top = QHBoxLayout()
        top.addWidget(self._find, 1)
        top.addWidget(self._found)
        top.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._headings)
        splitter.addWidget(self._text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_SIDE, _WIDTH - _SIDE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.load()

    def load(self) -> None:
        """Read the manual and list its headings."""
        chosen = self._headings.currentItem()
        title = chosen.text().strip() if self._headings.count() else ""
        folder = resource_path("manual")
        document = self._text.document()
        document.setDefaultFont(self.font())
        self._text.setSearchPaths([str(folder)])
        document.setMarkdown((folder / "manual.md").read_text(encoding="utf-8"))
        self._space_lines(document)
        self._headings.blockSignals(True)
        self._headings.clear()
        for block in _blocks(document):
            level = block.blockFormat().headingLevel()
            if 1 < level <= _DEEPEST_LISTED:
                item = QListWidgetItem("　" * (level - 2) + block.text())
                item.setData(Qt.ItemDataRole.UserRole, block.blockNumber())
                self._headings.addItem(item)
        self._headings.blockSignals(False)
        if title:
            self.show_chapter(title)

    def _space_lines(self, document: QTextDocument) -> None:
        from PySide6.QtGui import QTextBlockFormat

        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for block in _blocks(document):
            # A picture is a character of its line, and needs no room above it.
            if _PICTURE not in block.text():
                QTextCursor(block).mergeBlockFormat(spaced)

    def show_chapter(self, title: str) -> None:
        """Turn to a heading."""
        for row in range(self._headings.count()):
            if self._headings.item(row).text().strip() == title:
                self._headings.setCurrentRow(row)
                return

    def _on_heading_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        block = self._text.document().findBlockByNumber(int(item.data(Qt.ItemDataRole.UserRole)))
        self._text.setTextCursor(QTextCursor(block))
        top = self._text.document().documentLayout().blockBoundingRect(block).top()
        self._text.verticalScrollBar().setValue(int(top))

    def _find_next(self) -> None:
        words = self._find.text()
        if not words:
            return
        found = self._text.find(words)
        if not found:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self._text.find(words)
        self._found.setText("" if found else "手册里没有这几个字")


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks
