"""The bundled fonts: which role each has, what stands in for a missing character, how wide text is.

Nothing reaches a PDF as a missing glyph: `clean_text` first makes of a text what the fonts can print, and
`split_by_font` then gives each piece to a font that has all of it.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from core.paths import resource_path

if TYPE_CHECKING:
    from core.export.pdf.embedding import BundledFont
    from core.export.pdf.outlines import Node

Role = Literal["body", "kai", "hei", "title", "song"]

_FILES: dict[Role, str] = {
    "body": "FandolFang-Regular",  # 仿宋
    "kai": "FandolKai-Regular",  # 楷体
    "hei": "NotoSansSC-Medium",  # 黑体
    "title": "NotoSerifSC-Bold",  # for 小标宋
    "song": "NotoSerifSC-Regular",  # 宋体
}
# Asked in this order for a character that a role's own font lacks: standard characters, then traditional ones.
_STAND_INS: tuple[Role, ...] = ("song", "body")
_MISSING = "□"

# Two threads that register the same font would have one document half in the one, half in the other.
_LOADING = threading.Lock()


def font_name(role: Role) -> str:
    """Return the name under which a role's font is registered with reportlab, loading it if need be."""
    return _load(role).fontName


def split_by_font(text: str, role: Role) -> list[tuple[str, str]]:
    """Cut a text into pieces, each with the name of the font that has its characters.

    The text must have gone through `clean_text` for the same role.
    """
    homes = map(_homes(role).__getitem__, text)
    return [
        (font_name(home or role), "".join(character for _, character in piece))
        for home, piece in groupby(zip(homes, text, strict=True), lambda pair: pair[0])
    ]


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a character looks like: its contours and its advance, in ems."""

    contours: list[list[Node]]
    width: float


def glyphs(text: str, role: Role) -> list[Glyph]:
    """Return the glyphs of a text, which must have gone through `clean_text` for the same role."""
    return [
        Glyph(_load(_homes(role)[character] or role).contours(character), advances(role)[character])
        for character in text
    ]


def narrowed(text: str, font: str, cut: int) -> str:
    """Return characters that look like those of a text, but each advance `cut` thousandths of an em less.

    `font` is the name that `split_by_font` gave the text.
    """
    role = next(role for role, name in _FILES.items() if name == font)
    return "".join(_load(role).narrowed(character, cut) for character in text)


def clean_text(text: str, role: Role) -> str:
    """Return what of a text can be printed.

    Control and formatting characters are dropped, tabs and line ends become spaces, a compatibility form that no font
    has is replaced by its ordinary one (ﬃ by ffi), and any other character that no font has by □.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_printables(role).__getitem__, unicodedata.normalize("NFC", text)))


@cache
def advances(role: Role) -> dict[str, float]:
    """Return the table of characters' widths, in ems; it fills itself as characters are asked for."""
    return _Advances(role)


def string_width(text: str, role: Role, size: float) -> float:
    """Return the width of a text in the unit of `size`."""
    return sum(map(advances(role).__getitem__, text)) * size


class _Homes(dict[str, Role | None]):
    """The role whose font prints a character, `None` if there is none; looked up once a character."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._roles = (role, *_STAND_INS)

    def __missing__(self, character: str) -> Role | None:
        code = ord(character)
        # One after the other, so that a stand-in's font is loaded only when it is needed.
        home = self[character] = next((role for role in self._roles if code in _characters(role)), None)
        return home


class _Printables(dict[str, str]):
    """What is printed for a character; looked up once a character."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._homes = _homes(role)

    def __missing__(self, character: str) -> str:
        printed = self[character] = self._find(character)
        return printed

    def _find(self, character: str) -> str:
        if character in "\t\n\r\v\f\u2028\u2029":
            return " "
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs") or _is_variation_selector(character):
            return ""
        if self._homes[character]:
            return character
        ordinary = unicodedata.normalize("NFKC", character)
        if ordinary != character and all(map(self._homes.__getitem__, ordinary)):
            return ordinary
        return " " if category == "Zs" else _MISSING


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


class _Advances(dict[str, float]):
    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role

    def __missing__(self, character: str) -> float:
        font = _load(_homes(self._role)[character] or self._role)
        width = self[character] = font.character_width(character)
        return width


@cache
def _homes(role: Role) -> _Homes:
    return _Homes(role)


@cache
def _printables(role: Role) -> _Printables:
    return _Printables(role)


@cache
def _characters(role: Role) -> frozenset[int]:
    return _load(role).characters()


def _load(role: Role) -> BundledFont:
    with _LOADING:
        return _registered(role)


@cache
def _registered(role: Role) -> BundledFont:
    from reportlab.pdfbase import pdfmetrics

    from core.export.pdf.embedding import BundledFont

    font = BundledFont(_FILES[role], resource_path("fonts", f"{_FILES[role]}.ttf"))
    pdfmetrics.registerFont(font)
    return font
