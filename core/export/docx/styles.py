"""The styles of a report: 正文, 标题 1 to 4, 题目, 封面, 表格 and what belongs to them, with the fonts by their names.

The fonts are those of the receiver's machine; `font_table` names what stands in for one that is missing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.export.docx.elements import Element, w
from core.export.docx.numbering import MAIN_LIST, Place
from core.export.docx.page import INDENT, POINT, TIGHTER

FANG, KAI, HEI, SONG, TITLE_SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
_STAND_INS = {FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", TITLE_SONG: "华文中宋"}

_BODY_SIZE = 32  # 三号, in half points as all sizes here
_UNLISTED = {"defLockedState": 0, "defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0}


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. What is `None` is the base's; heights and spaces are in points.

    `exact` is the height of its lines, on the grid of the page where it is `None`. A `level` is one of the outline.
    """

    key: str
    name: str
    base: str = "Normal"
    following: str = ""
    alias: str = ""
    font: str = ""
    size: int = 0
    exact: float | None = None
    above: float = 0
    below: float = 0
    align: str = ""
    indented: bool = False
    keeps_next: bool = False
    keeps_lines: bool = False
    begins_page: bool = False
    level: int | None = None
    listed: bool = False
    rank: int = 9


def _headings() -> Iterator[_Style]:
    for level, font in enumerate((HEI, KAI, FANG, FANG)):
        yield _Style(
            f"Heading{level + 1}",
            f"heading {level + 1}",
            following="Normal",
            font=font,
            indented=True,
            keeps_next=True,
            level=level,
            listed=True,
        )


# With its border of half a point a row of one line is 23 points high, as in the PDF.
_CELL = _Style("TableText", "表格", size=21, exact=15, above=4, below=3.5, align="left")
_STYLES = (
    *_headings(),
    _Style(
        "Title",
        "Title",
        alias="题目",
        following="Normal",
        font=TITLE_SONG,
        size=44,
        exact=40,
        align="center",
        keeps_next=True,
        rank=10,
    ),
    _Style("Cover", "封面", align="left", exact=24),
    _Style("Caption", "caption", alias="表题", font=HEI, size=28, above=6, align="center", keeps_next=True, rank=35),
    _Style("TableUnit", "表格单位", size=21, exact=20, align="right", keeps_next=True),
    _CELL,
    _Style("TableHead", "表格标题", base="TableText", font=HEI),
    _Style("DenseText", "表格小字", base="TableText", size=18, exact=12.5, above=1, below=0.5, align="left"),
    _Style("DenseHead", "表格小字标题", base="DenseText", font=HEI),
    _Style("TableNote", "表注", size=21, exact=15, align="both", keeps_lines=True),
    _Style("TableEnd", "表后", size=2, exact=1),
    _Style("Closing", "落款", align="left", keeps_next=True),
    _Style("Annex", "附件", font=HEI, align="left", keeps_next=True, begins_page=True),
    _Style("AnnexTitle", "附件标题", font=TITLE_SONG, size=36, exact=36, align="center", keeps_next=True, level=0),
    _Style("Footer", "footer", font=SONG, size=28, exact=18, rank=99),
)


def style_sheet() -> Element:
    """Return the root of the part with all styles."""
    sheet = w("styles", _defaults(), w("latentStyles", **_UNLISTED, count=376), _normal(), *map(_made, _STYLES))
    sheet.extend(_tables())
    return sheet


def font_table() -> Element:
    """Return the root of the part that says what stands in for a font."""
    return w(
        "fonts",
        *(
            w("font", w("altName", val=stand_in), w("charset", val="86"), w("family", val="auto"), name=name)
            for name, stand_in in _STAND_INS.items()
        ),
    )


def cell_margins(beside: int) -> list[Element]:
    """Return the margins of cells: `beside` twips left and right of the text, none above and below."""
    sides = {"top": 0, "left": beside, "bottom": 0, "right": beside}
    return [w(side, w=width, type="dxa") for side, width in sides.items()]


def _fonts(name: str) -> Element:
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _sizes(size: int) -> tuple[Element, Element]:
    return w("sz", val=size), w("szCs", val=size)


def _defaults() -> Element:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    characters = w("rPr", _fonts(FANG), *_sizes(_BODY_SIZE), language)
    return w("docDefaults", w("rPrDefault", characters), w("pPrDefault", w("pPr")))


def _normal() -> Element:
    paragraphs = w(
        "pPr",
        w("widowControl", val=0),
        # Word's own default, but LibreOffice loses a 。 behind a full last line where it is not said.
        w("overflowPunct", val=1),
        # The texts have their own spaces between figures and characters.
        w("autoSpaceDE", val=0),
        w("autoSpaceDN", val=0),
        w("ind", firstLineChars=200, firstLine=INDENT),
        w("jc", val="both"),
    )
    characters = w("rPr", w("spacing", val=TIGHTER))
    return w(
        "style",
        w("name", val="Normal"),
        w("uiPriority", val=0),
        w("qFormat"),
        paragraphs,
        characters,
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _made(style: _Style) -> Element:
    own = {} if style.name.isascii() else {"customStyle": 1}
    return w(
        "style",
        w("name", val=style.name),
        w("aliases", val=style.alias) if style.alias else None,
        w("basedOn", val=style.base),
        w("next", val=style.following) if style.following else None,
        w("uiPriority", val=style.rank),
        w("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        **own,
        styleId=style.key,
    )


def _paragraph_properties(style: _Style) -> Element:
    inherits = style.base != "Normal"
    exact = style.exact is not None
    return w(
        "pPr",
        w("keepNext") if style.keeps_next else None,
        w("keepLines") if style.keeps_next or style.keeps_lines else None,
        w("pageBreakBefore") if style.begins_page else None,
        _list_place(style),
        w("snapToGrid", val=0) if exact else None,
        _line_spacing(style) if exact or style.above else None,
        None if style.indented or inherits else w("ind", firstLineChars=0, firstLine=0),
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.level) if style.level is not None else None,
    )


def _list_place(style: _Style) -> Element | None:
    return Place(style.level, MAIN_LIST).properties() if style.listed and style.level is not None else None


def _line_spacing(style: _Style) -> Element:
    spaces = {"before": round(style.above * POINT), "after": round(style.below * POINT)}
    if style.exact is None:
        return w("spacing", **spaces)
    return w("spacing", **spaces, line=round(style.exact * POINT), lineRule="exact")


def _run_properties(style: _Style) -> Element:
    return w(
        "rPr",
        _fonts(style.font) if style.font else None,
        # Only text of the body's size is set on 28 characters a line.
        w("spacing", val=0) if style.size else None,
        *(_sizes(style.size) if style.size else ()),
    )


def _tables() -> Iterator[Element]:
    yield w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *cell_margins(108))),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    borders = [
        w(side, val="single", sz=4, space=0, color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    yield w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=39),
        w(
            "tblPr",
            w("tblBorders", *borders),
            w("tblCellMar", *cell_margins(3 * POINT)),
        ),
        type="table",
        styleId="TableGrid",
    )
