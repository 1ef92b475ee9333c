"""The pages of a PDF as pictures, and where words stand in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

# PDFium serves one thread at a time, whatever documents it is asked about.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, four bytes each (blue, green, red, unused), row by row."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page, in points from its left and top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: a page, counted from 0, and the boxes that cover them, one a line."""

    page: int
    boxes: tuple[Box, ...]


class PageSource(Protocol):
    """Pages that can be drawn; `sizes` are their widths and heights in points."""

    sizes: tuple[tuple[float, float], ...]

    def picture(self, page: int, width: int) -> Picture | None:
        """Return a page as a picture that is so many pixels wide, `None` once there are no pages any more."""


class PagePictures:
    """An open PDF; `sizes` are the pages' widths and heights in points.

    May be asked from any thread; once it was closed there are no pictures and nothing is found.
    """

    def __init__(self, content: bytes | Path) -> None:
        import pypdfium2

        with _PDFIUM:
            self._pdf: Any = pypdfium2.PdfDocument(content)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._pdf.get_page_size(number) for number in range(len(self._pdf))
            )
        self._text_of = cache(self._read_text)

    def picture(self, page: int, width: int) -> Picture | None:
        """Return a page as a picture that is so many pixels wide."""
        with _PDFIUM:
            if self._pdf is None:
                return None
            opened = self._pdf[page]
            # A hair less, since the width is rounded up.
            bitmap = opened.render(scale=(width - 0.01) / self.sizes[page][0], prefer_bgrx=True)
            picture = Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer))
            bitmap.close()
            opened.close()
        return picture

    def find(self, words: str) -> tuple[Hit, ...]:
        """Return where words stand, in reading order; blanks and line ends, and capitals or not, make no difference."""
        wanted = "".join(words.split()).casefold()
        hits: list[Hit] = []
        if not wanted:
            return ()
        for page in range(len(self.sizes)):
            text, indexes = self._text_of(page)
            found = []
            at = text.find(wanted)
            while at >= 0:
                found.append((indexes[at], indexes[at + len(wanted) - 1]))
                at = text.find(wanted, at + len(wanted))
            if found:
                hits += [Hit(page, boxes) for boxes in self._boxes(page, found)]
        return tuple(hits)

    def _read_text(self, page: int) -> tuple[str, list[int]]:
        """Return the text of a page without blanks, and at which of PDFium's characters each sign of it stands."""
        with self._words(page) as words:
            text = "" if words is None else words.get_text_range()
        signs: list[str] = []
        indexes: list[int] = []
        index = 0
        for sign in text:
            # A sign that is written large may be two when written small.
            for folded in sign.casefold():
                if not folded.isspace():
                    signs.append(folded)
                    indexes.append(index)
            # PDFium counts the units of UTF-16.
            index += 2 if sign > "\uffff" else 1
        return "".join(signs), indexes

    def _boxes(self, page: int, spans: list[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """Return the boxes of characters from the first to the last of each span, both included."""
        height = self.sizes[page][1]
        with self._words(page) as words:
            if words is None:
                return []
            return [
                tuple(
                    Box(left, height - top, right, height - bottom)
                    for left, bottom, right, top in map(
                        words.get_rect, range(words.count_rects(first, last - first + 1))
                    )
                )
                for first, last in spans
            ]

    @contextmanager
    def _words(self, page: int) -> Iterator[Any]:
        with _PDFIUM:
            if self._pdf is None:
                yield None
                return
            opened = self._pdf[page]
            words = opened.get_textpage()
            # Closed here, under the lock, and not whenever they are collected.
            try:
                yield words
            finally:
                words.close()
                opened.close()

    def close(self) -> None:
        """Let go of the PDF."""
        with _PDFIUM:
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None
