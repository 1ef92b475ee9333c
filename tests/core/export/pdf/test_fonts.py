"""The bundled fonts: what they have, what stands in, how text is cut up for them."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from core.export.pdf.fonts import (
    Role,
    advances,
    clean_text,
    font_name,
    glyphs,
    narrowed,
    split_by_font,
    string_width,
)
from core.export.pdf.outlines import glyph_contours
from core.paths import resource_path

ROLES: tuple[Role, ...] = get_args(Role)
SYMBOLS = "￥℃㎡㎜㎝㎏①⑩⑪⑳□■√☑☐—…“”‘’《》〈〉【】〔〕（）、。，；：？！·～－±×÷≤≥≠≈°‰→↑↓％№Ⅳ㈠"
ASCII = "".join(map(chr, range(0x20, 0x7F)))


def standard_characters() -> str:
    return resource_path("fonts", "tongyong-guifan-8105.txt").read_text(encoding="utf-8").replace("\n", "")


def face(name: str) -> Any:
    """A registered font as reportlab knows it."""
    font: Any = pdfmetrics.getFont(name)
    return font.face


def glyphs_exist(text: str, role: Role) -> bool:
    return all(
        face(name).charToGlyph.get(ord(character)) for name, piece in split_by_font(text, role) for character in piece
    )


def test_the_list_holds_the_standard_characters() -> None:
    characters = standard_characters()

    assert len(characters) == len(set(characters)) == 8105
    assert characters.startswith("一乙二十丁厂七卜八人")


@pytest.mark.parametrize("role", ROLES)
def test_every_standard_character_and_symbol_is_printed_as_it_is(role: Role) -> None:
    text = standard_characters() + SYMBOLS + ASCII

    assert clean_text(text, role) == text
    assert glyphs_exist(text, role)


def test_rare_and_traditional_characters_come_from_other_fonts() -> None:
    assert split_by_font("字喆，國", "body") == [
        ("FandolFang-Regular", "字"),
        ("NotoSerifSC-Regular", "喆"),
        ("FandolFang-Regular", "，國"),
    ]
    assert split_by_font("字國", "hei") == [("NotoSansSC-Medium", "字"), ("FandolFang-Regular", "國")]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("甲\tB\u200b\ufeff\x07", "甲 B"),
        ("第一行\n第二行", "第一行 第二行"),
        ("o\ufb03ce", "office"),
        ("cafe\u0301", "café"),
        ("笑脸👍与\ue000", "笑脸□与□"),
        ("\ud800", ""),
        ("☑\ufe0f完成", "☑完成"),
        ("全\u2003角", "全 角"),
    ],
)
def test_what_cannot_be_printed_is_replaced_or_dropped(written: str, printed: str) -> None:
    assert clean_text(written, "body") == printed


@given(text=st.text(max_size=60), role=st.sampled_from(ROLES))
def test_no_text_reaches_a_font_that_lacks_it(text: str, role: Role) -> None:
    cleaned = clean_text(text, role)

    assert clean_text(cleaned, role) == cleaned
    assert "".join(piece for _, piece in split_by_font(cleaned, role)) == cleaned
    assert glyphs_exist(cleaned, role)


def test_widths_are_those_of_the_font_that_prints_the_character() -> None:
    assert advances("body")["绩"] == 1.0
    assert advances("body")["5"] == 0.5
    assert string_width("绩5喆", "body", 16.0) == 16.0 + 8.0 + 16.0


@pytest.mark.parametrize("role", ROLES)
def test_the_dash_fills_its_square(role: Role) -> None:
    assert advances(role)["—"] == 1.0


def test_a_narrowed_mark_has_the_same_glyph_and_less_width() -> None:
    name = font_name("body")

    mark = narrowed("，", name, 500)

    assert len(mark) == 1
    assert narrowed("，", name, 500) == mark != narrowed("，", name, 450)
    narrow, usual = (glyph_contours(face(name), face(name).charToGlyph[ord(each)]) for each in (mark, "，"))
    assert narrow == usual
    assert face(name).charWidths[ord(mark)] == 500


def test_the_readme_and_the_licences_name_every_font() -> None:
    readme = resource_path("fonts", "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in resource_path("fonts").glob("*.ttf"))

    assert len(files) == 6
    assert [name for name in files if name not in readme] == []
    for licence in ("Fandol-GPL-3.0-font-exception.txt", "Noto-Sans-SC-OFL-1.1.txt", "Noto-Serif-SC-OFL-1.1.txt"):
        assert licence in readme
        assert resource_path("licences", licence).stat().st_size > 4000


@pytest.mark.parametrize("role", ROLES)
def test_the_outline_of_a_character_is_closed_on_the_curve_and_stands_in_its_square(role: Role) -> None:
    mouth, word = glyphs("口", role)[0], glyphs("草稿", role)

    assert len(mouth.contours) >= 2  # the frame and the hole in it
    for glyph in (mouth, *word):
        assert glyph.width == 1.0
        assert all(contour[0].is_on for contour in glyph.contours)
        places = [place for contour in glyph.contours for node in contour for place in (node.x, node.y + 0.12)]
        assert -0.1 < min(places) < 0.2
        assert 0.8 < max(places) < 1.05
