"""What a chart is made of: rows of bars and words, ready to be painted on a screen or a page.

Lengths are whole tenths of a point, from the left of the chart and the top of the row; a chart is as wide as the type
area of a page. Painters scale them and choose the colours of the tones, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["actual", "plan", "early", "room"]
"""What a bar stands for: what came of it, what was planned or was there last year, a plan before that, the maximum."""

WIDTH = 4420


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text around the height `y`, from `x` on or up to it; `quiet` words say that something is missing."""

    x: int
    y: int
    text: str
    size: int
    align: Literal["left", "right"] = "left"
    quiet: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ChartRow:
    """What is painted for one row of a table or one indicator; `address` is where its figures are edited."""

    address: str
    height: int
    bars: tuple[Bar, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the bars of a tone stand for."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of rows below one another; `notes` say what is left out and why."""

    name: str
    title: str
    unit: str
    legend: tuple[Legend, ...]
    rows: tuple[ChartRow, ...]
    notes: tuple[str, ...] = ()
