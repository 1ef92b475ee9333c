"""A manuscript that was read and checked, and its view: the text with the findings beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from core.intake.manuscript_check import check_manuscript
from core.model.finding import Place
from core.model.manuscript import Manuscript
from core.progress import Progress
from core.validation.run import CheckRun
from core.validation.waiver import Judged
from gui.highlights import Highlights
from gui.theme import Theme
from gui.widgets.findings_panel import FindingsPanel
from gui.widgets.manuscript_view import ManuscriptView, names_of

_PANEL_WIDTH = 360


@dataclass(frozen=True)
class CheckedManuscript:
    """A manuscript and what the checks found in it."""

    manuscript: Manuscript
    run: CheckRun


def check_file(path: Path, progress: Progress) -> CheckedManuscript:
    """Read a file and check it; raises as `check_manuscript` does."""
    return CheckedManuscript(*check_manuscript(path, progress))


def export_report_of(checked: CheckedManuscript, at: datetime, folder: Path, progress: Progress) -> list[Path]:
    """Write the check report and return the files; raises `AppError` and `CancelledError`."""
    from core.document.check_report import Checked
    from core.export.check_report import export_check_report

    manuscript, names = checked.manuscript, names_of(checked.manuscript)
    source = Path(manuscript.name)
    about = Checked(source.stem, source.name, None, at, lambda where: names.get(where, source.name))
    return export_check_report(about, checked.run, Judged(checked.run.findings), folder, progress)


class CheckedView(QSplitter):
    """The text on the left, the panel with its cards on the right."""

    def __init__(self, theme: Theme, checked: CheckedManuscript, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._manuscript = checked.manuscript
        self.highlights = Highlights(self)
        self.text = ManuscriptView(theme, self.highlights, checked.manuscript, checked.run)
        names = names_of(checked.manuscript)
        self.panel = FindingsPanel(theme, lambda where: names.get(where, checked.manuscript.name), writable=False)
        self.panel.place_chosen.connect(self._on_place_chosen)
        self.panel.lit.connect(self.highlights.light)
        ledger = checked.run.coverage
        self.panel.show_judged(
            Judged(checked.run.findings),
            ledger,
            f"✓ 未发现数字矛盾。读出数字 {ledger.numbers_read} 个，其中 {ledger.numbers_checked} 个参加了校核。",
        )
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self.text)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([1000, _PANEL_WIDTH])

    def _on_place_chosen(self, place: Place) -> None:
        self.text.reveal(place.address, place.start, place.end)

    def step(self, by: int, at: tuple[str, int] | None) -> None:
        """Lead to the finding after (1) or before (-1) the place `at`."""
        order = self._manuscript.order
        self.panel.step(by, lambda where: order.get(where, len(order)), at)
