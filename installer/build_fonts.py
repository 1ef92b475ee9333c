"""Make the fonts in `resources/fonts` from their published sources, the same bytes every time.

    python installer/build_fonts.py FOLDER_OF_SOURCE_FONTS [--out resources/fonts]

The sources are named, with packages and versions, in `resources/fonts/README.md`; each is known by its SHA-256.
What is done to them: glyphs outside of the repertoire go, PostScript outlines become TrueType outlines (the PDF
writer reads no others), and hints, layout tables and glyph names go, since nothing here uses them.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_STANDARD_CHARACTERS = _RESOURCES / "tongyong-guifan-8105.txt"

# Units of 1000 to the em: a thousandth of a character's width cannot be seen in print at 16 pt (0.006 mm).
_MAX_CURVE_ERROR = 1.0

_MODIFICATION = "Changed for Ziping in November 2026: reduced to a smaller repertoire, {changes}. No hints, no layout."
_NAME_ID_DESCRIPTION = 10

_TICKED_BOX, _EMPTY_BOX, _BOX, _TICK = 0x2611, 0x2610, 0x25A1, 0x221A
_DASH = 0x2014

# Drawn wrongly in the Fandol fonts, so that a font with the right glyph stands in: ￥ is drawn as $, ™ ↗ ↘ are blank,
# － ￣ as a hyphen, ～ as a small half-width tilde.
_WRONG_IN_FANDOL = frozenset({0xFFE5, 0x2122, 0x2197, 0x2198, 0xFF0D, 0xFFE3, 0xFF5E})


@dataclass(frozen=True)
class Source:
    """A source font, by file name and SHA-256, and the name of the file that is made of it.

    A `whole` one keeps every character that it has, else it is reduced to the repertoire.
    """

    file_name: str
    sha256: str
    target: str
    whole: bool = False


SOURCES = (
    Source(
        "FandolFang-Regular.otf",
        "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        "FandolFang-Regular.ttf",
        whole=True,  # it has 2,700 traditional and rare characters, for the body and as a stand-in for the others
    ),
    Source(
        "FandolKai-Regular.otf",
        "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
        "FandolKai-Regular.ttf",
    ),
    Source(
        "NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "NotoSansSC-Regular.ttf",
    ),
    Source(
        "NotoSansSC_500Medium.ttf",
        "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
        "NotoSansSC-Medium.ttf",
    ),
    Source(
        "NotoSerifSC_400Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        "NotoSerifSC-Regular.ttf",
    ),
    Source(
        "NotoSerifSC_700Bold.ttf",
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
        "NotoSerifSC-Bold.ttf",
    ),
)

# Blocks whose every character is kept where a font has it: what people paste from Word and WPS.
_SYMBOL_BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: ° ± × ÷ · §
    (0x2010, 0x203F),  # dashes, quotation marks, … ‰ ※
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # ℃ № Ⅰ ½
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x25FF),  # lines, □ ■ ▲ ●
    (0x2605, 0x2606),  # ★ ☆
    (0x2713, 0x2717),  # ✓
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3220, 0x3243),  # ㈠
    (0x3280, 0x32B0),  # ㊀
    (0x3380, 0x33DF),  # ㎎ ㎜ ㎡ ㏄
    (0xFE30, 0xFE4F),  # ︵ ﹏
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFFE0, 0xFFE6),  # ￠ ￥
)


def repertoire() -> frozenset[int]:
    """Return the code points to keep: GB 2312, the 8,105 standard characters, and symbols."""
    points = {ord(character) for character in _STANDARD_CHARACTERS.read_text(encoding="utf-8") if character != "\n"}
    points |= {ord(character) for character in _gb2312()}
    for first, last in _SYMBOL_BLOCKS:
        points |= set(range(first, last + 1))
    return frozenset(points)


def _gb2312() -> str:
    # Pair by pair: where a pair is not assigned, the decoder would go on in the middle of the next.
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


def find_source(folder: Path, source: Source) -> Path:
    """Return the file of a source below a folder; raises `SystemExit` when it is absent or not the known version."""
    found = sorted(folder.rglob(source.file_name))
    if not found:
        raise SystemExit(f"{source.file_name}: not found below {folder}")
    for path in found:
        if hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
            return path
    raise SystemExit(f"{found[0]}: not the known version (SHA-256 differs from {source.sha256})")


def build(path: Path, source: Source, target: Path) -> None:
    """Make one bundled font of its source and write it to `target`."""
    # The head table would otherwise carry the time of this run.
    font = TTFont(path, recalcTimestamp=False)
    changes = "layout tables dropped"
    is_fandol = "CFF " in font
    keep = frozenset(font.getBestCmap()) if source.whole else repertoire()
    _subset(font, keep - _WRONG_IN_FANDOL if is_fandol else keep)
    if is_fandol:
        font = _with_truetype_outlines(font)
        changes = "outlines converted from PostScript to TrueType"
    _add_tick_boxes(font)
    _widen_dash(font)
    font["post"].formatType = 3.0
    font["name"].setName(_MODIFICATION.format(changes=changes), _NAME_ID_DESCRIPTION, 3, 1, 0x409)
    font.save(target, reorderTables=True)


def _subset(font: TTFont, keep: frozenset[int]) -> None:
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = True  # until the end: they are how the outlines are found
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "prep", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)


def _with_truetype_outlines(font: TTFont) -> TTFont:
    glyph_set = font.getGlyphSet()
    order = font.getGlyphOrder()
    builder = FontBuilder(font=font)
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, _MAX_CURVE_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    builder.isTTF = True
    builder.setupGlyf(outlines, calcGlyphBounds=True)
    advances = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
    font["hmtx"].metrics = {name: (advances[name], getattr(outlines[name], "xMin", 0)) for name in order}
    builder.setupMaxp()
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"
    return font


def _add_tick_boxes(font: TTFont) -> None:
    """Compose ☐ and ☑, which no source has, from □ and √."""
    cmap = font.getBestCmap()
    box, tick = cmap.get(_BOX), cmap.get(_TICK)
    if box is None or tick is None:
        return
    glyphs, metrics = font["glyf"], font["hmtx"]
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(box, (1, 0, 0, 1, 0, 0))
    outer, inner = glyphs[box], glyphs[tick]
    share = 0.8 * min(
        (outer.xMax - outer.xMin) / (inner.xMax - inner.xMin), (outer.yMax - outer.yMin) / (inner.yMax - inner.yMin)
    )
    x = (outer.xMin + outer.xMax) / 2 - share * (inner.xMin + inner.xMax) / 2
    y = (outer.yMin + outer.yMax) / 2 - share * (inner.yMin + inner.yMax) / 2
    pen.addComponent(tick, (share, 0, 0, share, round(x), round(y)))
    name = "uni2611"
    glyphs[name] = pen.glyph()
    glyphs[name].recalcBounds(glyphs)
    metrics[name] = (metrics[box][0], glyphs[name].xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[_EMPTY_BOX] = box
            table.cmap[_TICKED_BOX] = name


def _widen_dash(font: TTFont) -> None:
    """Stretch — over the whole em, so that —— is one unbroken line as Chinese has it."""
    name, em = font.getBestCmap()[_DASH], font["head"].unitsPerEm
    dash = font["glyf"][name]
    coordinates = dash.coordinates
    coordinates.translate((-dash.xMin, 0))
    coordinates.scale((em / (dash.xMax - dash.xMin), 1))
    coordinates.toInt()
    dash.recalcBounds(font["glyf"])
    font["hmtx"][name] = (em, dash.xMin)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build every font; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the bundled fonts from their sources.")
    parser.add_argument("sources", type=Path, help="folder with the source fonts, searched through")
    parser.add_argument("--out", type=Path, default=_RESOURCES, help="folder to write to")
    options = parser.parse_args(arguments)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options.out.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        target = options.out / source.target
        build(find_source(options.sources, source), source, target)
        print(f"{target.name}\t{target.stat().st_size:,} bytes\t{hashlib.sha256(target.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
