"""The Word file as other programs see it: styles, numbers, page, tables, marks, properties, the same bytes."""

from __future__ import annotations

import errno
import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from core.document.blocks import Cover, CoverLine, Document, Heading, Paragraph, Signature, Table, TableCell
from core.errors import AppError
from core.export.docx.writer import docx_bytes, write_docx
from core.progress import CancelledError
from tests.core.export.documents import AUTHOR, TITLE, report_document, text_table
from tests.core.export.docx.readers import (
    ORDERS,
    body,
    dump,
    named,
    of,
    paragraphs,
    part,
    parts,
    short,
    styles,
    text,
    value,
)
from tests.core.export.docx.wide import wide_table
from tests.core.export.pdf.documents import document, head, paragraph, scores, whole_report

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "report.docx.txt"
MM = 1440 / 25.4


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_bytes(whole_report(3))


def test_the_file_is_the_golden_one() -> None:
    """ZIPING_WRITE_GOLDEN=1 writes the golden file anew; look at the difference before it is committed."""
    found = dump(docx_bytes(report_document()))
    if os.environ.get("ZIPING_WRITE_GOLDEN") == "1":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_another_reader_opens_it_and_knows_the_styles(content: bytes) -> None:
    opened = docx.Document(io.BytesIO(content))
    found = [(line.style.name, line.text) for line in opened.paragraphs if line.style and line.text]
    assert (
        found[1:7]
        == [
            ("Heading 1", "部门基本情况"),
            ("Heading 2", "部门职能"),
            ("Heading 3", "主要职责"),
            ("Heading 4", "具体职责"),
            ("Normal", "负责公园管理。"),
            ("Normal", " 2021 年管理公园 86 个。"),
        ]
        or found
    )
    assert len(opened.tables) == 4, "fields of the cover, a table in the body, two annexes"


def test_fonts_are_named_as_the_receiver_has_them(content: bytes) -> None:
    sheet = styles(content)
    expected = {
        "Heading1": "黑体",
        "Heading2": "楷体_GB2312",
        "Heading3": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Footer": "宋体",
    }
    for style, font in expected.items():
        fonts = sheet[style].find(named("rPr", "rFonts"))
        assert {value(fonts, script) for script in ("ascii", "hAnsi", "eastAsia")} == {font}
    defaults = part(content, "word/styles.xml").find(named("docDefaults", "rPrDefault", "rPr"))
    assert defaults is not None
    assert of(defaults, "rFonts", attribute="eastAsia") == "仿宋_GB2312"
    assert of(defaults, "sz") == "32", "三号"
    assert of(defaults, "lang", attribute="eastAsia") == "zh-CN"
    assert of(sheet["Title"], "rPr", "sz") == "44", "二号"


def test_the_page_is_that_of_the_standard(content: bytes) -> None:
    for section in body(content).iter(named("sectPr")):
        sides = ("top", "bottom", "left", "right")
        assert [round(int(of(section, "pgMar", attribute=side)) / MM, 1) for side in sides] == [37, 35, 28, 26]
        assert (of(section, "pgSz", attribute="w"), of(section, "pgSz", attribute="h")) == ("11906", "16838")
        assert of(section, "docGrid", attribute="type") == "lines"
        pitch = int(of(section, "docGrid", attribute="linePitch"))
        assert (16838 - 2098 - 1984) // pitch == 22, "lines a page"
        assert pitch / 20 == pytest.approx(28.99, abs=0.05)


def test_body_text_is_indented_by_two_characters_and_28_fit_a_line(content: bytes) -> None:
    normal = styles(content)["Normal"]
    assert of(normal, "pPr", "ind", attribute="firstLineChars") == "200"
    advance = 16 + int(of(normal, "rPr", "spacing")) / 20
    assert (11906 - 1587 - 1474) / 20 // advance == 28


def test_page_numbers_begin_behind_the_cover_odd_right_even_left(content: bytes) -> None:
    cover, text_pages = body(content).iter(named("sectPr"))
    assert cover.findall(named("footerReference")) == []
    assert [value(item, "type") for item in text_pages.findall(named("footerReference"))] == ["default", "even"]
    assert of(text_pages, "pgNumType", attribute="start") == "1"
    assert part(content, "word/settings.xml").find(named("evenAndOddHeaders")) is not None
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        footer = part(content, name)
        assert text(footer) == "— 1 —"
        assert of(footer, "p", "pPr", "jc") == side
        assert of(footer, "p", "pPr", "ind", attribute=f"{side}Chars") == "100"
        assert of(footer, "p", "fldSimple", attribute="instr").strip() == "PAGE"


def test_a_document_without_a_cover_has_its_title_above_the_body() -> None:
    content = docx_bytes(Document("校核报告", "", "", None, (paragraph(1),), ()))
    first, second = paragraphs(content)
    assert (of(first, "pPr", "pStyle"), text(first)) == ("Title", "校核报告")
    assert text(second) == paragraph(1).text
    assert len(list(body(content).iter(named("sectPr")))) == 1


def test_a_long_title_is_broken_at_a_phrase() -> None:
    first = paragraphs(docx_bytes(report_document()))[0]
    assert text(first) == TITLE.replace("部门整体", "\n部门整体")


def test_properties_of_every_kind_stand_in_the_order_of_the_schema(content: bytes) -> None:
    turned = replace(document(wide_table(14), annexes=(scores(3),)), watermark="草稿", signature=Signature("局", "日"))
    everything = [content, docx_bytes(report_document()), docx_bytes(turned)]
    judged = set()
    for root in itertools.chain.from_iterable(parts(item).values() for item in everything):
        for element in root.iter():
            if short(element) in ORDERS:
                order = ORDERS[short(element)].split()
                places = [order.index(short(child)) for child in element]
                assert places == sorted(places), f"{short(element)}: {[short(child) for child in element]}"
                judged.add(short(element))
    assert judged == set(ORDERS)


def test_properties_come_from_the_document(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(report_document()))) as archive:
        core, program = (archive.read(f"docProps/{name}.xml").decode() for name in ("core", "app"))
    for words in (TITLE, AUTHOR, "<dc:language>zh-CN<", "2022-03-31T00:00:00Z"):
        assert words in core
    assert "<Application>自评<" in program
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.language) == (whole_report().title, "zh-CN")


@pytest.mark.parametrize("made_on", ["", "2021-02-31"])
def test_without_a_date_none_is_stated(made_on: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_bytes(report_document(made_on=made_on)))) as archive:
        assert b"created" not in archive.read("docProps/core.xml")


def test_the_same_document_gives_the_same_bytes() -> None:
    script = (
        "import hashlib; from core.export.docx.writer import docx_bytes;"
        "from tests.core.export.pdf.documents import whole_report;"
        "print(hashlib.sha256(docx_bytes(whole_report())).hexdigest())"
    )
    fresh = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    again = docx_bytes(whole_report())
    assert fresh.stdout.strip() == hashlib.sha256(again).hexdigest()
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}
        assert archive.namelist()[0] == "[Content_Types].xml", "what programs know the kind of file by"


HOSTILE = (
    "<b>粗</b> &amp; \"'",
    "=1+1",
    "@SUM(A1)",
    "{ PAGE \\* MERGEFORMAT }",
    "]]><w:p/>",
    "长" * 5000,
    "x" * 5000,
    "😀👨‍👩‍👧 𠮷野家 堃喆珺 ㎡☑",
)


def everywhere(words: str) -> Document:
    """A document that has a text wherever one can stand."""
    row = (TableCell(words, address="cell"), TableCell(words))
    table = Table(words, words, words, (1, 1), (head(words, words),), (row,), (words,))
    blocks = (Heading(1, words, words, "heading"), Paragraph(words, words, "paragraph"), table)
    cover = Cover(words, (CoverLine(words, words, "field"),))
    return Document(words, words, "", cover, blocks, (table,), watermark=words, signature=Signature(words, words))


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_text_stays_text(words: str) -> None:
    content = docx_bytes(everywhere(words))
    found = [text(line) for line in body(content).iter(named("p"))]
    assert sum(words in line for line in found) == 22, "cover 3, text 2, each table 7, list of annexes 1, signature 2"
    assert list(body(content).iter(named("fldSimple"))) == []
    assert list(body(content).iter(named("instrText"))) == []
    assert list(body(content).iter(named("b"))) == []


def test_control_characters_and_marks_of_direction_are_left_out() -> None:
    content = docx_bytes(everywhere("甲\x00\x07\x1b\x9f\ufffe\ud800乙\u202e1,250\u200f\t丙"))
    found = {text(line) for line in body(content).iter(named("p"))}
    assert "甲乙1,250 丙" in found
    assert not re.search("[\u202e\u200f]", "".join(found))


def test_a_cell_keeps_its_line_ends_and_a_paragraph_is_one_line() -> None:
    table = text_table("第一行\n第二行")
    content = docx_bytes(document(Paragraph("", "前\n后", "p"), table))
    found = [text(line) for line in body(content).iter(named("p"))]
    assert "前 后" in found
    assert "第一行\n第二行" in found


def test_empty_documents_are_written() -> None:
    nothing = Document("", "", "", None, (), ())
    assert docx.Document(io.BytesIO(docx_bytes(nothing))).paragraphs == []
    bare = Table("", "", "", (1,), (), ())
    assert docx.Document(io.BytesIO(docx_bytes(document(bare, annexes=(bare,))))).tables


class Recorder:
    """A progress sink that can cancel at a step."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.reports: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int, message: str) -> None:
        assert message
        self.reports.append((done, total))
        if done == self._cancel_at:
            raise CancelledError


def test_progress_grows_to_its_total(tmp_path: Path) -> None:
    recorder = Recorder()
    write_docx(whole_report(), tmp_path / "报告.docx", progress=recorder)
    assert all(before[0] <= after[0] for before, after in itertools.pairwise(recorder.reports))
    assert recorder.reports[-1][0] == recorder.reports[-1][1]


def left_alone(folder: Path) -> bool:
    return [path.read_bytes() for path in folder.iterdir()] == [b"old"]


def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(b"old")
    with pytest.raises(CancelledError):
        write_docx(whole_report(), tmp_path / "报告.docx", progress=Recorder(cancel_at=5))
    assert left_alone(tmp_path)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "报告.docx"
    target.write_bytes(b"old")

    def write_half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(AppError) as refusal:
        write_docx(document(), target)
    assert refusal.value.code == "disk_full"
    assert left_alone(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "报告.docx").write_bytes(b"old")

    def refuse(*_arguments: object, **_named: object) -> Iterable[object]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(AppError) as refusal:
        write_docx(document(), tmp_path / "报告.docx")
    assert refusal.value.code == "cannot_write"
    assert left_alone(tmp_path)
