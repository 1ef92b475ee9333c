"""Taking over last year's report: its words stand unconfirmed until they are changed or confirmed.

Figures and scores are this year's own and are never taken over; last year's are kept beside them to compare with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from core.model import address
from core.model.change import Change, Entry, Origin, Put
from core.model.quotation import Rendered, units_of
from core.model.report import Paragraph, Report

_OF_A_YEAR = ("year", "date")
COVER_TITLE = "封面"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken over: the cover or a part, how much there is, and whether this year's already has words.

    `target` is `cover` or a part's address.
    """

    target: str
    title: str
    characters: int
    written: bool


def offers(report: Report, last: Report) -> tuple[Offer, ...]:
    """Return what of last year's report has a place in this year's, in reading order."""
    found = []
    cover = list(_cover(report, last))
    if cover:
        characters = sum(len(entry.value) for _, entry in cover)
        found.append(Offer(address.COVER, COVER_TITLE, characters, written=False))
    chapters = {chapter.id: chapter for chapter in report.standard.chapters}
    for where, part in report.standard.parts.items():
        characters = sum(len(paragraph.text) for paragraph in last.paragraphs(where))
        if characters:
            written = bool(report.paragraphs(where))
            found.append(Offer(where, part.title or chapters[part.chapter].title, characters, written))
    return tuple(found)


def without_place(report: Report, last: Report) -> tuple[str, ...]:
    """Return the titles of last year's parts that this year's outline does not have; they are not taken over."""
    return tuple(
        part.title
        for where, part in last.standard.parts.items()
        if where not in report.standard.parts and last.paragraphs(where)
    )


def carry_over(report: Report, last: Report, targets: Collection[str]) -> Change:
    """Return the change that takes over `targets` (see `Offer`) and keeps last year's report to compare with.

    A part that already has words, and a cover field that is filled, stay as they are.
    """
    source = last.title()
    values: dict[str, Entry] = {}
    if address.COVER in targets:
        values.update(_cover(report, last))
    for where in report.standard.parts:
        if where in targets and not report.paragraphs(where):
            for paragraph in last.paragraphs(where):
                values[paragraph.address] = Entry(
                    _words(report, paragraph), Origin.CARRIED_OVER, source, paragraph.level, paragraph.position
                )
    values |= _kept(report, last)
    gone = [where for where in report.entries if where.startswith(f"{address.LAST_YEAR}/") and where not in values]
    puts = [Put(where, report.entries.get(where), entry) for where, entry in values.items()]
    puts += [Put(where, report.entries[where], None) for where in gone]
    return Change("沿用去年的报告", tuple(put for put in puts if put.before != put.after))


def _words(report: Report, paragraph: Paragraph) -> str:
    """Return a paragraph of last year for this one: its quotes go on, where this year's standard has their sources."""
    rendered = Rendered(paragraph.text, paragraph.quotes)
    for quote in reversed(paragraph.quotes):
        if quote.reference.unit not in units_of(report.standard, quote.reference.source):
            rendered = rendered.replaced(quote.start, quote.end, paragraph.text[quote.start : quote.end])
    return rendered.stored


def _cover(report: Report, last: Report) -> Iterator[tuple[str, Entry]]:
    """Yield the fields of the cover that are blank this year and stay true from year to year."""
    for field in report.standard.cover:
        where = address.cover_field(field.id)
        text = last.text(where).strip()
        if text and field.kind not in _OF_A_YEAR and not report.text(where).strip():
            yield where, Entry(text, Origin.CARRIED_OVER, last.title())


def _kept(report: Report, last: Report) -> dict[str, Entry]:
    """Return last year's words, figures and points at the addresses where they are kept to compare with."""
    kept = {}
    for where in report.standard.parts:
        for paragraph in last.paragraphs(where):
            kept[address.last_year(paragraph.address)] = Entry(
                paragraph.text, Origin.CARRIED_OVER, "", paragraph.level, paragraph.position
            )
    known = {where for _, _, _, where in last.standard.cells()}
    for _, _, _, where in report.standard.cells():
        amount = last.amount(where) if where in known else None
        if amount is not None:
            kept[address.last_year(where)] = Entry(f"{amount:f}", Origin.CARRIED_OVER)
    for indicator in report.standard.scored_indicators:
        for where in (address.indicator_score(indicator.id), address.indicator_reason(indicator.id)):
            if last.text(where).strip():
                kept[address.last_year(where)] = Entry(last.text(where), Origin.CARRIED_OVER)
    return kept


def confirming(report: Report, addresses: Iterable[str]) -> Change:
    """Return the change that confirms words taken over from last year: they count as this year's own."""
    puts = []
    for where in addresses:
        entry = report.entries.get(where)
        if entry is not None and entry.origin is Origin.CARRIED_OVER:
            puts.append(Put(where, entry, replace(entry, origin=Origin.TYPED)))
    return Change("确认沿用的内容", tuple(puts))
