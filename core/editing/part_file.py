"""The file of a part that is given to an office: what it holds, and what the report remembers of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.model import address
from core.model.change import Change, Entry, Put
from core.model.handout import SELF, Handout, kept_base
from core.model.part_standard import TITLE_FIELDS, given_fields, given_parts
from core.model.report import Report


def given_entries(report: Report, targets: tuple[str, ...]) -> dict[str, Entry]:
    """Return what a report holds at the addresses of targets."""
    found = {
        where: report.entries[where] for where in given_fields(report.standard, targets) if where in report.entries
    }
    for part in given_parts(report.standard, targets):
        for paragraph in report.paragraphs(part):
            entry = report.entries[paragraph.address]
            # The figures that it quotes may stand where the part does not reach: the office gets them as words.
            found[paragraph.address] = replace(entry, value=paragraph.text) if paragraph.quotes else entry
    return found


def part_entries(report: Report, handout: Handout) -> dict[str, Entry]:
    """Return everything that the file of a part holds: what is given, last year's of it, and what the part is."""
    given = given_entries(report, handout.targets)
    found = dict(given)
    for field in TITLE_FIELDS:
        where = address.cover_field(field)
        if where in report.entries:
            found[where] = report.entries[where]
    found.update(_last_year(report, handout.targets))
    found |= {address.handout_field(SELF, field): entry for field, entry in handout.entries.items()}
    found |= {address.handout_base(where): entry for where, entry in given.items()}
    return found


def _last_year(report: Report, targets: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    fields = {address.last_year(where) for where in given_fields(report.standard, targets)}
    parts = tuple(f"{address.last_year(part)}." for part in given_parts(report.standard, targets))
    for where, entry in report.entries.items():
        if where in fields or (parts and where.startswith(parts)):
            yield where, entry


def recording(report: Report, handout: Handout, base: Mapping[str, Entry] | None = None) -> Change:
    """Return the change by which a report remembers a part that was given out.

    `base` is what the part held, kept here where the part's own file cannot hold it.
    """
    fields = {**handout.entries, **{kept_base(where): entry for where, entry in (base or {}).items()}}
    puts = []
    for field, entry in fields.items():
        where = address.handout_field(handout.id, field)
        puts.append(Put(where, report.entries.get(where), entry))
    return Change(f"分给“{handout.office}”填写", tuple(puts))


def forgetting(report: Report, handout: Handout) -> Change:
    """Return the change by which a report no longer waits for a part."""
    prefix = f"{address.HANDOUT}/{handout.id}/"
    puts = (Put(where, entry, None) for where, entry in report.entries.items() if where.startswith(prefix))
    return Change(f"不再等“{handout.office}”交回", tuple(puts))
