"""What the palette offers: every action that can be done now, and every place of the open report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.model import address
from gui.actions import ACTIONS

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.workspace import Workspace

_ITSELF = "palette"


@dataclass(frozen=True)
class PaletteEntry:
    """One line of the palette: its words, where it belongs, its keys, and what choosing it does."""

    words: str
    family: str
    keys: str
    act: Callable[[], None]

    def rank(self, wanted: str) -> int | None:
        """Return how well typed words fit, the less the better; `None` when they do not.

        The words as they stand fit best, then within the family's name, then their characters in order.
        """
        for rank, words in enumerate((self.words, f"{self.family}{self.words}")):
            if words.casefold().startswith(wanted):
                return rank
            if wanted in words.casefold():
                return 2 + rank
        rest = iter(f"{self.family}{self.words}".casefold())
        return 4 if all(character in rest for character in wanted) else None


def matching(entries: list[PaletteEntry], typed: str) -> list[PaletteEntry]:
    """Return the entries that typed words fit, the best first, else in their own order."""
    wanted = "".join(typed.split()).casefold()
    ranked = [(rank, place) for place, entry in enumerate(entries) if (rank := entry.rank(wanted)) is not None]
    return [entries[place] for _, place in sorted(ranked)]


def palette_entries(window: MainWindow) -> list[PaletteEntry]:
    """Return the entries for the window as it is."""
    return [*_actions(window), *(_places(window.workspace) if window.workspace else ())]


def _actions(window: MainWindow) -> Iterator[PaletteEntry]:
    for spec in ACTIONS:
        action = window.menus.actions_by_id[spec.id]
        if action.isEnabled() and spec.id != _ITSELF:
            keys = spec.shortcut.split("；")[0]
            yield PaletteEntry(action.text().rstrip("…"), spec.menu, keys, action.trigger)


def _places(workspace: Workspace) -> Iterator[PaletteEntry]:
    standard = workspace.context.live.standard
    for field in standard.cover:
        yield _place(workspace, field.title, "封面", address.cover_field(field.id))
    for chapter in standard.chapters:
        for part in chapter.parts:
            yield _place(workspace, part.title or chapter.title, chapter.title if part.title else "正文", part.address)
    for table in standard.tables:
        yield _place(workspace, table.title, "表", table.id)
    for indicator in standard.scored_indicators:
        yield _place(workspace, indicator.title, "指标", address.indicator_score(indicator.id))
    if any(address.EVIDENCE in tab.items for tab in standard.tabs):
        yield _place(workspace, "佐证材料", "附件", address.EVIDENCE)


def _place(workspace: Workspace, words: str, family: str, where: str) -> PaletteEntry:
    return PaletteEntry(words, family, "", partial(workspace.reveal, where))
