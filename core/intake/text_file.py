"""Reading a text file of unknown encoding, or saying in words why it cannot be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from core.errors import AppError

LARGEST = 20 * 1024 * 1024
_UNHARMED = "原文件没有改动。"
_SAVE_AS_TEXT = "请在原来的程序里打开它，另存为文本文件（*.txt），再导入。"
# The names of members stand in a ZIP file uncompressed, so that its kind can be told without unpacking anything.
_ZIP_KINDS = (
    (b"word/document", "Word 文档（docx）"),
    (b"xl/workbook", "Excel 工作簿（xlsx）"),
    (b"ppt/presentation", "演示文稿（pptx）"),
    (b"OFD.xml", "OFD 版式文件"),
    (b"opendocument.text", "OpenDocument 文档（odt）"),
)
_OLE_KINDS = {".xls": "旧版 Excel 工作簿（xls）", ".et": "WPS 表格（et）", ".wps": "WPS 文字文档（wps）"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# One stray control character in 200 is a slip of some program; more is not text.
_TEXT_TO_CONTROLS = 200


def read_text_file(path: Path) -> str:
    """Return the text of a file in UTF-8, GB18030, or UTF-16 with a byte order mark.

    Raises `AppError` with the code not_found, is_folder, unreadable, too_large, empty_file or not_text.
    """
    data = _read_bytes(path)
    if not data.strip():
        raise AppError("empty_file", f"“{path.name}”是空文件，没有可以导入的内容。请选择别的文件。")
    kind = _kind_of(data, path.suffix.lower())
    if kind:
        raise AppError("not_text", f"“{path.name}”是{kind}，不是文本文件，没有导入。{_UNHARMED}{_SAVE_AS_TEXT}")
    text = _decode(data, path.name)
    if not text.strip():
        raise AppError("empty_file", f"“{path.name}”里只有空白，没有可以导入的内容。请选择别的文件。")
    if len(_CONTROLS.findall(text)) * _TEXT_TO_CONTROLS > len(text):
        raise _not_text(path.name)
    return text


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise AppError("is_folder", f"“{path.name}”是文件夹。请选择其中的一个文本文件。")
        if path.exists() and not path.is_file():
            raise AppError("unreadable", f"“{path.name}”不是普通文件，不能导入。请选择一个文本文件。")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise AppError("not_found", f"找不到文件“{path}”。请检查文件名和位置。") from error
    except OSError as error:
        reason = error.strerror or "原因不明"
        message = f"不能读取“{path.name}”（{reason}）。{_UNHARMED}请检查它是否被别的程序占用、是否有权限读取。"
        raise AppError("unreadable", message) from error
    if len(data) > LARGEST:
        limit = LARGEST // 1024 // 1024
        message = f"“{path.name}”超过 {limit} MB，不像一份报告的文本，没有导入。{_UNHARMED}请只保留报告正文后再导入。"
        raise AppError("too_large", message)
    return data


def _kind_of(data: bytes, suffix: str) -> str:
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return "PDF 文件"
    if data.startswith(b"PK\x03\x04"):
        return next((kind for member, kind in _ZIP_KINDS if member in data), "压缩包（zip）")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLE_KINDS.get(suffix, "旧版 Word 文档（doc）")
    if start.startswith(b"{\\rtf"):
        return "RTF 文档"
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "网页文件"
    return ""


def _decode(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(data, "utf-16", name)
    if b"\x00" in data:
        raise _not_text(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            message = (
                f"“{name}”的第 {line} 行有损坏的字节，没有导入。{_UNHARMED}"
                "请用记事本打开它，检查这一行，另存为 UTF-8 编码的文本后再导入。"
            )
            raise AppError("not_text", message) from error
    return _decode_as(data, "gb18030", name)


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether nearly all of the bytes beyond ASCII are UTF-8; GB18030 text is not, by far."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    return broken * 20 < beyond_ascii


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _not_text(name: str) -> AppError:
    message = (
        f"“{name}”不是文本文件，或者编码不是 UTF-8、GB18030、UTF-16，没有导入。{_UNHARMED}"
        "如果它是文本，请用记事本打开，另存为 UTF-8 编码后再导入。"
    )
    return AppError("not_text", message)
