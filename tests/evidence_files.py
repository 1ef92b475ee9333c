"""Small files of every kind that may be evidence, and some that may not."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pdf(folder: Path, name: str = "批复.pdf", pages: int = 2) -> Path:
    """Write a PDF of so many pages."""
    path = folder / name
    canvas = Canvas(str(path), invariant=True)
    for number in range(pages):
        canvas.drawString(72, 700, f"{name.encode().hex()[:20]} {number}")
        canvas.showPage()
    canvas.save()
    return path


def picture(folder: Path, name: str = "现场.png", colour: str = "green", size: tuple[int, int] = (80, 60)) -> Path:
    """Write a picture of one colour; its format follows from its name."""
    path = folder / name
    Image.new("RGB", size, colour).save(path, format="PNG" if path.suffix == ".png" else "JPEG")
    return path


def workbook(folder: Path, name: str = "明细.xlsx", sheets: int = 3) -> Path:
    """Write a workbook of so many sheets."""
    book = Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"表{number}")
    path = folder / name
    book.save(path)
    return path


def word_file(folder: Path, name: str = "合同.docx") -> Path:
    """Write a Word document."""
    import docx

    document = docx.Document()
    document.add_paragraph("合同正文")
    path = folder / name
    document.save(str(path))
    return path


def raw(folder: Path, name: str, content: bytes) -> Path:
    """Write bytes as they are."""
    path = folder / name
    path.write_bytes(content)
    return path
