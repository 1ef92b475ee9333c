"""The report as the public may read it: a snapshot that does not hold what the standard marks as private.

What every writer, table and sheet is made of is that snapshot, so none of them can let out what it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.document.private_values import OMITTED, Likeness, PrivateValue, numbers_left
from core.model import address
from core.model.change import Entry
from core.model.naming import title_of
from core.model.report import Report
from core.model.standard import CoverField

# What is never printed does not travel along, either.
_NEVER_PRINTED = frozenset({address.WAIVER, address.LEFT_OVER})


@dataclass(frozen=True, slots=True)
class Removed:
    """What was left out: of which field or part, at which place, and the words that stood there."""

    field: str
    address: str
    place: str
    text: str

    def words(self) -> str:
        """Say it in one line."""
        return f"{self.place}：略去“{self.text}”（{self.field}）"


@dataclass(frozen=True, slots=True)
class Remaining:
    """What looks like a personal number and is in no private field, so that somebody must look at it."""

    likeness: Likeness
    address: str
    place: str
    text: str

    def words(self) -> str:
        """Say it in one line."""
        return f"{self.place}：“{self.text}”像是{self.likeness}，仍在文中，请看一眼"


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """The snapshot for the public, what was left out of it, and what is still in it that may have to go."""

    report: Report
    removed: tuple[Removed, ...]
    remaining: tuple[Remaining, ...]


def public_copy(report: Report) -> PublicCopy:
    """Return the public copy of a report.

    Private cover fields are gone, private parts say （略） below their heading, and 略 stands wherever the value of a
    private field was written in words.
    """
    standard = report.standard
    private = [field for field in standard.cover if field.private]
    entries = {where: entry for where, entry in report.entries.items() if where.split("/")[0] not in _NEVER_PRINTED}
    removed = [*_take_fields(report, private, entries), *_take_parts(report, entries)]
    values = [
        (field, PrivateValue(text, is_number=field.kind == "phone"))
        for field in private
        if (text := report.text(address.cover_field(field.id)).strip())
    ]
    for where in _texts_in_order(report, entries):
        text = entries[where].value
        for field, value in values:
            text, taken = value.without(text)
            removed += (Removed(field.title, where, title_of(standard, where), words) for words in taken)
        entries[where] = replace(entries[where], value=text)
    public = replace(standard, cover=tuple(field for field in standard.cover if not field.private))
    return PublicCopy(Report(public, entries), tuple(removed), tuple(_remaining(report, entries)))


def _take_fields(report: Report, private: list[CoverField], entries: dict[str, Entry]) -> Iterator[Removed]:
    for field in private:
        where = address.cover_field(field.id)
        entry = entries.pop(where, None)
        if entry is not None and entry.value.strip():
            yield Removed(field.title, where, title_of(report.standard, where), entry.value.strip())


def _take_parts(report: Report, entries: dict[str, Entry]) -> Iterator[Removed]:
    for part in report.standard.parts.values():
        paragraphs = report.paragraphs(part.address) if part.private else ()
        for paragraph in paragraphs:
            entries.pop(paragraph.address)
            if paragraph.text.strip():
                title = title_of(report.standard, part.address)
                yield Removed("整段不公开", paragraph.address, title, paragraph.text.strip())
        if any(paragraph.text.strip() for paragraph in paragraphs):
            # The heading stays, or the numbers of those that follow would not be those that the text speaks of.
            entries[paragraphs[0].address] = Entry(OMITTED)


def _texts_in_order(report: Report, entries: dict[str, Entry]) -> list[str]:
    """Return the addresses of the entries that hold words, in the order in which they are read, others last."""
    standard = report.standard
    known = [
        *(address.cover_field(field.id) for field in standard.cover),
        *(paragraph.address for paragraph in report.all_paragraphs()),
        *(address.indicator_reason(name) for name in standard.indicators_by_id),
    ]
    order = {where: number for number, where in enumerate(known)}
    texts = (where for where in entries if not _is_figure(where))
    return sorted(texts, key=lambda where: (order.get(where, len(order)), where))


def _is_figure(where: str) -> bool:
    return address.is_cell(where) or (where.startswith(f"{address.INDICATOR}/") and where.endswith("/score"))


def _remaining(report: Report, entries: dict[str, Entry]) -> Iterator[Remaining]:
    for where in _texts_in_order(report, entries):
        for likeness, number in numbers_left(entries[where].value):
            yield Remaining(likeness, where, title_of(report.standard, where), number)
