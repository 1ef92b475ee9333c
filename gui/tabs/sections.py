"""The sections that pages are built of: cover form, a part of the narrative, a table of figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.document.numbering import chapter_number, part_number
from core.model import address
from core.model.finding import Finding
from core.model.standard import Part, Standard, Table
from gui.context import Context
from gui.theme import SPACE
from gui.widgets.fields import LineField
from gui.widgets.figure_table_view import FigureTableView
from gui.widgets.narrative_editor import Mark, NarrativeEditor
from gui.widgets.section import Sheet, guidance_label

_LEVELS = ((0, "正文", "普通段落"), (3, "1.", "编号 1. 2. 3."), (4, "（1）", "编号 （1）（2）（3）"))


class Section(Protocol):
    """What a page asks of each of its sections."""

    def shows(self, where: str) -> bool:
        """Tell whether an address is edited here."""

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to an address that is edited here."""

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark what findings name here."""


def numbered_title(standard: Standard, part: Part) -> str:
    """Return a part's heading as it is printed: （一）部门职能; a chapter's for a part without a title."""
    chapter = next(chapter for chapter in standard.chapters if chapter.id == part.chapter)
    if not part.title:
        return f"{chapter_number(standard.chapters.index(chapter) + 1)}{chapter.title}"
    titled = [item for item in chapter.parts if item.title]
    return f"{part_number(titled.index(part) + 1)}{part.title}"


class CoverSection(Sheet):
    """The form of the cover fields."""

    def __init__(self, context: Context) -> None:
        super().__init__("封面")
        self._fields: dict[str, LineField] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in context.live.standard.cover:
            where = address.cover_field(field.id)
            line = LineField(context, where)
            line.setMaximumWidth(460)
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


class PartSection(QWidget):
    """The editor of one part with its level buttons and what the part must answer, beside it or, `narrow`, above."""

    def __init__(self, context: Context, part: Part, *, narrow: bool = False) -> None:
        super().__init__()
        self._part = part
        self.editor = NarrativeEditor(context, part)
        layout = QVBoxLayout(self) if narrow else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE if narrow else 3 * SPACE)
        about = QVBoxLayout()
        about.setSpacing(SPACE)
        about.addWidget(guidance_label(part.guidance, beside=not narrow))
        if not context.live.read_only:
            about.addLayout(self._level_buttons())
        if narrow:
            layout.addLayout(about)
            layout.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        else:
            about.addStretch(1)
            layout.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(about, 1)

    def _level_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        group = QButtonGroup(self)
        buttons: dict[int, QToolButton] = {}
        for level, text, tip in _LEVELS:
            button = QToolButton()
            button.setObjectName("level")
            button.setText(text)
            button.setToolTip(f"把所选段落设为{tip}")
            button.setAccessibleName(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, level=level: self.editor.set_level(level))
            group.addButton(button)
            row.addWidget(button)
            buttons[level] = button
        buttons.get(self.editor.current_level(), buttons[0]).setChecked(True)
        self.editor.level_changed.connect(lambda level: buttons.get(level, buttons[0]).setChecked(True))
        row.addStretch(1)
        return row

    def shows(self, where: str) -> bool:
        """Tell whether an address is this part or one of its paragraphs."""
        return where == self._part.address or where.startswith(self._part.address + "/")

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to a paragraph's span."""
        self.editor.reveal(where, start, end)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Underline the spans that findings name."""
        self.editor.set_marks(marks_in(self._part.address, findings))


def marks_in(part: str, findings: Iterable[Finding]) -> list[Mark]:
    """Return the marks that findings make in a part of the narrative."""
    return [
        Mark(place.address, place.start, place.end, finding.severity, f"{finding.title}\n{finding.message}")
        for finding in findings
        for place in finding.places
        if place.address.startswith(part + "/") and place.end > place.start
    ]


class NarrativeSheet(Sheet):
    """A sheet with one part of the narrative."""

    def __init__(self, context: Context, part: Part) -> None:
        standard = context.live.standard
        chapter = next(chapter for chapter in standard.chapters if chapter.id == part.chapter)
        super().__init__(numbered_title(standard, part), chapter.title if part.title else "")
        self._section = PartSection(context, part)
        self.content.addWidget(self._section)
        self.shows = self._section.shows
        self.reveal = self._section.reveal
        self.show_findings = self._section.show_findings


class TableSheet(Sheet):
    """A sheet with a table of figures, its unit, and a line that explains the current cell."""

    def __init__(self, context: Context, table: Table) -> None:
        super().__init__(table.title)
        self._table = table
        self.view = FigureTableView(context, table)
        unit = QLabel(f"单位：{table.unit}")
        unit.setObjectName("quiet")
        self.heading_row.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(self.view)
        explanation = QLabel("")
        explanation.setObjectName("quiet")
        explanation.setWordWrap(True)
        explanation.setMinimumHeight(20)
        self.view.explained.connect(explanation.setText)
        self.content.addWidget(explanation)
        hint = QLabel(
            "灰底为自动计算。可从 Excel、WPS 复制一块数据，在起始格按 Ctrl+V 粘贴。空白与 0 不同：没有就填 0。"
        )
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        self.content.addWidget(hint)

    def shows(self, where: str) -> bool:
        """Tell whether an address is a cell of this table, or the table itself."""
        return where == self._table.id or where.startswith(self._table.id + "/")

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to a cell."""
        self.view.reveal(where)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the cells that findings name."""
        self.view.figures.show_findings(findings)
