"""What a Word file holds, read without the code that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# The order of the schema, of what this writer uses (ISO/IEC 29500-1, CT_PPr and the like).
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr overflowPunct autoSpaceDE autoSpaceDN "
    "snapToGrid spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts spacing sz szCs lang",
    "sdtPr": "tag id showingPlcHdr",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType docGrid",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "style": "name aliases basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr",
    "abstractNum": "multiLevelType lvl",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName charset family",
}


def part(content: bytes, name: str) -> Element:
    """The root of a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def parts(content: bytes) -> dict[str, Element]:
    """The roots of all parts of the word processor."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
    return {name: part(content, name) for name in names}


def body(content: bytes) -> Element:
    found = part(content, "word/document.xml").find(named("body"))
    assert found is not None
    return found


def named(*names: str) -> str:
    """A path of names of the word processor's namespace."""
    return "/".join(f"{{{WORD}}}{name}" for name in names)


def short(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of the word processor's namespace, empty when there is none."""
    return "" if element is None else element.get(named(name), "")


def of(element: Element, *names: str, attribute: str = "val") -> str:
    """The attribute of an element below another."""
    return value(element.find(named(*names)), attribute)


def text(element: Element) -> str:
    """The text that is shown of an element, lines ended as they are."""
    return "".join("\n" if short(item) == "br" else item.text or "" for item in element.iter() if short(item) in "t br")


def paragraphs(content: bytes) -> list[Element]:
    """The paragraphs that stand in no table."""
    return body(content).findall(named("p"))


def styles(content: bytes) -> dict[str, Element]:
    return {value(style, "styleId"): style for style in part(content, "word/styles.xml").iter(named("style"))}


def dump(content: bytes) -> str:
    """The whole file in lines to be compared: styles with what they set, then the text with its styles."""
    lines = [f"style {_set(style)}" for style in part(content, "word/styles.xml").iter(named("style"))]
    lines += [f"level {_set(level)}" for level in part(content, "word/numbering.xml").iter(named("lvl"))]
    for name in ("word/footer1.xml", "word/footer2.xml"):
        lines += [f"footer {text(line)} {_set(line[0])}" for line in part(content, name).iter(named("p"))]
    lines += _dumped(body(content))
    return "\n".join(lines) + "\n"


def _dumped(parent: Element) -> Iterator[str]:
    for element in parent:
        if short(element) == "p":
            yield f"{_set(element[0])} | {text(element)!r} {_marks(element)}".rstrip()
        elif short(element) == "tbl":
            yield f"table {_set(element[0])} {_set(element[1])}"
            for row in element.iter(named("tr")):
                yield f"  row {_set(row[0])}"
                for cell in row.iter(named("tc")):
                    yield from (f"    {_set(cell[0])} {line}" for line in _dumped(cell))
        elif short(element) == "sectPr":
            yield f"section {_set(element)}"


def _set(element: Element) -> str:
    """An element with its attributes and all below it, on one line."""
    attributes = ",".join(f"{name.rpartition('}')[2]}={held}" for name, held in element.attrib.items())
    below = " ".join(_set(child) for child in element)
    return f"{short(element)}({attributes}){f'[{below}]' if below else ''}"


def _marks(paragraph: Element) -> str:
    names = [value(mark, "name") for mark in paragraph.iter(named("bookmarkStart"))]
    return " ".join([*(f"<{value(tag)}>" for tag in paragraph.iter(named("tag"))), *names])
