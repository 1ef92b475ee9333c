"""Bringing an older report file to the newest version: the old one is kept, the new one is made beside it."""

from __future__ import annotations

import errno
import shutil
from datetime import datetime
from pathlib import Path

from core.errors import AppError
from core.paths import user_data_folder
from core.store.connection import connected
from core.store.inspection import read
from core.store.migrations import migrate


def keep_old_version(path: Path, version: int, now: datetime) -> Path:
    """Copy a report that nobody is writing into the user's profile, before it is upgraded; return the copy.

    A program of that older version can open the copy, though not the upgraded report.
    """
    folder = user_data_folder() / "backups"
    copy = folder / f"{path.stem}-v{version}-{now:%Y%m%d-%H%M%S}{path.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    except OSError as error:
        reason = "磁盘已满" if error.errno == errno.ENOSPC else "写不进去"
        raise AppError(
            "disk_full" if error.errno == errno.ENOSPC else "cannot_write",
            f"“{path.name}”由较早版本的程序保存，编辑前要先在“{folder}”留一份原样的副本，但是{reason}。"
            "文件没有改动。请清理磁盘或检查权限后再打开，也可以只读打开。",
        ) from error
    return copy


def write_upgraded(path: Path, target: Path) -> None:
    """Write a report, brought to the newest version and checked whole, into `target`, an empty file.

    Raises what SQLite raises.
    """
    with connected(path, "ro") as source, connected(target, "rw") as upgraded:
        source.backup(upgraded)
        migrate(upgraded)
    read(target)
