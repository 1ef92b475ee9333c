"""What is lit in texts and tables beyond their lasting marks: one finding's places, and the numbers that were read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.model.finding import Place


class Highlights(QObject):
    """Shared by all editors of one text; each shows what concerns it."""

    lit_changed = Signal()
    numbers_toggled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lit: tuple[Place, ...] = ()
        self.numbers_shown = False

    def light(self, places: tuple[Place, ...]) -> None:
        """Light these places, and no others."""
        if places != self.lit:
            self.lit = places
            self.lit_changed.emit()

    def show_numbers(self, shown: bool) -> None:
        """Tint the numbers of the prose by whether they took part in a check, or leave them as they are."""
        if shown != self.numbers_shown:
            self.numbers_shown = shown
            self.numbers_toggled.emit()
