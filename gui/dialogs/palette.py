"""The palette: type some words of a command or a place, press Enter, and be there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.choosing import ChoosingDialog, ChoosingWords
from gui.palette_entries import PaletteEntry, matching

_SIZE = (560, 420)
_WORDS = ChoosingWords(
    name="palette",
    title="查找命令或位置",
    asked="命令或位置",
    hint="输入几个字，例如：导出、支出、资金管理",
    listed="找到的命令和位置",
)


class Palette(ChoosingDialog[PaletteEntry]):
    """Every entry with its menu or chapter, and its keys."""

    def __init__(self, entries: list[PaletteEntry], parent: QWidget) -> None:
        super().__init__(
            _WORDS,
            _SIZE,
            lambda typed: matching(entries, typed),
            lambda entry: (entry.words, entry.family, entry.keys),
            parent,
        )
