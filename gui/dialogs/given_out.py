"""The list of the parts that are with offices: who still owes theirs."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.editing.part_file import forgetting
from core.model.handout import Handout, handouts
from gui.context import Context
from gui.theme import SPACE

_SIZE = (800, 480)
_OFFICE, _PARTS, _GIVEN, _STATE = range(4)


class Wish(Enum):
    """What the user goes on to from the list."""

    NOTHING = auto()
    GIVE_OUT = auto()
    MERGE = auto()


class GivenOutDialog(QDialog):
    """Lists what was given out, what is still out first; `wish` says what is to come next."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._listed: list[Handout] = []
        self.wish = Wish.NOTHING
        self.setObjectName("given-out-dialog")
        self.setWindowTitle("发出去的部分")
        self.resize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        self._title = QLabel()
        self._title.setObjectName("title")
        layout.addWidget(self._title)
        self._empty = QLabel("还没有把哪个部分分给科室。用“分给科室填写…”，把几个部分写成小文件发出去。")
        self._empty.setObjectName("quiet")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._empty, 1)
        self.tree = QTreeWidget()
        self.tree.setObjectName("given-out-list")
        self.tree.setAccessibleName("发出去的部分")
        self.tree.setHeaderLabels(["科室", "部分", "分出日期", "状态"])
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.header().setSectionResizeMode(_PARTS, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        for column, width in ((_OFFICE, 160), (_GIVEN, 104), (_STATE, 152)):
            self.tree.setColumnWidth(column, width)
        self.tree.currentItemChanged.connect(self._on_current_item_changed)
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        self._forget = QPushButton("不再等这一份")
        self._forget.setToolTip("从这张表里去掉；可以撤销。之后仍能并入它，但要逐处核对。")
        self._forget.clicked.connect(self._on_forget_clicked)
        self._give = QPushButton("分给科室填写…")
        self._give.clicked.connect(lambda: self._go_on(Wish.GIVE_OUT))
        self._merge = QPushButton("并入交回的文件…")
        self._merge.clicked.connect(lambda: self._go_on(Wish.MERGE))
        close = QPushButton("关闭")
        close.clicked.connect(self.reject)
        row.addWidget(self._forget)
        row.addStretch(1)
        for button in (self._give, self._merge, close):
            row.addWidget(button)
        for button in (self._forget, self._give, self._merge, close):
            button.setAutoDefault(False)
        layout.addLayout(row)
        self._list()

    def _list(self) -> None:
        report = self._context.live.report
        self._listed = sorted(handouts(report), key=lambda handout: bool(handout.returned_on))
        out = sum(not handout.returned_on for handout in self._listed)
        self._title.setText(
            f"还有 {out} 份没有交回" if out else "发出去的部分都已交回" if self._listed else "发出去的部分"
        )
        self._empty.setVisible(not self._listed)
        self.tree.setVisible(bool(self._listed))
        self.tree.clear()
        for handout in self._listed:
            state = f"✓ {handout.returned_on} 已交回" if handout.returned_on else "○ 还没有交回"
            words = handout.words(report.standard)
            item = QTreeWidgetItem(self.tree, [handout.office, words, handout.given_on, state])
            item.setToolTip(_OFFICE, handout.office)
            item.setToolTip(_PARTS, words)
        if self._listed:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._on_current_item_changed()

    def _on_current_item_changed(self) -> None:
        writable = not self._context.live.read_only
        self._give.setEnabled(writable)
        self._merge.setEnabled(writable)
        self._forget.setEnabled(writable and self.tree.currentItem() is not None)

    def _on_forget_clicked(self) -> None:
        live = self._context.live
        handout = self._listed[self.tree.indexOfTopLevelItem(self.tree.currentItem())]
        live.apply(forgetting(live.report, handout))
        if live.trouble:
            self._context.prompts.tell("没有去掉", live.trouble)
        self._list()

    def _go_on(self, wish: Wish) -> None:
        self.wish = wish
        self.accept()
