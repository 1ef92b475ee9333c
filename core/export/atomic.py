"""Files written beside their target and put in its place only when whole."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AppError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def atomic_target(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`, and replace the target by it when the block ends without an error.

    Whatever happens, the old file stays whole and no temporary file is left. Raises `AppError` when the folder cannot
    be written, the disk is full, or the target is open in another program.
    """
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".ziping-", suffix=target.suffix, dir=target.parent)
        os.close(descriptor)
        temporary = Path(name)
        yield temporary
        _flush(temporary)
        # mkstemp makes a private file; an export is for others to read, as the user's own settings say.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise _as_app_error(error, target) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _as_app_error(error: OSError, target: Path) -> AppError:
    unharmed = f"原有的“{target.name}”（如有）没有改动。"
    if error.errno in _FULL:
        return AppError("disk_full", f"磁盘已满，没有写成“{target.name}”。{unharmed}请清理磁盘后再试，或换一个位置。")
    if not target.parent.is_dir():
        return AppError("no_folder", f"文件夹“{target.parent}”不存在，没有写成“{target.name}”。请另选一个文件夹。")
    if target.is_dir():
        return AppError("is_folder", f"“{target}”是一个文件夹，不能写成文件。请换一个文件名。")
    if error.errno in _FORBIDDEN:
        return AppError(
            "cannot_write",
            f"没有写成“{target.name}”：文件正被其他程序打开，或者没有写入“{target.parent}”的权限。{unharmed}"
            "请关闭打开它的程序，或换一个文件夹。",
        )
    return AppError(
        "cannot_write", f"没有写成“{target.name}”（{error.strerror or error}）。{unharmed}请换一个位置再试。"
    )
