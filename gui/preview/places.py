"""Addresses on the pages: where one stands, and which one stands at a point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.model.standard import Standard

if TYPE_CHECKING:
    from core.export.pdf.pages import Landing


class Places:
    """The landings of one set of pages, by address and by page."""

    def __init__(self, landings: Iterable[Landing]) -> None:
        self._by_address: dict[str, list[Landing]] = {}
        self._by_page: dict[int, list[Landing]] = {}
        for landing in landings:
            self._by_address.setdefault(landing.address, []).append(landing)
            self._by_page.setdefault(landing.page, []).append(landing)

    def of(self, where: str) -> list[Landing]:
        """Return where an address stands: its lines, else what lies below it, else what it belongs to."""
        exact = self._by_address.get(where)
        if exact:
            return exact
        below = [
            landing
            for name, landings in self._by_address.items()
            if name.startswith(f"{where}/")
            for landing in landings
        ]
        owner = where.rpartition("/")[0]
        return below or (self.of(owner) if owner else [])

    def line(self, where: str, offset: int) -> Landing | None:
        """Return the line in which a character of an address stands."""
        lines = self.of(where)
        return next((line for line in reversed(lines) if line.start <= offset), None)

    def at(self, page: int, x: float, y: float) -> Landing | None:
        """Return what stands at a point of a page, else what stands nearest above or below it."""
        here = self._by_page.get(page, [])
        return min(here, key=lambda landing: _distance(landing, x, y), default=None)


def _distance(landing: Landing, x: float, y: float) -> tuple[float, float]:
    return (
        max(landing.top - y, 0.0, y - landing.bottom),
        max(landing.left - x, 0.0, x - landing.right),
    )


def editable(standard: Standard, where: str) -> str:
    """Return where what stands at an address is edited, empty for what only follows from others.

    What stands at a chapter is edited at its first part.
    """
    if where.startswith("quantity/"):
        return ""
    return next((part for part in standard.parts if part.startswith(f"{where}/")), where)
