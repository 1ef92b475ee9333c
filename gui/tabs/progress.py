"""The page that says how far the report is: what comes next, then every part with its state; a click leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.editing.progress import Progress, Step, StepState, progress_of
from gui.context import Context
from gui.icons import icon
from gui.theme import SPACE

TITLE = "进度"
_HEADINGS = ("内容", "状态", "字数", "问题")
_SHAPES = {
    StepState.FAULTY: "triangle-alert",
    StepState.CARRIED_OVER: "clock",
    StepState.EMPTY: "circle-dashed",
    StepState.UNFINISHED: "circle",
    StepState.DONE: "circle-check",
}
_ADDRESS, _TARGET = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class ProgressPage(QWidget):
    """Worked out while it is seen; `place_chosen` asks to go to an address."""

    place_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._target = ""
        self.said = QLabel()
        self.said.setObjectName("section")
        self.next = QPushButton()
        self.next.setObjectName("progress-next")
        self.next.clicked.connect(lambda: self.place_chosen.emit(self._target))
        self.tree = QTreeWidget()
        self.tree.setObjectName("progress")
        self.tree.setAccessibleName(TITLE)
        self.tree.setHeaderLabels(_HEADINGS)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.itemClicked.connect(self._on_item_chosen)
        self.tree.itemActivated.connect(self._on_item_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.said)
        layout.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.tree, 1)
        context.live.judged.connect(self._on_judged)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the report as it stands."""
        super().showEvent(event)
        self._show()

    def _on_judged(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        live = self._context.live
        progress = progress_of(live.report, live.findings)
        elsewhere = f"；另有 {progress.elsewhere} 条问题不在下列各处" if progress.elsewhere else ""
        self.said.setText(f"完成 {progress.percent}%，应填 {progress.wanted} 项，已填 {progress.filled} 项{elsewhere}")
        step = progress.next_step
        self._target = step.target if step else ""
        self.next.setEnabled(step is not None)
        self.next.setText(f"下一步：{step.title}（{step.state}）" if step else "各部分都填好了")
        self._fill(progress)

    def _fill(self, progress: Progress) -> None:
        chosen: QTreeWidgetItem | None = self.tree.currentItem()
        address = chosen.data(0, _ADDRESS) if chosen is not None else None
        at = self.tree.verticalScrollBar().value()
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for step in progress.steps:
            above = self.tree.invisibleRootItem()
            if step.group:
                if step.group not in groups:
                    groups[step.group] = QTreeWidgetItem(above, [step.group])
                    groups[step.group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                above = groups[step.group]
            item = self._item(step, above)
            if step.address == address:
                self.tree.setCurrentItem(item)
        self.tree.expandAll()
        self.tree.verticalScrollBar().setValue(at)

    def _item(self, step: Step, above: QTreeWidgetItem) -> QTreeWidgetItem:
        state = str(step.state)
        if step.state is StepState.EMPTY and not step.required:
            state = "未填，可以不填"
        elif step.state is StepState.UNFINISHED:
            state = f"{step.state}（{step.filled}/{step.wanted}）"
        item = QTreeWidgetItem(
            above, [step.title, state, _length(step), f"{step.findings} 条" if step.findings else ""]
        )
        theme = self._context.theme
        colour = {StepState.FAULTY: theme.error, StepState.DONE: theme.good}.get(step.state, theme.second)
        item.setIcon(1, icon(_SHAPES[step.state], colour))
        item.setData(0, _ADDRESS, step.address)
        item.setData(0, _TARGET, step.target)
        item.setToolTip(0, step.title)
        for column in (2, 3):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _on_item_chosen(self, item: QTreeWidgetItem) -> None:
        target = item.data(0, _TARGET)
        if target:
            self.place_chosen.emit(target)


def _length(step: Step) -> str:
    if not step.characters:
        return ""
    if step.longest is None:
        return f"{step.characters:,}"
    over = f"，超出 {step.excess:,}" if step.excess else ""
    return f"{step.characters:,} / {step.longest:,}{over}"
