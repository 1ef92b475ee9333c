"""Small font files for the tests: squares for the characters asked for, under any family name."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection


def write_font(path: Path, family: str, characters: str, *, rights: int = 8, is_truetype: bool = True) -> Path:
    """Write a font that has these characters; `rights` is what its maker allows (fsType).

    A file ending in .ttc is a collection of the one font.
    """
    builder = FontBuilder(1000, isTTF=is_truetype)
    names = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): f"u{ord(character):04X}" for character in characters})
    if is_truetype:
        outline = TTGlyphPen(None)
        _draw_square(outline)
        builder.setupGlyf(dict.fromkeys(names, outline.glyph()))
    else:
        pen = T2CharStringPen(1000, None)
        _draw_square(pen)
        builder.setupCFF(path.stem, {}, dict.fromkeys(names, pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": {"en": path.stem, "zh": family}, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=rights)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".ttc":
        collection = TTCollection()
        collection.fonts = [builder.font]
        collection.save(path)
    else:
        builder.save(path)
    return path


def _draw_square(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((800, 700))
    pen.lineTo((800, 0))
    pen.closePath()
