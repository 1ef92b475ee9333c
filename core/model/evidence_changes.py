"""The changes of the report that add, name, link, move and remove evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model import address
from core.model.change import Change, Entry, Put
from core.model.evidence import KEY_LENGTH, Evidence, EvidenceKind
from core.model.report import Report

_LONGEST_NAME = 20
_STEP = 1024


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was read and found fit to be evidence; `pages` is `None` where nobody can count them."""

    name: str
    sha256: str
    size: int
    kind: EvidenceKind
    pages: int | None


def key_of(sha256: str) -> str:
    """Return the key of the evidence with these contents; the same contents are the same evidence."""
    return sha256[:KEY_LENGTH]


def add_evidence(report: Report, files: Sequence[EvidenceFile], indicators: Iterable[str] = ()) -> Change:
    """Return the change that adds files after those that are there; what the report has already is left out.

    The title begins as the file's name without its ending.
    """
    held = report.evidence()
    known = {item.key for item in held}
    position = max((item.position for item in held), default=0)
    linked = " ".join(indicators)
    puts: list[Put] = []
    added: list[EvidenceFile] = []
    for file in files:
        key = key_of(file.sha256)
        if key in known:
            continue
        known.add(key)
        added.append(file)
        values = {
            "title": title_from(file.name),
            "file_name": file.name,
            "sha256": file.sha256,
            "size": str(file.size),
            "kind": file.kind.value,
            "position": str(position + _STEP * len(added)),
        }
        values |= {"pages": str(file.pages)} if file.pages is not None else {}
        values |= {"indicators": linked} if linked else {}
        puts += [
            Put(where, report.entries.get(where), Entry(value))
            for name, value in values.items()
            for where in (address.evidence_field(key, name),)
        ]
    named = f"添加{_quoted(added[0].name)}" if len(added) == 1 else f"添加 {len(added)} 份佐证材料"
    return Change(named, tuple(puts))


def title_from(name: str) -> str:
    """Return what evidence is called at first: its file's name without the ending."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and len(ending) <= 5 else name


def retitle(report: Report, item: Evidence, title: str) -> Change:
    """Return the change that gives evidence another title; a blank one is that of its file."""
    return _saying(report, f"修改{_named(item)}的名称", item, "title", title.strip() or title_from(item.file_name))


def annotate(report: Report, item: Evidence, note: str) -> Change:
    """Return the change that notes something of evidence."""
    return _saying(report, f"修改{_named(item)}的备注", item, "note", note.strip())


def link_evidence(report: Report, item: Evidence, indicators: Iterable[str]) -> Change:
    """Return the change that says which indicators evidence bears out; none may be."""
    return _saying(report, f"选择{_named(item)}对应的指标", item, "indicators", " ".join(indicators))


def move_evidence(report: Report, item: Evidence, to: int) -> Change:
    """Return the change that makes evidence the one of that number, counted from 0; the others close up."""
    others = [other for other in report.evidence() if other.key != item.key]
    others.insert(max(0, min(to, len(others))), item)
    puts = []
    for number, other in enumerate(others, start=1):
        where, after = address.evidence_field(other.key, "position"), Entry(str(number * _STEP))
        before = report.entries.get(where)
        if before != after:
            puts.append(Put(where, before, after))
    return Change(f"移动{_named(item)}", tuple(puts))


def remove_evidence(report: Report, item: Evidence) -> Change:
    """Return the change that removes evidence; its contents stay in the file as long as a step could bring it back."""
    prefix = f"{address.EVIDENCE}/{item.key}/"
    puts = [Put(where, entry, None) for where, entry in report.entries.items() if where.startswith(prefix)]
    return Change(f"移除{_named(item)}", tuple(puts))


def _saying(report: Report, title: str, item: Evidence, field: str, value: str) -> Change:
    where = address.evidence_field(item.key, field)
    before, after = report.entries.get(where), Entry(value) if value else None
    return Change(title, () if before == after else (Put(where, before, after),))


def _named(item: Evidence) -> str:
    return _quoted(item.title or item.file_name)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST_NAME else f'{text[: _LONGEST_NAME - 1]}…'}”"
