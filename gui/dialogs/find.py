"""Find and replace across the report: every place in a list that leads there, and what it would become."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.editing.text_search import Match, find_words, replacing
from gui.context import Context
from gui.theme import SPACE
from gui.widgets.match_list import MatchList

_SIZE = (960, 520)
MOST = 2_000


class FindDialog(QDialog):
    """Stays open beside the report; `reveal` leads to a span of an address."""

    def __init__(
        self, context: Context, reveal: Callable[[str, int, int], None], parent: QWidget, *, replace: bool
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._reveal = reveal
        self._matches: list[Match] = []
        self.setObjectName("find-dialog")
        self.setWindowTitle("查找和替换")
        self.resize(*_SIZE)
        self.words = self._line("find-words", "查找", "要找的字词或数字")
        self.by = self._line("find-by", "替换为", "换成什么；空着就是删去")
        self._exact = QCheckBox("区分大小写和全角、半角")
        self._exact.setObjectName("find-exact")
        self._exact.toggled.connect(self.search)
        self.list = MatchList(context.theme, context.live.standard)
        self.list.chosen.connect(self._go_to)
        self.list.ticks_changed.connect(self._show_count)
        self._count = QLabel()
        self._count.setObjectName("find-count")
        self._replace = QPushButton()
        self._replace.setObjectName("primary")
        self._replace.setAutoDefault(False)
        self._replace.clicked.connect(self._on_replace_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(self._form())
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons())
        QShortcut(QKeySequence("F3"), self, lambda: self._step(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self._step(-1))
        self.words.textChanged.connect(self.search)
        self.words.returnPressed.connect(lambda: self._step(1))
        self.by.textChanged.connect(self._show_replacement)
        context.live.changed.connect(self.search)
        self.begin(replace=replace)

    def _line(self, name: str, title: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(title)
        line.setPlaceholderText(hint)
        return line

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.addWidget(QLabel("查找"), 0, 0)
        form.addWidget(self.words, 0, 1)
        form.addWidget(self._exact, 0, 2)
        if not self._context.live.read_only:
            form.addWidget(QLabel("替换为"), 1, 0)
            form.addWidget(self.by, 1, 1)
        form.setColumnStretch(1, 1)
        return form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        if not self._context.live.read_only:
            for words, ticked in (("全选", True), ("全不选", False)):
                button = QPushButton(words)
                button.setObjectName("find-all" if ticked else "find-none")
                button.setAutoDefault(False)
                button.clicked.connect(lambda _checked=False, ticked=ticked: self.list.tick_all(ticked))
                row.addWidget(button)
            row.addWidget(self._replace)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row

    def begin(self, *, replace: bool) -> None:
        """Make ready to look for other words, or to say what they become."""
        self.search()
        line = self.by if replace and self.words.text() and not self._context.live.read_only else self.words
        line.setFocus()
        line.selectAll()

    def search(self) -> None:
        """Find the words anew, in the report as it stands."""
        report = self._context.live.report
        found = find_words(report, self.words.text(), exact=self._exact.isChecked())
        self._matches = list(islice(found, MOST))
        self.list.show_matches(self._matches, self.by.text(), replacing_too=not self._context.live.read_only)
        self._show_count()

    def _show_replacement(self) -> None:
        self.list.show_matches(self._matches, self.by.text(), replacing_too=not self._context.live.read_only)
        self._show_count()

    def _show_count(self) -> None:
        chosen = len(self.list.ticked())
        self._replace.setText(f"替换 {chosen} 处" if chosen else "替换")
        self._replace.setEnabled(chosen > 0)
        if not self.words.text():
            self._count.setText("在封面、正文、扣分原因和表格里找；表中的数字只能找，不能替换。")
        elif not self._matches:
            self._count.setText("没有找到。")
        elif len(self._matches) == MOST:
            self._count.setText(f"超过 {MOST:,} 处，先列出前 {MOST:,} 处。")
        else:
            self._count.setText(f"找到 {len(self._matches)} 处。F3 下一处。")

    def _step(self, by: int) -> None:
        match = self.list.step(by)
        if match is not None:
            self._go_to(match)

    def _go_to(self, match: Match) -> None:
        self._reveal(match.address, match.start, match.end)
        # The list keeps the keys, so that F3 goes on.
        self.activateWindow()

    def _on_replace_clicked(self) -> None:
        # Typing that is still held back may have moved what was found.
        self._context.live.flush()
        report, chosen = self._context.live.report, self.list.ticked()
        change = replacing(report, chosen, self.by.text())
        if change.puts:
            self._context.live.apply(change)
        self._count.setText(f"替换了 {len(chosen)} 处，按 Ctrl+Z 可以一起撤销。")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop listening to the report."""
        self._context.live.changed.disconnect(self.search)
        super().closeEvent(event)
        self.deleteLater()

    def reject(self) -> None:
        """Close on Esc, as the cross does."""
        self.close()
