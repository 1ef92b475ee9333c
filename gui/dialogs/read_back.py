"""The dialog that reads an edited Word copy back: progress, then the changes one by one, to be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.intake.copy_changes import KIND_WORDS, CopyChange, CopyProposal, change_of
from core.intake.read_back import read_back
from core.model import address
from core.model.naming import short_title_of
from core.model.report import Report
from core.model.standard import Standard
from core.progress import Progress
from gui.context import Context
from gui.difference_words import difference_html
from gui.tasks import Task
from gui.theme import SPACE, Theme
from gui.widgets.tick_tree import TickTree

_SMALL, _SIZE = (560, 200), (960, 600)
_FEW_NOTES, _NOTES_HEIGHT = 3, 96
_CONFLICTS = "▲ 两边都改过：报告和文稿不一样，请逐处定夺（没有勾选）"
_TABLES = "封面、表格和评分"
_TEXT = "正文"


class ReadBackDialog(QDialog):
    """Reads a copy and lists what it changes; `accepted` once the user has taken over what is ticked."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path = path
        self._report: Report = context.live.report
        self._proposal: CopyProposal | None = None
        self.task: Task | None = None
        self.tree: ChangeTree | None = None
        self.setObjectName("read-back-dialog")
        self.setWindowTitle("读回修改过的 Word 文稿")
        self.resize(*_SMALL)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._working())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.addWidget(self._stack)

    # -- reading ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to read the copy."""
        report, path = self._report, self._path

        def work(progress: Progress) -> CopyProposal:
            return read_back(report, path, progress)

        self.task = Task(work, self)
        self.task.done.connect(self._on_done)
        self.task.failed.connect(self._on_failed)
        self.task.cancelled.connect(self.reject)
        self.task.crashed.connect(self._on_crashed)
        self.task.start()

    def _on_done(self, proposal: CopyProposal) -> None:
        self._proposal = proposal
        self._show(self._changes(proposal) if proposal.changes else self._nothing(proposal))

    def _on_failed(self, sentence: str) -> None:
        self._show(self._ending("没有读回", sentence, ()))

    def _on_crashed(self, trace: str) -> None:
        self._on_failed("程序出了意外，报告没有改动。请重试；若再次出现，请把日志交给维护人员。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def _show(self, face: QWidget) -> None:
        self._stack.addWidget(face)
        self._stack.setCurrentWidget(face)
        if self.tree is not None:
            self._grow()
            self.tree.setFocus()

    def _grow(self) -> None:
        """Make room for the changes, in the middle of the window."""
        self.resize(*_SIZE)
        parent = self.parentWidget()
        if parent is not None:
            frame = self.frameGeometry()
            frame.moveCenter(parent.frameGeometry().center())
            self.move(frame.topLeft())

    # -- the faces -------------------------------------------------------------------------------------------------

    def _working(self) -> QWidget:
        face, layout = _face("正在读取 Word 文稿")
        layout.addWidget(_words(self._path.name))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        layout.addWidget(bar)
        layout.addStretch(1)
        layout.addLayout(_buttons(_button("取消", self.reject)))
        return face

    def _nothing(self, proposal: CopyProposal) -> QWidget:
        words = f"“{proposal.name}”里没有需要采纳的改动，报告照旧。"
        return self._ending("没有要读回的改动", words, proposal.notes, proposal.doubt)

    def _ending(self, title: str, words: str, notes: Sequence[str], doubt: str = "") -> QWidget:
        face, layout = _face(title)
        text = _words(words)
        text.setObjectName("read-back-result")
        layout.addWidget(text)
        if doubt:
            layout.addWidget(_words(doubt, "quiet"))
        if notes:
            layout.addWidget(_notes(notes))
        layout.addStretch(1)
        close = _button("关闭", self.reject)
        close.setDefault(True)
        layout.addLayout(_buttons(close))
        return face

    def _changes(self, proposal: CopyProposal) -> QWidget:
        face, layout = _face(f"文稿里有 {len(proposal.changes)} 处改动，勾选要采纳的")
        layout.addWidget(_words("所选各处作为一步修改，按 Ctrl+Z 可以一起撤销。空格键勾选或取消。", "quiet"))
        if proposal.doubt:
            layout.addWidget(_words(f"▲ {proposal.doubt}", "trouble"))
        self.tree = ChangeTree(self._context.theme, self._report.standard, proposal)
        self.tree.itemChanged.connect(self._on_item_changed)
        layout.addWidget(self.tree, 1)
        if proposal.notes:
            layout.addWidget(_notes(proposal.notes))
        row = QHBoxLayout()
        for words, state in (("全选", Qt.CheckState.Checked), ("全不选", Qt.CheckState.Unchecked)):
            button = QPushButton(words)
            button.setObjectName("read-back-all" if state == Qt.CheckState.Checked else "read-back-none")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, state=state: self._tick_all(state))
            row.addWidget(button)
        row.addStretch(1)
        self._go = QPushButton()
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go_clicked)
        row.addWidget(self._go)
        row.addWidget(_button("取消", self.reject))
        layout.addLayout(row)
        self._on_item_changed()
        return face

    # -- choosing --------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[CopyChange]:
        """The changes that are ticked."""
        return self.tree.chosen if self.tree is not None else []

    def _tick_all(self, state: Qt.CheckState) -> None:
        if self.tree is not None:
            self.tree.tick_all(state)

    def _on_item_changed(self) -> None:
        count = len(self.chosen)
        self._go.setText(f"采纳 {count} 处" if count else "采纳所选")
        self._go.setEnabled(count > 0)

    def _on_go_clicked(self) -> None:
        if self._proposal is not None:
            live = self._context.live
            live.apply(change_of(self._report, self.chosen, self._proposal.name))
            if live.trouble:
                self._context.prompts.tell("没有采纳", live.trouble)
                return
        self.accept()

    # -- leaving ---------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave without any change."""
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave by the window's cross."""
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        if self.task is not None and self.task.isRunning():
            self.task.blockSignals(True)
            self.task.cancel()
            self.task.wait()


class ChangeTree(TickTree):
    """The changes of a copy: conflicts on top, then what stands in tables, then the text."""

    def __init__(self, theme: Theme, standard: Standard, proposal: CopyProposal) -> None:
        super().__init__(theme, "报告现在", "文稿改为")
        self.setObjectName("copy-changes")
        self.setAccessibleName("文稿里的改动")
        self._changes = proposal.changes
        branches: dict[str, QTreeWidgetItem] = {}
        for change in self._changes:
            words = _branch_of(change)
            if words not in branches:
                branches[words] = self.add_branch(words, change.conflict)
            place = f"{short_title_of(standard, change.address)}\n{_kind_words(change)}"
            before, after = difference_html(change.before, change.after, theme)
            spoken = f"{place}，报告现在 {change.before or '空白'}，文稿改为 {change.after or '空白'}"
            self.add_leaf(branches[words], place, before, after, spoken, ticked=proposal.is_proposed(change))
        self.show_all()

    @property
    def chosen(self) -> list[CopyChange]:
        """The changes that are ticked, in order."""
        return [self._changes[number] for number in self.ticked()]


def _branch_of(change: CopyChange) -> str:
    if change.conflict:
        return _CONFLICTS
    return _TEXT if change.address.startswith(f"{address.NARRATIVE}/") else _TABLES


def _kind_words(change: CopyChange) -> str:
    words = KIND_WORDS[change.kind]
    return f"{words}\n{change.conflict}" if change.conflict else words


def _face(title: str) -> tuple[QWidget, QVBoxLayout]:
    face = QWidget()
    layout = QVBoxLayout(face)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    label = QLabel(title)
    label.setObjectName("title")
    layout.addWidget(label)
    return face, layout


def _words(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _notes(notes: Sequence[str]) -> QWidget:
    """Return what was not taken of the copy, scrolled where it is long."""
    label = _words("\n".join(f"· {note}" for note in notes), "read-back-notes")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if len(notes) <= _FEW_NOTES:
        return label
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(label)
    area.setAccessibleName("说明")
    area.setFixedHeight(_NOTES_HEIGHT)
    return area


def _button(words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
