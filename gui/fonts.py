"""Typefaces of the window: the machine's own Chinese faces, else the bundled ones."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from core.paths import resource_path

_INTERFACE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans CN", "Noto Sans SC", "WenQuanYi Micro Hei")
_NARRATIVE = ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "仿宋", "STFangsong")
_INTERFACE_PIXELS = 14
_NARRATIVE_PIXELS = 17


@lru_cache(maxsize=1)
def interface_font() -> QFont:
    """Return the face of menus, labels and tables."""
    return _font(_INTERFACE, ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf"), _INTERFACE_PIXELS)


@lru_cache(maxsize=1)
def narrative_font() -> QFont:
    """Return the 仿宋 face that body text is typed in."""
    return _font(_NARRATIVE, ("FandolFang-Regular.ttf",), _NARRATIVE_PIXELS)


def _font(families: tuple[str, ...], bundled: tuple[str, ...], pixels: int) -> QFont:
    known = set(QFontDatabase.families())
    chosen = [family for family in families if family in known][:1]
    if not chosen:
        numbers = [QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) for name in bundled]
        chosen = [family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)[:1]]
    font = QFont(chosen)
    font.setPixelSize(pixels)
    return font
