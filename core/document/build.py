"""From a report to the document that every exporter writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from core.document.blocks import Block, Cover, CoverLine, Document, Heading, Paragraph, Signature, Source, Table
from core.document.charts import charts_of
from core.document.evidence_table import evidence_table
from core.document.inputs import cover_input
from core.document.live_words import Joined, Shown
from core.document.numbering import chapter_number, paragraph_numbers, part_number
from core.document.public_copy import public_copy
from core.document.tables import figure_table, rate_table, score_table
from core.document.version import Version
from core.model import address
from core.model.report import BLANK_UNIT, Report
from core.model.standard import Part
from core.scoring.engine import Scorecard, score

_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2}))?")


def build_document(report: Report, *, version: Version = Version.FINAL, charts: bool = False) -> Document:
    """Return a version of the document of a report, with charts if they are wanted.

    The same report gives the same document. Whether its errors allow the version is for `core.export.release` to say.
    """
    if version is Version.PUBLIC:
        report = public_copy(report).report
    card = score(report)
    return Document(
        title=report.title(),
        author=report.text(address.cover_field("reporting_unit")).strip(),
        made_on=_iso_date(report.text(address.cover_field("reported_on"))),
        cover=_cover(report),
        body=tuple(_body(report)),
        annexes=tuple(_annexes(report, card)),
        charts=charts_of(report, card) if charts else (),
        watermark=version.watermark,
        signature=_signature(report),
        source=source_of(report),
    )


def _annexes(report: Report, card: Scorecard) -> Iterator[Table]:
    # An office may be given a table without the part of the outline that it stands in, and need not have the others.
    placed = {part.table for part in report.standard.parts.values()}
    for table in report.standard.tables:
        if table.id not in placed:
            yield figure_table(report, table)
    if report.standard.indicators:
        yield score_table(report, card)
    if report.standard.quantities:
        yield rate_table(report)
    evidence = evidence_table(report)
    if evidence:
        yield evidence


def source_of(report: Report) -> Source:
    """Return the report that its documents name as their source."""
    unit, year = (report.text(address.cover_field(name)).strip() for name in ("reporting_unit", address.FISCAL_YEAR))
    return Source(report.standard.id, unit, year or str(report.standard.fiscal_year))


def _signature(report: Report) -> Signature | None:
    unit = report.text(address.cover_field("reporting_unit")).strip()
    date = _signed_on(report.text(address.cover_field("reported_on")).strip())
    return Signature(unit, date) if unit or date else None


def _signed_on(written: str) -> str:
    """Return a date as it stands under a document; a day that is not stated is left to be filled in by hand."""
    found = _DATE.search(written)
    if not found:
        return written
    day = str(int(found[3])) if found[3] else "\u3000"
    return f"{found[1]}年{int(found[2])}月{day}日"


def _cover(report: Report) -> Cover:
    # The year stands in the title, so the cover does not say it again.
    fields = [field for field in report.standard.cover if field.id != address.FISCAL_YEAR]
    lines = tuple(
        CoverLine(
            field.title,
            report.text(address.cover_field(field.id)).strip(),
            address.cover_field(field.id),
            cover_input(field),
        )
        for field in fields
    )
    return Cover(report.title(), lines, _live_title(report))


def _live_title(report: Report) -> Joined:
    """Return the report's title over the fields that it names."""
    standard = report.standard
    blanks = {"reporting_unit": BLANK_UNIT, "fiscal_year": str(standard.fiscal_year)}
    marks = {name: f"\0{name}\0" for name in blanks}
    pieces = standard.report_title.format(**marks).split("\0")
    # What stood between two marks is every second piece.
    parts = (
        Shown(address.cover_field(piece), blanks[piece]) if number % 2 else piece for number, piece in enumerate(pieces)
    )
    return Joined(tuple(part for part in parts if part))


def _body(report: Report) -> Iterator[Block]:
    for count, chapter in enumerate(report.standard.chapters, start=1):
        where = f"{address.NARRATIVE}/{chapter.id}"
        yield Heading(1, chapter_number(count), chapter.title, where)
        titled = 0
        for part in chapter.parts:
            if part.title:
                titled += 1
                yield Heading(2, part_number(titled), part.title, part.address)
            yield from _part(report, part)


def _part(report: Report, part: Part) -> Iterator[Block]:
    paragraphs = [paragraph for paragraph in report.paragraphs(part.address) if paragraph.text.strip()]
    for index, (paragraph, number) in enumerate(paragraph_numbers(paragraphs)):
        text = paragraph.text.strip()
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        # A numbered line is a heading when plain text or a deeper level hangs below it, else a numbered paragraph.
        if number and follower is not None and (follower.level == 0 or follower.level > paragraph.level):
            yield Heading(paragraph.level, number, text, paragraph.address)
        else:
            yield Paragraph(number, text, paragraph.address, paragraph.level)
    if part.table:
        yield figure_table(report, report.standard.tables_by_id[part.table])


def _iso_date(written: str) -> str:
    found = _DATE.search(written)
    if not found:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)).isoformat()
    except ValueError:
        return ""
