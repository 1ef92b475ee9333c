"""The editor of one part of the narrative: paragraphs with levels, marks under faults, height as its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.editing.pasted_text import pasted_paragraphs
from core.model.quotation import Reference
from core.model.report import is_quotable
from core.model.standard import Part
from core.session import ReportChanged
from gui.context import Context
from gui.finding_words import wrapped
from gui.fonts import narrative_font
from gui.numbers import Number, numbers_of
from gui.pending import PendingEdit, UndoBelongsToReport
from gui.positions import index_at, qt_position
from gui.widgets.paragraph_edits import edits_of_part
from gui.widgets.quote_chips import drop_cut_chips, insert_quoting, stored_of
from gui.widgets.quoting_text import QuotingText
from gui.widgets.section import scroll_to
from gui.widgets.text_marks import Mark, TextMarks

_LEVEL = QTextFormat.Property.UserProperty.value + 1
_LINE_HEIGHT = 1.75
_CHARACTERS = 28
_LEAST_LINES = 3
_SETTLED = 10
"""Milliseconds after which a page that a finding led to, perhaps built just now, has its lines in place."""


class NarrativeEditor(QuotingText):
    """Edits the paragraphs of `part`.

    `level_changed` tells the level of the paragraph that the cursor is in, `pasted` the paragraphs that a paste made.
    """

    level_changed = Signal(int)
    pasted = Signal(tuple)

    def __init__(self, context: Context, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._part = part
        self._loading = self._committing = False
        self._marks = TextMarks(self, context.theme, context.highlights, self._cursor_over, self._numbers)
        self._pending = PendingEdit(context.live, self._commit, self)
        self.installEventFilter(UndoBelongsToReport(self))
        self.setObjectName("narrative")
        self.setProperty("address", part.address)
        self.setAccessibleName(part.title or "正文")
        self.setPlaceholderText("在这里填写，或从 Word、WPS 粘贴文字")
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setReadOnly(context.live.read_only)
        self.setFont(narrative_font())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._character = self.fontMetrics().horizontalAdvance("汉")
        self._line = round(self.font().pixelSize() * _LINE_HEIGHT)
        self.document().setDocumentMargin(4)
        self.document().setIndentWidth(self._character * 2)
        # Frame and style sheet padding on both sides, and the document's own margin.
        self.setFixedWidth(self._character * _CHARACTERS + 2 * (13 + 4) + 2)
        # What the viewport's width will be, so that the height is right before the editor is first shown.
        self.document().setTextWidth(self.width() - 2 * 13)
        self._load()
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().blockCountChanged.connect(self._on_block_count_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        context.live.changed.connect(self._on_report_changed)
        self._fit_height()

    # -- showing the report ----------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Show the report's paragraphs, whatever was shown before; the cursor stays near where it was."""
        at = self.textCursor().position()
        self._loading = True
        self.document().clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for index, paragraph in enumerate(self._context.live.report.paragraphs(self._part.address)):
            if index:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(paragraph.level))
            insert_quoting(cursor, self._context.theme, paragraph.text, paragraph.quotes)
        if not self._context.live.report.paragraphs(self._part.address):
            cursor.setBlockFormat(self._block_format(0))
        cursor.endEditBlock()
        self._renumber()
        self._loading = False
        self._marks.show()
        self._pending.drop()
        restored = self.textCursor()
        restored.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(restored)

    def _block_format(self, level: int) -> QTextBlockFormat:
        block_format = QTextBlockFormat()
        # Fixed, since a line with Latin digits in a fallback face would else stand taller than its neighbours.
        block_format.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block_format.setProperty(_LEVEL, level)
        if level == 0:
            block_format.setTextIndent(self._character * 2)
        return block_format

    def _on_report_changed(self, event: ReportChanged) -> None:
        if self._committing:
            return
        prefix = self._part.address + "/"
        if any(is_quotable(where) for where in event.addresses):
            # In place, since what is being typed here may not have become a step yet.
            self._follow_figures()
        if any(where.startswith(prefix) for where in event.addresses) and not self._shows_report():
            self._load()

    def _follow_figures(self) -> None:
        self._loading = True
        self.follow_figures()
        self._loading = False

    def _shows_report(self) -> bool:
        paragraphs = self._context.live.report.paragraphs(self._part.address)
        shown = [(level, text) for level, text in self._blocks() if text]
        return shown == [(paragraph.level, paragraph.stored) for paragraph in paragraphs]

    def _blocks(self) -> list[tuple[int, str]]:
        """Return level and text of every block, as it is stored."""
        found = []
        block = self.document().begin()
        while block.isValid():
            found.append((_level_of(block), stored_of(block).replace("\u2028", "").strip("\u200b")))
            block = block.next()
        return found

    # -- handing over what was typed -------------------------------------------------------------------------------

    def _on_contents_change(self, _position: int, removed: int, added: int) -> None:
        if not self._loading and (removed or added):
            self._pending.touch()

    def _commit(self) -> None:
        # A half-composed word is no part of a block's text; it is taken when the input method commits it.
        live = self._context.live
        typed = [(level, text) for level, text in self._blocks() if text.strip()]
        self._loading = True
        drop_cut_chips(self.document(), self.textCursor().block())
        self._loading = False
        values = edits_of_part(live.report, self._part.address, typed)
        if values:
            title = f"修改“{self._part.title or '正文'}”"
            # What comes back as a change is what is shown; to read it all again would be felt in a long part.
            self._committing = True
            try:
                live.put(title, values, merge=self._part.address if len(values) == 1 else "")
            finally:
                self._committing = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what the input method still holds, and hand over."""
        QGuiApplication.inputMethod().commit()
        self._pending.flush()
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            # A finding leads elsewhere; words that stayed selected here would look like part of it.
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        super().focusOutEvent(event)

    # -- levels ----------------------------------------------------------------------------------------------------

    def current_level(self) -> int:
        """Return the level of the paragraph that the cursor is in."""
        return _level_of(self.textCursor().block())

    def set_level(self, level: int) -> None:
        """Give the paragraphs of the selection a level."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        for number in range(first, last + 1):
            self._set_block_level(self.document().findBlockByNumber(number), level)
        self._renumber()
        self._pending.touch()
        self.level_changed.emit(level)

    def _set_block_level(self, block: QTextBlock, level: int) -> None:
        current = block.textList()
        if current is not None:
            current.remove(block)
        QTextCursor(block).setBlockFormat(self._block_format(level))

    def _renumber(self) -> None:
        """Put numbered paragraphs into Qt's lists, which draw the numbers: 1. through the part, （1） below each."""
        outer: QTextList | None = None
        inner: QTextList | None = None
        block = self.document().begin()
        while block.isValid():
            level = _level_of(block)
            if level == 3:
                outer = self._into_list(block, outer, level)
                inner = None
            elif level == 4:
                inner = self._into_list(block, inner, level)
            block = block.next()

    def _into_list(self, block: QTextBlock, wanted: QTextList | None, level: int) -> QTextList:
        # The stubs deny it, but a block outside all lists has no list.
        current: QTextList | None = block.textList()
        if wanted is None:
            if current and _is_list_of(current, level) and current.itemNumber(block) == 0:
                return current
            list_format = QTextListFormat()
            list_format.setStyle(QTextListFormat.Style.ListDecimal)
            list_format.setIndent(1)
            list_format.setNumberPrefix("" if level == 3 else "（")
            list_format.setNumberSuffix("." if level == 3 else "）")
            return QTextCursor(block).createList(list_format)
        if current is not wanted:
            wanted.add(block)
        return wanted

    def _on_block_count_changed(self) -> None:
        if not self._loading:
            self._renumber()

    def _on_cursor_moved(self) -> None:
        if self.leave_chip():
            return
        if self.hasFocus():
            # The editor is as high as its text, so it is the page that scrolls.
            scroll_to(self, self.cursorRect())
        self.level_changed.emit(self.current_level())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Backspace on an empty numbered paragraph makes it plain; Shift does not change what Enter does."""
        block = self.textCursor().block()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
        if event.key() in keys and _level_of(block) and not block.text() and not self.isReadOnly():
            self.set_level(0)
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            # A line broken within a paragraph has no place in the report.
            self.textCursor().insertBlock()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, number what was pasted, and tell which paragraphs it became."""
        self._pending.flush()
        before = set(self._context.live.report.paragraphs(self._part.address))
        super().insertFromMimeData(source)
        self._renumber()
        self._pending.flush()
        after = self._context.live.report.paragraphs(self._part.address)
        self.pasted.emit(tuple(paragraph for paragraph in after if paragraph not in before))

    def insert_words(self, words: str) -> None:
        """Insert words of another program as paragraphs with levels; a single line joins the one it is pasted into."""
        pasted = pasted_paragraphs(words)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, (level, text) in enumerate(pasted):
            if number:
                cursor.insertBlock()
            if number or not cursor.block().text():
                self._set_block_level(cursor.block(), level or (0 if number else _level_of(cursor.block())))
            cursor.insertText(text, QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def insert_reference(self, reference: Reference) -> None:
        """Quote a figure at the cursor, as a step at once."""
        super().insert_reference(reference)
        self._pending.flush()

    # -- marks -----------------------------------------------------------------------------------------------------

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Underline faults; spans are in the text as the report holds it."""
        self._marks.set_marks(marks)

    def _numbers(self) -> Iterator[Number]:
        live = self._context.live
        for paragraph in live.report.paragraphs(self._part.address):
            yield from numbers_of(live.run, paragraph.address, paragraph.text)

    def _cursor_over(self, where: str, start: int, end: int) -> QTextCursor | None:
        paragraphs: Sequence[str] = [
            paragraph.address for paragraph in self._context.live.report.paragraphs(self._part.address)
        ]
        if where not in paragraphs:
            return None
        index = paragraphs.index(where)
        block = self.document().begin()
        # Blank blocks between are being typed and are not paragraphs yet.
        while block.isValid():
            if block.text().strip():
                if index == 0:
                    break
                index -= 1
            block = block.next()
        if not block.isValid():
            return None
        length, text = block.length() - 1, block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(qt_position(text, start), length))
        cursor.setPosition(block.position() + min(qt_position(text, end), length), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def reveal(self, where: str, start: int, end: int) -> None:
        """Select a span and take the focus."""
        cursor = self._cursor_over(where, start, end)
        if cursor is not None:
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(_SETTLED, self, lambda: scroll_to(self, self.cursorRect()))

    def cursor_place(self) -> tuple[str, int]:
        """Return the paragraph that the cursor is in, and how far in; the part's own address before the first."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        paragraphs = self._context.live.report.paragraphs(self._part.address)
        block, found = self.document().begin(), (self._part.address, 0)
        shown = 0
        while block.isValid() and block.position() <= start and shown < len(paragraphs):
            if block.text().strip():
                found = (paragraphs[shown].address, index_at(block.text(), start - block.position()))
                shown += 1
            block = block.next()
        return found

    def event(self, event: QEvent) -> bool:
        """Show a fault's words when the mouse rests on its mark."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self._marks.tip_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), wrapped(tip) if tip else "", self)
            return True
        return super().event(event)

    # -- size ------------------------------------------------------------------------------------------------------

    def _fit_height(self) -> None:
        wanted = int(self.document().size().height()) + 2 * 9 + 2
        self.setFixedHeight(max(wanted, self._line * _LEAST_LINES))

    def sizeHint(self) -> QSize:
        """The size that shows the whole text."""
        return QSize(self.width(), self.height())


def _level_of(block: QTextBlock) -> int:
    level = block.blockFormat().property(_LEVEL)
    return int(level) if level else 0


def _is_list_of(text_list: QTextList, level: int) -> bool:
    return bool(text_list.format().numberSuffix() == ("." if level == 3 else "）"))
