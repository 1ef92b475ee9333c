"""PDF files drawn line by line, for reading them back. Places are points from the top left corner of an A4 page."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from core.export.pdf.fonts import font_name

WIDTH, HEIGHT = 595, 842
LEFT, TOP, SIZE = 85, 120, 16
# As many characters as fill a line between the margins.
MEASURE = 26


class Sheet:
    """The page that is being drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def write(self, text: str, left: float = LEFT, top: float = TOP, size: float = SIZE) -> None:
        self.canvas.setFont(font_name("body"), size)
        self.canvas.drawString(left, HEIGHT - top, text)

    def paragraph(self, text: str, top: float = TOP) -> float:
        """Write a paragraph with its indent, broken at the measure, and return where the next one begins."""
        text = f"　　{text}"
        for start in range(0, len(text), MEASURE):
            line = text[start : start + MEASURE]
            indent = len(line) - len(line.lstrip("　"))
            self.write(line.lstrip("　"), LEFT + indent * SIZE, top)
            top += 28
        return top

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        self.canvas.line(left, HEIGHT - top, right, HEIGHT - bottom)

    def bar(self, left: float, top: float, right: float, bottom: float) -> None:
        """A filled rectangle without an edge."""
        self.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)

    def picture(self, left: float, top: float, width: float, height: float) -> None:
        self.canvas.drawInlineImage(Image.new("1", (4, 4)), left, HEIGHT - top - height, width, height)

    def texts(self, rows: Sequence[Sequence[str]], top: float, left: float = LEFT) -> None:
        """The texts of a table with rows of 24 and columns of 100 points."""
        for row, of_row in enumerate(rows):
            for column, text in enumerate(of_row):
                for number, piece in enumerate(text.split("\n")):
                    self.write(piece, left + column * 100 + 6, top + row * 24 + 11 + number * 9, 9)

    def table(self, rows: Sequence[Sequence[str]], top: float, left: float = LEFT) -> float:
        """A table with all of its lines; returns its lower edge."""
        bottom, right = top + 24 * len(rows), left + 100 * len(rows[0])
        for row in range(len(rows) + 1):
            self.line(left, top + row * 24, right, top + row * 24)
        for column in range(len(rows[0]) + 1):
            self.line(left + column * 100, top, left + column * 100, bottom)
        self.texts(rows, top, left)
        return bottom


def scanned(sheet: Sheet) -> None:
    """A page that is one picture."""
    sheet.picture(0, 0, WIDTH, HEIGHT)


def pdf_file(*pages: Callable[[Sheet], object], password: str | None = None) -> bytes:
    """The bytes of a PDF whose pages are drawn one after the other."""
    encryption = None if password is None else StandardEncryption(password, ownerPassword="owner")
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=encryption, invariant=True)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def many_pages(count: int, content: str, meaning: str = "") -> bytes:
    """A file written by hand that shows one page `count` times; `meaning` is what A, B, C … of its font stand for."""
    return written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % (b"/ToUnicode 6 0 R" if meaning else b""),
        stream(_character_map(meaning)),
    )


def _character_map(meaning: str) -> str:
    pairs = "".join(f"<{ord('A') + number:02X}> <{ord(letter):04X}>\n" for number, letter in enumerate(meaning))
    return (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /M def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(meaning)} beginbfchar\n{pairs}endbfchar endcmap end"
    )


def stream(content: str, entries: str = "") -> bytes:
    """An object that holds a content, packed; `entries` are further ones of its dictionary."""
    packed = zlib.compress(content.encode("ascii"), 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(packed), packed)


def written(*objects: bytes) -> bytes:
    """A file without an index of its objects, which every reader makes anew."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%%PDF-1.7\n%strailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (body, len(objects) + 1)
