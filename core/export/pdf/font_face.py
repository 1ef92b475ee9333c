"""A TrueType font as reportlab reads it, with its long tables unpacked at once instead of number by number.

The tables are those of the OpenType specification. This module imports reportlab when it is imported itself: only
functions of this package import it.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from core.export.pdf.listening import listen

_SEGMENTS, _GROUPS = 4, 12  # the formats of character maps that are read here
_SPACE, _HARD_SPACE = 0x20, 0xA0


class FontFace(TTFontFace):
    """The tables of a font file; `charToGlyph`, `charWidths`, `hmetrics` and `glyphPos` are reportlab's names."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - so named by reportlab
        """Read the file; a font whose character map is of a rare kind is left to reportlab."""
        super().extractInfo(charInfo=0)
        characters = self._characters()
        if not characters:
            super().extractInfo(charInfo=1)
            return
        self.charToGlyph = characters
        self.glyphToChar: dict[int, list[int]] = {}
        for character, glyph in characters.items():
            self.glyphToChar.setdefault(glyph, []).append(character)
        self._read_metrics()
        self._read_places()
        for space, other in ((_HARD_SPACE, _SPACE), (_SPACE, _HARD_SPACE)):
            if other in characters:
                characters[space], self.charWidths[space] = characters[other], self.charWidths[other]
                break

    def makeSubset(self, subset: Any) -> Any:  # noqa: N802 - so named by reportlab
        """Return a font file of some of the characters."""
        listen()
        return super().makeSubset(subset)

    def _table(self, tag: str) -> bytes:
        return bytes(self.get_table(tag))  # type: ignore[no-untyped-call]

    def _characters(self) -> dict[int, int]:
        """Return the glyph of every character of the map for Windows; empty where it is none of the usual two."""
        table = self._table("cmap")
        (count,) = struct.unpack_from(">2xH", table)
        records = struct.iter_unpack(">2HI", table[4 : 4 + 8 * count])
        at = next((offset for platform, _, offset in reversed([*records]) if platform == 3), None)
        if at is None:
            return {}
        (kind,) = struct.unpack_from(">H", table, at)
        if kind == _GROUPS:
            return dict(_in_groups(table, at))
        return dict(_in_segments(table, at)) if kind == _SEGMENTS else {}

    def _read_metrics(self) -> None:
        (pairs,) = struct.unpack_from(">34xH", self._table("hhea"))
        numbers = _numbers("H", self._table("hmtx")[: 2 * (pairs + self.numGlyphs)])
        widths, bearings = numbers[: 2 * pairs : 2], numbers[1 : 2 * pairs : 2]
        bearings.extend(numbers[2 * pairs :])
        widths.extend([widths[-1]] * (self.numGlyphs - pairs))
        self.hmetrics = list(zip(widths, bearings, strict=True))
        scaled = [width * 1000 / self.unitsPerEm for width in widths]
        self.defaultWidth = scaled[0]
        self.charWidths = {
            character: scaled[glyph] for character, glyph in self.charToGlyph.items() if glyph < self.numGlyphs
        }

    def _read_places(self) -> None:
        (is_long,) = struct.unpack_from(">50xH", self._table("head"))
        table = self._table("loca")
        count = self.numGlyphs + 1
        self.glyphPos = (
            list(_numbers("I", table[: 4 * count]))
            if is_long
            else [2 * place for place in _numbers("H", table[: 2 * count])]
        )


def _numbers(kind: str, data: bytes) -> array[int]:
    size = struct.calcsize(f">{kind}")
    return array(kind, struct.unpack(f">{len(data) // size}{kind}", data[: len(data) // size * size]))


def _in_groups(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">12xI", table, at)
    for start, end, glyph in struct.iter_unpack(">3I", table[at + 16 : at + 16 + 12 * count]):
        yield from zip(range(start, end + 1), range(glyph, glyph + end + 1 - start), strict=True)


def _in_segments(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    length, doubled = struct.unpack_from(">2xH2xH", table, at)
    count = doubled // 2
    numbers = _numbers("H", table[at : at + length])
    # Seven numbers stand before the ends, one fills up before the starts.
    ends, starts = numbers[7 : 7 + count], numbers[8 + count : 8 + 2 * count]
    shifts, offsets = numbers[8 + 2 * count : 8 + 3 * count], numbers[8 + 3 * count : 8 + 4 * count]
    for number, (start, end, shift, offset) in enumerate(zip(starts, ends, shifts, offsets, strict=True)):
        for character in range(start, end + 1):
            if not offset:
                yield character, (character + shift) & 0xFFFF
                continue
            # An offset is counted in bytes from where it stands itself.
            place = 8 + 3 * count + number + offset // 2 + character - start
            glyph = numbers[place] if place < len(numbers) else 0
            yield character, (glyph + shift) & 0xFFFF if glyph else 0
