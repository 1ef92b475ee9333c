"""Exports of what the checks say: the check report as PDF and Excel, the list of all checks as PDF."""

from __future__ import annotations

from pathlib import Path, PurePath

from core.document.check_list import build_check_list
from core.document.check_report import Checked, build_check_report
from core.document.check_workbook import build_check_workbook
from core.export.report import made_folder, safe_stem
from core.progress import Progress
from core.validation.run import RULES, CheckRun
from core.validation.waiver import Judged

# The format that follows must not be cut off.
_LONGEST_STEM = 80


def export_check_report(
    checked: Checked, run: CheckRun, judged: Judged, folder: Path, progress: Progress | None = None
) -> list[Path]:
    """Write 〈名称〉-校核报告 as PDF and Excel to `folder`, each file whole or not at all, and return the paths.

    Raises `AppError` when a file cannot be written and `CancelledError` when the user cancels.
    """
    from core.export.pdf.writer import write_pdf
    from core.export.xlsx.writer import write_xlsx

    made_folder(folder)
    stem = _stem(checked)
    pdf, xlsx = (folder / f"{stem}-校核报告{suffix}" for suffix in (".pdf", ".xlsx"))
    write_pdf(build_check_report(checked, run, judged), pdf, progress=progress)
    write_xlsx(build_check_workbook(checked, run, judged), xlsx, progress=progress)
    return [pdf, xlsx]


def _stem(checked: Checked) -> str:
    """Return what the files are named after; of texts of one name in several formats each has its own."""
    source = PurePath(checked.source)
    named_after_file = checked.name == source.stem
    return safe_stem(f"{checked.name[:_LONGEST_STEM]}{source.suffix}" if named_after_file else checked.name)


def export_check_list(target: Path) -> None:
    """Write the list of all checks to a PDF file, whole or not at all. Raises `AppError`."""
    from core.export.pdf.writer import write_pdf

    write_pdf(build_check_list(RULES), target)
