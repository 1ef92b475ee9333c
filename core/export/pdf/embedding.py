"""The fonts that reportlab writes into a file, corrected: with maps back to text, and narrowed characters.

This module imports reportlab when it is imported itself: only functions of this package import it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont

from core.export.pdf.font_face import FontFace
from core.export.pdf.outlines import Node, glyph_contours

# Where the codes of narrowed characters begin: a private area that no bundled font has characters in.
_FIRST_NARROWED = 0xF0000

# A block of a character map holds 100 entries at most (Adobe Technical Note 5014); some readers mind.
_BLOCK = 100


class SubsetFont(TTFont):
    """A TrueType font whose embedded subsets hold the used glyphs only, and can be copied from as text.

    reportlab writes a character beyond U+FFFF into the map back to text as five digits, which no reader understands:
    196 of the 8,105 standard characters could not be searched or copied.
    """

    fontName: str  # noqa: N815 - so named by reportlab, which has no types for it

    def __init__(self, name: str, path: Path) -> None:
        # What TTFont sets up itself, but for the face, which it would read number by number.
        self.fontName = name
        self.face = FontFace(str(path))
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self.shapable = False
        self._asciiReadable = False
        self._narrowed: dict[tuple[str, int], str] = {}
        self._originals: dict[int, int] = {}

    def characters(self) -> frozenset[int]:
        """Return the code points that the font has a glyph for."""
        return frozenset(code for code, glyph in self.face.charToGlyph.items() if glyph and code < _FIRST_NARROWED)

    def character_width(self, character: str) -> float:
        """Return the width of a character in ems."""
        return float(self.face.charWidths.get(ord(character), self.face.defaultWidth)) / 1000

    def contours(self, character: str) -> list[list[Node]]:
        """Return the outline of a character's glyph, in ems."""
        units = float(self.face.unitsPerEm)
        return [
            [Node(node.x / units, node.y / units, node.is_on) for node in contour]
            for contour in glyph_contours(self.face, self.face.charToGlyph[ord(character)])
        ]

    def narrowed(self, character: str, cut: int) -> str:
        """Return a private character that is drawn and copied like another, but advances `cut` thousandths less.

        Squeezed punctuation is written by it, and, with a negative cut, what is spread widely. Moving the next
        character instead would make it overlap in the eyes of other programs, which then copy the line as two, or
        leave a gap, which they copy as a blank.
        """
        known = self._narrowed.get((character, cut))
        if known is None:
            point, code = ord(character), _FIRST_NARROWED + len(self._narrowed)
            self.face.charToGlyph[code] = self._narrowed_glyph(self.face.charToGlyph[point], cut)
            self.face.charWidths[code] = self.face.charWidths[point] - cut
            self._originals[code] = point
            known = self._narrowed[character, cut] = chr(code)
        return known

    def _narrowed_glyph(self, glyph: int, cut: int) -> int:
        """Return the number of a new glyph with the outline of another and less width.

        The width that the embedded font has must be the one that the file states.
        """
        places, metrics = self.face.glyphPos, self.face.hmetrics
        # A glyph's outline ends where the next one's begins, so that a new glyph takes two places.
        number = len(places)
        places += [places[glyph], places[glyph + 1]]
        width, bearing = metrics[glyph]
        metrics += [(0, 0)] * (number - len(metrics))
        metrics.append((width - cut * self.face.unitsPerEm / 1000, bearing))
        return number

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        """Add the font's subsets to a document, each with its map back to text."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = map_to_text(
                name, [self._originals.get(point, point) for point in subset]
            )


def map_to_text(name: str, subset: list[int]) -> str:
    """Return a ToUnicode character map for the code points of a font's subset, in the order of their codes."""
    entries = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
