"""The frozen snapshot of a report: what scoring, checks and exporters read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from core.model import address
from core.model.amount import format_decimal
from core.model.change import Change, Entry, Put
from core.model.standard import Indicator, Standard, Table

# What a title says where the name of the unit is still blank.
BLANK_UNIT = "（部门名称）"


class ChangeConflictError(ValueError):
    """A change was made for another state of the report than the one it is applied to."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the narrative. `level` 0 is plain text; 3 and 4 are numbered 1. and （1）."""

    address: str
    text: str
    level: int
    position: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's figure in its base unit, and whether it follows from other cells.

    `blanks` counts the parts of a computed figure that are blank, so that a sum over blanks can say so.
    """

    value: Decimal | None
    computed: bool
    blanks: int = 0


class Report:
    """One report as it stands at one moment; immutable, and cheap to derive the next moment from.

    `entries` maps addresses to what is stored there. Money is in yuan.
    """

    def __init__(self, standard: Standard, entries: Mapping[str, Entry]) -> None:
        self.standard = standard
        self.entries: Mapping[str, Entry] = MappingProxyType(dict(entries))
        self._figures: dict[str, Figure] = {}

    @cached_property
    def _paragraphs_by_part(self) -> dict[str, tuple[Paragraph, ...]]:
        found: dict[str, list[Paragraph]] = {}
        for where, entry in self.entries.items():
            if address.is_paragraph(where):
                paragraph = Paragraph(where, entry.value, entry.level, entry.position)
                found.setdefault(address.part_of(where), []).append(paragraph)
        return {part: _in_order(paragraphs) for part, paragraphs in found.items()}

    # -- reading ---------------------------------------------------------------------------------------------------

    def text(self, where: str) -> str:
        """Return the text stored at an address, empty where there is none."""
        entry = self.entries.get(where)
        return entry.value if entry else ""

    def stored_figure(self, where: str) -> Decimal | None:
        """Return the figure that was typed or imported at an address; `None` when blank."""
        entry = self.entries.get(where)
        return Decimal(entry.value) if entry and entry.value else None

    def figure(self, where: str) -> Figure:
        """Return the figure of a cell: the stored one, else, for a row with parts, their sum."""
        known = self._figures.get(where)
        if known is None:
            known = self._figures[where] = self._figure(where)
        return known

    def _figure(self, where: str) -> Figure:
        stored = self.stored_figure(where)
        if stored is not None:
            return Figure(stored, computed=False)
        return self.computed_figure(where) or Figure(None, computed=False)

    def computed_figure(self, where: str) -> Figure | None:
        """Return what a cell's parts add up to, whatever is stored in it; `None` for a cell without parts."""
        table_id, row_id, column_id = where.split("/")
        row = self.standard.tables_by_id[table_id].row(row_id)
        if not row.parts:
            return None
        parts = [self.figure(address.cell(table_id, part, column_id)) for part in row.parts]
        known = [part.value for part in parts if part.value is not None]
        blanks = sum(part.blanks if part.value is not None else 1 for part in parts)
        return Figure(sum(known, Decimal(0)) if known else None, computed=True, blanks=blanks)

    def amount(self, where: str) -> Decimal | None:
        """Return the value of a cell's figure in yuan."""
        return self.figure(where).value

    def score(self, indicator_id: str) -> Decimal | None:
        """Return the points stored for an indicator that is scored itself."""
        return self.stored_figure(address.indicator_score(indicator_id))

    def reason(self, indicator_id: str) -> str:
        """Return the reason stored for an indicator's deduction."""
        return self.text(address.indicator_reason(indicator_id)).strip()

    def paragraphs(self, part: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a part in order."""
        return self._paragraphs_by_part.get(part, ())

    def all_paragraphs(self) -> Iterable[Paragraph]:
        """Yield the paragraphs of the whole narrative in reading order."""
        for part in self.standard.parts:
            yield from self.paragraphs(part)

    def left_over(self) -> list[tuple[str, Entry]]:
        """Return what an import could not place, in the order of its source."""
        prefix = address.LEFT_OVER + "/"
        found = [(where, entry) for where, entry in self.entries.items() if where.startswith(prefix)]
        return sorted(found, key=lambda item: item[1].position)

    def title(self) -> str:
        """Return the report's title with the cover's own name and year in it; a blank name shows as （部门名称）."""
        unit = self.text(address.cover_field("reporting_unit")).strip() or BLANK_UNIT
        year = self.text(address.cover_field("fiscal_year")).strip() or str(self.standard.fiscal_year)
        return self.standard.report_title.format(reporting_unit=unit, fiscal_year=year)

    def shown_amount(self, where: str, value: Decimal | None = None) -> str:
        """Return a cell's figure (or `value` in yuan) as the table shows it: in its unit, with its decimals."""
        table = self.standard.tables_by_id[where.split("/")[0]]
        figure = self.amount(where) if value is None else value
        return format_amount(table, figure)

    # -- the next moment -------------------------------------------------------------------------------------------

    def with_change(self, change: Change) -> Report:
        """Return the report after a change; raises `ChangeConflictError` when it was made for another state."""
        entries = dict(self.entries)
        for put in change.puts:
            if entries.get(put.address) != put.before:
                raise ChangeConflictError(put.address)
            if put.after is None:
                entries.pop(put.address, None)
            else:
                entries[put.address] = put.after
        after = Report(self.standard, entries)
        # Only the parts that the change touches are gathered again.
        by_part = dict(self._paragraphs_by_part)
        touched: dict[str, list[Put]] = {}
        for put in change.puts:
            if address.is_paragraph(put.address):
                touched.setdefault(address.part_of(put.address), []).append(put)
        for part, puts in touched.items():
            gone = {put.address for put in puts}
            paragraphs = [paragraph for paragraph in by_part.get(part, ()) if paragraph.address not in gone]
            for put in puts:
                if put.after is not None:
                    entry = put.after
                    paragraphs.append(Paragraph(put.address, entry.value, entry.level, entry.position))
            by_part[part] = _in_order(paragraphs)
        after.__dict__["_paragraphs_by_part"] = by_part
        return after


def _in_order(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(sorted(paragraphs, key=lambda paragraph: (paragraph.position, paragraph.address)))


def format_amount(table: Table, value: Decimal | None) -> str:
    """Return an amount of yuan in a table's unit and decimals; blank for `None`."""
    return "" if value is None else format_decimal(value / table.scale, table.decimals)


def children_of(standard: Standard, indicator_id: str) -> tuple[Indicator, ...]:
    """Return the indicators one level below."""
    return tuple(indicator for indicator in standard.indicators if indicator.parent == indicator_id)
