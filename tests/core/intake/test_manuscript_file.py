"""Any file as a manuscript: read as what its bytes are, or named for what it is; and manuscripts as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import AppError
from core.intake import manuscript_file
from core.intake.manuscript_file import read_manuscript, text_of
from core.intake.manuscript_text import text_manuscript
from core.model.manuscript import Grid, GridCell, Manuscript, Passage
from tests.core.intake.pdf_files import Sheet, pdf_file
from tests.core.intake.word_files import cells, paragraph, table, word_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ROWS = (("项目", "决算数"), ("水费", "18.50"))


def written(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        read_manuscript(path)
    assert path.name in caught.value.message
    return caught.value


def draw(sheet: Sheet) -> None:
    sheet.write("支出明细表", top=120)
    sheet.write("单位：万元", top=150)
    sheet.table(ROWS, 170)
    sheet.write("均已公开。", top=300)


WORD = word_file(
    paragraph("支出明细表") + paragraph("单位：万元") + table(*(cells(*row) for row in ROWS)) + paragraph("均已公开。")
)
TEXT = "支出明细表\n单位：万元\n项目\t决算数\n水费\t18.50\n均已公开。\n"


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt", "报告.pdf", "报告"])
@pytest.mark.parametrize("data", [WORD, pdf_file(draw), TEXT.encode("gb18030")], ids=["docx", "pdf", "text"])
def test_the_same_report_is_the_same_text_in_every_format_under_every_name(
    tmp_path: Path, data: bytes, name: str
) -> None:
    manuscript = read_manuscript(written(tmp_path, data, name))
    assert manuscript.name == name
    assert text_of(manuscript) == TEXT
    (grid,) = manuscript.grids
    assert (grid.title, grid.unit) == ("支出明细表", "万元")


@pytest.mark.parametrize(
    ("data", "name", "kind", "advice"),
    [
        (OLE, "报告.doc", "（doc）", "docx"),
        (OLE, "报告.wps", "（wps）", "docx"),
        (OLE, "表.xls", "（xls）", "PDF"),
        (OLE, "表.et", "（et）", "PDF"),
        (OLE + "Workbook".encode("utf-16-le"), "没有后缀", "（xls）", "PDF"),
        (zipped({"xl/workbook.xml": ""}), "表.xlsx", "（xlsx）", "PDF"),
        (zipped({"ppt/presentation.xml": ""}), "汇报.pptx", "（pptx）", "PDF"),
        (zipped({"OFD.xml": ""}), "报告.ofd", "OFD", "PDF"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "报告.odt", "（odt）", "docx"),
        (b"PK\x03\x04 notes.txt", "材料.zip", "压缩包", "解压"),
        (b"Rar!\x1a\x07\x00", "材料.rar", "压缩包", "解压"),
        (b"\x89PNG\r\n\x1a\n\x00", "扫描.png", "图片", "文字识别"),
        (b"\xff\xd8\xff\xe0\x00", "扫描.docx", "图片", "文字识别"),
        (b"BM\x00\x00\x00", "扫描.bmp", "图片", "文字识别"),
        (rb"{\rtf1 text}", "报告.rtf", "RTF", "docx"),
        (b"<!DOCTYPE html><html></html>", "报告.htm", "网页", "docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "报告.xml", "XML", "docx"),
        (b"SQLite format 3\x00", "报告.ziping", "自评报告文件", "打开"),
    ],
)
def test_other_files_are_named_with_the_way_out(tmp_path: Path, data: bytes, name: str, kind: str, advice: str) -> None:
    error = refusal(written(tmp_path, data, name))
    assert error.code == "other_kind"
    assert kind in error.message
    assert advice in error.message.replace(name, "")
    assert "没有改动" in error.message


def test_an_office_file_with_a_password_is_called_encrypted(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, OLE + "EncryptedPackage".encode("utf-16-le"), "报告.docx"))
    assert error.code == "encrypted"
    assert "密码" in error.message


def test_a_workbook_within_a_word_file_does_not_make_it_one(tmp_path: Path) -> None:
    data = word_file(paragraph("正文"), {"word/embeddings/表.xlsx": b"PK\x03\x04 xl/workbook.xml"})
    assert text_of(read_manuscript(written(tmp_path, data, "报告.docx"))) == "正文\n"


def test_a_text_that_begins_like_a_picture_is_text(tmp_path: Path) -> None:
    path = written(tmp_path, "BM项目全年完成。\n".encode("gb18030"), "报告.txt")
    assert text_of(read_manuscript(path)) == "BM项目全年完成。\n"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_file"), (b" \n", "empty_file"), (bytes(range(256)), "not_text")]
)
def test_what_is_no_text_at_all_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path, data, "报告.txt")).code == code


def test_folders_missing_files_and_large_ones_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "没有.docx").code == "not_found"
    (tmp_path / "文件夹").mkdir()
    assert refusal(tmp_path / "文件夹").code == "is_folder"
    monkeypatch.setattr(manuscript_file, "LARGEST_FILE", 10)
    assert refusal(written(tmp_path, WORD, "报告.docx")).code == "too_large"


def test_a_caption_that_is_no_paragraph_is_written_above_its_table() -> None:
    rows = tuple(tuple(GridCell(text, text) for text in row) for row in ROWS)
    grid = Grid("t", "支出明细表", "万元", rows)
    manuscript = Manuscript("报告", (Passage("a", "各项支出如下。"), grid, grid))
    caption = "支出明细表\n单位：万元\n项目\t决算数\n水费\t18.50\n"
    assert text_of(manuscript) == f"各项支出如下。\n{caption}{caption}"


def test_line_breaks_within_a_cell_do_not_break_its_row() -> None:
    row = (GridCell("t/1", "甲\n乙"), GridCell("t/2", ""), GridCell("t/3", "3"), GridCell("t/4", ""))
    assert text_of(Manuscript("报告", (Grid("t", "", "", (row,)),))) == "甲 乙\t\t3\n"


def test_plain_text_comes_back_as_it_was() -> None:
    assert text_of(text_manuscript(TEXT, "报告.txt")) == TEXT
