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
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import docx
import pytest

from core.document.blocks import Cover, CoverLine, Document, Heading, Paragraph, Table, TableCell
from core.document.marks import bookmark_name, control_tag
from core.document.numbering import chapter_number
from core.errors import AppError
from core.export.docx.writer import docx_bytes, write_docx
from core.intake.manuscript_docx import docx_manuscript
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
from tests.core.export.pdf.documents import SPENDING, document, head, paragraph, scores, whole_report

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


def test_every_paragraph_is_there_in_order_with_its_number(content: bytes) -> None:
    """The numbers are Word's own; the intake counts them as Word does."""
    read = [passage.text for passage in docx_manuscript(content, "报告.docx").passages]
    at = 0
    for block in whole_report(3).body:
        if not isinstance(block, Table):
            gap = " " if block.number.isascii() and block.number and block.text[0].isascii() else ""
            at = read.index(block.number + gap + block.text, at) + 1


def numbers_read(blocks: Sequence[Heading | Paragraph]) -> list[str]:
    manuscript = docx_manuscript(docx_bytes(document(*blocks)), "报告.docx")
    return [passage.text for passage in manuscript.passages][-len(blocks) :]


def typed_numbers(blocks: Sequence[Heading | Paragraph]) -> list[str]:
    """The texts of paragraphs that hold their number as text."""
    lines = paragraphs(docx_bytes(document(*blocks)))[-len(blocks) :]
    return [text(line) for line, block in zip(lines, blocks, strict=True) if text(line).strip() != block.text]


def counted(blocks: Sequence[Heading | Paragraph]) -> bool:
    """Tell whether Word counts every number as the document has it."""
    return numbers_read(blocks) == [block.number + block.text for block in blocks] and not typed_numbers(blocks)


def headings(*numbers: tuple[int, str]) -> list[Heading]:
    return [Heading(level, number, "标题", f"h{count}") for count, (level, number) in enumerate(numbers)]


def test_headings_and_paragraphs_share_one_count() -> None:
    blocks: list[Heading | Paragraph] = [
        *headings((1, "一、"), (2, "（一）"), (3, "1.")),
        Paragraph("2.", "段落", "p1"),
        Paragraph("（1）", "段落", "p2"),
        Paragraph("（2）", "段落", "p3"),
        *headings((3, "3."), (4, "（1）"), (2, "（二）"), (3, "1."), (1, "二、"), (2, "（一）")),
    ]
    assert counted(blocks)


def test_a_count_that_begins_anew_or_leaves_out_is_kept() -> None:
    """Parts without a title each count from 1, and nobody else's count is in the way."""
    blocks = [
        *headings((1, "一、"), (3, "1."), (3, "2."), (3, "1."), (4, "（1）"), (4, "（2）"), (3, "2."), (3, "4.")),
        *headings((4, "（1）"), (1, "二、"), (3, "1."), (3, "1."), (1, "四、"), (2, "（三）"), (2, "（四）")),
    ]
    assert counted(blocks)


def test_numbers_beyond_ten() -> None:
    chapters = [(1, chapter_number(count)) for count in range(1, 31)]
    blocks = [*headings(*chapters), *headings(*((3, f"{count}.") for count in range(1, 13)))]
    assert counted(blocks)


@pytest.mark.parametrize("number", ["第一，", "1、", "①", "<b>", "0.", "99999."])
def test_a_number_of_another_form_is_typed(number: str) -> None:
    blocks: list[Heading | Paragraph] = [
        Heading(3, number, "标题", "h"),
        Paragraph(number, "段落", "p"),
        Heading(1, "", "没有编号", "k"),
    ]
    assert numbers_read(blocks) == [f"{number}标题", f"{number}段落", "没有编号"]


def test_headings_are_on_the_list_by_their_style_so_that_a_new_one_is_numbered() -> None:
    sheet = styles(docx_bytes(document()))
    for level in range(4):
        style = sheet[f"Heading{level + 1}"]
        assert of(style, "name") == f"heading {level + 1}"
        assert of(style, "pPr", "outlineLvl") == str(level)
        assert (of(style, "pPr", "numPr", "ilvl"), of(style, "pPr", "numPr", "numId")) == (str(level), "1")
    (line,) = [line for line in paragraphs(docx_bytes(document(*headings((1, "一、"))))) if text(line) == "标题"]
    assert [short(item) for item in line[0]] == ["pStyle"]


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


def wide_table(columns: int) -> Table:
    row = tuple(TableCell("1.00", kind="amount", align="right") for _ in range(columns))
    return Table("宽表", "宽表", "单位：万元", (5,) * columns, (head(*["栏目"] * columns),), (row,))


def test_a_table_that_is_too_wide_has_a_turned_page_of_its_own() -> None:
    blocks = (paragraph(1), wide_table(14), paragraph(2), SPENDING)
    content = docx_bytes(document(*blocks, annexes=(wide_table(15), SPENDING)))
    turned = [of(section, "pgSz", attribute="orient") for section in body(content).iter(named("sectPr"))]
    assert turned == ["", "", "landscape", "", "landscape", ""], "cover, text, table, text, annex, annex"
    starts = [of(section, "pgNumType", attribute="start") for section in body(content).iter(named("sectPr"))]
    assert starts == ["", "1", "", "", "", ""], "numbers run through"
    widths = [int(of(table, "tblPr", "tblW", attribute="w")) for table in body(content).findall(named("tbl"))]
    assert [width > 12000 for width in widths[1:]] == [True, False, True, False]


def written(table: Table) -> Element:
    """A table as it is written."""
    return body(docx_bytes(document(table))).findall(named("tbl"))[-1]


def test_head_rows_are_repeated_and_no_row_breaks() -> None:
    table = written(scores(40))
    rows = table.findall(named("tr"))
    assert [row.find(named("trPr", "tblHeader")) is not None for row in rows] == [True, *[False] * 40]
    assert all(row.find(named("trPr", "cantSplit")) is not None for row in rows)


def test_a_row_that_is_higher_than_a_page_may_break() -> None:
    texts = ("原因" * 800, "短")
    rows = written(Table("表", "表", "", (1,), (), tuple((TableCell(text),) for text in texts))).findall(named("tr"))
    assert [row.find(named("trPr", "cantSplit")) is not None for row in rows] == [False, True]


def kept_rows(table: Table) -> list[bool]:
    """Which rows of a table stay on the page of the next."""
    rows = written(table).findall(named("tr"))
    return [all(line.find(named("pPr", "keepNext")) is not None for line in row.iter(named("p"))) for row in rows]


def test_neither_the_first_row_nor_the_last_one_stands_alone() -> None:
    kept = kept_rows(replace(scores(40), notes=()))
    assert kept[:2] == [True, True], "head and first row"
    assert kept[-2:] == [True, False]
    assert not any(kept[2:-2])
    assert kept_rows(scores(40))[-2:] == [True, True], "the last row stays with the notes"


def test_a_short_table_is_not_broken() -> None:
    assert kept_rows(SPENDING) == [True, True, True, False]


def test_caption_unit_and_notes_stand_around_a_table() -> None:
    table = replace(SPENDING, notes=("注一。", "注二。"))
    found = [(of(line, "pPr", "pStyle"), text(line)) for line in paragraphs(docx_bytes(document(table)))]
    assert found[-5:] == [
        ("Caption", "部门预算支出明细表"),
        ("TableUnit", "单位：万元"),
        ("TableNote", "注一。"),
        ("TableNote", "注二。"),
        ("TableEnd", ""),
    ]
    assert of(styles(docx_bytes(document()))["TableUnit"], "pPr", "jc") == "right"


def test_two_tables_in_a_row_stay_two() -> None:
    bare = replace(SPENDING, title="", unit="")
    kinds = [short(item) for item in body(docx_bytes(document(bare, bare)))]
    assert kinds[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_figures_stand_right_and_rows_are_indented() -> None:
    rows = written(SPENDING).findall(named("tr"))
    cells = rows[2].findall(named("tc"))
    assert [of(cell, "p", "pPr", "jc") for cell in cells] == ["left", "right", "right", "right"]
    assert of(cells[0], "p", "pPr", "ind", attribute="leftChars") == "200"


def test_widths_are_shares_of_the_type_area() -> None:
    table = written(SPENDING)
    widths = [int(value(column, "w")) for column in table.iter(named("gridCol"))]
    assert sum(widths) == 11906 - 1587 - 1474
    assert [round(width / widths[1] * 6) for width in widths] == [10, 6, 6, 6]


def test_a_large_figure_is_set_smaller() -> None:
    figure = TableCell("1,234,567,890,123,456.78", kind="amount", align="right")
    small = TableCell("1.00", kind="amount", align="right")
    table = written(Table("表", "表", "", (1,) * 6, (), ((figure, *[small] * 5),)))
    sizes = [of(cell, "p", "r", "rPr", "sz") for cell in table.iter(named("tc"))]
    assert 12 <= int(sizes[0]) < 21
    assert sizes[1:] == [""] * 5


def test_cells_cover_columns_and_rows() -> None:
    rows = (
        (TableCell("占两行", rows=2), TableCell("占两列", columns=2)),
        (TableCell("左"), TableCell("右")),
    )
    first, second = written(Table("表", "表", "", (1, 1, 1), (), rows)).findall(named("tr"))
    spans = [(text(cell), of(cell, "tcPr", "gridSpan")) for cell in first.iter(named("tc"))]
    assert spans == [("占两行", ""), ("占两列", "2")]
    assert [text(cell) for cell in second.iter(named("tc"))] == ["", "左", "右"]
    merged = [row.find(named("tc", "tcPr", "vMerge")) for row in (first, second)]
    assert [value(mark) for mark in merged if mark is not None] == ["restart", ""]


def test_annexes_begin_pages_and_are_numbered_where_there_are_several(content: bytes) -> None:
    labels = [text(line) for line in paragraphs(content) if of(line, "pPr", "pStyle") == "Annex"]
    assert labels == ["附件1", "附件2"]
    single = docx_bytes(document(annexes=(SPENDING,)))
    assert [text(line) for line in paragraphs(single) if of(line, "pPr", "pStyle") == "Annex"] == ["附件"]
    style = styles(content)["Annex"]
    assert style.find(named("pPr", "pageBreakBefore")) is not None
    assert of(style, "rPr", "rFonts", attribute="eastAsia") == "黑体"


def tags(content: bytes) -> list[str]:
    return [value(tag) for tag in body(content).iter(named("tag"))]


def test_every_figure_and_field_with_an_address_is_a_content_control() -> None:
    document = report_document()
    cells = [cell for table in document.tables() for row in table.body for cell in row if cell.address]
    assert document.cover
    assert tags(docx_bytes(document)) == [*(line.address for line in document.cover.lines), *(c.address for c in cells)]
    marks = body(docx_bytes(document))
    assert len({value(control[0].find(named("id"))) for control in marks.iter(named("sdt"))}) == len(cells) + 3
    names = [value(mark, "name") for mark in marks.iter(named("bookmarkStart"))]
    assert len(set(names)) == len(names), "the same address never has two bookmarks"
    assert {bookmark_name(cell.address) for cell in cells} <= set(names), "for programs that lose the tags"


def test_every_paragraph_carries_a_bookmark(content: bytes) -> None:
    names = [value(mark, "name") for line in paragraphs(content) for mark in line.iter(named("bookmarkStart"))]
    assert names == [bookmark_name(block.address) for block in whole_report(3).body if not isinstance(block, Table)]
    starts, ends = (list(body(content).iter(named(kind))) for kind in ("bookmarkStart", "bookmarkEnd"))
    assert [value(mark, "id") for mark in starts] == [value(mark, "id") for mark in ends]


def test_an_address_is_marked_once() -> None:
    twice = replace(text_table("甲", "乙"), body=((TableCell("甲", address="a/b"), TableCell("乙", address="a/b")),))
    assert tags(docx_bytes(document(twice))).count("a/b") == 1


def test_marks_keep_to_the_limits_of_word() -> None:
    long = [f"narrative/{'very_long_chapter_name' * 3}/part/p{count}" for count in range(50)]
    tags = [control_tag(address) for address in long]
    names = [bookmark_name(address) for address in (*long, "a/b_c", "a_b/c")]
    assert max(map(len, tags)) == 64
    assert max(map(len, names)) == 40
    assert len(set(tags)) == 50
    assert len({name.lower() for name in names}) == 52
    assert all(re.fullmatch(r"_[A-Za-z0-9_]+", name) for name in names)
    assert control_tag("spending/total/final") == "spending/total/final"


def test_properties_of_every_kind_stand_in_the_order_of_the_schema(content: bytes) -> None:
    everything = [content, docx_bytes(report_document()), docx_bytes(document(wide_table(14), annexes=(scores(3),)))]
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
    return Document(words, words, "", Cover(words, (CoverLine(words, words, "field"),)), blocks, (table,))


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_text_stays_text(words: str) -> None:
    content = docx_bytes(everywhere(words))
    found = [text(line) for line in body(content).iter(named("p"))]
    assert sum(words in line for line in found) == 19, "three on the cover, two in the text, seven with each table"
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
