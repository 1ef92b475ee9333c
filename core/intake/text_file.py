"""Reading a text file of unknown encoding, or saying in words why it cannot be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from core.errors import AppError
from core.intake.file_bytes import UNHARMED, read_bytes
from core.intake.file_kind import REPORT_FILE, Reader, kind_of

LARGEST = 20 * 1024 * 1024
_SAVE_AS_TEXT = "请在原来的程序里打开它，另存为文本文件（*.txt），"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# One stray control character in 200 is a slip of some program; more is not text.
_TEXT_TO_CONTROLS = 200


def read_text_file(path: Path) -> str:
    """Return the text of a file in UTF-8, GB18030, or UTF-16 with a byte order mark.

    Raises `AppError` with the code not_found, is_folder, unreadable, too_large, empty_file or not_text.
    """
    advice = f"不像一份报告的文本，没有导入。{UNHARMED}请只保留报告正文后再导入。"
    return text_of_bytes(read_bytes(path, LARGEST, advice), path)


def text_of_bytes(data: bytes, path: Path, purpose: str = "导入") -> str:
    """Return the text that a file's bytes are; `path` gives its name, `purpose` says what it was to be read for.

    Raises `AppError` as `read_text_file` does.
    """
    if not data.strip():
        raise AppError("empty_file", f"“{path.name}”是空文件，没有可以{purpose}的内容。请选择别的文件。")
    kind = kind_of(data, path.suffix)
    if kind.reader is not Reader.TEXT:
        advice = kind.advice if kind is REPORT_FILE else f"{_SAVE_AS_TEXT}再{purpose}。"
        raise AppError("not_text", f"“{path.name}”{kind.said}，不是文本文件，没有{purpose}。{UNHARMED}{advice}")
    text = _decode(data, path.name, purpose)
    if not text.strip():
        raise AppError("empty_file", f"“{path.name}”里只有空白，没有可以{purpose}的内容。请选择别的文件。")
    if len(_CONTROLS.findall(text)) * _TEXT_TO_CONTROLS > len(text):
        raise _not_text(path.name, purpose)
    return text


def _decode(data: bytes, name: str, purpose: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(data, "utf-16", name, purpose)
    if b"\x00" in data:
        raise _not_text(name, purpose)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            message = (
                f"“{name}”的第 {line} 行有损坏的字节，没有{purpose}。{UNHARMED}"
                f"请用记事本打开它，检查这一行，另存为 UTF-8 编码的文本后再{purpose}。"
            )
            raise AppError("not_text", message) from error
    return _decode_as(data, "gb18030", name, purpose)


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether nearly all of the bytes beyond ASCII are UTF-8; GB18030 text is not, by far."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    return broken * 20 < beyond_ascii


def _decode_as(data: bytes, encoding: str, name: str, purpose: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name, purpose) from error


def _not_text(name: str, purpose: str) -> AppError:
    message = (
        f"“{name}”不是文本文件，或者编码不是 UTF-8、GB18030、UTF-16，没有{purpose}。{UNHARMED}"
        f"如果它是文本，请用记事本打开，另存为 UTF-8 编码后再{purpose}。"
    )
    return AppError("not_text", message)
