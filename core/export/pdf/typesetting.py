"""Text of a role and size composed into lines."""

from __future__ import annotations

from functools import cache

from core.export.pdf.fonts import Faces, Role, clean_text, current_faces
from core.export.pdf.line_breaking import Line, compose


def compose_text(
    text: str,
    role: Role,
    size: float,
    measure: float,
    *,
    tracking: float = 0.0,
    indent: float = 0.0,
    justify: bool = False,
) -> list[Line]:
    """Break a text into lines of what the fonts can print; `tracking` is added to each character's width."""
    return compose(
        clean_text(text, role),
        advance=_advances(current_faces(), role, size, tracking).__getitem__,
        em=size + tracking,
        measure=measure,
        indent=indent,
        justify=justify,
    )


class _Scaled(dict[str, float]):
    """Widths of characters at a size."""

    def __init__(self, faces: Faces, role: Role, size: float, tracking: float) -> None:
        super().__init__()
        self._ems = faces.advances[role]
        self._size = size
        self._tracking = tracking

    def __missing__(self, character: str) -> float:
        width = self[character] = self._ems[character] * self._size + self._tracking
        return width


@cache
def _advances(faces: Faces, role: Role, size: float, tracking: float) -> _Scaled:
    return _Scaled(faces, role, size, tracking)
