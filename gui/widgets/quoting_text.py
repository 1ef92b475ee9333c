"""A text in which figures are quoted: chips are whole to keys, mouse and clipboard, and can be changed in a menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from core.model import address
from core.model.change import Entry
from core.model.expression import references
from core.model.naming import source_name
from core.model.quotation import Reference, render, replace_rendered, units_of, value_of
from gui.context import Context
from gui.widgets.quote_chips import Chip, chip_at, follow, insert_quoting, stored_between, widened

if TYPE_CHECKING:
    from gui.dialogs.figure_picker import FigurePicker

_OWN_FORMAT = "application/x-ziping-narrative"
_DELETIONS = {
    (Qt.Key.Key_Backspace, False): QTextCursor.MoveOperation.PreviousCharacter,
    (Qt.Key.Key_Delete, False): QTextCursor.MoveOperation.NextCharacter,
    (Qt.Key.Key_Backspace, True): QTextCursor.MoveOperation.PreviousWord,
    (Qt.Key.Key_Delete, True): QTextCursor.MoveOperation.NextWord,
}
"""The keys that delete without a selection, with Ctrl or without, and how far each reaches."""
_MOST_DECIMALS = 4
_TRIGGERS = ("#", "＃")


class QuotingText(QTextEdit):
    """Shows quotes as chips. `place_chosen` asks to go to a figure's source."""

    place_chosen = Signal(str, int, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quoting_context = context
        self._was_at = 0

    def follow_figures(self) -> None:
        """Have every chip show what its source holds."""
        follow(self.document(), self._quoting_context.theme, self._quoting_context.live.report)

    def leave_chip(self) -> bool:
        """Move the cursor out of a chip after it moved; tell whether it had to."""
        cursor = self.textCursor()
        outside = widened(self.document(), cursor, onward=cursor.position() > self._was_at)
        self._was_at = cursor.position()
        if outside is not None:
            self.setTextCursor(outside)
            return True
        if not cursor.hasSelection() and chip_at(self.document(), cursor.position()):
            # What is typed beside a chip is no part of it.
            self.setCurrentCharFormat(QTextCharFormat())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a chip away whole where a key would take a part of it; # offers the figures."""
        if self.isReadOnly() or not self._deletes_chip(event):
            super().keyPressEvent(event)
            self._offer_after(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Offer the figures after a # that comes from the input method."""
        typed = event.commitString()
        super().inputMethodEvent(event)
        self._offer_after(typed)

    def _offer_after(self, typed: str) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        # After a number or a letter the sign means something else, as in the name of a building.
        alone = not (before[-2:-1].isascii() and before[-2:-1].isalnum())
        if typed in _TRIGGERS and before.endswith(typed) and alone and not self.isReadOnly():
            self.pick_figure(typed)

    def pick_figure(self, typed: str = "") -> None:
        """Ask for a figure and quote it at the cursor, in the place of what was `typed` to call for it."""
        live = self._quoting_context.live
        from core.editing.figure_choices import figure_choices
        from gui.dialogs.figure_picker import FigurePicker

        picker = FigurePicker(figure_choices(live.report), self)
        picker.move(self.mapToGlobal(self.cursorRect().bottomLeft()))
        picker.finished.connect(lambda: self._on_picker_finished(picker, typed))
        picker.open()

    def _on_picker_finished(self, picker: FigurePicker, typed: str) -> None:
        picker.deleteLater()
        if picker.chosen is None:
            # Who only meant a # goes on with what came after it.
            if typed and picker.line.text():
                self.textCursor().insertText(picker.line.text())
            return
        cursor = self.textCursor()
        cursor.setPosition(cursor.position() - len(typed), QTextCursor.MoveMode.KeepAnchor)
        if typed and cursor.selectedText() == typed:
            self.setTextCursor(cursor)
        self.insert_reference(picker.chosen.reference)

    def _deletes_chip(self, event: QKeyEvent) -> bool:
        backward, control = event.key() == Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier
        move = _DELETIONS.get((Qt.Key(event.key()), bool(event.modifiers() & control)))
        cursor = self.textCursor()
        if move is None or cursor.hasSelection():
            return False
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        whole = widened(self.document(), cursor, onward=not backward)
        if whole is None:
            return False
        whole.removeSelectedText()
        return True

    # -- putting in and taking along -------------------------------------------------------------------------------

    def insert_reference(self, reference: Reference) -> None:
        """Quote a figure at the cursor."""
        if not self.isReadOnly():
            self._insert_stored(reference.token)

    def _insert_stored(self, stored: str) -> None:
        rendered = render(self._quoting_context.live.report, stored)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        insert_quoting(cursor, self._quoting_context.theme, rendered.text, rendered.quotes)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words for all, and for Ziping the quotes among them."""
        copied = super().createMimeDataFromSelection()
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        block, lines = self.document().findBlock(start), []
        while block.isValid() and block.position() <= end:
            last = block.position() + block.length() - 1
            lines.append(stored_between(block, max(start, block.position()), min(end, last)))
            block = block.next()
        copied.setData(_OWN_FORMAT, "\n".join(lines).encode())
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only: fonts and colours of other programs stay behind; quotes come along from Ziping itself."""
        if source.hasFormat(_OWN_FORMAT):
            self._insert_stored(bytes(source.data(_OWN_FORMAT).data()).decode("utf-8", "replace"))
        elif source.hasText():
            self.insert_words(source.text())

    def insert_words(self, words: str) -> None:
        """Insert words of another program at the cursor."""
        self.textCursor().insertText(words, QTextCharFormat())

    # -- the menu of a chip ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chip under the mouse, or beside the cursor, else the usual."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self.menu_at(cursor.position(), event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_at(self, position: int, point: QPoint) -> QMenu:
        """Return the menu for a position: that of the chip there, if one is, above the usual one."""
        menu: QMenu = self.createStandardContextMenu(point)
        chip = chip_at(self.document(), position)
        if chip is None:
            return menu
        report = self._quoting_context.live.report
        (quote,) = render(report, chip.token).quotes
        reference, first = quote.reference, menu.actions()[0]
        title = menu.addSection(f"引用：{source_name(report.standard, reference.source)}")
        goto = menu.addAction("跳到来源")
        goto.triggered.connect(lambda: self.place_chosen.emit(_place_of(self._quoting_context, reference.source), 0, 0))
        menu.insertActions(first, [title, goto])
        if not self.isReadOnly():
            looks, value = QMenu("写法", menu), value_of(report, reference.source)
            units = units_of(report.standard, reference.source)
            wanted = [replace(reference, unit=unit) for unit in units if unit != reference.unit]
            places = range(_MOST_DECIMALS + 1)
            wanted += [replace(reference, decimals=number) for number in places if number != reference.decimals]
            wanted += [replace(reference, with_unit=not reference.with_unit)]
            wanted += [replace(reference, grouped=not reference.grouped)]
            for look in dict.fromkeys(wanted):
                action = looks.addAction(look.shown(value))
                action.triggered.connect(lambda _checked=False, look=look: self._replace_chip(chip, look.token))
            plain = menu.addAction("改为普通文字…")
            plain.triggered.connect(lambda: self._on_plain_chosen(chip))
            menu.insertMenu(first, looks)
            menu.insertAction(first, plain)
        menu.insertSeparator(first)
        return menu

    def _replace_chip(self, chip: Chip, stored: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(chip.start)
        cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._insert_stored(stored)

    def _on_plain_chosen(self, chip: Chip) -> None:
        from gui.dialogs.plain_figure import PlainFigureDialog

        dialog = PlainFigureDialog(chip.shown, self)
        dialog.accepted.connect(lambda: self.make_plain(chip, dialog.note.text().strip()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def make_plain(self, chip: Chip, note: str) -> None:
        """Turn a chip into the words that it shows; the note that says why is kept with the paragraph, unprinted."""
        live = self._quoting_context.live
        live.flush()
        cursor = self.textCursor()
        cursor.setPosition(chip.start)
        self.setTextCursor(cursor)
        where, start = self.cursor_place()
        entry = live.report.entries.get(where)
        if entry is None:
            return
        stored = replace_rendered(live.report, entry.value, [(start, start + len(chip.shown), chip.shown)])
        values: dict[str, Entry | None] = {where: replace(entry, value=stored)}
        if note:
            before, words = live.report.text(address.note(where)), f"{chip.shown}改为普通文字：{note}"
            values[address.note(where)] = Entry(f"{before}\n{words}" if before else words)
        live.put("改为普通文字", values)

    def cursor_place(self) -> tuple[str, int]:
        """Return the paragraph that the cursor is in, and how far in."""
        raise NotImplementedError


def _place_of(context: Context, source: str) -> str:
    """Return the address to go to for a source: for a rate the first figure that it is worked out from."""
    head, _, rest = source.partition("/")
    quantities = context.live.standard.quantities_by_id
    return next(iter(references(quantities[rest].expression)), source) if head == "quantity" else source
