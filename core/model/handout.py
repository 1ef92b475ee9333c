"""Parts of a report that were given to offices: what the report remembers, and what a part's own file says it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from core.model import address
from core.model.change import Entry
from core.model.part_standard import narrowed, targets_of
from core.model.report import Report
from core.model.standard import Standard

SELF = "self"
_BASE = address.handout_field("base", "")
_KEPT = "base."
_ID = re.compile("[0-9a-f]{8}")


@dataclass(frozen=True)
class Handout:
    """A part that was given out.

    `targets` are what it holds (see `part_standard`), `given_on` and `returned_on` dates in words, the latter empty as
    long as it was not merged back. `digest` is that of what the part held when it was given out.
    """

    id: str
    office: str
    given_on: str
    targets: tuple[str, ...]
    returned_on: str = ""
    digest: str = ""

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """What is stored of it, by field."""
        fields = {
            "id": self.id,
            "office": self.office,
            "given_on": self.given_on,
            "targets": "\n".join(self.targets),
            "returned_on": self.returned_on,
            "digest": self.digest,
        }
        return {field: Entry(value) for field, value in fields.items() if value}

    def words(self, standard: Standard) -> str:
        """Return in words what was given."""
        titles = {target.address: target.title for target in targets_of(standard)}
        return "、".join(titles[where] for where in self.targets if where in titles)


def handouts(report: Report) -> tuple[Handout, ...]:
    """Return the parts that a report has given out, in the order in which that was recorded."""
    prefix = f"{address.HANDOUT}/"
    ids = dict.fromkeys(where.split("/")[1] for where in report.entries if where.startswith(prefix))
    found = (_read(report.entries, report.standard, name) for name in ids if _ID.fullmatch(name))
    return tuple(sorted((item for item in found if item is not None), key=lambda item: (item.given_on, item.office)))


def own_handout(report: Report) -> Handout | None:
    """Return what the file of a part says of itself; `None` for a report of its own."""
    return _read(report.entries, report.standard, SELF)


def _read(entries: Mapping[str, Entry], standard: Standard, name: str) -> Handout | None:
    def text(field: str) -> str:
        entry = entries.get(address.handout_field(name, field))
        return entry.value.strip() if entry else ""

    offered = {target.address for target in targets_of(standard)}
    targets = tuple(dict.fromkeys(where for where in text("targets").split("\n") if where in offered))
    handout_id = text("id") if name == SELF else name
    if not (targets and text("office") and _ID.fullmatch(handout_id)):
        return None
    return Handout(handout_id, text("office"), text("given_on"), targets, text("returned_on"), text("digest"))


def report_of(standard: Standard, entries: Mapping[str, Entry]) -> Report:
    """Return the report that a file holds; that of a part is by the standard as far as it concerns the part."""
    report = Report(standard, entries)
    own = own_handout(report)
    return Report(narrowed(standard, own.targets), entries) if own else report


def base_of(report: Report) -> dict[str, Entry]:
    """Return what the addresses of a part held when it was given out, by address with dots."""
    return {where.removeprefix(_BASE): entry for where, entry in report.entries.items() if where.startswith(_BASE)}


def kept_base(where: str) -> str:
    """Return the field of a handout in which a report itself keeps what an address held when it was given out."""
    return f"{_KEPT}{where.replace('/', '.')}"


def kept_base_of(report: Report, handout: Handout) -> dict[str, Entry]:
    """Return what a report keeps of what a part held, by address with dots."""
    prefix = address.handout_field(handout.id, _KEPT)
    return {where.removeprefix(prefix): entry for where, entry in report.entries.items() if where.startswith(prefix)}


def digest_of_base(base: Mapping[str, Entry]) -> str:
    """Return a digest of what was given out, by which a part is known to be unaltered in what it started from."""
    rows = sorted((where.replace("/", "."), item.value, item.level, item.position) for where, item in base.items())
    return sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
