"""The frame of a page of a PDF: where its top left corner is, and how its text is turned."""

from __future__ import annotations

from dataclasses import dataclass

_FAR_OFF = 1_000_000


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns and moves what a page holds so that its text is upright and begins at the top left.

    Lengths are hundredths of a point, as whole numbers.
    """

    turns: int
    left: int = 0
    top: int = 0

    def point(self, x: float, y: float) -> tuple[int, int]:
        """Return the place of a point of the file."""
        across, up = x, y
        for _ in range(self.turns):
            across, up = -up, across
        return _hundredths(across) - self.left, self.top - _hundredths(up)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom."""
        x, y = self.point(left, bottom)
        to_x, to_y = self.point(right, top)
        return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _hundredths(points: float) -> int:
    """Return a length; one that is beyond all pages, endless or none at all is far off."""
    return round(points * 100) if -_FAR_OFF < points < _FAR_OFF else _FAR_OFF * 100
