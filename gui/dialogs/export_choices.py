"""The first face of the export dialog: which version, which files, where to, and what stands against it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.document.version import Version
from core.export.pdf.system_fonts import OPTION
from core.export.release import errors_among, reason_to_stay
from core.export.report import Format, file_name
from gui.context import Context
from gui.dialogs.faces import button_row, face_layout, heading
from gui.dialogs.open_errors import OpenErrors
from gui.theme import SPACE

_FORMATS = (
    (Format.PDF, "PDF 报告（封面、正文、明细表、自评表）"),
    (Format.DOCX, "Word 报告（同 PDF，可以编辑）"),
    (Format.XLSX, "Excel 表格（封面、支出明细表、自评表）"),
)


class ExportChoices(QWidget):
    """What the user chooses before exporting; the final version is proposed where no error stands against it."""

    confirmed = Signal()
    cancelled = Signal()
    place_chosen = Signal(object)

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        layout = face_layout(self)
        layout.addWidget(heading("导出报告"))
        layout.addLayout(self._versions())
        self._reason = QLabel(reason_to_stay(context.live.report))
        self._reason.setObjectName("export-part")
        self._reason.setWordWrap(True)
        self._reason.setVisible(bool(self._reason.text()))
        layout.addWidget(self._reason)
        self._errors = OpenErrors(context.live.standard)
        self._errors.place_chosen.connect(self.place_chosen)
        layout.addWidget(self._errors)
        layout.addSpacing(SPACE)
        self._boxes = {kind: _box(words, f"format-{kind.value}", checked=True) for kind, words in _FORMATS}
        self._charts = _box("PDF 后面附图表（预算与决算、各项得分）", "export-charts", checked=False)
        self._fonts = _box(f"PDF {OPTION}（本机没有的，用程序附带的字体代替）", "export-system-fonts", checked=False)
        for box in (*self._boxes.values(), self._charts, self._fonts):
            box.toggled.connect(self._on_choice_changed)
            layout.addWidget(box)
        layout.addSpacing(SPACE)
        layout.addWidget(QLabel("保存到文件夹"))
        layout.addLayout(self._folder_row(folder))
        layout.addStretch(1)
        self._go = QPushButton("导出")
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self.confirmed)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.cancelled)
        layout.addLayout(button_row([self._go, cancel]))
        proposed = Version.DRAFT if self._reason.text() or self._open_errors() else Version.FINAL
        self._radios[proposed].setChecked(True)
        self._radios[proposed].setFocus()
        context.live.judged.connect(self._on_choice_changed)
        self._on_choice_changed()

    def _versions(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        self._group = QButtonGroup(self)
        self._radios: dict[Version, QRadioButton] = {}
        for version in Version:
            radio = QRadioButton(f"{version.word}　{version.meaning}")
            radio.setObjectName(f"version-{version.value}")
            radio.setEnabled(version is Version.DRAFT or not reason_to_stay(self._context.live.report))
            radio.toggled.connect(self._on_choice_changed)
            self._group.addButton(radio)
            self._radios[version] = radio
            column.addWidget(radio)
        return column

    def _folder_row(self, folder: Path) -> QHBoxLayout:
        row = QHBoxLayout()
        self._folder = QLineEdit(str(folder))
        self._folder.setObjectName("export-folder")
        self._folder.setAccessibleName("保存到文件夹")
        self._folder.textChanged.connect(self._on_choice_changed)
        browse = QPushButton("浏览…")
        browse.setObjectName("export-browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        return row

    def _open_errors(self) -> bool:
        return bool(errors_among(self._context.live.findings))

    # -- what was chosen -------------------------------------------------------------------------------------------

    @property
    def version(self) -> Version:
        """The version that is chosen."""
        return next((version for version, radio in self._radios.items() if radio.isChecked()), Version.DRAFT)

    @property
    def formats(self) -> list[Format]:
        """The kinds of files that are chosen."""
        return [kind for kind, box in self._boxes.items() if box.isChecked()]

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return Path(self._folder.text().strip())

    @property
    def charts(self) -> bool:
        """Whether charts are annexed to the PDF."""
        return self._charts.isEnabled() and self._charts.isChecked()

    @property
    def system_fonts(self) -> bool:
        """Whether the PDF is set in the machine's own official fonts."""
        return self._fonts.isEnabled() and self._fonts.isChecked()

    def _on_choice_changed(self) -> None:
        findings = errors_among(self._context.live.findings)
        self._errors.show_errors(findings)
        title = self._context.live.report.title()
        for kind, box in self._boxes.items():
            box.setToolTip(file_name(title, kind, self.version))
        for box in (self._charts, self._fonts):
            box.setEnabled(self._boxes[Format.PDF].isChecked())
        allowed = not (findings and self.version.needs_no_errors)
        self._go.setEnabled(allowed and bool(self.formats) and bool(self._folder.text().strip()))
        self._go.setToolTip("" if allowed else "先改正上面的错误，或接受并说明；也可以改选草稿")

    def _on_browse_clicked(self) -> None:
        folder = self._context.prompts.folder("保存到文件夹")
        if folder:
            self._folder.setText(str(folder))


def _box(words: str, name: str, *, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setChecked(checked)
    return box
