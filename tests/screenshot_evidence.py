"""The scenes of the evidence: long names and refusals, indicators being ticked, a page being looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from core.model.change import Entry
from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile, add_evidence
from gui.dialogs.evidence_viewer import EvidenceViewer
from gui.evidence_desk import desk_of
from gui.main_window import MainWindow
from gui.models.evidence_table import INDICATORS_COLUMN, NOTE_COLUMN
from gui.tabs.evidence import EvidenceSection
from gui.tabs.indicators import IndicatorDetail
from gui.widgets.check_list import CheckList
from tests import evidence_files as files

Save = Callable[[QWidget, str], None]
_PATIENCE = 30
_LONG = "关于下达本级部门整体支出绩效目标和预算指标的通知及其附件（盖章扫描件）"


def draw_evidence(application: QApplication, window: MainWindow, folder: Path, prefix: str, save: Save) -> None:
    """Draw the evidence of the sample report that is open in a window, and leave the report as it was."""
    assert window.workspace is not None
    workspace, live = window.workspace, window.workspace.context.live

    def wait(until: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not until() and time.monotonic() < end:
            application.processEvents()

    workspace.reveal("evidence")
    sections: list[EvidenceSection] = list(workspace.findChildren(EvidenceSection))
    section = sections[0]
    chosen = [files.pdf(folder), files.picture(folder, f"{_LONG}.png"), files.workbook(folder), files.word_file(folder)]
    section.take([*chosen, files.raw(folder, "空白.pdf", b""), folder])
    wait(lambda: not desk_of(live).is_busy)
    section.table.choose(section.table.index(0, INDICATORS_COLUMN), ["budgeting", "funds"])
    section.table.setData(section.table.index(1, NOTE_COLUMN), "原件存办公室档案柜，需要时可以调阅")
    workspace.reveal("evidence")
    save(window, f"{prefix}-evidence")
    section.say("")
    section.view.act_on(section.table.index(0, INDICATORS_COLUMN))
    save(window, f"{prefix}-evidence-ticking")
    lists: list[CheckList] = list(window.findChildren(CheckList))
    for offered in lists:
        offered.list.finished.emit(False)
    section.look_at(section.table.items[0])
    wait(lambda: bool(window.findChildren(EvidenceViewer)))
    viewers: list[EvidenceViewer] = list(window.findChildren(EvidenceViewer))
    wait(lambda: viewers[0].view.image(0) is not None)
    save(viewers[0], f"{prefix}-evidence-viewer")
    viewers[0].close()
    section.table.choose(section.table.index(1, INDICATORS_COLUMN), ["budgeting"])
    workspace.reveal("indicator/budgeting/reason")
    details: list[IndicatorDetail] = list(workspace.findChildren(IndicatorDetail))
    save(details[0], f"{prefix}-evidence-indicator")
    large = EvidenceFile("全部项目资料.pdf", "f" * 64, 23_400_000, EvidenceKind.PDF, 812)
    live.apply(add_evidence(live.report, [large]))
    live.put("", {"evidence/ffffffffffffffff/note": Entry("待压缩")})
    workspace.reveal("evidence")
    save(window, f"{prefix}-evidence-too-large")
    while live.report.evidence():
        live.undo()
