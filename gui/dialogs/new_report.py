"""The dialog for a new report: which standard, whose report, and where the file goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.export.report import safe_stem
from core.model import address
from core.model.change import Entry
from core.model.report import Report
from core.model.standard import Standard
from gui.prompts import Prompts
from gui.theme import SPACE

PATTERN = "自评报告 (*.ziping)"


class NewReportDialog(QDialog):
    """Asks for a standard, the name of the department, the year and the file."""

    def __init__(
        self, prompts: Prompts, standards: tuple[Standard, ...], folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._standards = standards
        self._folder = folder
        self._path_chosen = False
        self.setObjectName("new-report-dialog")
        self.setWindowTitle("新建报告")
        self.setMinimumWidth(600)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        form = QFormLayout()
        form.setSpacing(SPACE)
        self.standard_box = QComboBox()
        self.standard_box.setObjectName("new-standard")
        for standard in standards:
            mark = "" if standard.verified else "（未经发布单位确认）"
            self.standard_box.addItem(f"{standard.title}{mark}")
        form.addRow("指标体系", self.standard_box)
        self._note = QLabel()
        self._note.setObjectName("quiet")
        self._note.setWordWrap(True)
        form.addRow("", self._note)
        self.unit = QLineEdit()
        self.unit.setObjectName("new-unit")
        self.unit.setPlaceholderText("部门全称，与公章一致（可以以后再填）")
        form.addRow("部门名称", self.unit)
        self.year = QLineEdit()
        self.year.setObjectName("new-year")
        form.addRow("评价年度", self.year)
        self.path_line = QLineEdit()
        self.path_line.setObjectName("new-path")
        self.path_line.setAccessibleName("报告文件")
        browse = QPushButton("浏览…")
        browse.setObjectName("new-browse")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        row = QHBoxLayout()
        row.addWidget(self.path_line, 1)
        row.addWidget(browse)
        form.addRow("报告文件", row)
        layout.addLayout(form)
        self._create = QPushButton("新建")
        self._create.setObjectName("primary")
        self._create.setDefault(True)
        self._create.clicked.connect(self.accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._create)
        buttons.addWidget(cancel)
        layout.addLayout(buttons)
        self.standard_box.currentIndexChanged.connect(self._on_standard_changed)
        self.unit.textChanged.connect(self._suggest_path)
        self.year.textChanged.connect(self._suggest_path)
        self.path_line.textEdited.connect(self._on_path_edited)
        self._on_standard_changed()
        self.unit.setFocus()

    @property
    def standard(self) -> Standard:
        """The chosen standard."""
        return self._standards[self.standard_box.currentIndex()]

    @property
    def path(self) -> Path:
        """The file that the report goes to, with its suffix."""
        path = Path(self.path_line.text().strip())
        return path if path.suffix == ".ziping" else path.with_name(path.name + ".ziping")

    def entries(self) -> list[tuple[str, Entry]]:
        """Return what was typed, as the first entries of the report."""
        typed = {"reporting_unit": self.unit.text().strip(), "fiscal_year": self.year.text().strip()}
        known = {field.id for field in self.standard.cover}
        return [(address.cover_field(name), Entry(text)) for name, text in typed.items() if text and name in known]

    def _on_standard_changed(self) -> None:
        self._note.setText(self.standard.note)
        self.year.setText(str(self.standard.fiscal_year))
        self._suggest_path()

    def _suggest_path(self) -> None:
        if not self._path_chosen:
            title = Report(self.standard, dict(self.entries())).title() if self.unit.text().strip() else "自评报告"
            self.path_line.setText(str(_free(self._folder / f"{safe_stem(title)}.ziping")))
        self._on_path_changed()

    def _on_path_edited(self) -> None:
        self._path_chosen = True
        self._on_path_changed()

    def _on_path_changed(self) -> None:
        self._create.setEnabled(bool(Path(self.path_line.text().strip()).name))

    def _on_browse_clicked(self) -> None:
        path = self._prompts.save_path("报告文件", Path(self.path_line.text()).name, PATTERN)
        if path:
            self._path_chosen = True
            self.path_line.setText(str(path))
            self._on_path_changed()


def _free(path: Path) -> Path:
    """Return the path, with a number where a file of that name stands already."""
    candidate, count = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}（{count}）{path.suffix}")
        count += 1
    return candidate
