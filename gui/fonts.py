"""Typefaces of the window: the machine's own Chinese faces, else the bundled ones."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from core.paths import resource_path

_INTERFACE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans CN", "Noto Sans SC", "WenQuanYi Micro Hei")
_NARRATIVE = ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "仿宋", "STFangsong")
_INTERFACE_PIXELS = 14
_NARRATIVE_PIXELS = 17


def interface_font(percent: int = 100) -> QFont:
    """Return the face of menus, labels and tables, in so many per cent of its usual size."""
    font = QFont(_families(_INTERFACE, ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf")))
    font.setPixelSize(round(_INTERFACE_PIXELS * percent / 100))
    return font


def narrative_font() -> QFont:
    """Return the 仿宋 face that body text is typed in, as large as the application's font asks."""
    font = QFont(_families(_NARRATIVE, ("FandolFang-Regular.ttf",)))
    font.setPixelSize(scaled(_NARRATIVE_PIXELS))
    return font


def scaled(pixels: int) -> int:
    """Return a size of type, or of what holds it, meant for the usual type, for the one that the user chose."""
    return round(pixels * QApplication.font().pixelSize() / _INTERFACE_PIXELS)


@cache
def _families(families: tuple[str, ...], bundled: tuple[str, ...]) -> list[str]:
    known = set(QFontDatabase.families())
    chosen = [family for family in families if family in known][:1]
    if not chosen:
        numbers = [QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) for name in bundled]
        chosen = [family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)[:1]]
    return chosen
