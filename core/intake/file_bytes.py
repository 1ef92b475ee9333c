"""The bytes of a file that somebody chose, or why they cannot be had, in words."""

from __future__ import annotations

from pathlib import Path

from core.errors import AppError

UNHARMED = "原文件没有改动。"


def read_bytes(path: Path, largest: int, if_larger: str) -> bytes:
    """Return the bytes of a file; `if_larger` says what to do with one of more than `largest` bytes.

    Raises `AppError` with the code not_found, is_folder, unreadable or too_large.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise AppError("is_folder", f"“{name}”是文件夹。请选择其中的一个文件。")
        if path.exists() and not path.is_file():
            raise AppError("unreadable", f"“{path.name}”不是普通文件，不能读取。请选择别的文件。")
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise AppError("not_found", f"找不到文件“{path}”。请检查文件名和位置。") from error
    except OSError as error:
        reason = error.strerror or "原因不明"
        message = f"不能读取“{path.name}”（{reason}）。{UNHARMED}请检查它是否被别的程序占用、是否有权限读取。"
        raise AppError("unreadable", message) from error
    if len(data) > largest:
        raise AppError("too_large", f"“{path.name}”超过 {largest // 1024 // 1024} MB，{if_larger}")
    return data
