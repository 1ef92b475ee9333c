"""The section of the cover: one field a line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from core.model import address
from core.model.finding import Finding
from gui.context import Context
from gui.fonts import scaled
from gui.theme import SPACE
from gui.widgets.confirm_row import ConfirmRow
from gui.widgets.fields import LineField
from gui.widgets.section import Sheet


class CoverSection(Sheet):
    """The form of the cover fields."""

    def __init__(self, context: Context) -> None:
        super().__init__("封面")
        self._fields: dict[str, LineField] = {}
        self.content.addWidget(ConfirmRow(context, address.COVER, "项"))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in context.live.standard.cover:
            where = address.cover_field(field.id)
            line = LineField(context, where)
            line.setMaximumWidth(scaled(460))
            label = QLabel(field.title + ("" if field.required else "（可不填）"))
            label.setBuddy(line)
            form.addRow(label, line)
            hint = QLabel(field.hint)
            hint.setObjectName("quiet")
            form.addRow("", hint)
            form.addRow("", _gap(4))
            self._fields[where] = line
        self.content.addLayout(form)

    def shows(self, where: str) -> bool:
        """Tell whether an address is a cover field."""
        return where in self._fields

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to a field."""
        self._fields[where].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields[where].selectAll()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Frame the fields that errors name; a field that is merely blank is not scolded."""
        named = {place.address for finding in findings for place in finding.places if finding.severity == "error"}
        for where, line in self._fields.items():
            trouble = where in named
            if bool(line.property("trouble")) != trouble:
                line.setProperty("trouble", trouble)
                line.style().unpolish(line)
                line.style().polish(line)


def _gap(height: int) -> QWidget:
    gap = QWidget()
    gap.setFixedHeight(height)
    return gap
