"""The dialog that gives parts of the report to an office: what, to whom, where to; then the file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.handing_out import LONGEST_OFFICE, PartKind, fits_workbook, give_out
from core.model.handout import handouts
from core.model.part_standard import targets_of
from gui.context import Context
from gui.dialogs.faces import button_row, plain_words, titled_face
from gui.theme import SPACE

_SIZE = (640, 632)
_EXCEL = "Excel 表格（只填封面、明细表和评分）"


class GiveOutDialog(QDialog):
    """Writes files of parts, one office after the other; `written` is the last."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.written: Path | None = None
        self._leaves: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("give-out-dialog")
        self.setWindowTitle("分给科室填写")
        self.resize(*_SIZE)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choices())
        self._stack.addWidget(self._finished())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.addWidget(self._stack)
        self.office.setFocus()

    # -- the two faces ---------------------------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        face, layout = titled_face("分给科室填写")
        about = (
            "把勾选的部分写成一个小文件，发给科室。自评文件用自评打开，只看得到这些部分；Excel 表格不用装自评。"
            "交回后用“并入科室填好的部分”，两边的改动逐处核对。"
        )
        layout.addWidget(plain_words(about, "quiet"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(2 * SPACE)
        self.office = QLineEdit()
        self.office.setObjectName("give-out-office")
        self.office.setAccessibleName("交给哪个科室")
        self.office.setMaxLength(LONGEST_OFFICE)
        self.office.setPlaceholderText("例如：办公室")
        self.office.textChanged.connect(self._on_choice_changed)
        form.addRow("交给", self.office)
        self._kinds = {PartKind.REPORT: QRadioButton("自评文件（.ziping）"), PartKind.WORKBOOK: QRadioButton(_EXCEL)}
        kinds = QHBoxLayout()
        for kind, radio in self._kinds.items():
            radio.setObjectName(f"give-out-{kind.value}")
            radio.toggled.connect(self._on_kind_toggled)
            kinds.addWidget(radio)
        kinds.addStretch(1)
        form.addRow("写成", kinds)
        layout.addLayout(form)
        self.tree = QTreeWidget()
        self.tree.setObjectName("give-out-parts")
        self.tree.setAccessibleName("要分出去的部分")
        self.tree.setHeaderLabels(["部分", "已经交给"])
        self.tree.setRootIsDecorated(False)
        self.tree.itemChanged.connect(self._on_choice_changed)
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        self.folder = QLineEdit(str(self._context.live.session.path.parent))
        self.folder.setObjectName("give-out-folder")
        self.folder.setAccessibleName("保存到文件夹")
        self.folder.textChanged.connect(self._on_choice_changed)
        browse = _button("浏览…")
        browse.clicked.connect(self._on_browse_clicked)
        row.addWidget(QLabel("保存到文件夹"))
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        layout.addLayout(row)
        self._trouble = plain_words("", "trouble")
        self._trouble.hide()
        layout.addWidget(self._trouble)
        self._go = QPushButton("写出文件")
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go_clicked)
        cancel = _button("取消")
        cancel.clicked.connect(self.reject)
        layout.addLayout(button_row([self._go, cancel]))
        self._list_parts()
        self._kinds[PartKind.REPORT].setChecked(True)
        return face

    def _finished(self) -> QWidget:
        face, layout = titled_face("文件已写出")
        self._result = plain_words("", "give-out-result")
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._result)
        show = _button("打开所在文件夹")
        show.clicked.connect(self._on_show_clicked)
        line = QHBoxLayout()
        line.addWidget(show)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(1)
        again = _button("再分给一个科室")
        again.setObjectName("give-out-again")
        again.clicked.connect(self._on_again_clicked)
        close = QPushButton("关闭")
        close.setObjectName("primary")
        close.clicked.connect(self.accept)
        layout.addLayout(button_row([close, again]))
        return face

    def _list_parts(self) -> None:
        """List what can be given, nothing ticked, with the offices that have it now."""
        report = self._context.live.report
        holders: dict[str, list[str]] = {}
        for handout in handouts(report):
            for where in handout.targets if not handout.returned_on else ():
                holders.setdefault(where, []).append(handout.office)
        self.tree.blockSignals(True)
        self.tree.clear()
        self._leaves.clear()
        branches: dict[str, QTreeWidgetItem] = {}
        for target in targets_of(report.standard):
            branch = branches.get(target.group)
            if branch is None:
                branch = branches[target.group] = QTreeWidgetItem(self.tree, [target.group])
                branch.setFlags(branch.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            leaf = QTreeWidgetItem(branch, [target.title, "、".join(holders.get(target.address, ()))])
            leaf.setToolTip(1, leaf.text(1))
            leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            leaf.setCheckState(0, Qt.CheckState.Unchecked)
            self._leaves[target.address] = leaf
        self.tree.expandAll()
        self.tree.setColumnWidth(0, 360)
        self.tree.blockSignals(False)
        self._on_choice_changed()

    # -- what happens ----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> set[str]:
        """The targets that are ticked."""
        return {where for where, leaf in self._leaves.items() if leaf.checkState(0) == Qt.CheckState.Checked}

    def tick(self, where: str) -> None:
        """Tick a target."""
        self._leaves[where].setCheckState(0, Qt.CheckState.Checked)

    @property
    def kind(self) -> PartKind:
        """The kind of file that is chosen."""
        return PartKind.WORKBOOK if self._kinds[PartKind.WORKBOOK].isChecked() else PartKind.REPORT

    def _on_kind_toggled(self, on: bool) -> None:
        """Take away what has no place in a workbook, or give it back."""
        if not on:
            return
        standard = self._context.live.standard
        for where, leaf in self._leaves.items():
            fits = self.kind is PartKind.REPORT or fits_workbook(standard, where)
            if not fits:
                leaf.setCheckState(0, Qt.CheckState.Unchecked)
            leaf.setDisabled(not fits)

    def _on_choice_changed(self) -> None:
        # The box of a heading ticks all that is below it, also what cannot be chosen.
        for leaf in self._leaves.values():
            if leaf.isDisabled() and leaf.checkState(0) == Qt.CheckState.Checked:
                leaf.setCheckState(0, Qt.CheckState.Unchecked)
        self._go.setEnabled(bool(self.chosen and self.office.text().strip() and self.folder.text().strip()))

    def _on_browse_clicked(self) -> None:
        folder = self._context.prompts.folder("保存到文件夹")
        if folder:
            self.folder.setText(str(folder))

    def _on_go_clicked(self) -> None:
        session = self._context.live.session
        now = datetime.now(UTC).astimezone()
        try:
            folder = Path(self.folder.text().strip())
            self.written = give_out(session, self.office.text(), self.chosen, folder, now, self.kind)
        except AppError as error:
            self._trouble.setText(f"▲ {error.message}")
            self._trouble.show()
            return
        self._trouble.hide()
        office = self.office.text().strip()
        self._result.setText(f"{self.written}\n\n请把这个文件发给“{office}”。它已记在“文件 → 发出去的部分”里。")
        self._stack.setCurrentIndex(1)

    def _on_show_clicked(self) -> None:
        if self.written is not None:
            self._context.prompts.show_in_desktop(self.written.parent)

    def _on_again_clicked(self) -> None:
        self.office.clear()
        self._list_parts()
        self._on_kind_toggled(True)
        self._stack.setCurrentIndex(0)
        self.office.setFocus()


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button
