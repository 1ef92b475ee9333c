"""Pages on paper: drawn by the worker at the printer's fineness, laid on the printer one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from gui.preview.page_images import page_image
from gui.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from core.export.page_pictures import PagePictures

_DOTS_A_POINT = 300 / 72


class PrintRun(QObject):
    """Prints some pages of a document; `progressed` tells how many of them are done, `ended` how it ended."""

    progressed = Signal(int, int)
    ended = Signal(str)

    def __init__(self, pictures: PagePictures, printer: QPrinter, pages: list[int], parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._printer = printer
        self._pages = pages
        self._done = 0
        self._painter: QPainter | None = None
        self._task: Task | None = None

    def start(self) -> None:
        """Draw the first page."""
        self.progressed.emit(self._done, len(self._pages))
        if self._done == len(self._pages):
            self._end(f"已送出 {self._done} 页草稿，由打印机打印。正式文件请先用“导出报告…”导出，再打印导出的 PDF。")
            return
        pictures, page = self._pictures, self._pages[self._done]
        width = round(pictures.sizes[page][0] * _DOTS_A_POINT)
        self._task = Task(lambda _progress: page_image(pictures, page, width), self)
        self._task.done.connect(self._on_drawn)
        self._task.crashed.connect(self._on_crashed)
        self._task.start()

    def _on_drawn(self, image: QImage | None) -> None:
        self._finish()
        if image is None or not self._lay(image):
            self._end("没有打印完：打印机不能使用，或者已经取消。报告本身没有受影响。")
            return
        self._done += 1
        self.start()

    def _lay(self, image: QImage) -> bool:
        """Put an image on the next sheet; tell whether the printer took it."""
        width, height = self._pictures.sizes[self._pages[self._done]]
        sheet = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
        turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
        # To the very edges: the page brings its own margins.
        self._printer.setFullPage(True)
        self._printer.setPageLayout(QPageLayout(sheet, turned, QMarginsF()))
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self._printer):
                self._painter = None
                return False
        elif not self._printer.newPage():
            return False
        paper = QRectF(self._painter.viewport())
        size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(paper.topLeft(), size), image)
        return True

    def _on_crashed(self, trace: str) -> None:
        self._finish()
        self._end("没有打印完：程序出了意外。报告本身没有受影响。")
        # The excepthook is the one place that logs bugs and shows them.
        raise RuntimeError(trace)

    def cancel(self) -> None:
        """Print no more; what the printer already has may still come out."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._finish()
        self._printer.abort()
        self._end("已取消打印。已经送出的页可能仍会打印出来。")

    def _finish(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.wait()
            task.deleteLater()

    def _end(self, sentence: str) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self.ended.emit(sentence)


def pages_wanted(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return the pages that were chosen in the system's dialog, counted from 0."""
    kinds = type(printer).PrintRange
    if printer.printRange() == kinds.CurrentPage:
        return [current]
    if printer.printRange() == kinds.PageRange and printer.fromPage():
        return list(range(printer.fromPage() - 1, min(printer.toPage(), count)))
    return list(range(count))
