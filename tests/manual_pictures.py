"""The manual's pictures, taken from what `make screenshots` has drawn: made smaller, and put where the manual lies."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.paths import resource_path

WIDEST = 680
"""Pixels; what the manual's window shows beside its headings."""
_DRAWN_AT = "light-1366x768"
_PICTURE = re.compile(r"!\[[^\]]*\]\(pictures/([\w-]+)\.png\)")


def wanted_pictures() -> list[str]:
    """Return the names of the pictures that the manual shows; each is that of a scene."""
    return _PICTURE.findall(resource_path("manual", "manual.md").read_text(encoding="utf-8"))


def take_pictures(drawn: Path) -> None:
    """Put the manual's pictures in place, out of the folder that the scenes were drawn to."""
    folder = resource_path("manual", "pictures")
    folder.mkdir(exist_ok=True)
    for name in wanted_pictures():
        image = QImage(str(drawn / f"{_DRAWN_AT}-{name}.png"))
        if image.width() > WIDEST:
            image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
        image.convertToFormat(QImage.Format.Format_RGB888).save(str(folder / f"{name}.png"), None, 0)
