"""Looks of cells, and the part of the workbook that defines them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from core.document.blocks import Align
from core.export.xlsx.text import as_xml

# The fonts that the receivers of official forms have.
SONG = "宋体"
FANG_SONG = "仿宋_GB2312"
HEI = "黑体"
TITLE_SONG = "方正小标宋简体"
BODY_SIZE = 12  # 小四

Border = Literal["none", "box", "bottom"]

GENERAL = "General"
_BUILT_IN_FORMATS = {GENERAL: 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10}
_FIRST_OWN_FORMAT = 164
_FILL = "FFF2F2F2"
_EDGES = ("left", "right", "top", "bottom")
# GB2312: tells a machine without the font that a Chinese one is to stand in.
_CHARSET = '<family val="3"/><charset val="134"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell; the size is in points, the indent in Excel's steps.

    `quoted` marks a text that must stay a text when someone enters it anew. `shrinks` sets what is too wide smaller,
    where it would else be shown as ####.
    """

    font: str = SONG
    size: int = BODY_SIZE
    bold: bool = False
    filled: bool = False
    border: Border = "none"
    align: Align = "left"
    vertical: Literal["center", "bottom"] = "center"
    indent: int = 0
    wraps: bool = False
    shrinks: bool = False
    number_format: str = GENERAL
    quoted: bool = False


def amount_format(decimals: int) -> str:
    """Return the number format with thousands separators: #,##0.00."""
    return "#,##0" + _places(decimals)


def percent_format(decimals: int) -> str:
    """Return the number format of a ratio shown as a percentage: 0.00%."""
    return f"0{_places(decimals)}%"


def _places(decimals: int) -> str:
    return "." + "0" * decimals if decimals else ""


class Stylesheet:
    """The styles of one workbook, numbered in the order in which they are first used.

    Number 0 is the look of all other cells: the body's font and nothing else.
    """

    def __init__(self) -> None:
        self._styles: dict[Style, int] = {}

    def number(self, style: Style) -> int:
        """Return the number that cells name a style by."""
        return self._styles.setdefault(style, len(self._styles) + 1)

    def xml(self) -> str:
        """Return the part that defines all styles asked for so far."""
        styles = list(self._styles)
        plain = Style()
        fonts = _distinct(map(_font, [plain, *styles]))
        # The first two fills are Excel's own, whatever the file says.
        fills = _distinct([_fill(plain), '<patternFill patternType="gray125"/>', *map(_fill, styles)])
        borders = _distinct(_border(style.border) for style in [plain, *styles])
        own_formats = _distinct(style.number_format for style in styles if style.number_format not in _BUILT_IN_FORMATS)
        formats = _BUILT_IN_FORMATS | {text: _FIRST_OWN_FORMAT + count for count, text in enumerate(own_formats)}
        looks = [
            f'<xf numFmtId="{formats[style.number_format]}" fontId="{fonts.index(_font(style))}"'
            f' fillId="{fills.index(_fill(style))}" borderId="{borders.index(_border(style.border))}" xfId="0"'
            f"{_flags(style)}>{_alignment(style)}</xf>"
            for style in styles
        ]
        own = [f'<numFmt numFmtId="{formats[text]}" formatCode="{as_xml(text)}"/>' for text in own_formats]
        return (
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + (_counted("numFmts", own) if own else "")
            + _counted("fonts", [f"<font>{font}</font>" for font in fonts])
            + _counted("fills", [f"<fill>{fill}</fill>" for fill in fills])
            + _counted("borders", [f"<border>{border}</border>" for border in borders])
            + _counted("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'])
            + _counted("cellXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', *looks])
            + _counted("cellStyles", ['<cellStyle name="常规" xfId="0" builtinId="0"/>'])
            + "</styleSheet>"
        )


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _counted(name: str, items: Sequence[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>'


def _font(style: Style) -> str:
    bold = "<b/>" if style.bold else ""
    return f'{bold}<sz val="{style.size}"/><name val="{style.font}"/>{_CHARSET}'


def _fill(style: Style) -> str:
    if not style.filled:
        return '<patternFill patternType="none"/>'
    return f'<patternFill patternType="solid"><fgColor rgb="{_FILL}"/><bgColor indexed="64"/></patternFill>'


def _border(border: Border) -> str:
    drawn = {"none": (), "box": _EDGES, "bottom": ("bottom",)}[border]
    edges = (
        f'<{edge} style="thin"><color indexed="64"/></{edge}>' if edge in drawn else f"<{edge}/>" for edge in _EDGES
    )
    return "".join(edges) + "<diagonal/>"


def _flags(style: Style) -> str:
    flags = {
        "quotePrefix": style.quoted,
        "applyNumberFormat": style.number_format != GENERAL,
        "applyFont": True,
        "applyFill": style.filled,
        "applyBorder": style.border != "none",
        "applyAlignment": True,
    }
    return "".join(f' {name}="1"' for name, holds in flags.items() if holds)


def _alignment(style: Style) -> str:
    more = {
        ' wrapText="1"': style.wraps,
        f' indent="{style.indent}"': style.indent > 0,
        ' shrinkToFit="1"': style.shrinks,
    }
    return (
        f'<alignment horizontal="{style.align}" vertical="{style.vertical}"'
        + "".join(text for text, holds in more.items() if holds)
        + "/>"
    )
