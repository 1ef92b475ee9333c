"""What a report file can be refused for, in the words that the user reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import AppError

_PRIMARY = 0xFF  # an extended result code of SQLite holds its primary one in the lowest byte


def not_found(path: Path) -> AppError:
    """Return the error of a file that is not there."""
    return AppError("not_found", f"没有找到“{path}”。它可能被移走、改名或删除了，请在文件夹里找一找再打开。")


def is_folder(path: Path) -> AppError:
    """Return the error of a folder given for a file."""
    return AppError("is_folder", f"“{path}”是一个文件夹，不是报告文件。请选择文件夹里的报告文件。")


def damaged(path: Path, what: str) -> AppError:
    """Return the error of a report file whose inside is not what this program writes."""
    return AppError(
        "damaged",
        f"“{path.name}”已损坏（{what}），没有打开。文件保持原样，没有改动。"
        "请打开它的备份或其他副本；这个文件请不要删除，也许还能救回其中的内容。",
    )


def not_a_report(path: Path) -> AppError:
    """Return the error of a file that is no report at all."""
    return AppError(
        "not_a_report",
        f"“{path.name}”不是自评报告文件，没有打开，也没有改动。请选择扩展名为 .ziping 的报告；"
        "文字或 Word 报告请用“导入”。",
    )


def damaged_history(path: Path, what: str) -> AppError:
    """Return the error of a change log that does not fit the report; `what` says what cannot be done."""
    return AppError("damaged_history", f"“{path.name}”的修改记录有损坏，{what}。报告内容没有改动，可以继续编辑和导出。")


def newer_file(path: Path) -> AppError:
    """Return the error of a report that a later version of the program has written."""
    return AppError(
        "newer_file",
        f"“{path.name}”由较新版本的自评程序保存，这个版本读不了。文件没有改动。请升级程序后再打开。",
    )


def busy(path: Path) -> AppError:
    """Return the error of a file that another program holds at this moment."""
    return AppError("locked", f"“{path.name}”正被其他程序占用（如杀毒、同步或备份软件）。文件没有改动。请稍候再试。")


def read_only_file(path: Path) -> AppError:
    """Return the error of a file that may be read but not written."""
    return AppError(
        "read_only_file",
        f"“{path.name}”是只读文件，不能编辑。文件没有改动。可以只读打开，或取消它的“只读”属性、复制到其他文件夹后再打开。",
    )


def opened_read_only(path: Path) -> AppError:
    """Return the error of an edit of a report that was opened to be read only."""
    return AppError(
        "read_only",
        f"“{path.name}”是只读打开的，没有修改。要编辑，请关闭后以编辑方式重新打开，或另存一份再改。",
    )


def cannot_read(path: Path) -> AppError:
    """Return the error of a file that the system does not let us read."""
    return AppError(
        "cannot_read",
        f"读不到“{path.name}”：没有读取权限，或者所在的磁盘、网络位置断开了。文件没有改动。请检查后再打开。",
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file that cannot be read into an `AppError`; a wrong call stays a bug."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _reading_failed(path, error) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a broken schema quotes it, and the sqlite3 module reads its words as UTF-8.
        raise damaged(path, "内部结构读不通") from error


@contextmanager
def writing(path: Path, unharmed: str) -> Iterator[None]:
    """Turn what SQLite says of a file that cannot be written into an `AppError`; a wrong call stays a bug.

    `unharmed` is the sentence that says what has not suffered.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise
    except sqlite3.Error as error:
        raise _writing_failed(path, unharmed, error) from error


def _reading_failed(path: Path, error: sqlite3.Error) -> AppError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return busy(path)
    if code == sqlite3.SQLITE_READONLY:
        return read_only_file(path)
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return cannot_read(path)
    return damaged(path, "内部结构读不通")


def _writing_failed(path: Path, unharmed: str, error: sqlite3.Error) -> AppError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return AppError("disk_full", f"磁盘已满，没有写入“{path.name}”。{unharmed}请清理磁盘后再试。")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return AppError(
                "locked",
                f"“{path.name}”正被其他程序占用（如杀毒、同步或备份软件），没有写入。{unharmed}请稍候再试。",
            )
        case sqlite3.SQLITE_READONLY if code != sqlite3.SQLITE_READONLY_DBMOVED:
            return AppError(
                "read_only_file", f"“{path.name}”变成了只读，没有写入。{unharmed}请取消它的只读属性后再试。"
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return AppError("damaged", f"“{path.name}”在打开期间损坏了，没有写入。请关闭它，打开它的备份或其他副本。")
        case _:
            return AppError(
                "cannot_write",
                f"没有写入“{path.name}”：文件被移走、改名，或者所在的磁盘、网络位置断开了。{unharmed}请恢复原位后再试。",
            )
