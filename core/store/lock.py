"""One writer at a time: a small file beside the report that names who edits it.

`.~lock.<name>#` holds who, where and since when, for the sentence that the second person reads; that it counts is a
lock of the operating system on it, which goes with its process however that ends. A file left behind by a killed
program is therefore no obstacle: it is taken over, and removed when the report is closed.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from core.errors import AppError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LONGEST_CONTENT = 4096
_LONGEST_NAME = 64
# On Windows a locked byte cannot be read, so the lock lies far behind the content.
_LOCKED_BYTE = 1 << 30
_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_ATTEMPTS = 20


def lock_path(report: Path) -> Path:
    """Return the path of the file that marks a report as being edited."""
    return report.with_name(f".~lock.{report.name}#")


class ReportLock:
    """The right to write one report, from `take` to `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, report: Path, since: datetime) -> ReportLock:
        """Take the lock, in force `since` now, without waiting.

        Raises `AppError`: `locked` with who holds it, `read_only_folder`, `no_folder`, `cannot_write`, `disk_full`.
        """
        path = lock_path(report)
        for _ in range(_ATTEMPTS):
            descriptor = _open(path, report)
            lock = cls(path, descriptor)
            try:
                if not _try_lock(descriptor, report):
                    raise _held(report, _content(descriptor))
                # Windows lets nobody remove a file that we have open.
                if sys.platform != "win32" and not lock._is_at_its_path():
                    # Its holder removed it after we had opened and before we had locked it: what we hold is no
                    # file any more.
                    os.close(descriptor)
                    continue
                _write(descriptor, since, report)
            except AppError:
                os.close(descriptor)
                raise
            return lock
        raise _held(report, "")

    def _is_at_its_path(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Remove the file and let go of the lock."""
        # Where the file cannot be removed (the stick was pulled out), it is as harmless as a killed program's.
        if sys.platform == "win32":
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            with contextlib.suppress(OSError):
                if self._is_at_its_path():  # and not another's in its place
                    self._path.unlink()
            os.close(self._descriptor)


def _open(path: Path, report: Path) -> int:
    # A link planted under this name must not lead us to write elsewhere.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOINHERIT", 0)
    try:
        return os.open(path, flags, 0o666)
    except OSError as error:
        folder = report.parent
        if not folder.is_dir():
            raise AppError("no_folder", f"文件夹“{folder}”不存在。请另选一个文件夹。") from error
        if error.errno in _NO_SPACE:
            raise _disk_full(report) from error
        if error.errno == errno.ENAMETOOLONG:
            raise AppError("cannot_write", f"“{report.name}”的文件名过长，请改短后再打开。文件没有改动。") from error
        if path.exists() and os.access(folder, os.W_OK):
            # Someone else's mark that we may not even open; on Windows also one that is being removed.
            raise _held(report, "") from error
        raise AppError(
            "read_only_folder",
            f"没有写入文件夹“{folder}”的权限，不能在这里编辑“{report.name}”。文件没有改动。"
            "可以只读打开，或把报告复制到自己的文件夹后再打开。",
        ) from error


def _try_lock(descriptor: int, report: Path) -> bool:
    """Lock without waiting; `False` when another holds the lock."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise AppError(
            "cannot_write",
            f"“{report.name}”所在的磁盘或网络位置不能防止两人同时编辑，所以不能在这里编辑。文件没有改动。"
            "可以只读打开，或把报告复制到本机磁盘后再打开。",
        ) from error
    return True


def _write(descriptor: int, since: datetime, report: Path) -> None:
    holder = {"host": platform.node(), "user": _user(), "pid": os.getpid(), "since": since.isoformat()}
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(holder, ensure_ascii=False).encode("utf-8"))
    except OSError as error:
        raise _disk_full(report) from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on the system and the Python version
        return ""


def _content(descriptor: int) -> str:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, _LONGEST_CONTENT).decode("utf-8", errors="replace")
    except OSError:
        return ""


def _held(report: Path, content: str) -> AppError:
    return AppError(
        "locked",
        f"“{report.name}”正在由{_holder(content)}编辑；为免互相覆盖，现在不能同时编辑。文件没有改动。"
        "可以只读打开查看，或请对方关闭报告后再打开。",
    )


def _holder(content: str) -> str:
    """Say in words what the file beside the report tells; it may be half written, or anyone's."""
    try:
        fields = json.loads(content)
        user, host = (_plain(fields[key]) for key in ("user", "host"))
        since = datetime.fromisoformat(fields["since"]).astimezone()
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return "其他人或另一个窗口"
    return f"“{user or '未知用户'}”在电脑“{host or '未知'}”上（自 {since:%Y-%m-%d %H:%M} 起）"


def _plain(text: object) -> str:
    return "".join(character for character in str(text) if character.isprintable())[:_LONGEST_NAME]


def _disk_full(report: Path) -> AppError:
    return AppError("disk_full", f"磁盘已满，不能编辑“{report.name}”。文件没有改动。可以只读打开，或清理磁盘后再打开。")
