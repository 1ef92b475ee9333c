"""Internal notes beside fields, figures and paragraphs; nothing that leaves the house reads them."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import address
from core.model.change import Change, Entry, Put
from core.model.naming import title_of
from core.model.report import Report
from core.validation.reading_order import ReadingOrder


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted beside an address."""

    address: str
    text: str


def notes_of(report: Report) -> tuple[Note, ...]:
    """Return every note, in the order in which a reader meets what it stands beside."""
    prefix, order = f"{address.NOTE}/", ReadingOrder(report.standard)
    entries = ((where, entry) for where, entry in report.entries.items() if where.startswith(prefix))
    found = [Note(address.noted(where), entry.value) for where, entry in entries]
    return tuple(sorted(found, key=lambda note: order.key_of(report, note.address)))


def noting(report: Report, where: str, text: str) -> Change:
    """Return the change that notes something beside an address; blank words take the note away."""
    place = address.note(where)
    before, after = report.entries.get(place), Entry(text.strip()) if text.strip() else None
    puts = (Put(place, before, after),) if before != after else ()
    return Change(f"备注“{title_of(report.standard, where)}”", puts)
