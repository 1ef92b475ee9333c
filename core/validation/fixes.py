"""The mechanical mends of findings, as one change of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.model import address
from core.model.change import Change, Put
from core.model.finding import Finding, TextEdit
from core.model.quotation import replace_rendered
from core.model.report import Report


def change_from_edits(report: Report, edits: Iterable[TextEdit], title: str) -> Change:
    """Return the change that makes edits of a report's text, several in one text included.

    An edit whose words no longer stand at its span, or that overlaps one before it, is left out.
    """
    by_address: dict[str, list[TextEdit]] = {}
    for edit in edits:
        by_address.setdefault(edit.address, []).append(edit)
    puts = []
    for where, wanted in by_address.items():
        entry = report.entries.get(where)
        if entry is None:
            continue
        shown = report.text(where)
        fitting, limit = [], len(shown)
        for edit in sorted(wanted, key=lambda item: item.start, reverse=True):
            if edit.end <= limit and shown[edit.start : edit.end] == edit.before:
                fitting.append((edit.start, edit.end, edit.after))
                limit = edit.start
        text = replaced_text(report, where, fitting)
        if text != entry.value:
            puts.append(Put(where, entry, replace(entry, value=text)))
    return Change(title, tuple(puts))


def replaced_text(report: Report, where: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return what is to be stored at an address after edits (start, end, words), none overlapping, of its text."""
    if address.is_paragraph(where):
        return replace_rendered(report, report.entries[where].value, edits)
    text = report.text(where)
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def fix_of(report: Report, findings: Iterable[Finding], title: str) -> Change:
    """Return one change with the mends of findings of this very report; without puts where there is none.

    Of two whole changes that touch one address the first counts: its mend may be what the other waits for.
    """
    change, touched = Change(title, ()), frozenset[str]()
    edits: list[TextEdit] = []
    for finding in findings:
        edits += finding.edits
        if finding.fix and not finding.fix.addresses() & touched:
            touched |= finding.fix.addresses()
            change = Change(title, (*change.puts, *finding.fix.puts))
    free = [edit for edit in edits if edit.address not in touched]
    return Change(title, (*change.puts, *change_from_edits(report, free, title).puts))
