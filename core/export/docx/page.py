"""The page of GB/T 9704 for Word, and sections. Lengths are twips (1/1440 inch)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.export.docx.elements import Element, paragraph, part_reference, run, w

Kind = Literal["cover", "portrait", "landscape"]

POINT = 20
# Margins of 37, 35, 28 and 26 mm on A4.
_SHORT_SIDE, _LONG_SIDE = 11906, 16838
_TOP, _BOTTOM, _LEFT, _RIGHT = 2098, 1984, 1587, 1474
MEASURE = _SHORT_SIDE - _LEFT - _RIGHT
DEPTH = _LONG_SIDE - _TOP - _BOTTOM
# 22 lines: with 580 they would be 4 twips higher than the type area, and Word would set 21.
LINE_PITCH = DEPTH // 22
# 28 characters of 16 pt are wider than the type area: each stands a quarter of a point closer.
TIGHTER = -5
CHARACTER = 16 * POINT + TIGHTER
INDENT = 2 * CHARACTER
# From the edge of the paper to the footer, whose dashes then lie 7 mm below the type area.
_FOOTER = 1417
_FOOTER_LANDSCAPE = _FOOTER - (_BOTTOM - _RIGHT)


@dataclass(frozen=True, slots=True)
class Running:
    """The relations to the parts that run through the pages: footers of odd and even ones, headers if there are any."""

    odd_footer: str
    even_footer: str
    headers: tuple[str, ...] = ()


def measure_of(kind: Kind) -> int:
    """Return the width of the type area."""
    return DEPTH if kind == "landscape" else MEASURE


def depth_of(kind: Kind) -> int:
    """Return the height of the type area."""
    return MEASURE if kind == "landscape" else DEPTH


def section(kind: Kind, running: Running, *, begins_numbers: bool) -> Element:
    """Return the properties of a section, which begins on a new page; a cover has no page number."""
    made = w("sectPr")
    for which, relation in zip(("default", "even"), running.headers, strict=False):
        made.append(part_reference("headerReference", which, relation))
    if kind != "cover":
        made.append(part_reference("footerReference", "default", running.odd_footer))
        made.append(part_reference("footerReference", "even", running.even_footer))
    made.append(w("type", val="nextPage"))
    if kind == "landscape":
        made.append(w("pgSz", w=_LONG_SIDE, h=_SHORT_SIDE, orient="landscape"))
        # Turned by a quarter: what is the left margin of an upright page is the top.
        sides = {"top": _LEFT, "right": _TOP, "bottom": _RIGHT, "left": _BOTTOM}
        made.append(w("pgMar", **sides, header=851, footer=_FOOTER_LANDSCAPE, gutter=0))
    else:
        made.append(w("pgSz", w=_SHORT_SIDE, h=_LONG_SIDE))
        sides = {"top": _TOP, "right": _RIGHT, "bottom": _BOTTOM, "left": _LEFT}
        made.append(w("pgMar", **sides, header=851, footer=_FOOTER, gutter=0))
    if begins_numbers:
        made.append(w("pgNumType", start=1))
    made.append(w("docGrid", type="lines", linePitch=LINE_PITCH))
    return made


def footer(*, is_even: bool) -> Element:
    """Return a footer with the page number: “— 1 —”, one character in from the outer edge."""
    side = "left" if is_even else "right"
    indent = w("ind", **{f"{side}Chars": 100, side: 14 * POINT})
    number = w("fldSimple", run("1"), instr=" PAGE ")
    line = paragraph("Footer", run("— "), number, run(" —"), properties=[indent, w("jc", val=side)])
    return w("ftr", line)
