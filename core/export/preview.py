"""The pages of a report as they would be printed now, set in a process of its own so that typing never waits."""

from __future__ import annotations

from core.child import Parent
from core.document.blocks import Document
from core.document.build import build_document
from core.document.version import Version
from core.errors import AppError
from core.export.pdf.writer import SetPdf, set_pdf
from core.lasting_child import LastingChild
from core.model.report import Report


class PreviewWriter:
    """Sets one report after the other, as a draft; its process is started with the first and lasts until `close`."""

    def __init__(self) -> None:
        self._child = LastingChild()

    def set_report(self, report: Report) -> SetPdf:
        """Return the PDF of a report as it stands; raises `AppError` when there is none to be had."""
        try:
            return self._child.run(_set, build_document(report, version=Version.DRAFT))
        except (ChildProcessError, MemoryError) as error:
            raise AppError(
                "no_preview", "预览没有排成：内存可能不够。报告本身没有受影响，照常保存；可以关掉一些程序后再试。"
            ) from error

    def close(self) -> None:
        """End the process, also while a report is being set; that call then raises `AppError`."""
        self._child.close()


def _set(document: Document, parent: Parent) -> SetPdf:
    return set_pdf(document, progress=parent)
