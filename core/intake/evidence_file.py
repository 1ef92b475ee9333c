"""A file that is to be evidence: what it is by its content, how many pages it has, and its hash.

What a library reads of it is read in a child: a file that was made to break the library takes nothing with it.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from core.child import Parent, run_in_child
from core.errors import AppError
from core.intake.file_bytes import UNHARMED
from core.intake.file_kind import kind_of
from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile
from core.progress import Progress
from core.store.contents import LARGEST_CONTENT, PIECE

_TAKEN = "佐证材料可以是 PDF、图片（jpg、png）、Word（docx）和 Excel（xlsx）。"
_START = 64 * 1024
_ENDINGS = {"jpeg": "jpg", "jpe": "jpg"}
_MOST_PIXELS = 200_000_000
_LARGEST_PART = 4 * 1024 * 1024
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_LONGEST_NAME = 500
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_SECONDS, _SECONDS_EACH = 10, 2

Looked = tuple[EvidenceKind, int | None] | AppError


def look_at(paths: Sequence[Path], progress: Progress) -> list[Looked]:
    """Tell of each file what it is and how many pages it has, or why it cannot be evidence.

    Raises `CancelledError` once `progress` does.
    """
    try:
        answers = run_in_child(
            _look_at_all,
            list(paths),
            seconds=_SECONDS + _SECONDS_EACH * len(paths),
            message="正在查看文件…",
            progress=progress,
        )
    except (TimeoutError, MemoryError, ChildProcessError):
        if len(paths) == 1:
            return [_refusal(paths[0].name, "broke_down", "读不下去：可能已损坏，或者不是它看上去的那种文件")]
        # One of them broke the child; the others are not to suffer for it.
        return [answer for path in paths for answer in look_at([path], progress)]
    return [answer if isinstance(answer, tuple) else AppError(*answer.split("\n", 1)) for answer in answers]


def _look_at_all(paths: Sequence[Path], parent: Parent) -> list[tuple[EvidenceKind, int | None] | str]:
    answers: list[tuple[EvidenceKind, int | None] | str] = []
    for number, path in enumerate(paths):
        parent.report(number, len(paths), f"正在查看“{path.name}”")
        try:
            answers.append(_look(path))
        except AppError as error:
            answers.append(f"{error.code}\n{error.message}")
    return answers


def _look(path: Path) -> tuple[EvidenceKind, int | None]:
    try:
        with path.open("rb") as file:
            start = file.read(_START)
        kind = _kind(path, start)
        _check_ending(path, kind)
        return kind, _pages(path, kind)
    except OSError as error:
        raise _cannot_read(path, error) from error


def _kind(path: Path, start: bytes) -> EvidenceKind:
    if b"%PDF-" in start[:1024]:
        return EvidenceKind.PDF
    if start.startswith(b"\xff\xd8\xff"):
        return EvidenceKind.JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return EvidenceKind.PNG
    if start.startswith(b"PK\x03\x04"):
        names = _members(path)
        if "word/document.xml" in names:
            return EvidenceKind.WORD
        if "xl/workbook.xml" in names:
            return EvidenceKind.EXCEL
    if not start.strip(b"\0"):
        raise _refusal(path.name, "wrong_kind", "里面全是空字节，没有内容")
    known = kind_of(start, path.suffix)
    ending = path.suffix.lower().lstrip(".")
    named = f"的后缀是 {ending}，内容却" if ending in {*EvidenceKind, *_ENDINGS} else ""
    raise _refusal(path.name, "wrong_kind", f"{named}{known.said}", _TAKEN)


def _members(path: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refusal(path.name, "damaged", "已损坏或不完整，打不开") from error


def _check_ending(path: Path, kind: EvidenceKind) -> None:
    ending = path.suffix.lower().lstrip(".")
    if ending and _ENDINGS.get(ending, ending) != kind.value and ending in {*EvidenceKind, *_ENDINGS}:
        raise _refusal(
            path.name,
            "wrong_ending",
            f"的后缀是 {ending}，内容却是 {kind.value} 文件",
            f"请把后缀改成 .{kind.value} 再添加，或检查是不是拿错了文件。",
        )


def _pages(path: Path, kind: EvidenceKind) -> int | None:
    if kind is EvidenceKind.PDF:
        return _pdf_pages(path)
    if kind.is_picture:
        _check_picture(path)
        return 1
    return _sheets(path) if kind is EvidenceKind.EXCEL else None


def _pdf_pages(path: Path) -> int:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = len(pdf)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _password_needed():
            raise _refusal(
                path.name, "encrypted", "加了打开密码", "请在原来的程序里取消打开密码，另存后再添加。"
            ) from error
        raise _refusal(path.name, "damaged", "不是能用的 PDF：已损坏，或者内容不是 PDF") from error
    if pages == 0:
        raise _refusal(path.name, "damaged", "里面一页也没有")
    return pages


def _password_needed() -> int:
    from pypdfium2 import raw

    return int(raw.FPDF_ERR_PASSWORD)


def _check_picture(path: Path) -> None:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise _refusal(path.name, "too_large", "的尺寸太大，显示不了", "请把图片缩小后再添加。")
            picture.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise _refusal(path.name, "damaged", "已损坏或不完整，图片显示不出来") from error


def _sheets(path: Path) -> int | None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return len(_SHEET.findall(part.read(_LARGEST_PART))) or None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise _refusal(path.name, "damaged", "已损坏或不完整，打不开") from error


# -- from here on in our own process -----------------------------------------------------------------------------------


def check_file(path: Path) -> None:
    """Raise `AppError` for what cannot be evidence whatever it holds: a folder, an empty file, too large a one."""
    try:
        if path.is_dir():
            raise AppError("is_folder", f"“{path.name or path}”是文件夹，没有添加。请打开它，选择其中的文件。")
        if not path.exists():
            raise AppError("not_found", f"找不到文件“{path.name}”，没有添加。请检查文件名和位置。")
        if not path.is_file():
            raise AppError("unreadable", f"“{path.name}”不是普通文件，没有添加。请选择别的文件。")
        size = path.stat().st_size
    except OSError as error:
        raise _cannot_read(path, error) from error
    if len(path.name) > _LONGEST_NAME or _NO_TEXT.search(path.name):
        raise _refusal(path.name[:40], "bad_name", "的文件名不能用", "请给文件改一个普通的名称再添加。")
    if size == 0:
        raise _refusal(path.name, "empty", "是空文件（0 字节）", "请检查它是否保存完整。")
    if size > LARGEST_CONTENT:
        raise _refusal(path.name, "too_large", f"超过 {LARGEST_CONTENT // PIECE} MB", "请压缩或拆分后再添加。")


def hashed(path: Path, kind: EvidenceKind, pages: int | None, progress: Progress) -> EvidenceFile:
    """Return a file with its hash and size, read piece by piece."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                progress.report(0, 0, f"正在读取“{path.name}”")
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise _cannot_read(path, error) from error
    return EvidenceFile(path.name, digest.hexdigest(), size, kind, pages)


def _cannot_read(path: Path, error: OSError) -> AppError:
    reason = error.strerror or "原因不明"
    return AppError(
        "unreadable",
        f"不能读取“{path.name}”（{reason}），没有添加。{UNHARMED}请检查它是否被别的程序占用、是否有权限读取。",
    )


def _refusal(name: str, code: str, what: str, todo: str = "请检查文件，换一个能打开的再添加。") -> AppError:
    return AppError(code, f"“{name}”{what}，没有添加。{UNHARMED}{todo}")
