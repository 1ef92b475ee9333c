"""PDF/A-2b: the clauses of ISO 19005-2 that can be read off the file itself, each by its number."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from core.document.blocks import Signature
from core.document.chart_shapes import Bar, Chart, ChartRow, Words
from core.export.pdf.writer import pdf_bytes
from tests.core.export.pdf.documents import SPENDING, amount, document, paragraph, whole_report
from tests.core.export.pdf.readers import properties

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\nstream\n(.*)\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+\+\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\(\d{3}|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class File:
    """The objects of a file of ours, by number: dictionary or other text, and the data of a stream as it lies there."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.objects: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        for found in _OBJECT.finditer(content):
            number, body = int(found[1]), found[2]
            stream = _STREAM.fullmatch(body)
            self.objects[number] = stream[1] if stream else body
            if stream:
                self.streams[number] = stream[2]

    def of_type(self, kind: str) -> list[bytes]:
        return [text for text in self.objects.values() if re.search(rf"/Type /{kind}\b".encode(), text)]

    def referred(self, text: bytes, key: str) -> int:
        found = re.search(rf"/{key} (\d+) 0 R".encode(), text)
        assert found, key
        return int(found[1])

    def data(self, number: int) -> bytes:
        stream = self.streams[number]
        return zlib.decompress(stream) if b"/FlateDecode" in self.objects[number] else stream


@pytest.fixture(scope="module")
def report() -> File:
    """Everything that a PDF of ours can hold."""
    bar = Bar(100, 20, 500, 90, "plan")
    row = ChartRow("x", 120, (bar,), (Words(620, 60, "1.00", 85),))
    wide = replace(SPENDING, widths=(1,) * 30, head=(), body=(tuple(amount("12,345.67") for _ in range(30)),))
    whole = whole_report()
    return File(
        pdf_bytes(
            replace(
                whole,
                annexes=(*whole.annexes, wide),
                charts=(Chart("c", "图", "单位：万元", (), (row,)),),
                signature=Signature("晴川市园林管理局", "2022年3月31日"),
                watermark="草稿",
            )
        )
    )


def test_6_1_2_and_6_1_3_header_and_trailer(report: File) -> None:
    first, second, *_ = report.content.split(b"\n")
    assert first == b"%PDF-1.7"
    assert re.match(rb"%[\x80-\xff]{4}", second)
    trailer = report.content[report.content.rindex(b"trailer") :]
    found = re.search(rb"/ID\s*\[<([0-9a-f]{32})><([0-9a-f]{32})>\]", trailer)
    assert found
    assert found[1] == found[2]
    assert b"/Encrypt" not in trailer
    assert trailer.endswith(b"%%EOF\n")


def test_6_1_7_streams_are_as_long_as_they_say_and_end_with_a_line(report: File) -> None:
    assert report.content.count(b"\nendstream") == report.content.count(b"endstream") == len(report.streams) > 20
    for number, stream in report.streams.items():
        length = re.search(rb"/Length (\d+)", report.objects[number])
        assert length
        assert int(length[1]) == len(stream)
        assert b"/LZWDecode" not in report.objects[number]


def test_6_2_3_the_output_intent_is_srgb(report: File) -> None:
    (intent,) = [text for text in report.objects.values() if b"/GTS_PDFA1" in text]
    assert b"/OutputConditionIdentifier (sRGB IEC61966-2.1)" in intent
    number = report.referred(intent, "DestOutputProfile")
    profile = report.data(number)
    assert b"/N 3" in report.objects[number]
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    assert profile[8] <= 4
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"mntr", b"RGB ", b"acsp")
    (catalog,) = report.of_type("Catalog")
    assert report.objects[report.referred(catalog, "OutputIntents")] == intent


def test_6_2_4_to_6_2_10_colours_are_grey_or_rgb_and_nothing_is_transparent(report: File) -> None:
    operators = set()
    for page in report.of_type("Page"):
        drawn = report.data(report.referred(page, "Contents"))
        drawn = re.sub(rb"\((?:\\.|[^\\)])*\)", b"", drawn, flags=re.DOTALL)
        operators |= set(re.findall(rb"[A-Za-z'\"*]+\d?", re.sub(rb"/\S+", b"", drawn)))
    assert operators <= set(
        b"q Q cm w J j M d re m l c h S f f* n BT ET Tf Tm Tc Td TL Tj T* Tr g G rg RG BDC EMC".split()
    )
    for key in (
        b"/ExtGState",
        b"/SMask",
        b"/Group",
        b"/CA ",
        b"/ca ",
        b"/BM ",
        b"/TR ",
        b"/HT ",
        b"/XObject",
        b"/Shading",
    ):
        assert [text for text in report.objects.values() if key in text] == []


def test_6_2_11_every_font_is_embedded_whole_and_means_text(report: File) -> None:
    fonts = report.of_type("Font")
    assert len(fonts) >= 5
    for font in fonts:
        assert b"/Subtype /TrueType" in font
        assert b"/Encoding" not in font  # a symbolic font has its own
        descriptor = report.objects[report.referred(font, "FontDescriptor")]
        flags = re.search(rb"/Flags (\d+)", descriptor)
        assert flags
        assert int(flags[1]) & 4
        assert not int(flags[1]) & 32
        assert re.search(rb"/FontName (\S+)", descriptor)[1] == re.search(rb"/BaseFont (\S+)", font)[1]  # type: ignore[index]
        number = report.referred(descriptor, "FontFile2")
        program = report.data(number)
        assert re.search(rf"/Length1 {len(program)}\b".encode(), report.objects[number])
        assert len(TTFont(io.BytesIO(program))["cmap"].tables) == 1
        assert b"beginbfchar" in report.data(report.referred(font, "ToUnicode"))


def test_6_2_11_5_and_8_the_characters_that_are_shown_have_a_glyph_of_the_stated_width(report: File) -> None:
    shown = _shown(report)
    assert sum(map(len, shown.values())) > 200
    for name, codes in shown.items():
        font = report.objects[report.referred(report.objects[1], re.escape(name))]
        widths = [float(text) for text in re.search(rb"/Widths \[ (.*?) \]", font, re.DOTALL)[1].split()]  # type: ignore[index]
        descriptor = report.objects[report.referred(font, "FontDescriptor")]
        program = TTFont(io.BytesIO(report.data(report.referred(descriptor, "FontFile2"))))
        (table,) = program["cmap"].tables
        for code in codes:
            glyph = table.cmap[code]
            assert program.getGlyphID(glyph) != 0
            own = program["hmtx"][glyph][0] / program["head"].unitsPerEm * 1000
            assert abs(own - widths[code]) <= 1


def _shown(report: File) -> dict[str, set[int]]:
    """The codes that are shown in each font."""
    shown: dict[str, set[int]] = defaultdict(set)
    for page in report.of_type("Page"):
        font = ""
        for found in _SHOWN.finditer(report.data(report.referred(page, "Contents"))):
            if found[1]:
                font = found[1].decode()
            else:
                shown[font] |= set(_ESCAPE.sub(_unescaped, found[2]))
    return shown


def _unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return bytes([int(escaped, 8)]) if escaped.isdigit() else _CONTROL.get(escaped, escaped)


def test_6_3_and_6_5_nothing_is_hidden_and_nothing_acts(report: File) -> None:
    everything = b"\n".join(report.objects.values())
    for key in (
        "Annots",
        "AcroForm",
        "AA",
        "OpenAction",
        "JavaScript",
        "JS",
        "Launch",
        "URI",
        "Names",
        "EmbeddedFiles",
    ):
        assert re.search(rf"/{key}\b".encode(), everything) is None, key
    for key in ("OCProperties", "PresSteps", "AlternatePresentations", "Perms", "Requirements", "NeedsRendering"):
        assert re.search(rf"/{key}\b".encode(), everything) is None, key


def test_6_6_the_metadata_say_what_the_file_is_and_what_its_properties_say(report: File) -> None:
    (catalog,) = report.of_type("Catalog")
    number = report.referred(catalog, "Metadata")
    assert b"/Filter" not in report.objects[number]
    metadata = ElementTree.fromstring(report.data(number).decode("utf-8").split("?>", 1)[1].rsplit("<?", 1)[0])
    info = properties(report.content)

    def value(path: str) -> str | None:
        return metadata.findtext(f".//{path}", namespaces=NAMES)

    assert (value("pdfaid:part"), value("pdfaid:conformance")) == ("2", "B")
    assert value("dc:title/rdf:Alt/rdf:li") == info["Title"]
    assert value("dc:creator/rdf:Seq/rdf:li") == info["Author"]
    assert value("xmp:CreatorTool") == info["Creator"]
    assert value("pdf:Producer") == info["Producer"]
    assert value("xmp:CreateDate") == value("xmp:ModifyDate") == "2022-03-31T00:00:00+08:00"
    assert info["CreationDate"] == info["ModDate"] == "D:20220331000000+08'00'"


def test_a_title_with_marks_and_control_characters_is_still_xml() -> None:
    hostile = replace(document(paragraph(1)), title="<b>&\x00\x0b“题”\ud800\uffff", author="")

    file = File(pdf_bytes(hostile))

    (catalog,) = file.of_type("Catalog")
    packet = file.data(file.referred(catalog, "Metadata")).decode("utf-8")
    metadata = ElementTree.fromstring(packet.split("?>", 1)[1].rsplit("<?", 1)[0])
    assert metadata.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=NAMES) == "<b>&“题”"
    assert metadata.find(".//dc:creator", namespaces=NAMES) is None
    assert properties(file.content)["Title"] == "<b>&“题”"
