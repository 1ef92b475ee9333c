"""Quoted figures in an editor: runs of characters that carry their token and are handled as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from core.model.quotation import Quote, harmless, render
from core.model.report import Report
from gui.theme import Theme

_TOKEN = QTextFormat.Property.UserProperty.value + 2
_SHOWN = _TOKEN + 1
_NUMBER = _TOKEN + 2
_numbers = count(1)


@dataclass(frozen=True)
class Chip:
    """A quoted figure in a document, from `start` to `end` in Qt's positions; `whole` until someone cuts it."""

    start: int
    end: int
    token: str
    shown: str
    whole: bool


def chip_format(theme: Theme, token: str, shown: str) -> QTextCharFormat:
    """Return the look of a chip; two of one figure that stand side by side stay two."""
    style = QTextCharFormat()
    style.setBackground(QColor(theme.hover))
    style.setForeground(QColor(theme.accent))
    style.setProperty(_TOKEN, token)
    style.setProperty(_SHOWN, shown)
    style.setProperty(_NUMBER, next(_numbers))
    return style


def insert_quoting(cursor: QTextCursor, theme: Theme, text: str, quotes: Sequence[Quote]) -> None:
    """Insert printed words with their quotes as chips."""
    at, plain = 0, QTextCharFormat()
    for quote in quotes:
        if quote.start > at:
            cursor.insertText(text[at : quote.start], plain)
        shown = text[quote.start : quote.end]
        cursor.insertText(shown, chip_format(theme, quote.reference.token, shown))
        at = quote.end
    if at < len(text):
        cursor.insertText(text[at:], plain)
    cursor.setCharFormat(plain)


def chips_in(block: QTextBlock) -> Iterator[Chip]:
    """Yield the chips of a block in order, those that were cut included."""
    units = b""
    for part in block.textFormats():
        style: QTextCharFormat = part.format  # type: ignore[attr-defined]
        token = style.property(_TOKEN)
        if token:
            start, length = int(part.start), int(part.length)  # type: ignore[attr-defined]
            units = units or _units(block.text())
            shown = str(style.property(_SHOWN))
            whole = _words(units[2 * start : 2 * (start + length)]) == shown
            yield Chip(block.position() + start, block.position() + start + length, str(token), shown, whole)


def all_chips(document: QTextDocument) -> Iterator[Chip]:
    """Yield the chips of a document in order."""
    block = document.begin()
    while block.isValid():
        yield from chips_in(block)
        block = block.next()


def stored_of(block: QTextBlock) -> str:
    """Return a block's text as a paragraph stores it: tokens for chips, and nothing typed is one."""
    return stored_between(block, block.position(), block.position() + block.length() - 1)


def stored_between(block: QTextBlock, start: int, end: int) -> str:
    """Return what a block holds between two positions as a paragraph stores it."""
    units, base = _units(block.text()), block.position()
    pieces, at = [], start
    for chip in chips_in(block):
        # What is left of a chip that was cut is words, as it looks.
        if chip.whole and start <= chip.start and chip.end <= end:
            pieces += [harmless(_words(units[2 * (at - base) : 2 * (chip.start - base)])), chip.token]
            at = chip.end
    return "".join((*pieces, harmless(_words(units[2 * (at - base) : 2 * (end - base)]))))


def chip_over(document: QTextDocument, position: int) -> Chip | None:
    """Return the chip that a position lies within, its edges excluded."""
    return next((chip for chip in chips_in(document.findBlock(position)) if chip.start < position < chip.end), None)


def chip_at(document: QTextDocument, position: int) -> Chip | None:
    """Return the whole chip that a position lies within or touches."""
    chips = chips_in(document.findBlock(position))
    return next((chip for chip in chips if chip.whole and chip.start <= position <= chip.end), None)


def widened(document: QTextDocument, cursor: QTextCursor, *, onward: bool) -> QTextCursor | None:
    """Return a cursor whose ends lie outside chips, `None` where they do; `onward` tells which way it moved."""
    anchor, position = cursor.anchor(), cursor.position()
    at_anchor, at_position = chip_over(document, anchor), chip_over(document, position)
    if at_anchor is None and at_position is None:
        return None
    if at_position is not None:
        position = at_position.end if onward else at_position.start
    if not cursor.hasSelection():
        anchor = position
    elif at_anchor is not None:
        anchor = at_anchor.start if position >= at_anchor.end else at_anchor.end
    found = QTextCursor(document)
    found.setPosition(anchor)
    found.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    return found


def follow(document: QTextDocument, theme: Theme, report: Report) -> None:
    """Have every chip show what its source holds now."""
    for chip in reversed(list(all_chips(document))):
        shown = render(report, chip.token).text
        if chip.whole and shown != chip.shown:
            _over(document, chip).insertText(shown, chip_format(theme, chip.token, shown))


def drop_cut_chips(document: QTextDocument, block: QTextBlock) -> None:
    """Let what is left of chips that were cut in a block look like the words that it is."""
    for chip in list(chips_in(block)):
        if not chip.whole:
            _over(document, chip).setCharFormat(QTextCharFormat())


def _over(document: QTextDocument, chip: Chip) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(chip.start)
    cursor.setPosition(chip.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _words(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
