"""The mechanical mends of findings, one by one: what stands there, what it becomes, and the change that makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.model import address
from core.model.amount import format_plain
from core.model.change import Change, Entry, Put
from core.model.finding import Finding, TextEdit
from core.model.naming import short_title_of
from core.model.report import Report
from core.validation.fixes import fix_of
from gui.changing_words import Words, words_around

_IN_NUMBERS = "0123456789.,"
_BLANKS = {" ": "［空格］", "\u3000": "［全角空格］", "\xa0": "［空格］", "\t": "［制表符］"}


@dataclass(frozen=True)
class Mend:
    """One edit or one put of a finding's mend; `before` and `after` are what a reader sees of it."""

    finding: Finding
    part: TextEdit | Put
    place: str
    before: Words
    after: Words


def mends_of(report: Report, findings: Iterable[Finding]) -> list[Mend]:
    """Return the mends of findings, each once; those whose text has changed meanwhile are left out."""
    found: dict[TextEdit | Put, Mend] = {}
    for finding in findings:
        parts: tuple[TextEdit | Put, ...] = (*(finding.fix.puts if finding.fix else ()), *finding.edits)
        for part in parts:
            if part not in found and fix_of(report, [_only(finding, [part])], "").puts:
                found[part] = _mend(report, finding, part)
    return list(found.values())


def change_of(report: Report, mends: Sequence[Mend], title: str) -> Change:
    """Return the one change that makes these mends."""
    chosen: dict[Finding, list[TextEdit | Put]] = {}
    for mend in mends:
        chosen.setdefault(mend.finding, []).append(mend.part)
    return fix_of(report, [_only(finding, parts) for finding, parts in chosen.items()], title)


def _only(finding: Finding, parts: Sequence[TextEdit | Put]) -> Finding:
    puts = tuple(part for part in parts if isinstance(part, Put))
    edits = tuple(part for part in parts if isinstance(part, TextEdit))
    fix = Change(finding.fix.title, puts) if finding.fix and puts else None
    return replace(finding, fix=fix, edits=edits)


def _mend(report: Report, finding: Finding, part: TextEdit | Put) -> Mend:
    place = short_title_of(report.standard, part.address)
    if isinstance(part, TextEdit):
        whole = report.text(part.address)
        lead, trail = words_around(whole, part.start, part.end)
        before, after = Words(lead, _shown(part.before), trail), Words(lead, _shown(part.after), trail)
        return Mend(finding, part, place, before, after)
    old, new = _value(report, part, part.before), _value(report, part, part.after)
    if not address.is_paragraph(part.address):
        return Mend(finding, part, place, Words("", old, ""), Words("", new, ""))
    head, tail = _unchanged(old, new)
    lead, trail = words_around(old, head, len(old) - tail)
    before = Words(lead, _shown(old[head : len(old) - tail]), trail)
    return Mend(finding, part, place, before, Words(lead, _shown(new[head : len(new) - tail]), trail))


def _unchanged(old: str, new: str) -> tuple[int, int]:
    """Return how much at the head and at the tail of a text stays; a number is never cut in two."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    while head and old[head - 1] in _IN_NUMBERS:
        head -= 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while tail and old[-tail] in _IN_NUMBERS:
        tail -= 1
    return head, tail


def _value(report: Report, put: Put, entry: Entry | None) -> str:
    """Return an entry as the form shows it at the put's address."""
    if address.is_cell(put.address):
        shown = report.with_change(Change("", (replace(put, after=entry),))) if entry != put.before else report
        return shown.shown_amount(put.address) or "（空白）"
    if entry is None:
        return "（空白）"
    if put.address.startswith(f"{address.INDICATOR}/") and put.address.endswith("/score"):
        return format_plain(Decimal(entry.value)) if entry.value else "（空白）"
    return entry.value


def _shown(words: str) -> str:
    """Return words with their blanks named where there is nothing else to see."""
    return "".join(_BLANKS.get(sign, sign) for sign in words) if words.isspace() else words
