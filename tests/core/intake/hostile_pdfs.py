"""PDF files that were made to hold up whoever reads them, none of them larger than a letter."""

from __future__ import annotations

from collections.abc import Sequence

from tests.core.intake.pdf_files import stream, written

_RESOURCES = "/Resources<</Font<</F 5 0 R>>/XObject<<%s>>>>"


def forms_within_forms(levels: int = 12, times: int = 10) -> bytes:
    """A page that shows a form ten times, which shows another ten times, and so on: a million million in all."""
    forms = [_form("/X Do " * times, f"/X {7 + level} 0 R") for level in range(levels - 1)]
    return page("/X Do " * times, "/X 6 0 R", [*forms, _form("BT /F 12 Tf 50 700 Td (x) Tj ET", "")])


def page(content: str, shown: str, more: Sequence[bytes] = ()) -> bytes:
    """A file of one page; `shown` names its forms, which are its objects from the sixth on."""
    return written(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{_RESOURCES % shown}>>".encode("ascii"),
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def _form(content: str, shown: str) -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{_RESOURCES % shown}")
