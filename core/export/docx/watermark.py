"""The watermark: a word across every page, light grey, behind the text, as Word makes it: a shape in the headers."""

from __future__ import annotations

from core.export.docx.elements import Element, paragraph, w
from core.export.docx.styles import HEI
from core.export.docx.text import clean_line
from core.export.xlsx.text import half_ems

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_NAME = "PowerPlusWaterMarkObject1"  # by which programs know a watermark
# Word's own shape of letters on a straight line.
_LETTERS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_GREY = "#e6e6e6"  # printed it is still seen, and the text on it still read
_WIDEST, _HIGHEST = 600, 150  # points; the first is 0.6 of the diagonal
_IN_THE_MIDDLE = ";".join(
    f"mso-position-{way}:center;mso-position-{way}-relative:page" for way in ("horizontal", "vertical")
)


def watermark_header(words: str) -> Element:
    """Return a header that has nothing but a watermark."""
    text = clean_line(words)
    height = min(2 * _WIDEST // max(half_ems(text), 1), _HIGHEST)
    width = half_ems(text) * height // 2
    style = f"position:absolute;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;{_IN_THE_MIDDLE}"
    letters = _shape("textpath", style=f"font-family:{HEI};font-size:1pt", string=text)
    kind = _shape(
        "shapetype",
        _shape("formulas", *(_shape("f", eqn=formula) for formula in _LETTERS)),
        _shape("path", textpathok="t"),
        _shape("textpath", on="t", fitshape="t"),
        id="_x0000_t136",
        coordsize="21600,21600",
        adj="10800",
        path="m@7,l@8,m@5,21600l@6,21600e",
    )
    kind.set(f"{{{_OFFICE}}}spt", "136")
    shape = _shape("shape", letters, id=_NAME, type="#_x0000_t136", style=style, fillcolor=_GREY, stroked="f")
    return w("hdr", paragraph("Footer", w("r", w("pict", kind, shape))))


def _shape(tag: str, /, *children: Element, **attributes: str) -> Element:
    from docx.oxml.parser import oxml_parser

    element = oxml_parser.makeelement(f"{{{_VML}}}{tag}", attributes, {"v": _VML, "o": _OFFICE})
    element.extend(children)
    return element
