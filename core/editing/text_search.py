"""Words found and replaced across a whole report, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.editing.notes import notes_of
from core.model import address
from core.model.change import Change
from core.model.finding import TextEdit
from core.model.report import Report
from core.validation.fixes import change_from_edits


@dataclass(frozen=True, slots=True)
class Match:
    """Words found at a span of an address's text as it is shown; what is computed or a figure cannot be replaced."""

    address: str
    start: int
    end: int
    text: str
    replaceable: bool

    @property
    def found(self) -> str:
        """The words as they stand there."""
        return self.text[self.start : self.end]


def find_words(report: Report, words: str, *, exact: bool = False) -> Iterator[Match]:
    """Yield where words stand; unless `exact`, capitals and wide forms (Ａ １ ，) count as the plain ones."""
    if not words:
        return
    wanted = re.compile(re.escape(words if exact else _plain(words)))
    for where, text, replaceable in _texts(report):
        for found in wanted.finditer(text if exact else _plain(text)):
            yield Match(where, found.start(), found.end(), text, replaceable)


def replacing(report: Report, matches: Iterable[Match], words: str) -> Change:
    """Return the one change that puts words in the place of matches of this very report.

    A match whose words no longer stand there is left out, and so is one that cannot be replaced.
    """
    edits = [
        TextEdit(match.address, match.start, match.end, match.found, words) for match in matches if match.replaceable
    ]
    return change_from_edits(report, edits, "替换")


def _texts(report: Report) -> Iterator[tuple[str, str, bool]]:
    """Yield every text with its address and whether its words may be replaced, as a reader meets them."""
    standard = report.standard
    for field in standard.cover:
        where = address.cover_field(field.id)
        yield where, report.text(where), True
    for part in standard.parts.values():
        for paragraph in report.paragraphs(part.address):
            yield paragraph.address, paragraph.text, True
        if part.table:
            yield from _cells(report, part.table)
        if part.indicator:
            yield from _reason(report, part.indicator)
    for indicator in standard.scored_indicators:
        if indicator.id not in standard.part_of_indicator:
            yield from _reason(report, indicator.id)
    placed = {part.table for part in standard.parts.values()}
    for table in standard.tables:
        if table.id not in placed:
            yield from _cells(report, table.id)
    for where, entry in report.left_over():
        yield where, entry.value, True
    for note in notes_of(report):
        yield address.note(note.address), note.text, True


def _reason(report: Report, indicator: str) -> Iterator[tuple[str, str, bool]]:
    where = address.indicator_reason(indicator)
    yield where, report.text(where), True


def _cells(report: Report, table_id: str) -> Iterator[tuple[str, str, bool]]:
    table = report.standard.tables_by_id[table_id]
    for row in table.rows:
        for column in table.columns:
            where = address.cell(table.id, row.id, column.id)
            yield where, report.shown_amount(where), False


def _plain(text: str) -> str:
    """Return a text of the same length in plain, small letters."""
    return "".join(map(_plain_sign, text))


@cache
def _plain_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).casefold()
    # A sign that would become several keeps its own form, so that spans stay those of the text.
    return plain if len(plain) == 1 else sign
