"""What another program reads in a PDF file."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class OutlineEntry:
    level: int
    title: str
    page: int


def page_texts(content: bytes) -> list[str]:
    """The text of each page, lines ended by \\n."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def fonts(content: bytes) -> dict[str, bool]:
    """The names of the fonts used on the pages, without the tag of the subset, and whether all of it is embedded."""
    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(item.raw)
                size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(size)
                pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
                name = buffer.value.decode("ascii").split("+")[-1]
                found[name] = found.get(name, True) and bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found


def outline(content: bytes) -> list[OutlineEntry]:
    with pypdfium2.PdfDocument(content) as document:
        return [
            OutlineEntry(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()
        ]


def properties(content: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(content) as document:
        return dict(document.get_metadata_dict(skip_empty=True))


@dataclass(frozen=True)
class Shape:
    kind: int
    colour: tuple[float, float, float]
    bounds: tuple[float, float, float, float]


def shapes(content: bytes) -> list[list[Shape]]:
    """What each page is made of, in the order in which it is painted."""
    with pypdfium2.PdfDocument(content) as document:
        return [[_shape(item) for item in page.get_objects()] for page in document]


def _shape(item: pypdfium2.PdfObject) -> Shape:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(item.raw, red, green, blue, alpha)
    return Shape(item.type, (red.value / 255, green.value / 255, blue.value / 255), item.get_bounds())
