"""What PDF/A-2b (ISO 19005-2) asks of a file beyond embedded fonts: colours, metadata, ends of streams.

This module imports reportlab when it is imported itself: only functions of this package import it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)

from core.export.pdf.listening import listen

_VERSION = (1, 7)
_COLOURS = "sRGB IEC61966-2.1"
# Where the header of a colour profile says when it was made, and what stands there always.
_MADE = slice(24, 36)
_ALWAYS = bytes.fromhex("07d0 0001 0001 0000 0000 0000")

_METADATA = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_archival(canvas: Any, *, title: str, author: str, creator: str, made_on: str) -> None:
    """Make a PDF/A-2b file of what is drawn on a canvas, with properties; `made_on` is an ISO date, or empty.

    The rest is the writer's: no font that is not embedded, no transparency, nothing that acts.
    """
    document = canvas._doc
    document._pdfVersion = _VERSION
    document.encrypt = _EndedStreams()
    info = _Properties({"Title": title, "Author": author, "Creator": creator}, made_on)
    document.info = info
    catalog = document.Catalog
    catalog.__NoDefault__ = catalog.__Refs__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = _stream({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}, info.packet().encode("utf-8"))
    profile = document.Reference(_stream({"N": 3}, _colour_profile()))
    catalog.OutputIntents = PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": PDFString(_COLOURS),
                    "Info": PDFString(_COLOURS),
                    "DestOutputProfile": profile,
                }
            )
        ]
    )


@contextmanager
def plain_streams() -> Iterator[None]:
    """Have reportlab write streams as they are; the text that it makes of them else (ASCII85) is a quarter larger."""
    usual, rl_config.useA85 = rl_config.useA85, 0
    try:
        yield
    finally:
        rl_config.useA85 = usual


class _Properties(PDFInfo):
    """Document properties without a date where none is known, and without reportlab's fillers."""

    def __init__(self, fields: dict[str, str], made_on: str) -> None:
        super().__init__()
        self._fields = {key: _in_xml(value) for key, value in fields.items()}
        self._made_on = made_on

    def format(self, document: PDFDocument) -> Any:
        entries: dict[str, Any] = {key: PDFString(value) for key, value in self._fields.items() if value}
        entries["Producer"] = PDFString(self.producer)
        if self._made_on:
            date = PDFString(f"D:{self._made_on.replace('-', '')}000000+08'00'")
            entries |= {"CreationDate": date, "ModDate": date}
        return PDFDictionary(entries).format(document)

    def packet(self) -> str:
        """Return the same properties as XMP."""
        values = {key: escape(value) for key, value in self._fields.items() if value}
        lines = []
        if "Title" in values:
            lines.append(
                f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{values["Title"]}</rdf:li></rdf:Alt></dc:title>'
            )
        if "Author" in values:
            lines.append(f"<dc:creator><rdf:Seq><rdf:li>{values['Author']}</rdf:li></rdf:Seq></dc:creator>")
        if "Creator" in values:
            lines.append(f"<xmp:CreatorTool>{values['Creator']}</xmp:CreatorTool>")
        lines.append(f"<pdf:Producer>{escape(self.producer)}</pdf:Producer>")
        if self._made_on:
            date = f"{self._made_on}T00:00:00+08:00"
            lines += [f"<xmp:CreateDate>{date}</xmp:CreateDate>", f"<xmp:ModifyDate>{date}</xmp:ModifyDate>"]
        return _METADATA.format(properties="\n".join(lines))


def _in_xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(
        character
        for character in text
        if (character >= " " or character in "\t\n\r")
        and not "\ud800" <= character <= "\udfff"
        and character not in "\ufffe\uffff"
    )


class _EndedStreams(NoEncryption):
    """Puts a line end behind the data of every stream, which reportlab writes without one.

    What encrypts is the one place that all streams go through on their way into the file.
    """

    def encode(self, content: Any) -> _EndedStream:
        listen()
        return _EndedStream(content if isinstance(content, bytes) else content.encode("latin-1"))


class _EndedStream(PDFObject):
    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def format(self, document: PDFDocument) -> bytes:
        return self._data + b"\n"


def _stream(dictionary: dict[str, Any], content: bytes) -> PDFStream:
    return PDFStream(PDFDictionary(dictionary), content)


@cache
def _colour_profile() -> bytes:
    """Return the profile of sRGB that Little CMS makes (free of rights), without the time at which it was made."""
    from PIL import ImageCms

    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content[_MADE] = _ALWAYS
    return bytes(content)
