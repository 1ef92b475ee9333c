"""Word files made of a few tags, for reading them back."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cells(*texts: str) -> str:
    return "".join(cell(paragraph(text)) for text in texts)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str]) -> str:
    """A list of levels, each with its kind of number and its shape (chineseCounting, %1、), as list number 1."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        for level, (kind, shape) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{TRANSITIONAL}"><w:abstractNum w:abstractNumId="7">{shapes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def styles(*definitions: str) -> str:
    return f'<w:styles xmlns:w="{TRANSITIONAL}">{"".join(definitions)}</w:styles>'


def marked(kind: str) -> str:
    """A mark of a field: begin, separate or end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code: str, result: str) -> str:
    """A field in several runs, its result within it."""
    return f"{marked('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{marked('separate')}{result}{marked('end')}"


def footnotes(**texts: str) -> str:
    """A part of footnotes, each under its number; the lines that part them from the text are among them."""
    notes = "".join(f'<w:footnote w:id="{key[1:]}">{paragraph(text)}</w:footnote>' for key, text in texts.items())
    line = f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
    return f'<w:footnotes xmlns:w="{TRANSITIONAL}">{line}{notes}</w:footnotes>'


def footnote_mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(width: int, height: int, kind: str = "pic") -> str:
    """A picture of so many centimetres."""
    extent = f'<wp:extent cx="{width * 360_000}" cy="{height * 360_000}"/>'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="wp">{extent}<a:graphic xmlns:a="a"><a:graphicData><a:{kind}/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def word_file(body: str, parts: Mapping[str, str | bytes] | None = None, namespace: str = TRANSITIONAL) -> bytes:
    """The bytes of a Word file; `parts` are further members by their names."""
    document = (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_TYPES}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(("numbering", "styles", "footnotes", "endnotes"))
    )
    relations = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    return zipped({"word/document.xml": document, "word/_rels/document.xml.rels": relations, **(parts or {})})


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_document(text: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{TRANSITIONAL}"><w:body>{paragraph(text)}</w:body></w:document>'
