"""Exports of a report: which files, under which names, written one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.document.build import build_document
from core.errors import AppError
from core.model.handout import own_handout
from core.model.report import Report
from core.progress import Progress

if TYPE_CHECKING:
    from core.export.pdf.fonts import Role

_LONGEST_NAME = 100
# What Windows does not allow in a file name, and control characters that no system shows.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Format(StrEnum):
    """A kind of file that a report is exported to."""

    XLSX = "xlsx"
    PDF = "pdf"
    DOCX = "docx"


def safe_stem(title: str) -> str:
    """Return a title as the stem of a file name that every system takes."""
    stem = _FORBIDDEN.sub("", title).strip(" .")[:_LONGEST_NAME].strip(" .") or "自评报告"
    return f"报告{stem}" if _RESERVED.fullmatch(stem) else stem


def file_name(title: str, kind: Format) -> str:
    """Return the name of a report's exported file."""
    return f"{safe_stem(title)}.{kind.value}"


def check_is_whole(report: Report) -> None:
    """Raise `AppError` (is_part) for a part that an office fills in: it is merged into its report, not handed in."""
    own = own_handout(report)
    if own is not None:
        raise AppError(
            "is_part",
            f"这是交给“{own.office}”填写的一部分，不是完整的报告，不能导出正式文件。"
            "填好后把这份文件交回填报人，由填报人并入报告再导出；自己核对，可以用“预览”看草稿。",
        )


def made_folder(folder: Path) -> None:
    """Make a folder to export to, if there is none; raises `AppError` when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(
            "no_folder", f"文件夹“{folder}”建不起来（{error.strerror}），没有导出任何文件。请另选一个文件夹。"
        ) from error


def export_report(
    report: Report,
    folder: Path,
    formats: Sequence[Format],
    progress: Progress,
    *,
    charts: bool = False,
    system_fonts: bool = False,
) -> list[Path]:
    """Write the report to `folder`, each file whole or not at all, and return the paths.

    With `charts` they are annexed to the PDF. With `system_fonts` the PDF is set in the machine's own official fonts,
    as far as it has them. Raises `AppError` when a file cannot be written or the report is only a part (`is_part`), and
    `CancelledError` when the user cancels; files that were finished before stay.
    """
    check_is_whole(report)
    made_folder(folder)
    document = build_document(report, charts=charts)
    written = []
    for kind in formats:
        target = folder / file_name(document.title, kind)
        # Each writer brings its own library; they are loaded when they are needed, not when the window opens.
        if kind is Format.XLSX:
            from core.export.xlsx.writer import write_xlsx

            write_xlsx(document, target, progress=progress)
        elif kind is Format.DOCX:
            from core.export.docx.writer import write_docx

            write_docx(document, target, progress=progress)
        else:
            from core.export.pdf.writer import write_pdf

            write_pdf(document, target, progress=progress, own_fonts=_own_fonts(system_fonts))
        written.append(target)
    return written


def pdf_notices(report: Report, *, charts: bool = False, system_fonts: bool = False) -> tuple[str, ...]:
    """Return what the user must be told of a report's PDF: the fonts that were used, the characters that none has."""
    from core.export.pdf.fonts import typeset_in
    from core.export.pdf.system_fonts import choose_system_fonts
    from core.export.pdf.unprintable import unprintable_characters, unprintable_notice

    account = tuple(choice.words() for choice in choose_system_fonts()) if system_fonts else ()
    with typeset_in(_own_fonts(system_fonts)):
        missing = unprintable_notice(unprintable_characters(build_document(report, charts=charts)))
    return (*account, missing) if missing else account


def _own_fonts(system_fonts: bool) -> Mapping[Role, Path]:
    if not system_fonts:
        return {}
    from core.export.pdf.system_fonts import choose_system_fonts, own_files

    return own_files(choose_system_fonts())
