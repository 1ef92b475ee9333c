"""The order in which a reader meets the places of a report."""

from __future__ import annotations

from core.model import address
from core.model.finding import Finding
from core.model.report import Report
from core.model.standard import Standard

Key = tuple[int, int, int, str]
_LAST = 10**9


class ReadingOrder:
    """Cover, then part by part (paragraphs, table, indicator), then what has no part, the left-over tray last."""

    def __init__(self, standard: Standard) -> None:
        self._parts = {where: number for number, where in enumerate(standard.parts)}
        self._cover = {field.id: number for number, field in enumerate(standard.cover)}
        self._tables = {
            part.table: number for number, part in enumerate(standard.parts.values()) if part.table is not None
        }
        self._cells = {where: number for number, (_, _, _, where) in enumerate(standard.cells())}
        self._indicators: dict[str, tuple[int, int]] = {}
        for number, indicator in enumerate(standard.indicators):
            part = standard.part_of_indicator.get(indicator.id)
            self._indicators[indicator.id] = (self._parts[part.address] if part else len(self._parts), number)

    def key(self, report: Report, finding: Finding) -> Key:
        """Return the sorting key of a finding by its first place."""
        return self.key_of(report, finding.places[0].address)

    def key_of(self, report: Report, where: str) -> Key:
        """Return the sorting key of an address."""
        head, _, rest = where.partition("/")
        match head:
            case address.COVER:
                return (-1, self._cover.get(rest, _LAST), 0, where)
            case address.NARRATIVE:
                return self._narrative_key(report, where)
            case address.INDICATOR:
                rank, number = self._indicators.get(rest.partition("/")[0], (len(self._parts), _LAST))
                return (rank, 2, number, where)
            case address.RESULT:
                return (len(self._parts), 3, 0, where)
            case address.EVIDENCE:
                return (len(self._parts), 4, 0, where)
            case address.LEFT_OVER:
                return (_LAST, 0, 0, where)
            case _:
                return (self._tables.get(head, len(self._parts)), 1, self._cells.get(where, _LAST), where)

    def _narrative_key(self, report: Report, where: str) -> Key:
        if where in self._parts:
            return (self._parts[where], -1, 0, where)
        entry = report.entries.get(where)
        return (self._parts.get(address.part_of(where), _LAST), 0, entry.position if entry else 0, where)
