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
        across, up = ((x, y), (-y, x), (-x, -y), (y, -x))[self.turns]
        return _hundredths(across) - self.left, self.top - _hundredths(up)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom."""
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _hundredths(points: float) -> int:
    """Return a length; one that is beyond all pages, endless or none at all is far off."""
    return round(points * 100) if -_FAR_OFF < points < _FAR_OFF else _FAR_OFF * 100
