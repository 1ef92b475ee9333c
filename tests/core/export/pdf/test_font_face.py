"""A font's tables are unpacked as reportlab reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from core.export.pdf.font_face import FontFace
from core.paths import resource_path
from tests.core.export.pdf.font_files import write_font

_READ = ("charToGlyph", "glyphToChar", "charWidths", "defaultWidth", "hmetrics", "glyphPos", "numGlyphs")


def assert_alike(path: Path) -> None:
    found, expected = FontFace(str(path)), TTFontFace(str(path))
    assert [name for name in _READ if getattr(found, name) != getattr(expected, name)] == []


@pytest.mark.parametrize("path", sorted(resource_path("fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_of_a_bundled_font_all_is_read(path: Path) -> None:
    assert_alike(path)


@pytest.mark.parametrize("characters", ["一", "— 0123456789", "\u00a0ab", "𠮷a"])
def test_of_a_small_font_all_is_read(tmp_path: Path, characters: str) -> None:
    assert_alike(write_font(tmp_path / "small.ttf", "宋体", characters))
