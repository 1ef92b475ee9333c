"""Exports of a report: which files, under which names, written one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.document.blocks import Document
from core.document.build import build_document
from core.document.public_copy import PublicCopy, Remaining, Removed, public_copy
from core.document.version import Version
from core.document.workbook import build_workbook
from core.errors import AppError
from core.export.release import require_releasable
from core.model.report import Report
from core.progress import Progress
from core.validation.run import check

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


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what the user must be told of them.

    `removed` is what a public version leaves out, `remaining` what in it looks like a personal number. `font_notices`
    are the fonts of the PDF and the characters that none of them has.
    """

    paths: tuple[Path, ...]
    removed: tuple[Removed, ...] = ()
    remaining: tuple[Remaining, ...] = ()
    font_notices: tuple[str, ...] = ()


def safe_stem(title: str) -> str:
    """Return a title as the stem of a file name that every system takes."""
    stem = _FORBIDDEN.sub("", title).strip(" .")[:_LONGEST_NAME].strip(" .") or "自评报告"
    return f"报告{stem}" if _RESERVED.fullmatch(stem) else stem


def file_name(title: str, kind: Format, version: Version) -> str:
    """Return the name of the exported file of a version of a report."""
    return f"{safe_stem(title)}{version.file_suffix}.{kind.value}"


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
    version: Version = Version.DRAFT,
    charts: bool = False,
    system_fonts: bool = False,
) -> Exported:
    """Write a version of the report to `folder`, each file whole or not at all.

    With `charts` they are annexed to the PDF. With `system_fonts` the PDF is set in the machine's own official fonts,
    as far as it has them. Raises `OpenErrorsError` before anything is written where errors stand against the version,
    `AppError` when a file cannot be written or a part of a report is to be more than a draft (`is_part`), and
    `CancelledError` when the user cancels; files that were finished before stay.
    """
    progress.report(0, 1, "正在校核…" if version.needs_no_errors else "正在准备…")
    run = require_releasable(report, version)
    made_folder(folder)
    copy = public_copy(report) if version is Version.PUBLIC else PublicCopy(report, (), ())
    document = build_document(copy.report, version=version, charts=charts)
    written = []
    for kind in formats:
        target = folder / file_name(document.title, kind, version)
        # Each writer brings its own library; they are loaded when they are needed, not when the window opens.
        if kind is Format.XLSX:
            from core.export.xlsx.writer import write_xlsx

            # The findings quote the report's own words, and so are none of the public's business.
            checks = None if version is Version.PUBLIC else run or check(report)
            write_xlsx(build_workbook(copy.report, document, checks), target, progress=progress)
        elif kind is Format.DOCX:
            from core.export.docx.writer import write_docx

            write_docx(document, target, progress=progress)
        else:
            from core.export.pdf.writer import write_pdf

            write_pdf(document, target, progress=progress, own_fonts=_own_fonts(system_fonts))
        written.append(target)
    notices = _font_notices(document, system_fonts=system_fonts) if Format.PDF in formats else ()
    return Exported(tuple(written), copy.removed, copy.remaining, notices)


def _font_notices(document: Document, *, system_fonts: bool) -> tuple[str, ...]:
    from core.export.pdf.fonts import typeset_in
    from core.export.pdf.system_fonts import choose_system_fonts
    from core.export.pdf.unprintable import unprintable_characters, unprintable_notice

    account = tuple(choice.words() for choice in choose_system_fonts()) if system_fonts else ()
    with typeset_in(_own_fonts(system_fonts)):
        missing = unprintable_notice(unprintable_characters(document))
    return (*account, missing) if missing else account


def _own_fonts(system_fonts: bool) -> Mapping[Role, Path]:
    if not system_fonts:
        return {}
    from core.export.pdf.system_fonts import choose_system_fonts, own_files

    return own_files(choose_system_fonts())
