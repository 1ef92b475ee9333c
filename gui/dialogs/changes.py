"""The dialog that reads an edited copy: progress, then what it changes one by one, to be ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.intake.copy_changes import CopyChange, CopyProposal
from core.model.change import Change
from core.model.report import Report
from core.progress import Progress
from gui.context import Context
from gui.dialogs.change_tree import ChangeTree, ChangeWords
from gui.dialogs.faces import button_row, plain_words, titled_face
from gui.tasks import Task
from gui.theme import SPACE

_SMALL, _SIZE = (560, 200), (960, 600)
_FEW_NOTES, _NOTES_HEIGHT = 3, 96
_TABLES = "封面、表格和评分"
_TEXT = "正文"


class ChangesDialog(QDialog):
    """Reads a copy and lists what it changes; `accepted` once the user has taken over what is ticked.

    `read` runs in the worker; `change` makes the one step of what was chosen, which may say more than the changes do.
    """

    def __init__(
        self,
        context: Context,
        file_name: str,
        words: ChangeWords,
        read: Callable[[Progress], CopyProposal],
        change: Callable[[CopyProposal, list[CopyChange]], Change],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._file_name = file_name
        self._said = words
        self._read = read
        self._change = change
        self._report: Report = context.live.report
        self._proposal: CopyProposal | None = None
        self.skipped = False
        self.task: Task | None = None
        self.tree: ChangeTree | None = None
        self.setObjectName(f"{words.name}-dialog")
        self.setWindowTitle(words.window)
        self.resize(*_SMALL)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._working())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.addWidget(self._stack)

    # -- reading ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to read the copy."""
        self.task = Task(self._read, self)
        self.task.done.connect(self._on_done)
        self.task.failed.connect(self._on_failed)
        self.task.cancelled.connect(self.reject)
        self.task.crashed.connect(self._on_crashed)
        self.task.start()

    def _on_done(self, proposal: CopyProposal) -> None:
        self._proposal = proposal
        self._show(self._changes(proposal) if proposal.changes else self._nothing(proposal))

    def _on_failed(self, sentence: str) -> None:
        self._show(self._ending(self._said.refused, sentence, ()))

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
        face, layout = titled_face(self._said.reading)
        layout.addWidget(plain_words(self._file_name))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        layout.addWidget(bar)
        layout.addStretch(1)
        layout.addLayout(button_row([_button("取消", self.reject)]))
        return face

    def _nothing(self, proposal: CopyProposal) -> QWidget:
        words = self._said.nothing.format(proposal.name)
        return self._ending(self._said.nothing_title, words, proposal.notes, proposal.doubt)

    def _ending(self, title: str, words: str, notes: Sequence[str], doubt: str = "") -> QWidget:
        face, layout = titled_face(title)
        text = plain_words(words)
        text.setObjectName(f"{self._said.name}-result")
        layout.addWidget(text)
        if doubt:
            layout.addWidget(plain_words(doubt, "quiet"))
        if notes:
            layout.addWidget(_notes(notes, self._said.name))
        layout.addStretch(1)
        close = _button("关闭", self.reject)
        buttons = [*self._skip_button(), close]
        if self._has_more_to_say():
            self._go = _button(self._said.take_none, self._on_go_clicked)
            self._go.setObjectName("primary")
            buttons.insert(0, self._go)
        buttons[0].setDefault(True)
        layout.addLayout(button_row(buttons))
        return face

    def _skip_button(self) -> list[QPushButton]:
        return [_button(self._said.skip, self._on_skip_clicked)] if self._said.skip else []

    def _has_more_to_say(self) -> bool:
        """Tell whether the step would say something even if no change is taken."""
        return self._proposal is not None and bool(self._change(self._proposal, []).puts)

    def _changes(self, proposal: CopyProposal) -> QWidget:
        face, layout = titled_face(self._said.found.format(len(proposal.changes)))
        about = f"{self._file_name}\n所选各处作为一步修改，按 Ctrl+Z 可以一起撤销。空格键勾选或取消。"
        layout.addWidget(plain_words(about, "quiet"))
        if proposal.doubt:
            layout.addWidget(plain_words(f"▲ {proposal.doubt}", "trouble"))
        self.tree = ChangeTree(self._context.theme, self._report.standard, proposal, self._said)
        self.tree.itemChanged.connect(self._on_item_changed)
        layout.addWidget(self.tree, 1)
        if proposal.notes:
            layout.addWidget(_notes(proposal.notes, self._said.name))
        row = QHBoxLayout()
        for words, state in (("全选", Qt.CheckState.Checked), ("全不选", Qt.CheckState.Unchecked)):
            button = QPushButton(words)
            button.setObjectName(f"{self._said.name}-{'all' if state == Qt.CheckState.Checked else 'none'}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, state=state: self._tick_all(state))
            row.addWidget(button)
        row.addStretch(1)
        self._go = QPushButton()
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go_clicked)
        row.addWidget(self._go)
        for button in (*self._skip_button(), _button("取消", self.reject)):
            row.addWidget(button)
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
        if count:
            self._go.setText(self._said.take_some.format(count))
        else:
            self._go.setText(self._said.take_none if self._has_more_to_say() else self._said.take)
        self._go.setEnabled(count > 0 or self._has_more_to_say())

    def _on_go_clicked(self) -> None:
        if self._proposal is not None:
            live = self._context.live
            change = self._change(self._proposal, self.chosen)
            live.keep_point(f"{change.title}前")
            live.apply(change)
            if live.trouble:
                self._context.prompts.tell(self._said.not_written, live.trouble)
                return
        self.accept()

    def _on_skip_clicked(self) -> None:
        self.skipped = True
        self.reject()

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


def _notes(notes: Sequence[str], name: str) -> QWidget:
    """Return what was not taken of the copy, scrolled where it is long."""
    label = plain_words("\n".join(f"· {note}" for note in notes), f"{name}-notes")
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
