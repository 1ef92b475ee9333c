"""The line above the tabs of a part that was given to an office: whose it is, and what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from core.model import address
from core.model.handout import Handout
from core.model.report import Report
from gui.theme import SPACE


class PartBanner(QFrame):
    """Says that the open file is a part of a report."""

    def __init__(self, report: Report, own: Handout) -> None:
        super().__init__()
        self.setObjectName("part-banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, SPACE)
        unit = report.text(address.cover_field("reporting_unit")).strip() or "本部门"
        year = report.text(address.cover_field("fiscal_year")).strip() or str(report.standard.fiscal_year)
        label = QLabel(
            f"这是{unit} {year} 年度报告中交给“{own.office}”填写的部分。随写随存，填好后把这个文件交回填报人。"
        )
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label)
