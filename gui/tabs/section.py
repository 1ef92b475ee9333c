"""What a page asks of each of its sections."""

from __future__ import annotations

from typing import Protocol

from core.model.finding import Finding


class Section(Protocol):
    """What a page asks of each of its sections."""

    def shows(self, where: str) -> bool:
        """Tell whether an address is edited here."""

    def reveal(self, where: str, start: int, end: int) -> None:
        """Go to an address that is edited here."""

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark what findings name here."""
