"""The fonts of a PDF: which role each has, what stands in for a missing character, how wide text is.

Nothing reaches a PDF as a missing glyph: `clean_text` first makes of a text what the fonts can print, and
`split_by_font` then gives each piece to a font that has all of it. The bundled fonts are used, unless `typeset_in`
puts others in front of them.
"""

from __future__ import annotations

import struct
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.paths import resource_path

if TYPE_CHECKING:
    from core.export.pdf.embedding import SubsetFont
    from core.export.pdf.outlines import Node

Role = Literal["body", "kai", "hei", "title", "song", "number"]

_FILES: dict[Role, str] = {
    "body": "FandolFang-Regular",  # 仿宋
    "kai": "FandolKai-Regular",  # 楷体
    "hei": "NotoSansSC-Medium",  # 黑体
    "title": "NotoSerifSC-Bold",  # for 小标宋
    "song": "NotoSerifSC-Regular",  # 宋体
    "number": "NotoSerifSC-Regular",  # 宋体, of the page numbers
}
# Asked in this order for a character that a role's own font lacks: standard characters, then traditional ones.
_STAND_INS: tuple[Role, ...] = ("song", "body")
MISSING = "□"

# Two threads that register the same font would have one document half in the one, half in the other.
_LOADING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a character looks like: its contours and its advance, in ems."""

    contours: list[list[Node]]
    width: float


class Faces:
    """A choice of fonts: for some roles a file of the machine's own, behind it and for all others the bundled ones.

    What is looked up is kept by role, once a character.
    """

    def __init__(self, own: Mapping[Role, Path]) -> None:
        files: dict[Role, tuple[Path, ...]] = {
            role: tuple(
                dict.fromkeys(
                    [
                        *([own[role]] if role in own else []),
                        *(resource_path("fonts", f"{_FILES[each]}.ttf") for each in (role, *_STAND_INS)),
                    ]
                )
            )
            for role in _FILES
        }
        self.files = {role: paths[0] for role, paths in files.items()}
        self.homes = {role: _Homes(paths) for role, paths in files.items()}
        self.printables = {role: _Printables(homes) for role, homes in self.homes.items()}
        self.advances: dict[Role, dict[str, float]] = {
            role: _Advances(homes, self.files[role]) for role, homes in self.homes.items()
        }


@cache
def faces_with(own: frozenset[tuple[Role, Path]]) -> Faces:
    """Return the choice of fonts that has these files for these roles."""
    return Faces(dict(own))


@contextmanager
def typeset_in(own: Mapping[Role, Path]) -> Iterator[None]:
    """Use font files of the machine's own for roles, in this thread, until the block ends."""
    token = _CURRENT.set(faces_with(frozenset(own.items())))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_faces() -> Faces:
    """Return the fonts that this thread sets text in."""
    return _CURRENT.get() or faces_with(frozenset())


def can_be_loaded(path: Path) -> bool:
    """Tell whether a font file can be embedded, by loading it."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        _load(path)
    except (TTFError, OSError, ValueError, LookupError, struct.error):
        return False
    return True


def font_name(role: Role) -> str:
    """Return the name under which a role's font is registered with reportlab, loading it if need be."""
    return _load(current_faces().files[role]).fontName


def split_by_font(text: str, role: Role) -> list[tuple[str, str]]:
    """Cut a text into pieces, each with the name of the font that has its characters.

    The text must have gone through `clean_text` for the same role.
    """
    faces = current_faces()
    homes = map(faces.homes[role].__getitem__, text)
    return [
        (_load(home or faces.files[role]).fontName, "".join(character for _, character in piece))
        for home, piece in groupby(zip(homes, text, strict=True), lambda pair: pair[0])
    ]


def glyphs(text: str, role: Role) -> list[Glyph]:
    """Return the glyphs of a text, which must have gone through `clean_text` for the same role."""
    faces = current_faces()
    homes, widths = faces.homes[role], faces.advances[role]
    return [
        Glyph(_load(homes[character] or faces.files[role]).contours(character), widths[character]) for character in text
    ]


def narrowed(text: str, font: str, cut: int) -> str:
    """Return characters that look like those of a text, but each advance `cut` thousandths of an em less.

    A negative cut widens them. `font` is the name that `split_by_font` gave the text.
    """
    from reportlab.pdfbase import pdfmetrics

    found: SubsetFont = pdfmetrics.getFont(font)  # type: ignore[assignment]  # the stub knows no other kind
    return "".join(found.narrowed(character, cut) for character in text)


def clean_text(text: str, role: Role) -> str:
    """Return what of a text can be printed.

    Control and formatting characters are dropped, tabs and line ends become spaces, a compatibility form that no font
    has is replaced by its ordinary one (ﬃ by ffi), and any other character that no font has by □.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(current_faces().printables[role].__getitem__, unicodedata.normalize("NFC", text)))


def advances(role: Role) -> dict[str, float]:
    """Return the table of characters' widths, in ems; it fills itself as characters are asked for."""
    return current_faces().advances[role]


def string_width(text: str, role: Role, size: float) -> float:
    """Return the width of a text in the unit of `size`."""
    return sum(map(advances(role).__getitem__, text)) * size


class _Homes(dict[str, Path | None]):
    """The file of the font that prints a character, `None` if there is none."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        super().__init__()
        self._files = files

    def __missing__(self, character: str) -> Path | None:
        code = ord(character)
        # One after the other, so that a stand-in's font is loaded only when it is needed.
        home = self[character] = next((path for path in self._files if code in _characters(path)), None)
        return home


class _Printables(dict[str, str]):
    """What is printed for a character."""

    def __init__(self, homes: _Homes) -> None:
        super().__init__()
        self._homes = homes

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
        return " " if category == "Zs" else MISSING


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


class _Advances(dict[str, float]):
    def __init__(self, homes: _Homes, usual: Path) -> None:
        super().__init__()
        self._homes = homes
        self._usual = usual

    def __missing__(self, character: str) -> float:
        font = _load(self._homes[character] or self._usual)
        width = self[character] = font.character_width(character)
        return width


_CURRENT: ContextVar[Faces | None] = ContextVar("faces", default=None)


@cache
def _characters(path: Path) -> frozenset[int]:
    return _load(path).characters()


def _load(path: Path) -> SubsetFont:
    with _LOADING:
        return _registered(path)


@cache
def _registered(path: Path) -> SubsetFont:
    from reportlab.pdfbase import pdfmetrics

    from core.export.pdf.embedding import SubsetFont

    bundled = path.parent == resource_path("fonts")
    font = SubsetFont(path.stem if bundled else f"{path.stem} ({path.parent})", path)
    pdfmetrics.registerFont(font)
    return font
