"""The section of one part of the narrative: editor, level buttons, and what the part must answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.document.numbering import chapter_number, part_number
from core.model.finding import Finding
from core.model.standard import Part, Standard
from gui.context import Context
from gui.fonts import scaled
from gui.theme import SPACE
from gui.widgets.confirm_row import ConfirmRow
from gui.widgets.link_bar import LinkBar
from gui.widgets.narrative_editor import NarrativeEditor
from gui.widgets.part_guide import PartGuide
from gui.widgets.section import Sheet
from gui.widgets.text_marks import marks_of

_WIDEST_PAIR, _COMMON_PAGE = 760, 900
"""What an editor with guidance beside it takes in the usual type, and the room on the common screen of 1366 pixels."""
_NARROWEST_BAR, _WIDEST_BAR = 200, 320
_LEVELS = ((0, "正文", "普通段落"), (3, "1.", "编号 1. 2. 3."), (4, "（1）", "编号 （1）（2）（3）"))


def numbered_title(standard: Standard, part: Part) -> str:
    """Return a part's heading as it is printed: （一）部门职能; a chapter's for a part without a title."""
    chapter = next(chapter for chapter in standard.chapters if chapter.id == part.chapter)
    if not part.title:
        return f"{chapter_number(standard.chapters.index(chapter) + 1)}{chapter.title}"
    titled = [item for item in chapter.parts if item.title]
    return f"{part_number(titled.index(part) + 1)}{part.title}"


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
        about.addWidget(PartGuide(context, part, beside=not narrow))
        if not context.live.read_only:
            about.addLayout(self._level_buttons())
        about.addWidget(ConfirmRow(context, part.address, "段"))
        self._bar = LinkBar(context)
        self.editor.pasted.connect(self._bar.offer)
        if narrow:
            about.addWidget(self._bar)
        else:
            # Beside the place of the paste, which in a long part is far from the guidance.
            self._bar.setParent(self)
            self.editor.pasted.connect(self._place_bar)
        if narrow:
            layout.addLayout(about)
            layout.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        else:
            about.addStretch(1)
            layout.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(about, 1)

    def _place_bar(self) -> None:
        if self._bar.isHidden():
            return
        left = self.editor.geometry().right() + 3 * SPACE
        self._bar.setFixedWidth(min(max(self.width() - left, _NARROWEST_BAR), _WIDEST_BAR))
        self._bar.adjustSize()
        lowest = max(self.editor.y(), self.height() - self._bar.height())
        self._bar.move(left, min(self.editor.y() + self.editor.cursorRect().top(), lowest))
        self._bar.raise_()

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
        self.editor.set_marks(marks_of(findings, lambda where: where.startswith(self._part.address + "/")))


class NarrativeSheet(Sheet):
    """A sheet with one part of the narrative."""

    def __init__(self, context: Context, part: Part) -> None:
        standard = context.live.standard
        chapter = next(chapter for chapter in standard.chapters if chapter.id == part.chapter)
        super().__init__(numbered_title(standard, part), chapter.title if part.title else "")
        self._section = PartSection(context, part, narrow=scaled(_WIDEST_PAIR) > _COMMON_PAGE)
        self.content.addWidget(self._section)
        self.shows = self._section.shows
        self.reveal = self._section.reveal
        self.show_findings = self._section.show_findings
