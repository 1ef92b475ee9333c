"""Findings accepted with a reason: kept as entries of the report, and void once a figure of the finding changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date as calendar_date
from itertools import takewhile
from operator import eq

from core.errors import AppError
from core.model import address
from core.model.change import Change, Entry, Put
from core.model.finding import Finding
from core.model.report import Report
from core.model.waiver import Waiver, key_of
from core.validation.run import CheckRun

_FIELDS = ("reason", "name", "date", "message", "place")
_UNHARMED = "这条问题没有接受，报告没有改动。"


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of a run sorted by whether somebody accepted them.

    `revoked` are the waivers whose finding no longer stands as it was accepted. Where an open finding of the same rule
    stands at the same place, `lapsed` holds the two: the former reason does not hold for it.
    """

    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Waiver], ...] = ()
    revoked: tuple[Waiver, ...] = ()
    lapsed: tuple[tuple[Finding, Waiver], ...] = ()

    def waiver_of(self, finding: Finding) -> Waiver | None:
        """Return the waiver under which a finding is accepted."""
        return next((waiver for accepted, waiver in self.accepted if accepted == finding), None)

    def former_waiver_of(self, finding: Finding) -> Waiver | None:
        """Return the waiver that an open finding had before its figures changed."""
        return next((waiver for now_open, waiver in self.lapsed if now_open == finding), None)


def accept(report: Report, finding: Finding, reason: str, name: str, date: str) -> Change:
    """Return the change that accepts a finding; `date` is an ISO date.

    Raises `AppError` (`blank_reason`, `blank_name`) where one is blank, and `ValueError` for what is no ISO date.
    """
    if calendar_date.fromisoformat(date).isoformat() != date:
        raise ValueError(f"not an ISO date: {date}")
    reason, name = reason.strip(), " ".join(name.split())
    if not reason:
        raise AppError("blank_reason", f"没有写理由。{_UNHARMED}请写明为什么可以这样，收到报告的人会看到这段话。")
    if not name:
        raise AppError("blank_name", f"没有写姓名。{_UNHARMED}请写明由谁接受。")
    place = finding.places[0].address
    values = dict(zip(_FIELDS, (reason, name, date, finding.message, place), strict=True))
    key = key_of(finding)
    puts = []
    for field, value in values.items():
        where = address.waiver_field(finding.rule, key, field)
        puts.append(Put(where, report.entries.get(where), Entry(value)))
    return Change(f"接受并说明：{finding.title}", tuple(put for put in puts if put.before != put.after))


def withdraw(report: Report, waiver: Waiver) -> Change:
    """Return the change that takes a waiver back, so that its finding is open again."""
    entries = [(address.waiver_field(waiver.rule, waiver.key, field)) for field in _FIELDS]
    puts = (Put(where, report.entries.get(where), None) for where in entries)
    return Change("撤回接受并说明", tuple(put for put in puts if put.before is not None))


def waivers_of(report: Report) -> tuple[Waiver, ...]:
    """Return the report's waivers by rule and date; one without a reason, a name or a real date is none."""
    fields: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for where, entry in report.entries.items():
        match where.split("/"):
            case [address.WAIVER, rule, key, field]:
                fields[rule, key][field] = entry.value
    waivers = (
        Waiver(rule, key, *(values.get(field, "").strip() for field in _FIELDS))
        for (rule, key), values in fields.items()
    )
    whole = (waiver for waiver in waivers if waiver.reason and waiver.name and _is_date(waiver.date))
    return tuple(sorted(whole, key=lambda waiver: (waiver.rule, waiver.date, waiver.key)))


def _is_date(text: str) -> bool:
    try:
        return calendar_date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def sorted_out(report: Report, run: CheckRun) -> Judged:
    """Sort the findings of a run over a report by its waivers; both keep their order."""
    waivers = {(waiver.rule, waiver.key): waiver for waiver in waivers_of(report)}
    if not waivers:
        return Judged(run.findings)
    waiver_by_finding = [(finding, waivers.get((finding.rule, key_of(finding)))) for finding in run.findings]
    accepted = tuple((finding, waiver) for finding, waiver in waiver_by_finding if waiver is not None)
    still_open = tuple(finding for finding, waiver in waiver_by_finding if waiver is None)
    held = {(waiver.rule, waiver.key) for _, waiver in accepted}
    revoked = tuple(waiver for known, waiver in waivers.items() if known not in held)
    return Judged(still_open, accepted, revoked, _lapsed(still_open, revoked))


def _lapsed(still_open: tuple[Finding, ...], revoked: tuple[Waiver, ...]) -> tuple[tuple[Finding, Waiver], ...]:
    """Pair each waiver with the open finding that took its finding's place; a finding gets the latest of several."""
    pairs: dict[int, Waiver] = {}
    for waiver in sorted(revoked, key=lambda waiver: waiver.date):
        alike = [
            (-_likeness(finding.message, waiver.message), number)
            for number, finding in enumerate(still_open)
            if finding.rule == waiver.rule and finding.places[0].address == waiver.place
        ]
        if alike:
            pairs[min(alike)[1]] = waiver
    return tuple((still_open[number], waiver) for number, waiver in sorted(pairs.items()))


def _likeness(one: str, other: str) -> int:
    """Count the characters at the head and at the tail that two messages have in common."""
    return sum(sum(takewhile(bool, map(eq, *texts))) for texts in ((one, other), (one[::-1], other[::-1])))
