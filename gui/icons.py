"""Icons from the bundled set, drawn in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.paths import resource_path

_SIZES = (16, 24, 48)


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """Return an icon of the set in one colour; raises `FileNotFoundError` for a name that is not bundled."""
    source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return _render(source.replace("currentColor", colour))


@lru_cache(maxsize=1)
def application_icon() -> QIcon:
    """Return the program's own icon."""
    return _render(resource_path("icons", "ziping.svg").read_text(encoding="utf-8"))


def _render(source: str) -> QIcon:
    renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
    result = QIcon()
    for size in _SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(QPixmap.fromImage(image))
    return result
