"""Text files of every encoding, and what is said of files that are none."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

import pytest

from core.errors import AppError
from core.intake import text_file
from core.intake.text_file import read_text_file

TEXT = "一、部门基本情况\n部门名称：清河市公园管理局（〇七局）\n"


def written(folder: Path, data: bytes, name: str = "报告.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        read_text_file(path)
    assert path.name in caught.value.message
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_encodings_give_the_same_text(tmp_path: Path, data: bytes) -> None:
    assert read_text_file(written(tmp_path, data)) == TEXT


def test_rare_letters_of_gb18030_are_read(tmp_path: Path) -> None:
    text = "填报人：㐂堃喆𠮷\n" * 3
    assert read_text_file(written(tmp_path, text.encode("gb18030"))) == text


def test_plain_ascii_is_text(tmp_path: Path) -> None:
    assert read_text_file(written(tmp_path, b"1. plain\r\n")) == "1. plain\r\n"


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, TEXT[:0].encode("utf-16"), "\u3000".encode()])
def test_empty_files_are_called_empty(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)).code == "empty_file"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.txt").code == "not_found"


def test_a_name_that_no_file_can_have_is_not_found(tmp_path: Path) -> None:
    assert refusal(tmp_path / "报\x00告.txt").code == "not_found"


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    assert refusal(folder).code == "is_folder"


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"text")

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(path).code == "unreadable"


def test_a_file_beyond_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "LARGEST", 10)
    assert read_text_file(written(tmp_path, b"0123456789")) == "0123456789"
    assert refusal(written(tmp_path, b"0123456789A")).code == "too_large"


def zipped(folder: Path, member: str, name: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<xml/>")
    return path


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("word/document.xml", "Word"),
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("notes.txt", "压缩包"),
    ],
)
def test_zipped_documents_are_named_and_the_way_out_too(tmp_path: Path, member: str, kind: str) -> None:
    error = refusal(zipped(tmp_path, member, "报告.txt"))
    assert error.code == "not_text"
    assert kind in error.message
    assert "另存为文本" in error.message


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "报告.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "报告.doc", "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "报告.wps", "wps"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "报告.xls", "xls"),
        (rb"{\rtf1 text}", "报告.rtf", "RTF"),
        (b"<!DOCTYPE html><html></html>", "报告.htm", "网页"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, name: str, kind: str) -> None:
    error = refusal(written(tmp_path, data, name))
    assert error.code == "not_text"
    assert kind in error.message


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 4, TEXT.encode("utf-16-le"), TEXT.encode("utf-16") + b"\x00", b"\x01\x02\x03text\x04" * 9],
    ids=["every byte", "utf-16 without mark", "odd utf-16", "control characters"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(written(tmp_path, data)).code == "not_text"


def test_a_damaged_utf8_file_is_not_read_as_gibberish(tmp_path: Path) -> None:
    data = (TEXT * 20).encode("utf-8")
    error = refusal(written(tmp_path, data[:-2]))
    assert error.code == "not_text"
    assert "第 40 行" in error.message
