"""A part that an office filled in against its report: what either changed since it was given out, and what both did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.errors import AppError
from core.intake.copy_changes import ALSO_CHANGED, CopyChange, CopyChangeKind, CopyProposal, taking_over
from core.intake.part_paragraphs import MergedPart
from core.intake.part_values import as_taken, confirmation, since_when
from core.model import address
from core.model.change import Change, Entry, Put
from core.model.handout import Handout, base_of, digest_of_base, handouts, own_handout
from core.model.part_standard import TITLE_FIELDS, given_fields, given_parts
from core.model.report import Report, format_amount

MOST_PARAGRAPHS = 3_000
_UNHARMED = "报告没有改动。"
_NOT_CONTENT = (f"{address.HANDOUT}/", f"{address.LAST_YEAR}/", f"{address.WAIVER}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartProposal(CopyProposal):
    """What a part would change in its report; `is_known` where the report remembers having given it out."""

    handout: Handout
    is_known: bool


def merge_proposal(report: Report, part: Report, name: str) -> PartProposal:
    """Compare a part with its report and with what it held when it was given out; `name` is that of its file.

    Only addresses that were given out are looked at. Raises `AppError`: not_a_part, is_part, other_standard, too_large.
    """
    own = _checked(report, part, name)
    known = {handout.id: handout for handout in handouts(report)}
    handout = known.get(own.id, own)
    base = base_of(part)
    source = source_of(handout)
    found: list[CopyChange] = []
    for where in given_fields(report.standard, handout.targets):
        found += _field_changes(report, part, base, where, source)
    for where in given_parts(report.standard, handout.targets):
        found += MergedPart(report, part, base, where, handout.id, source).changes()
    found.sort(key=lambda change: not change.conflict)
    return PartProposal(
        name,
        tuple(found),
        tuple(_notes(report, part, handout)),
        _doubt(report, part, handout, base) if own.id in known else _unknown(own),
        handout=handout,
        is_known=own.id in known,
    )


def source_of(handout: Handout) -> str:
    """Return what a value that was taken from a part says of where it comes from; also the title of the step."""
    return f"并入“{handout.office}”的部分"


def merging(report: Report, proposal: PartProposal, chosen: list[CopyChange], today: str) -> Change:
    """Return the one change that takes over what was chosen and notes that the part came back."""
    title = source_of(proposal.handout)
    change = taking_over(report, chosen, title, title)
    where = address.handout_field(proposal.handout.id, "returned_on")
    if not proposal.is_known or where in report.entries:
        return change
    return Change(title, (*change.puts, Put(where, None, Entry(today))))


def _checked(report: Report, part: Report, name: str) -> Handout:
    own = own_handout(part)
    if own_handout(report):
        raise AppError("is_part", f"现在打开的是分出来的一部分，不能往里并。{_UNHARMED}请打开总的那份报告再并入。")
    if own is None:
        raise AppError(
            "not_a_part",
            f"“{name}”不是分给科室填写的文件，没有并入。{_UNHARMED}请选科室交回的那份文件。",
        )
    if (part.standard.id, part.standard.version) != (report.standard.id, report.standard.version):
        raise AppError(
            "other_standard",
            f"“{name}”用的是另一套指标体系（{part.standard.title}），不能并入这份报告。{_UNHARMED}"
            "请打开当初分出它的那份报告，再并入。",
        )
    if sum(address.is_paragraph(where) for where in part.entries) > MOST_PARAGRAPHS:
        raise AppError(
            "too_large", f"“{name}”超过 {MOST_PARAGRAPHS} 段，不像一份报告的一部分，没有并入。{_UNHARMED}请与科室核对。"
        )
    return own


def _unknown(own: Handout) -> str:
    return (
        f"报告里没有把这些部分分给“{own.office}”的记录（可能撤销过，也可能是别的报告分出去的）。"
        "请先确认没有选错文件，再勾选要并入的。"
    )


def _doubt(report: Report, part: Report, handout: Handout, base: Mapping[str, Entry]) -> str:
    if digest_of_base(base) != handout.digest:
        return "文件里留存的原稿与交出去时不一样，分不清科室改了哪里。请逐处核对，再勾选要并入的。"
    unit, year = (address.cover_field(field) for field in TITLE_FIELDS)
    if (report.text(unit).strip(), report.text(year).strip()) != (part.text(unit).strip(), part.text(year).strip()):
        return (
            f"这份文件是“{part.title()}”的一部分，现在打开的是“{report.title()}”。"
            "请先确认没有选错文件，再勾选要并入的。"
        )
    return ""


def _notes(report: Report, part: Report, handout: Handout) -> list[str]:
    notes = []
    fields = {*given_fields(report.standard, handout.targets), *map(address.cover_field, TITLE_FIELDS)}
    parts = set(given_parts(report.standard, handout.targets))
    others = [
        where
        for where in part.entries
        if where not in fields and address.part_of(where) not in parts and not where.startswith(_NOT_CONTENT)
    ]
    if others:
        notes.append(f"文件里有 {len(others)} 处不属于交出去的部分，没有并入。")
    accepted = {tuple(where.split("/")[1:3]) for where in part.entries if where.startswith(f"{address.WAIVER}/")}
    if accepted:
        notes.append(f"科室“接受并说明”了 {len(accepted)} 处问题，说明没有并入；需要的话，请在报告里再写。")
    if handout.returned_on:
        notes.append(f"“{handout.office}”的部分 {handout.returned_on} 已经并入过，下面只列出还不一样的地方。")
    return notes


def _field_changes(
    report: Report, part: Report, base: Mapping[str, Entry], where: str, source: str
) -> list[CopyChange]:
    """Return the change of a field of the cover, a cell, the points or the reason of an indicator; none or one."""
    ours, theirs = report.entries.get(where), part.entries.get(where)
    then = base.get(where.replace("/", "."))
    if _meaning(where, theirs) in (_meaning(where, then), _meaning(where, ours)):
        confirmed = confirmation(where, ours, theirs)
        return [confirmed] if confirmed else []
    before, after = _shown(report, where, ours, theirs)
    is_conflict = _meaning(where, ours) != _meaning(where, then)
    conflict = f"{ALSO_CHANGED}；{since_when(_shown(report, where, then, then)[0])}" if is_conflict else ""
    entry = as_taken(theirs, source) if theirs is not None and theirs.value.strip() else None
    return [CopyChange(CopyChangeKind.CHANGED, where, before, after, conflict, {where: entry})]


def _meaning(where: str, entry: Entry | None) -> str | Decimal:
    """Return what an entry says; a figure is the same in whatever digits it is written."""
    text = entry.value.strip() if entry else ""
    if text and (address.is_cell(where) or where.endswith("/score")):
        try:
            return Decimal(text)
        except InvalidOperation:
            return text  # only a base may hold such: it is not checked as the file is opened
    return text


def _shown(report: Report, where: str, *entries: Entry | None) -> list[str]:
    """Return entries as they are shown: rounded as in the table, unless that hides what differs."""
    meanings = [_meaning(where, entry) for entry in entries]
    table = report.standard.tables_by_id.get(where.split("/")[0])
    rounded = [format_amount(table, item) if table and isinstance(item, Decimal) else str(item) for item in meanings]
    if table and len(set(rounded)) < len(set(meanings)):
        return [f"{item:f} 元" if isinstance(item, Decimal) else item for item in meanings]
    return rounded
