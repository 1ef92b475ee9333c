"""The cover: the title, and below it the fields of the form, each on a line to be written on."""

from __future__ import annotations

from core.document.blocks import Cover, CoverLine
from core.export.docx.elements import Element, paragraph, run, w
from core.export.docx.marking import Marks
from core.export.docx.page import DEPTH, LINE_PITCH, MEASURE, POINT
from core.export.docx.paragraphs import title
from core.export.docx.styles import cell_margins
from core.export.docx.text import clean_line, clean_lines
from core.export.xlsx.text import half_ems

TITLE_SIZE = 22  # 二号
_TITLE_PITCH = 40 * POINT
_TITLE_TOP = 5 * LINE_PITCH
_FIELDS_TOP = 13 * LINE_PITCH
_FIELD_PITCH = LINE_PITCH * 3 // 2
_SIZE = 16 * POINT
_VALUE_WIDTH = 15 * _SIZE
_GAP = _SIZE // 4


def cover_blocks(cover: Cover, marks: Marks) -> list[Element]:
    """Return what stands on a cover."""
    lines = -(-half_ems(clean_line(cover.title)) * TITLE_SIZE * POINT // (2 * MEASURE))
    left = _FIELDS_TOP - _TITLE_TOP - max(lines, 1) * _TITLE_PITCH
    space = w("spacing", before=0, after=0, line=max(left, POINT), lineRule="exact")
    return [
        title(cover.title, "Title", TITLE_SIZE, MEASURE, above=_TITLE_TOP),
        paragraph("Cover", properties=[space]),
        *([_fields(cover, marks)] if cover.lines else []),
        paragraph("TableEnd"),
    ]


def _fields(cover: Cover, marks: Marks) -> Element:
    names = [f"{clean_line(line.title)}：" for line in cover.lines]
    widest = max(map(half_ems, names)) * _SIZE // 2 + _GAP
    name_width = min(widest, MEASURE - _VALUE_WIDTH)
    height = min(_FIELD_PITCH, (DEPTH - _FIELDS_TOP - LINE_PITCH) // len(names))
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=name_width + _VALUE_WIDTH, type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *cell_margins(0)),
        ),
        w("tblGrid", w("gridCol", w=name_width), w("gridCol", w=_VALUE_WIDTH)),
        *(
            w(
                "tr",
                w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="atLeast")),
                _cell(name_width, paragraph("Cover", run(name), properties=[w("jc", val="right")])),
                _cell(_VALUE_WIDTH, _value(line, marks), w("bottom", val="single", sz=4, space=0, color="auto")),
            )
            for name, line in zip(names, cover.lines, strict=True)
        ),
    )


def _cell(width: int, content: Element, *borders: Element) -> Element:
    return w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            w("tcBorders", *borders) if borders else None,
            w("vAlign", val="bottom"),
        ),
        content,
    )


def _value(line: CoverLine, marks: Marks) -> Element:
    content = marks.control(line.address, clean_lines(line.text))
    return paragraph("Cover", *content, properties=[w("ind", left=_GAP, right=_GAP, firstLineChars=0, firstLine=0)])
